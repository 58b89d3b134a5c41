package groundplan.hcl;

import groundplan.hcl.HclExpression.Access;
import groundplan.hcl.HclExpression.BareKey;
import groundplan.hcl.HclExpression.BinaryOperation;
import groundplan.hcl.HclExpression.Conditional;
import groundplan.hcl.HclExpression.ForExpression;
import groundplan.hcl.HclExpression.FunctionCall;
import groundplan.hcl.HclExpression.Literal;
import groundplan.hcl.HclExpression.ObjectExpression;
import groundplan.hcl.HclExpression.Parentheses;
import groundplan.hcl.HclExpression.TemplateExpression;
import groundplan.hcl.HclExpression.TupleExpression;
import groundplan.hcl.HclExpression.UnaryOperation;
import groundplan.hcl.HclExpression.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The expressions directly inside of another one. */
final class Children {
    private final List<Child> found = new ArrayList<>();

    private Children() {}

    /**
     * An expression inside of another one.
     *
     * @param variables the names that the other one gives to it, as {@code for} does
     * @param mayBeSkipped whether the other one can have a value without that of this one, also if this one fails
     */
    record Child(HclExpression expression, List<String> variables, boolean mayBeSkipped) {}

    /** The expressions directly inside of this one, as they are written from left to right. */
    static List<Child> of(HclExpression expression) {
        Children children = new Children();
        children.collect(expression);
        return children.found;
    }

    private void collect(HclExpression expression) {
        // A chain of instanceof, since patterns in switch are newer than the Java that this is compiled for.
        if (expression instanceof Literal || expression instanceof Variable || expression instanceof BareKey) {
            return;
        }
        if (expression instanceof TemplateExpression template) {
            parts(template.parts(), List.of(), false);
        } else if (expression instanceof Access access) {
            // A name at the beginning is a reference together with its steps, and no expression of its own.
            if (!(access.source() instanceof Variable)) {
                always(access.source());
            }
            keys(access.steps());
        } else if (expression instanceof FunctionCall call) {
            boolean catches = call.name().equals("try") || call.name().equals("can");
            call.arguments().forEach(argument -> add(argument, List.of(), catches));
        } else if (expression instanceof UnaryOperation operation) {
            always(operation.operand());
        } else if (expression instanceof BinaryOperation operation) {
            always(operation.left());
            boolean logic =
                    operation.operator().equals("&&") || operation.operator().equals("||");
            add(operation.right(), List.of(), logic);
        } else if (expression instanceof Conditional conditional) {
            always(conditional.condition());
            add(conditional.then(), List.of(), true);
            add(conditional.otherwise(), List.of(), true);
        } else if (expression instanceof Parentheses parentheses) {
            always(parentheses.inner());
        } else if (expression instanceof TupleExpression tuple) {
            tuple.elements().forEach(this::always);
        } else if (expression instanceof ObjectExpression object) {
            object.items().forEach(item -> {
                always(item.key());
                always(item.value());
            });
        } else if (expression instanceof ForExpression loop) {
            always(loop.collection());
            List<String> names = names(loop.keyVariable(), loop.valueVariable(), List.of());
            loop.key().ifPresent(key -> add(key, names, true));
            add(loop.value(), names, true);
            loop.condition().ifPresent(condition -> add(condition, names, true));
        }
    }

    private void keys(List<TraversalStep> steps) {
        for (TraversalStep step : steps) {
            if (step instanceof TraversalStep.IndexAccess index) {
                always(index.key());
            }
        }
    }

    private void parts(List<TemplatePart> parts, List<String> names, boolean mayBeSkipped) {
        for (TemplatePart part : parts) {
            if (part instanceof TemplatePart.Interpolation value) {
                add(value.expression(), names, mayBeSkipped);
            } else if (part instanceof TemplatePart.IfDirective choice) {
                add(choice.condition(), names, mayBeSkipped);
                parts(choice.then(), names, true);
                parts(choice.otherwise(), names, true);
            } else if (part instanceof TemplatePart.ForDirective loop) {
                add(loop.collection(), names, mayBeSkipped);
                parts(loop.body(), names(loop.keyVariable(), loop.valueVariable(), names), true);
            }
        }
    }

    private static List<String> names(Optional<String> key, String value, List<String> outer) {
        List<String> names = new ArrayList<>(outer);
        key.ifPresent(names::add);
        names.add(value);
        return names;
    }

    private void always(HclExpression expression) {
        add(expression, List.of(), false);
    }

    private void add(HclExpression expression, List<String> names, boolean mayBeSkipped) {
        found.add(new Child(expression, names, mayBeSkipped));
    }
}
