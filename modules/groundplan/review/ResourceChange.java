package groundplan.review;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a plan does with one resource.
 *
 * @param type its type
 * @param does what happens
 * @param before its attributes now; null or missing when it does not exist
 * @param after its attributes afterwards, as far as they are known; null or missing when it is destroyed
 */
public record ResourceChange(String type, Does does, JsonNode before, JsonNode after) {
    /** What happens to a resource. */
    public enum Does {
        CREATE,
        UPDATE,
        REPLACE,
        DESTROY
    }

    /** Whether the existing object is destroyed. */
    boolean loses() {
        return does == Does.REPLACE || does == Does.DESTROY;
    }

    /** Whether it exists afterwards. */
    boolean leaves() {
        return does != Does.DESTROY;
    }
}
