package groundplan.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import groundplan.hcl.HclParser;
import groundplan.hcl.InvalidHcl;
import groundplan.hcl.SourceText;
import java.util.List;
import java.util.regex.Pattern;

/** What Terraform makes of the text of a variable that an environment variable or the argument {@code -var} gives. */
final class GivenText {
    /** Terragrunt escapes interpolations in what it writes, and no directives. */
    private static final Pattern DIRECTIVE = Pattern.compile("(?<!%)%\\{");

    private static final Pattern WRITTEN_DIRECTIVE = Pattern.compile("(?<!%)%%\\{");

    private GivenText() {}

    /**
     * The value: for variables without a type and of primitive types the text, otherwise the text is an expression.
     *
     * @param declared the variable's block
     */
    static JsonNode value(JsonNode declared, String text) {
        if (!isExpression(declared)) {
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

    /** Whether Terraform reads any text as an expression: that of a variable of another type than a primitive one. */
    static boolean isExpression(JsonNode declared) {
        return !isValue(declared)
                && !List.of("string", "number", "bool")
                        .contains(declared.path("type").asText());
    }

    /** Whether a text has the beginning of a template's directive, which Terraform evaluates if it reads an expression. */
    static boolean hasDirective(String text) {
        return DIRECTIVE.matcher(text).find();
    }

    /** The same for an expression, of whose value that text is a part: there it is written with an escape. */
    static boolean makesDirective(String expression) {
        return WRITTEN_DIRECTIVE.matcher(expression).find();
    }

    /** An expression for what Terraform makes of an expression's value by reading that as one: an escaped directive is a text. */
    static String readAgain(String expression) {
        return expression.replace("%%%{", "%%{");
    }
}
