package groundplan.hcl;

import java.util.List;
import java.util.Optional;

/**
 * A reference that an expression reads, such as {@code dependency.vpc.outputs.subnets[0]}.
 *
 * @param range its text, with all steps
 * @param root the name that it begins with
 * @param rootRange the text of that name
 * @param steps what follows
 */
public record HclReference(HclRange range, String root, HclRange rootRange, List<TraversalStep> steps) {
    public HclReference {
        steps = List.copyOf(steps);
    }

    static Optional<HclReference> of(HclExpression expression) {
        if (expression instanceof HclExpression.Variable variable) {
            return Optional.of(new HclReference(variable.range(), variable.name(), variable.range(), List.of()));
        }
        return expression instanceof HclExpression.Access access
                        && access.source() instanceof HclExpression.Variable variable
                ? Optional.of(new HclReference(access.range(), variable.name(), variable.range(), access.steps()))
                : Optional.empty();
    }

    /**
     * The name of a step: an attribute, or an index that is a constant text or number. Empty if there are fewer steps, or if it is a
     * splat or an index that has to be evaluated.
     *
     * @param step counted from 0, without the root
     */
    public Optional<String> name(int step) {
        if (step >= steps.size()) {
            return Optional.empty();
        }
        if (steps.get(step) instanceof TraversalStep.AttributeAccess attribute) {
            return Optional.of(attribute.name());
        }
        if (!(steps.get(step) instanceof TraversalStep.IndexAccess index)) {
            return Optional.empty();
        }
        if (index.key() instanceof HclExpression.Literal literal) {
            // The scale of a number with a large exponent would be that many zeros.
            return literal.value().isNumber()
                            && Math.abs(literal.value().decimalValue().scale()) < 20
                    ? Optional.of(literal.value().decimalValue().toPlainString())
                    : Optional.empty();
        }
        return index.key() instanceof HclExpression.TemplateExpression text ? text.literal() : Optional.empty();
    }

    /** Whether it begins with these names; the first is the root. */
    public boolean startsWith(String... names) {
        for (int i = 1; i < names.length; i++) {
            if (!name(i - 1).equals(Optional.of(names[i]))) {
                return false;
            }
        }
        return root.equals(names[0]);
    }

    /** That something is wrong with it. */
    public InvalidHcl problem(String message) {
        return new InvalidHcl(List.of(new HclProblem(range, message)));
    }

    /** As it is written. */
    @Override
    public String toString() {
        return range.text();
    }
}
