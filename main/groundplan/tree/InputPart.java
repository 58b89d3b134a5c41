package groundplan.tree;

import groundplan.hcl.HclExpression;
import groundplan.hcl.HclRange;
import groundplan.hcl.Split;
import java.util.Map;

/** A part of the inputs of a file; later ones override earlier ones. */
sealed interface InputPart {
    /**
     * One input.
     *
     * @param name its name
     * @param expression its value
     * @param value the same; it depends on outputs of other units, or Terragrunt gives it
     */
    record OneInput(String name, HclExpression expression, Evaluated value) implements InputPart {}

    /**
     * Inputs that Terragrunt gives.
     *
     * @param names the name under which it evaluates their names
     */
    record ConstantInputs(String names) implements InputPart {}

    /** Inputs whose names depend on outputs of other units. */
    record UnknownInputs(Evaluated value, HclRange range) implements InputPart {}

    /**
     * An expression with the names under which Terragrunt evaluates its constant parts.
     *
     * @param split the expression
     * @param names the names, by part
     */
    record Evaluated(Split split, Map<Split.Constant, String> names) {}
}
