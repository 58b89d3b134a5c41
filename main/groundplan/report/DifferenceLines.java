package groundplan.report;

import groundplan.difference.DocumentChange;
import groundplan.plan.Action;
import groundplan.plan.AttributeChange;
import groundplan.plan.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The differences of attributes, each on a line, and how many of the lines do not show all of what differs. */
public final class DifferenceLines {
    /** The maximum number of lines of one attribute. */
    private static final int MOST_LINES = 200;

    private final int most;
    private int cuts;

    /** @param most the maximum number of characters of a value */
    public DifferenceLines(int most) {
        this.most = most;
    }

    /** Lines for a document, with longer values than on a terminal. */
    public static DifferenceLines inDocument() {
        return new DifferenceLines(ShownValue.MOST);
    }

    /** How many values or lines were left out, in part or as a whole. */
    public int cuts() {
        return cuts;
    }

    /**
     * The lines of an update or a replacement; none of anything else. What the provider sets by itself in a replacement is as new as the object, and left out
     * while it is not known.
     */
    public List<String> of(Change change) {
        List<String> lines = new ArrayList<>();
        boolean compared = change.action().changes() && !CreatedArguments.has(change);
        for (AttributeChange difference : compared ? change.differences() : List.<AttributeChange>of()) {
            boolean told = change.action() == Action.UPDATE
                    || difference.forcesReplacement()
                    || !AttributeChange.UNKNOWN.equals(difference.after())
                    || difference.configured() && !CreatedArguments.computed(difference);
            if (told && !(nothing(difference.before()) && nothing(difference.after()))) {
                lines.addAll(of(difference));
            }
        }
        return lines;
    }

    /** A provider returns an empty text where nothing was set. */
    private static boolean nothing(String value) {
        return value == null || value.isEmpty();
    }

    /** The lines of an attribute. */
    public List<String> of(AttributeChange difference) {
        List<String> lines = new ArrayList<>();
        if (difference.inside().isEmpty()) {
            lines.add(line(difference));
        } else {
            difference.inside().stream().limit(MOST_LINES).forEach(part -> lines.add(line(part)));
            more(difference.inside().size() - MOST_LINES, lines);
        }
        return lines;
    }

    /** Says how many lines are left out, if there are any. */
    void more(int count, List<String> lines) {
        more(count, "difference").ifPresent(lines::add);
    }

    /** Says how many of something are left out; absent if none are. */
    Optional<String> more(int count, String what) {
        if (count <= 0) {
            return Optional.empty();
        }
        cuts += count;
        return Optional.of("and " + Markdown.count(count) + " more " + what + (count == 1 ? "" : "s"));
    }

    private String line(AttributeChange difference) {
        return path(difference.path().toString()) + ": "
                + counted(ShownDifference.of(difference.before(), difference.after(), most));
    }

    private String line(DocumentChange part) {
        String path = path(part.path()) + ": ";
        if (part.sameContent()) {
            return path + "the same content, written in another way";
        }
        if (part.before() == null) {
            return path + "+ " + counted(ShownDifference.of(part.after(), most));
        }
        return path
                + (part.after() == null
                        ? "- " + counted(ShownDifference.of(part.before(), most))
                        : counted(ShownDifference.of(part.before(), part.after(), most)));
    }

    /** A value that exists on one side only. */
    String value(String value) {
        return counted(ShownDifference.of(value, most));
    }

    private static String path(String path) {
        return ShownValue.whole(path);
    }

    private String counted(ShownDifference shown) {
        cuts += shown.cut() ? 1 : 0;
        return shown.text();
    }
}
