package groundplan.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import groundplan.hcl.HclParser;
import groundplan.hcl.InvalidHcl;
import groundplan.hcl.SourceText;
import java.util.List;

/** What Terraform makes of the text of a variable that an environment variable or the argument {@code -var} gives. */
final class GivenText {
    private GivenText() {}

    /**
     * The value: for variables without a type and of primitive types the text, otherwise the text is an expression.
     *
     * @param declared the variable's block
     */
    static JsonNode value(JsonNode declared, String text) {
        if (isValue(declared)
                || List.of("string", "number", "bool")
                        .contains(declared.path("type").asText())) {
            return TextNode.valueOf(text);
        }
        try {
            return JsonExpressions.value(HclParser.expression(SourceText.of("input", text)))
                    .orElseGet(() -> TextNode.valueOf(text));
        } catch (InvalidHcl noExpression) {
            return TextNode.valueOf(text);
        }
    }

    /** Whether Terraform takes any text for the value: of a variable without a type. */
    static boolean isValue(JsonNode declared) {
        return !declared.has("type");
    }
}
