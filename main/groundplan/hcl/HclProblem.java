package groundplan.hcl;

/**
 * Something wrong in a text.
 *
 * @param range where
 * @param message what is wrong, and what would be right
 */
public record HclProblem(HclRange range, String message) {
    /** {@code file:line:column: message}. */
    @Override
    public String toString() {
        return range + ": " + message;
    }
}
