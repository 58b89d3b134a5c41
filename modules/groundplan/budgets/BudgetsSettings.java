package groundplan.budgets;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings of the account's budgets, and of the search for costs that nobody expected. */
public record BudgetsSettings(
        @Setting(value = "Budgets by name.", min = 1) Map<String, Budget> budgets,
        @Setting(value = "Costs that nobody expected.", byDefault = "{}") Anomalies anomalies,
        @Setting(value = "Who is told, by mail.", byDefault = "[]", max = 10, pattern = "[^@\\s]+@[^@\\s]+\\.[a-z]+")
                List<String> emailAddresses,
        @Setting("Unit whose topic of warnings is told. Left out: mails alone.") @Reads("observability")
                Optional<String> observability)
        implements Checked {

    /** Settings of one budget. */
    public record Budget(
            @Setting(value = "What may be spent, in US dollars.", min = 1, max = 10000000) int limitUsd,
            @Setting(
                            value = "How long that is to last.",
                            byDefault = "MONTHLY",
                            oneOf = {"DAILY", "MONTHLY", "QUARTERLY", "ANNUALLY"})
                    String timeUnit,
            @Setting(
                            value = "Percentages of the limit that somebody is told of when they are spent.",
                            byDefault = "[50, 80, 100]",
                            min = 1,
                            max = 1000)
                    List<Integer> actualThresholdsPercent,
            @Setting(
                            value = "Percentages of the limit that somebody is told of when they are foreseen.",
                            byDefault = "[100]",
                            min = 1,
                            max = 1000)
                    List<Integer> forecastedThresholdsPercent,
            @Setting(
                            value = "Only what carries this tag, by name. Empty: all that the account costs.",
                            byDefault = "{}",
                            names = "[A-Za-z][A-Za-z0-9_.:/=+@-]{0,127}")
                    Map<String, String> tags)
            implements Checked {
        @Override
        public void check(Check check) {
            int notifications = actualThresholdsPercent.size() + forecastedThresholdsPercent.size();
            check.that(
                    notifications >= 1 && notifications <= 5,
                    "actual_thresholds_percent",
                    "AWS takes 1 to 5 thresholds for a budget, found " + notifications);
            check.that(
                    !timeUnit.equals("DAILY") || forecastedThresholdsPercent.isEmpty(),
                    "forecasted_thresholds_percent",
                    "AWS foresees nothing for a day; give []");
        }
    }

    /** Settings of the search for costs that nobody expected. */
    public record Anomalies(
            @Setting(value = "Search for them, service by service.", byDefault = "true") boolean enabled,
            @Setting(
                            value =
                                    "Smallest sum beyond what was to be expected that somebody is told of, in US dollars.",
                            byDefault = "20",
                            min = 1,
                            max = 1000000)
                    int thresholdUsd) {}

    @Override
    public void check(Check check) {
        check.that(
                !emailAddresses.isEmpty() || observability.isPresent(),
                "email_addresses",
                "nobody would be told: give email_addresses or observability");
    }
}
