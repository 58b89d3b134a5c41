package groundplan.hcl;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Trees in brackets, as tests write them by hand. */
final class TreeText {
    private TreeText() {}

    static String of(String expression) {
        return of(HclParser.expression(SourceText.of("test.hcl", expression)));
    }

    static String of(HclExpression tree) {
        if (tree instanceof HclExpression.Literal literal) {
            return literal.value().isNumber()
                    ? literal.value().decimalValue().toPlainString()
                    : literal.value().asText();
        }
        if (tree instanceof HclExpression.TemplateExpression template) {
            return template.literal()
                    .map(TreeText::quoted)
                    .orElseGet(() -> "(template " + parts(template.parts()) + ")");
        }
        if (tree instanceof HclExpression.Variable variable) {
            return variable.name();
        }
        if (tree instanceof HclExpression.BareKey key) {
            return "'" + key.name();
        }
        if (tree instanceof HclExpression.Access access) {
            return "(get " + of(access.source()) + " "
                    + access.steps().stream().map(TreeText::of).collect(Collectors.joining(" ")) + ")";
        }
        if (tree instanceof HclExpression.FunctionCall call) {
            return "(call " + call.name() + all(call.arguments().stream()) + (call.expands() ? " ...)" : ")");
        }
        if (tree instanceof HclExpression.UnaryOperation operation) {
            return "(" + operation.operator() + " " + of(operation.operand()) + ")";
        }
        if (tree instanceof HclExpression.BinaryOperation operation) {
            return "(" + operation.operator() + " " + of(operation.left()) + " " + of(operation.right()) + ")";
        }
        if (tree instanceof HclExpression.Conditional conditional) {
            return "(? " + of(conditional.condition()) + " " + of(conditional.then()) + " "
                    + of(conditional.otherwise()) + ")";
        }
        if (tree instanceof HclExpression.Parentheses parentheses) {
            return "(paren " + of(parentheses.inner()) + ")";
        }
        if (tree instanceof HclExpression.TupleExpression tuple) {
            return "(tuple" + all(tuple.elements().stream()) + ")";
        }
        if (tree instanceof HclExpression.ObjectExpression object) {
            return "(object" + all(object.items().stream().flatMap(item -> Stream.of(item.key(), item.value()))) + ")";
        }
        HclExpression.ForExpression loop = (HclExpression.ForExpression) tree;
        return "(for " + loop.keyVariable().map(name -> name + ",").orElse("") + loop.valueVariable() + " in "
                + of(loop.collection()) + " "
                + loop.key().map(key -> of(key) + " => ").orElse("") + of(loop.value()) + (loop.groups() ? " ..." : "")
                + loop.condition().map(condition -> " if " + of(condition)).orElse("") + ")";
    }

    private static String all(Stream<HclExpression> trees) {
        return trees.map(tree -> " " + of(tree)).collect(Collectors.joining());
    }

    private static String of(TraversalStep step) {
        if (step instanceof TraversalStep.AttributeAccess attribute) {
            return "." + attribute.name();
        }
        if (step instanceof TraversalStep.IndexAccess index) {
            return (index.legacy() ? "." : "") + "[" + of(index.key()) + "]";
        }
        return ((TraversalStep.SplatAccess) step).full() ? "[*]" : ".*";
    }

    static String parts(List<TemplatePart> parts) {
        return parts.stream().map(TreeText::of).collect(Collectors.joining(" "));
    }

    private static String of(TemplatePart part) {
        if (part instanceof TemplatePart.TemplateText text) {
            return quoted(text.value());
        }
        if (part instanceof TemplatePart.Interpolation value) {
            return "$" + of(value.expression());
        }
        if (part instanceof TemplatePart.IfDirective choice) {
            return "(if " + of(choice.condition()) + " [" + parts(choice.then()) + "] [" + parts(choice.otherwise())
                    + "])";
        }
        TemplatePart.ForDirective loop = (TemplatePart.ForDirective) part;
        return "(each " + loop.keyVariable().map(name -> name + ",").orElse("") + loop.valueVariable() + " in "
                + of(loop.collection()) + " [" + parts(loop.body()) + "])";
    }

    private static String quoted(String text) {
        return '"' + text.replace("\n", "\\n") + '"';
    }
}
