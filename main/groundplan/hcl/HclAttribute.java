package groundplan.hcl;

/**
 * An argument of a block or a file.
 *
 * @param range its text, from the name to the end of the value
 * @param name its name
 * @param nameRange the text of the name
 * @param expression its value
 */
public record HclAttribute(HclRange range, String name, HclRange nameRange, HclExpression expression) {}
