package groundplan.kernel;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Schedules as EventBridge and Application Auto Scaling accept them. Sources: "Cron expressions reference" and "Rate expressions
 * reference" in Amazon EventBridge's User Guide, and the member {@code Schedule} of PutScheduledAction in Application Auto Scaling's API.
 */
final class ScheduleExpression {
    private static final Pattern RATE = Pattern.compile("rate\\(([0-9]{1,9}) (minute|hour|day)(s?)\\)");
    private static final Pattern AT =
            Pattern.compile("at\\(([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})\\)");
    private static final Pattern CRON = Pattern.compile("cron\\(([^()]{1,200})\\)");
    private static final Pattern STEP = Pattern.compile("(\\*|[^/]{1,20})/([0-9]{1,4})");
    private static final Pattern NTH = Pattern.compile("(\\w{1,3})#([1-5])");
    private static final List<String> MONTHS =
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
    private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");
    private static final List<Field> FIELDS = List.of(
            new Field("minutes", 0, 59, List.of()),
            new Field("hours", 0, 23, List.of()),
            new Field("day of the month", 1, 31, List.of()),
            new Field("month", 1, 12, MONTHS),
            new Field("day of the week", 1, 7, DAYS),
            new Field("year", 1970, 2199, List.of()));
    private static final int DAY_OF_MONTH = 2;
    private static final int DAY_OF_WEEK = 4;

    private ScheduleExpression() {}

    /** What is wrong with the schedule of a rule of EventBridge: {@code rate} or {@code cron}. */
    static Optional<String> ruleProblem(String text) {
        if (text.startsWith("rate")) {
            return rate(text).or(() -> plural(text));
        }
        return text.startsWith("cron") ? cron(text) : Optional.of(form(text, "rate(5 minutes) or cron(0 4 * * ? *)"));
    }

    /** What is wrong with the schedule of an action of Application Auto Scaling: {@code at}, {@code rate} or {@code cron}. */
    static Optional<String> scalingProblem(String text) {
        if (text.startsWith("at")) {
            return at(text);
        }
        if (text.startsWith("rate")) {
            return rate(text);
        }
        return text.startsWith("cron")
                ? cron(text)
                : Optional.of(form(text, "at(2026-12-24T18:00:00), rate(12 hours) or cron(0 20 ? * MON-FRI *)"));
    }

    private static String form(String text, String examples) {
        return "'" + text + "' is not a schedule such as " + examples;
    }

    private static Optional<String> rate(String text) {
        Matcher rate = RATE.matcher(text);
        return rate.matches() && Integer.parseInt(rate.group(1)) > 0
                ? Optional.empty()
                : Optional.of(
                        "'" + text + "' is not a rate: a whole number above 0, and minutes, hours or days, such as"
                                + " rate(5 minutes)");
    }

    private static Optional<String> plural(String text) {
        Matcher rate = RATE.matcher(text);
        if (!rate.matches()
                || (Integer.parseInt(rate.group(1)) == 1) == rate.group(3).isEmpty()) {
            return Optional.empty();
        }
        boolean one = rate.group(3).length() == 1;
        return Optional.of("EventBridge refuses '" + text + "'; write rate(" + rate.group(1) + " " + rate.group(2)
                + (one ? "" : "s") + ")");
    }

    private static Optional<String> at(String text) {
        Matcher at = AT.matcher(text);
        try {
            if (at.matches()) {
                LocalDateTime.parse(at.group(1));
                return Optional.empty();
            }
        } catch (DateTimeException e) {
            // It is told below.
        }
        return Optional.of("'" + text + "' is not a time of the form at(2026-12-24T18:00:00)");
    }

    private static Optional<String> cron(String text) {
        Matcher cron = CRON.matcher(text);
        List<String> fields =
                cron.matches() ? Arrays.asList(cron.group(1).trim().split("\\s+")) : List.of();
        if (fields.size() != FIELDS.size()) {
            return Optional.of(
                    "'" + text + "' has not six fields: minutes, hours, day of the month, month, day of the week"
                            + " and year, such as cron(0 4 * * ? *)");
        }
        for (int i = 0; i < fields.size(); i++) {
            if (!valid(i, fields.get(i))) {
                return Optional.of("'" + fields.get(i) + "' in '" + text + "' is not a value for "
                        + FIELDS.get(i).name() + ", " + FIELDS.get(i).least() + " to "
                        + FIELDS.get(i).most());
            }
        }
        return fields.get(DAY_OF_MONTH).equals("?") == fields.get(DAY_OF_WEEK).equals("?")
                ? Optional.of("exactly one of day of the month and day of the week must be ? in '" + text
                        + "', such as cron(0 4 * * ? *) or cron(0 4 ? * MON-FRI *)")
                : Optional.empty();
    }

    private static boolean valid(int index, String value) {
        Field field = FIELDS.get(index);
        boolean day = index == DAY_OF_MONTH || index == DAY_OF_WEEK;
        if (value.equals("*") || day && value.matches("\\?|L")) {
            return true;
        }
        if (index == DAY_OF_MONTH && value.matches("[0-9]{1,2}W|LW")) {
            return value.equals("LW") || field.has(value.replace("W", ""));
        }
        if (index == DAY_OF_WEEK) {
            Matcher nth = NTH.matcher(value);
            if (nth.matches() || value.length() > 1 && value.endsWith("L")) {
                return field.has(nth.matches() ? nth.group(1) : value.substring(0, value.length() - 1));
            }
        }
        return Arrays.stream(value.split(",", -1)).allMatch(part -> part(field, part));
    }

    private static boolean part(Field field, String text) {
        Matcher step = STEP.matcher(text);
        if (step.matches()) {
            return Integer.parseInt(step.group(2)) > 0 && (step.group(1).equals("*") || part(field, step.group(1)));
        }
        String[] ends = text.split("-", -1);
        return ends.length <= 2 && Arrays.stream(ends).allMatch(field::has);
    }

    /** A field of a cron expression. */
    private record Field(String name, int least, int most, List<String> names) {
        boolean has(String value) {
            if (names.contains(value.toUpperCase(Locale.ROOT))) {
                return true;
            }
            return value.matches("[0-9]{1,4}") && Integer.parseInt(value) >= least && Integer.parseInt(value) <= most;
        }
    }
}
