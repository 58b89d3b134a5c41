package groundplan.report;

import groundplan.plan.AttributeChange;
import groundplan.plan.Change;
import groundplan.plan.ReviewCheck;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The differences from the reviewed plans, for people: both sides of the first one, and one line for each of the others. */
public final class ReviewReport {
    private static final int MOST = 50;

    private ReviewReport() {}

    /**
     * The text on what was compared and what was found.
     *
     * @param environment {@code <system>/<environment>}
     * @param told what was compared, each on one line
     */
    public static String of(String environment, List<String> told, List<ReviewCheck.Unreviewed> found) {
        return environment
                + (found.isEmpty() ? ": as reviewed.\n" : ": not as reviewed.\n")
                + told.stream().map(line -> "- " + line + "\n").collect(Collectors.joining())
                + of(found);
    }

    /** The same as Markdown, with a warning if a reviewer of the environment has to decide. */
    public static String markdown(String environment, List<String> told, List<ReviewCheck.Unreviewed> found) {
        return (found.isEmpty()
                        ? ""
                        : "> [!CAUTION]\n> **Not all of this plan was approved in a pull request.** It is applied only if a"
                                + " reviewer of the environment approves this run.\n\n")
                + Markdown.fenced("", of(environment, told, found)) + "\n";
    }

    /** The changes, each on a line; empty if there are none. */
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
                .ifPresent(id -> text.append("      imported from ").append(id).append('\n'));
        change.get()
                .previousAddress()
                .ifPresent(from -> text.append("      moved from ").append(from).append('\n'));
        DifferenceLines lines = DifferenceLines.inDocument();
        for (AttributeChange difference : change.get().differences()) {
            lines.of(difference)
                    .forEach(line -> text.append("      ").append(line).append('\n'));
        }
        return text.toString();
    }
}
