package groundplan.references;

import java.util.List;
import java.util.Optional;

/**
 * A reference in an expression, such as {@code data.aws_subnets.all.ids[0]} or {@code aws_subnet.private.*.id}.
 *
 * @param start where it begins in the text
 * @param steps its parts from left to right; the first is the name that it begins with
 */
public record Traversal(int start, List<Part> steps) {
    /** A splat, or an index that is not a constant: all elements, or one that is known only after evaluation. */
    public static final String ANY = "*";

    public Traversal {
        steps = List.copyOf(steps);
    }

    /**
     * A part of a reference.
     *
     * @param name an attribute, a constant index or key, or {@link #ANY}
     * @param end where it ends in the text, with its dot or brackets
     */
    public record Part(String name, int end) {}

    /** All references in a template: those in interpolations and directives, but not in escaped text. */
    public static List<Traversal> in(String template) {
        return new TemplateScanner(template).traversals();
    }

    /** The name of a part; empty if the reference is shorter. */
    public Optional<String> name(int index) {
        return index < steps.size() ? Optional.of(steps.get(index).name()) : Optional.empty();
    }

    /** Whether it begins with these names. */
    public boolean startsWith(String... names) {
        for (int i = 0; i < names.length; i++) {
            if (!name(i).equals(Optional.of(names[i]))) {
                return false;
            }
        }
        return true;
    }

    /** Where a part ends in the text. */
    public int end(int index) {
        return steps.get(index).end();
    }
}
