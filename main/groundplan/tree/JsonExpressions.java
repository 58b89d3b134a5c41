package groundplan.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import groundplan.hcl.HclExpression;
import groundplan.hcl.HclExpression.Literal;
import groundplan.hcl.HclExpression.ObjectExpression;
import groundplan.hcl.HclExpression.ObjectItem;
import groundplan.hcl.HclExpression.TemplateExpression;
import groundplan.hcl.HclExpression.TupleExpression;
import groundplan.hcl.HclExpression.UnaryOperation;
import groundplan.hcl.HclProblem;
import groundplan.hcl.InvalidHcl;
import groundplan.hcl.TemplatePart;
import groundplan.references.Template;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Expressions of HCL's own syntax as Terraform's JSON syntax writes them. */
final class JsonExpressions {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private JsonExpressions() {}

    /** An expression that Terraform evaluates: whatever is no constant is an interpolation. */
    static JsonNode of(HclExpression expression) {
        if (expression instanceof Literal literal) {
            return literal.value();
        }
        if (expression instanceof TemplateExpression template) {
            StringBuilder text = new StringBuilder();
            write(template.parts(), text);
            return TextNode.valueOf(text.toString());
        }
        if (expression instanceof TupleExpression tuple) {
            ArrayNode list = JSON.arrayNode();
            tuple.elements().forEach(element -> list.add(of(element)));
            return list;
        }
        if (expression instanceof ObjectExpression object
                && object.items().stream().allMatch(item -> item.name().isPresent())) {
            ObjectNode map = JSON.objectNode();
            for (ObjectItem item : object.items()) {
                map.set(Template.literal(item.name().orElseThrow()), of(item.value()));
            }
            return map;
        }
        return TextNode.valueOf("${" + inside(expression) + "}");
    }

    /** A template without quotes: the texts of the JSON syntax are templates, and have no heredocs. */
    private static void write(List<TemplatePart> parts, StringBuilder text) {
        for (TemplatePart part : parts) {
            if (part instanceof TemplatePart.TemplateText literal) {
                text.append(Template.literal(literal.value()));
            } else if (part instanceof TemplatePart.Interpolation interpolation) {
                text.append("${").append(inside(interpolation.expression())).append('}');
            } else if (part instanceof TemplatePart.IfDirective choice) {
                text.append("%{ if ").append(inside(choice.condition())).append(" }");
                write(choice.then(), text);
                if (!choice.otherwise().isEmpty()) {
                    text.append("%{ else }");
                    write(choice.otherwise(), text);
                }
                text.append("%{ endif }");
            } else if (part instanceof TemplatePart.ForDirective repetition) {
                text.append("%{ for ");
                repetition.keyVariable().ifPresent(key -> text.append(key).append(", "));
                text.append(repetition.valueVariable())
                        .append(" in ")
                        .append(inside(repetition.collection()))
                        .append(" }");
                write(repetition.body(), text);
                text.append("%{ endfor }");
            }
        }
    }

    /** An expression between braces. The line that ends a heredoc has nothing else on it. */
    private static String inside(HclExpression expression) {
        String text = expression.range().text();
        return text.contains("<<") ? text + "\n" : text;
    }

    /**
     * A value that Terraform does not evaluate in its JSON syntax, such as the default of a variable.
     *
     * @throws InvalidHcl if it is not constant
     */
    static JsonNode constant(HclExpression expression) {
        return value(expression)
                .orElseThrow(() -> new InvalidHcl(List.of(new HclProblem(
                        expression.range(), "this must be a constant: Terraform evaluates nothing here"))));
    }

    /** The value of an expression in which nothing has to be evaluated. */
    static Optional<JsonNode> value(HclExpression expression) {
        if (expression instanceof Literal literal) {
            return Optional.of(literal.value());
        }
        if (expression instanceof TemplateExpression template) {
            return template.literal().map(TextNode::valueOf);
        }
        if (expression instanceof HclExpression.Parentheses inner) {
            return value(inner.inner());
        }
        if (expression instanceof UnaryOperation minus && minus.operator().equals("-")) {
            return value(minus.operand())
                    .filter(JsonNode::isNumber)
                    .map(number -> JSON.numberNode(new BigDecimal(number.asText()).negate()));
        }
        if (expression instanceof TupleExpression tuple) {
            ArrayNode list = JSON.arrayNode();
            for (HclExpression element : tuple.elements()) {
                Optional<JsonNode> value = value(element);
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                list.add(value.get());
            }
            return Optional.of(list);
        }
        if (expression instanceof ObjectExpression object) {
            ObjectNode map = JSON.objectNode();
            for (ObjectItem item : object.items()) {
                Optional<JsonNode> value = value(item.value());
                if (value.isEmpty() || item.name().isEmpty()) {
                    return Optional.empty();
                }
                map.set(item.name().get(), value.get());
            }
            return Optional.of(map);
        }
        return Optional.empty();
    }

    /** References that Terraform does not evaluate, such as those of {@code depends_on}: their text, or a list of texts. */
    static JsonNode references(HclExpression expression) {
        if (expression instanceof TupleExpression tuple) {
            ArrayNode list = JSON.arrayNode();
            tuple.elements().forEach(element -> list.add(references(element)));
            return list;
        }
        if (expression instanceof ObjectExpression object) {
            ObjectNode map = JSON.objectNode();
            object.items()
                    .forEach(item -> map.set(
                            item.name().orElseGet(() -> item.key().range().text()), references(item.value())));
            return map;
        }
        // Old configurations have the references in quotes.
        return TextNode.valueOf(
                expression instanceof TemplateExpression template
                        ? template.literal()
                                .orElseGet(() -> template.range().text().replaceAll("^\"\\$\\{|}\"$", ""))
                        : expression.range().text());
    }
}
