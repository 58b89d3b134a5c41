package groundplan.review;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/**
 * What a plan does with one resource.
 *
 * @param type its type
 * @param does what happens
 * @param before its attributes now; null or missing when it does not exist
 * @param after its attributes afterwards, as far as they are known; null or missing when it is destroyed
 * @param unknown Terraform's marks of what of {@code after} is known only during the apply
 * @param createdFirst whether a replacement exists before the present object is destroyed
 */
public record ResourceChange(
        String type, Does does, JsonNode before, JsonNode after, JsonNode unknown, boolean createdFirst) {
    /** What happens to a resource. */
    public enum Does {
        CREATE,
        UPDATE,
        REPLACE,
        DESTROY,
        /** Nothing; others may depend on it. */
        STAY
    }

    /** A change of which everything is known, and which destroys first. */
    public ResourceChange(String type, Does does, JsonNode before, JsonNode after) {
        this(type, does, before, after, MissingNode.getInstance(), false);
    }

    /** Whether the existing object is destroyed. */
    boolean loses() {
        return does == Does.REPLACE || does == Does.DESTROY;
    }

    /** Whether it exists afterwards. */
    boolean leaves() {
        return does != Does.DESTROY;
    }

    /** Whether it exists before and afterwards, as the same object or as its replacement. */
    boolean continues() {
        return does == Does.UPDATE || does == Does.REPLACE;
    }

    /** Whether an argument has a value now, and another one afterwards that is not known yet. */
    boolean notKnown(Argument argument) {
        return continues() && argument.unknown(unknown);
    }
}
