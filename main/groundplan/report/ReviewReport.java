package groundplan.report;

import groundplan.plan.AttributeChange;
import groundplan.plan.Change;
import groundplan.plan.ReviewCheck;
import java.util.List;
import java.util.Optional;

/** What is other than reviewed, for people: the first change on both sides, and where the others are. */
public final class ReviewReport {
    private static final int MOST = 50;
    private static final int WIDEST = 200;

    private ReviewReport() {}

    /** The text, with an end of line. */
    public static String of(List<ReviewCheck.Unreviewed> found) {
        StringBuilder text = new StringBuilder();
        found.stream().limit(MOST).forEach(one -> text.append(one.unit())
                .append(' ')
                .append(one.what())
                .append('\n')
                .append(
                        one.equals(found.get(0))
                                ? "  reviewed: " + side(one.reviewed()) + "  now:      " + side(Optional.of(one.now()))
                                : ""));
        if (found.size() > MOST) {
            text.append("and ").append(found.size() - MOST).append(" more\n");
        }
        return text.toString();
    }

    private static String side(Optional<Change> change) {
        if (change.isEmpty()) {
            return "(nothing)\n";
        }
        StringBuilder text = new StringBuilder(change.get().action().done()).append('\n');
        change.get()
                .importing()
                .ifPresent(id -> text.append("      takes over ").append(id).append('\n'));
        change.get()
                .previousAddress()
                .ifPresent(from -> text.append("      was ").append(from).append('\n'));
        for (AttributeChange difference : change.get().differences()) {
            text.append("      ")
                    .append(difference.path())
                    .append(": ")
                    .append(cut(difference.before()))
                    .append(" -> ")
                    .append(cut(difference.after()))
                    .append('\n');
        }
        return text.toString();
    }

    private static String cut(String value) {
        String one = value == null ? "(none)" : value.replace("\r", "\\r").replace("\n", "\\n");
        return one.length() > WIDEST ? one.substring(0, WIDEST) + "..." : one;
    }
}
