package groundplan.hcl;

/** What follows a value to reach a part of it: {@code .name}, {@code [key]}, {@code .0}, {@code .*} or {@code [*]}. */
public sealed interface TraversalStep {
    /** Its text, with its dot or brackets. */
    HclRange range();

    /**
     * An attribute.
     *
     * @param name its name
     */
    record AttributeAccess(HclRange range, String name) implements TraversalStep {}

    /**
     * An element.
     *
     * @param key its key or number
     * @param legacy whether it is written as {@code .0}
     */
    record IndexAccess(HclRange range, HclExpression key, boolean legacy) implements TraversalStep {}

    /**
     * All elements. The steps after it are taken in each of them: after a full splat all of them, after the other those up to the next
     * one in brackets.
     *
     * @param full whether it is written as {@code [*]}
     */
    record SplatAccess(HclRange range, boolean full) implements TraversalStep {}
}
