package groundplan.tree;

import com.fasterxml.jackson.databind.node.TextNode;
import groundplan.hcl.HclEdits;
import groundplan.hcl.HclExpression;
import groundplan.hcl.HclExpression.FunctionCall;
import groundplan.hcl.HclExpression.ObjectExpression;
import groundplan.hcl.HclExpression.ObjectItem;
import groundplan.hcl.HclExpression.Parentheses;
import groundplan.hcl.HclRange;
import groundplan.hcl.HclReference;
import groundplan.hcl.HclText;
import groundplan.hcl.References;
import groundplan.hcl.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The inputs of a file: which Terragrunt gives, and which depend on outputs of other units. */
final class DividedInputs {
    private final TreeFile file;
    private final List<InputPart> parts = new ArrayList<>();
    /** What Terragrunt gives: expressions for maps. */
    private final List<HclEdits.HclEdit> constants = new ArrayList<>();

    private final Set<String> overridden;

    /** @param overridden the names of inputs that are left out */
    DividedInputs(TreeFile file, Optional<HclExpression> inputs, Set<String> overridden) {
        this.file = file;
        this.overridden = overridden;
        inputs.ifPresent(expression -> divide(expression, true));
    }

    List<InputPart> parts() {
        return parts;
    }

    /** What Terragrunt evaluates by itself, with the lines where it is written. */
    List<HclEdits.HclEdit> constants() {
        return constants;
    }

    /** An input that depends on outputs of other units. */
    Optional<HclExpression> input(String name) {
        Optional<HclExpression> found = Optional.empty();
        for (InputPart part : parts) {
            if (part instanceof InputPart.OneInput one && one.name().equals(name)) {
                found = Optional.of(one.expression());
            } else if (part instanceof InputPart.UnknownInputs) {
                found = Optional.empty();
            }
        }
        return found;
    }

    /** @param own whether it is written in this file, and not in one that this file includes */
    private void divide(HclExpression inputs, boolean own) {
        if (inputs instanceof Parentheses inner) {
            divide(inner.inner(), own);
        } else if ((overridden.isEmpty() || !(inputs instanceof ObjectExpression)) && isConstant(inputs)) {
            // A null instead of inputs, as in a conditional, is no map.
            String text = new Split.Constant(inputs, false).text();
            parts.add(new InputPart.ConstantInputs(
                    file.add(inputs.range(), "{ value = keys(merge(" + text + ")) }", false)));
            constant(inputs.range(), text, own);
        } else if (inputs instanceof ObjectExpression object
                && object.items().stream().allMatch(item -> item.name().isPresent())) {
            object.items().stream()
                    .filter(item -> !overridden.contains(item.name().orElseThrow()))
                    .forEach(item -> one(item, own));
        } else if (inputs instanceof FunctionCall call && call.name().equals("merge") && !call.expands()) {
            call.arguments().forEach(argument -> divide(argument, own));
        } else if (included(inputs).isPresent()) {
            constant(inputs.range(), inputs.range().text(), own);
            included(inputs).get().inputs().ifPresent(there -> divide(there, false));
        } else {
            parts.add(new InputPart.UnknownInputs(file.evaluated(inputs), inputs.range()));
        }
    }

    private boolean isConstant(HclExpression expression) {
        return Split.of(expression, new OutputRules(file)).isConstant();
    }

    /** The file all of whose inputs an expression is. */
    private Optional<TreeFile> included(HclExpression expression) {
        List<HclReference> read = References.of(expression);
        return read.size() == 1 && read.get(0).range().equals(expression.range())
                ? new OutputRules(file).inputs(read.get(0))
                : Optional.empty();
    }

    private void one(ObjectItem item, boolean own) {
        String name = item.name().orElseThrow();
        InputPart.Evaluated value = file.evaluated(item.value());
        parts.add(new InputPart.OneInput(name, item.value(), value));
        if (value.split().isConstant()) {
            constant(
                    item.value().range(),
                    "{ " + HclText.of(TextNode.valueOf(name)) + " = " + new Split.Constant(item.value(), false).text()
                            + " }",
                    own);
        }
    }

    private void constant(HclRange place, String text, boolean own) {
        if (own) {
            constants.add(new HclEdits.HclEdit(place, text));
        }
    }
}
