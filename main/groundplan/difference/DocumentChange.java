package groundplan.difference;

/**
 * A difference inside a value: an entry of a document, an element of a list, or a line of a text.
 *
 * @param path where it is, such as {@code container_definitions[sign].image} or {@code user_data line 3}
 * @param before what was there; {@code null} if it is added
 * @param after what is there afterwards; {@code null} if it is removed. If both are {@code null}, the content is the same and only
 *     written in another way
 */
public record DocumentChange(String path, String before, String after) {
    /** Whether the value at the path has the same content as before. */
    public boolean sameContent() {
        return before == null && after == null;
    }
}
