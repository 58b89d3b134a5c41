package groundplan.review;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a plan does with one resource.
 *
 * @param type its type
 * @param does what happens
 * @param before its attributes now; null or missing when it is not there
 * @param after its attributes afterwards, as far as they are known; null or missing when it goes
 */
public record ResourceChange(String type, Does does, JsonNode before, JsonNode after) {
    /** What happens to a resource. */
    public enum Does {
        CREATE,
        UPDATE,
        REPLACE,
        DESTROY
    }

    /** Whether the object that is there now goes. */
    boolean loses() {
        return does == Does.REPLACE || does == Does.DESTROY;
    }

    /** Whether there is one afterwards. */
    boolean leaves() {
        return does != Does.DESTROY;
    }
}
