package groundplan.budgets;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.OncePerAccount;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import groundplan.kernel.TextForm;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings of the account's budgets and of cost anomaly detection. */
public record BudgetsSettings(
        @Setting(value = "Budgets by name.", min = 1) Map<String, Budget> budgets,
        @Setting(value = "Cost anomaly detection.", byDefault = "{}") Anomalies anomalies,
        @Setting(
                        value = "Email addresses to notify.",
                        byDefault = "[]",
                        max = 10,
                        pattern = "[^@\\s]+@[^@\\s]+\\.[a-z]+")
                List<String> emailAddresses,
        @Setting("Unit whose warning topic is notified. Left out: email only.") @Reads("observability")
                Optional<String> observability)
        implements Checked {

    /** Settings of one budget. */
    public record Budget(
            @Setting(value = "Limit in US dollars.", min = 1, max = 10000000) int limitUsd,
            @Setting(
                            value = "Period of the limit.",
                            byDefault = "MONTHLY",
                            oneOf = {"DAILY", "MONTHLY", "QUARTERLY", "ANNUALLY"})
                    String timeUnit,
            @Setting(
                            value = "Percentages of the limit at which actual costs cause a notification.",
                            byDefault = "[50, 80, 100]",
                            min = 0,
                            max = 1000)
                    List<Integer> actualThresholdsPercent,
            @Setting(
                            value = "Percentages of the limit at which forecasted costs cause a notification.",
                            byDefault = "[100]",
                            min = 0,
                            max = 1000)
                    List<Integer> forecastedThresholdsPercent,
            @Setting(
                            value = "Tags to filter costs by, by name. Empty: all costs of the account.",
                            byDefault = "{}",
                            names = "[A-Za-z][A-Za-z0-9_.:/=+@-]*",
                            namesForm = TextForm.TAG_KEY,
                            form = TextForm.TAG_VALUE)
                    Map<String, String> tags)
            implements Checked {
        @Override
        public void check(Check check) {
            checkPositive("actual_thresholds_percent", actualThresholdsPercent, check);
            checkPositive("forecasted_thresholds_percent", forecastedThresholdsPercent, check);
            int notifications = actualThresholdsPercent.size() + forecastedThresholdsPercent.size();
            check.that(
                    notifications >= 1 && notifications <= 5,
                    "actual_thresholds_percent",
                    "a budget needs 1 to 5 thresholds, but has " + notifications);
            check.that(
                    !timeUnit.equals("DAILY") || forecastedThresholdsPercent.isEmpty(),
                    "forecasted_thresholds_percent",
                    "AWS provides no forecast for a daily budget; set this to []");
        }

        private static void checkPositive(String key, List<Integer> thresholds, Check check) {
            check.that(!thresholds.contains(0), key, "a threshold of 0 is always exceeded; use 1 or more");
        }
    }

    /** Settings of cost anomaly detection. */
    public record Anomalies(
            @Setting(value = "Enable it, service by service.", byDefault = "true") boolean enabled,
            @Setting(
                            value =
                                    "Minimum difference from the expected costs that causes a notification, in US dollars.",
                            byDefault = "20",
                            min = 1,
                            max = 1000000)
                    int thresholdUsd,
            @Setting(
                            value =
                                    "ARN of the account's monitor of AWS services, of which it can have one; AWS creates Default-Services-Monitor"
                                            + " in new accounts. Left out: this unit creates it.",
                            pattern = "arn:aws:ce::[0-9]{12}:anomalymonitor/[A-Za-z0-9-]{1,64}")
                    Optional<String> monitorArn) {
        /** Whether the unit creates the account's monitor. */
        @OncePerAccount(
                value = "a cost anomaly monitor of AWS services",
                instead = "set monitor_arn, or enabled to false, in all but one of them")
        public boolean createsMonitor() {
            return enabled && monitorArn.isEmpty();
        }
    }

    @Override
    public void check(Check check) {
        check.that(
                !emailAddresses.isEmpty() || observability.isPresent(),
                "email_addresses",
                "there is nobody to notify: set email_addresses or observability");
    }
}
