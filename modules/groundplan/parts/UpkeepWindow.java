package groundplan.parts;

import java.util.List;
import java.util.Locale;

/**
 * A recurring time in UTC in which AWS works on a database or a cache: daily, {@code 03:00-04:00}, or weekly, {@code
 * sun:05:00-sun:06:00}.
 *
 * @param start minutes from midnight, or from the midnight before Monday
 * @param minutes its length
 * @param period minutes after which it recurs
 */
public record UpkeepWindow(int start, int minutes, int period) {
    private static final int HOUR = 60;
    private static final int DAY = 24 * HOUR;
    private static final int WEEK = 7 * DAY;
    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

    /** The window of a text whose form is right. */
    public static UpkeepWindow of(String text) {
        int middle = text.indexOf('-');
        int period = text.length() > "00:00-00:00".length() ? WEEK : DAY;
        int start = minutes(text.substring(0, middle));
        return new UpkeepWindow(start, Math.floorMod(minutes(text.substring(middle + 1)) - start, period), period);
    }

    private static int minutes(String text) {
        String[] parts = text.toLowerCase(Locale.ROOT).split(":");
        int last = parts.length - 1;
        return (last == 2 ? DAYS.indexOf(parts[0]) * DAY : 0)
                + Integer.parseInt(parts[last - 1]) * HOUR
                + Integer.parseInt(parts[last]);
    }

    /** Whether a daily window and this weekly one have a minute in common. */
    public boolean overlaps(UpkeepWindow daily) {
        return Math.floorMod(daily.start - start, DAY) < minutes
                || Math.floorMod(start - daily.start, DAY) < daily.minutes;
    }
}
