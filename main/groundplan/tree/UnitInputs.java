package groundplan.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import groundplan.hcl.HclExpression;
import groundplan.hcl.HclParser;
import groundplan.hcl.HclText;
import groundplan.hcl.InvalidHcl;
import groundplan.hcl.SourceText;
import groundplan.hcl.Split;
import groundplan.json.TerraformJson;
import groundplan.references.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The inputs of a unit, as arguments of its module. Terragrunt gives inputs in environment variables: texts as they are, everything
 * else as JSON, which Terraform reads by the type of the variable.
 */
final class UnitInputs {
    private static final String VARIABLE = "TF_VAR_";

    private final Map<String, String> variables;
    private final ModuleFolder module;
    /** The inputs that hang on outputs of other units, as expressions, and those beside them. */
    private final Map<String, Input> inputs = new LinkedHashMap<>();

    private final List<String> problems = new ArrayList<>();

    /**
     * An input.
     *
     * @param text an expression
     * @param value its value, if it is a constant
     */
    private record Input(String text, Optional<JsonNode> value) {
        static Input of(String text) {
            HclExpression parsed = HclParser.expression(SourceText.of("input", text));
            return new Input(text, JsonExpressions.value(parsed));
        }
    }

    /**
     * @param variables the environment variables that Terragrunt gives to Terraform
     * @param module the unit's module
     */
    UnitInputs(Map<String, String> variables, ModuleFolder module) {
        this.variables = variables;
        this.module = module;
    }

    /** Adds the inputs of a file, which override those that were added before. */
    void add(TreeFile file) {
        for (TreeFile.InputPart part : file.parts()) {
            if (part instanceof TreeFile.OneInput one) {
                inputs.put(one.name(), Input.of(text(one.value())));
            } else if (part instanceof TreeFile.ConstantInputs constant) {
                added(constant.added()).ifPresent(value -> {
                    if (value.isArray()) {
                        // The names of inputs that Terragrunt gives by itself.
                        value.forEach(name -> inputs.remove(name.asText()));
                    } else {
                        value.properties()
                                .forEach(entry -> inputs.put(entry.getKey(), Input.of(HclText.of(entry.getValue()))));
                    }
                });
            } else if (part instanceof TreeFile.UnknownInputs unknown) {
                problems.add(
                        unknown.range()
                                + ": which inputs there are hangs on outputs of other units; write them as an object, or as merge(...) of objects");
            }
        }
    }

    /** What is wrong with them. */
    List<String> problems() {
        return problems;
    }

    /** What Terragrunt has evaluated under an added name. */
    Optional<JsonNode> added(String name) {
        return Optional.ofNullable(variables.get(VARIABLE + name))
                .map(text -> TerraformJson.readAny(text).path("value"))
                .filter(value -> !value.isMissingNode());
    }

    private String text(TreeFile.Evaluated value) {
        return value.split().text(constant -> constant(value, constant));
    }

    /** A part that cannot be evaluated is one that is not needed, as in {@code try}: it fails where it is used. */
    private String constant(TreeFile.Evaluated value, Split.Constant constant) {
        return added(value.names().get(constant)).map(HclText::of).orElse("element([], 0)");
    }

    /**
     * The arguments of the module.
     *
     * @param files inputs from variable files, which override the others
     */
    SortedMap<String, JsonNode> arguments(Map<String, JsonNode> files) {
        SortedMap<String, JsonNode> arguments = new TreeMap<>();
        variables.forEach((name, text) -> {
            if (name.startsWith(VARIABLE) && !name.startsWith(VARIABLE + TreeFile.ADDED)) {
                String input = name.substring(VARIABLE.length());
                module.variable(input).ifPresent(declared -> arguments.put(input, given(declared, text)));
            }
        });
        inputs.forEach((name, input) ->
                module.variable(name).ifPresent(declared -> arguments.put(name, argument(declared, input))));
        files.forEach(
                (input, value) -> module.variable(input).ifPresent(declared -> arguments.put(input, literal(value))));
        return arguments;
    }

    private static JsonNode argument(JsonNode declared, Input input) {
        if (input.value().isEmpty()) {
            return TextNode.valueOf("${" + (textual(declared) ? asText(input.text()) : input.text()) + "}");
        }
        JsonNode value = input.value().get();
        return literal(
                textual(declared) && value.isContainerNode()
                        ? TextNode.valueOf(value.toString())
                        : textual(declared) && !value.isNull() ? TextNode.valueOf(value.asText()) : value);
    }

    /** What Terraform makes of the text of an environment variable: except for primitive types it is an expression. */
    private static JsonNode given(JsonNode declared, String text) {
        if (textual(declared)
                || List.of("string", "number", "bool")
                        .contains(declared.path("type").asText())) {
            return TextNode.valueOf(Template.literal(text));
        }
        try {
            return JsonExpressions.value(HclParser.expression(SourceText.of("input", text)))
                    .map(UnitInputs::literal)
                    .orElseGet(() -> TextNode.valueOf(Template.literal(text)));
        } catch (InvalidHcl noExpression) {
            return TextNode.valueOf(Template.literal(text));
        }
    }

    /** Whether Terraform takes the text for the value: of a variable without a type. */
    private static boolean textual(JsonNode declared) {
        return !declared.has("type");
    }

    /** A value as Terragrunt writes it into an environment variable. */
    private static String asText(String expression) {
        return "try(tostring(" + expression + "), jsonencode(" + expression + "))";
    }

    /** A value in which nothing is read as a template. */
    private static JsonNode literal(JsonNode value) {
        return TerraformJson.readAny(Template.literal(value.toString()));
    }
}
