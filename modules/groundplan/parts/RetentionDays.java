package groundplan.parts;

import groundplan.kernel.Check;
import java.util.List;

/** The retention periods that CloudWatch Logs supports. */
public final class RetentionDays {
    private static final List<Integer> OFFERED = List.of(
            1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653);

    private RetentionDays() {}

    /** Reports a number of days that CloudWatch Logs does not support. */
    public static void check(int days, String key, Check check) {
        check.that(OFFERED.contains(days), key, days + " days are not supported; CloudWatch Logs supports " + OFFERED);
    }
}
