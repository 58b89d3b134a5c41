package groundplan.hcl;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes trees as HCL again, from what they contain and not from their text: with parentheses around each operation, with texts in
 * quotes, without strip markers.
 */
final class PrintedTree {
    private PrintedTree() {}

    static String of(HclExpression tree) {
        if (tree instanceof HclExpression.Literal literal) {
            return HclText.of(literal.value());
        }
        if (tree instanceof HclExpression.TemplateExpression template) {
            return '"' + parts(template.parts()) + '"';
        }
        if (tree instanceof HclExpression.Variable variable) {
            return variable.name();
        }
        if (tree instanceof HclExpression.BareKey key) {
            return HclText.quoted(key.name());
        }
        if (tree instanceof HclExpression.Access access) {
            return of(access.source())
                    + access.steps().stream().map(PrintedTree::of).collect(Collectors.joining());
        }
        if (tree instanceof HclExpression.FunctionCall call) {
            return call.name() + "(" + all(call.arguments()) + (call.expands() ? "...)" : ")");
        }
        if (tree instanceof HclExpression.UnaryOperation operation) {
            return "(" + operation.operator() + of(operation.operand()) + ")";
        }
        if (tree instanceof HclExpression.BinaryOperation operation) {
            return "(" + of(operation.left()) + " " + operation.operator() + " " + of(operation.right()) + ")";
        }
        if (tree instanceof HclExpression.Conditional conditional) {
            return "(" + of(conditional.condition()) + " ? " + of(conditional.then()) + " : "
                    + of(conditional.otherwise()) + ")";
        }
        if (tree instanceof HclExpression.Parentheses parentheses) {
            return "(" + of(parentheses.inner()) + ")";
        }
        if (tree instanceof HclExpression.TupleExpression tuple) {
            return "[" + all(tuple.elements()) + "]";
        }
        if (tree instanceof HclExpression.ObjectExpression object) {
            return object.items().stream()
                    .map(item -> of(item.key()) + " = " + of(item.value()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        HclExpression.ForExpression loop = (HclExpression.ForExpression) tree;
        String names = loop.keyVariable().map(name -> name + ", ").orElse("") + loop.valueVariable();
        return (loop.key().isPresent() ? "{" : "[") + "for " + names + " in " + of(loop.collection()) + " : "
                + loop.key().map(key -> of(key) + " => ").orElse("") + of(loop.value()) + (loop.groups() ? "..." : "")
                + loop.condition().map(condition -> " if " + of(condition)).orElse("")
                + (loop.key().isPresent() ? "}" : "]");
    }

    private static String all(List<HclExpression> trees) {
        return trees.stream().map(PrintedTree::of).collect(Collectors.joining(", "));
    }

    private static String of(TraversalStep step) {
        if (step instanceof TraversalStep.AttributeAccess attribute) {
            return "." + attribute.name();
        }
        if (step instanceof TraversalStep.IndexAccess index) {
            return "[" + of(index.key()) + "]";
        }
        return ((TraversalStep.SplatAccess) step).full() ? "[*]" : ".*";
    }

    private static String parts(List<TemplatePart> parts) {
        StringBuilder text = new StringBuilder();
        for (TemplatePart part : parts) {
            if (part instanceof TemplatePart.TemplateText literal) {
                // A dollar sign before an interpolation would make it a text.
                text.append(HclText.literal(literal.value())
                        .replaceFirst("\\$$", "\\\\u0024")
                        .replaceFirst("%$", "\\\\u0025"));
            } else if (part instanceof TemplatePart.Interpolation value) {
                text.append("${").append(of(value.expression())).append('}');
            } else if (part instanceof TemplatePart.IfDirective choice) {
                text.append("%{ if ")
                        .append(of(choice.condition()))
                        .append(" }")
                        .append(parts(choice.then()));
                text.append("%{ else }").append(parts(choice.otherwise())).append("%{ endif }");
            } else if (part instanceof TemplatePart.ForDirective loop) {
                text.append("%{ for ")
                        .append(loop.keyVariable().map(name -> name + ", ").orElse(""))
                        .append(loop.valueVariable())
                        .append(" in ")
                        .append(of(loop.collection()))
                        .append(" }")
                        .append(parts(loop.body()))
                        .append("%{ endfor }");
            }
        }
        return text.toString();
    }
}
