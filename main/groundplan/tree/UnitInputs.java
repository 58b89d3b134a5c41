package groundplan.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import groundplan.hcl.HclExpression;
import groundplan.hcl.HclParser;
import groundplan.hcl.HclText;
import groundplan.hcl.SourceText;
import groundplan.hcl.Split;
import groundplan.json.TerraformJson;
import groundplan.references.Template;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The inputs of a unit, as arguments of its module. Terragrunt gives inputs in environment variables: texts as they are, everything
 * else as JSON, which Terraform reads by the type of the variable.
 */
final class UnitInputs {
    private static final String VARIABLE = "TF_VAR_";

    private final Map<String, String> variables;
    private final Set<String> nulls;
    private final ModuleFolder module;
    private final Set<String> caller;
    /** The inputs that depend on outputs of other units, as expressions, and those beside them. */
    private final Map<String, Input> inputs = new LinkedHashMap<>();

    /** Where inputs are written. */
    private final Map<String, String> places = new HashMap<>();

    private final List<String> problems = new ArrayList<>();

    /**
     * An input.
     *
     * @param text an expression
     * @param value its value, if it is a constant
     */
    private record Input(String text, Optional<JsonNode> value) {
        static Input of(String text) {
            return new Input(text, JsonExpressions.value(parsed(text)));
        }

        /** The line that ends a heredoc has an end itself. */
        static HclExpression parsed(String text) {
            return HclParser.expression(SourceText.of("input", text.contains("<<") ? text + "\n" : text));
        }

        /** As Terraform evaluates it; the JSON syntax has no heredocs. */
        JsonNode expression() {
            return text.contains("<<") ? JsonExpressions.of(parsed(text)) : TextNode.valueOf("${" + text + "}");
        }
    }

    /** The names of the inputs of the files so far. */
    private final Set<String> known = new TreeSet<>();

    private boolean deep;

    /**
     * @param variables the environment variables that Terragrunt gives to Terraform
     * @param nulls the inputs that Terragrunt gives as null
     * @param module the unit's module
     * @param caller the environment variables that the user gives, which override inputs
     */
    UnitInputs(Map<String, String> variables, Set<String> nulls, ModuleFolder module, Set<String> caller) {
        this.variables = variables;
        this.nulls = nulls;
        this.module = module;
        this.caller = caller;
    }

    /** Says that the values of the next files, and of those before, are merged one into the other, and do not override. */
    void merging() {
        deep = true;
    }

    /** Adds the inputs of a file, which override those that were added before. */
    void add(TreeFile file) {
        Set<String> before = Set.copyOf(known);
        for (InputPart part : file.parts()) {
            if (part instanceof InputPart.OneInput one) {
                one(one, before);
            } else if (part instanceof InputPart.ConstantInputs constant) {
                added(constant.names()).ifPresent(names -> names.forEach(name -> constant(name.asText(), before)));
            } else if (part instanceof InputPart.UnknownInputs unknown) {
                unknown(unknown);
            }
        }
    }

    private void one(InputPart.OneInput one, Set<String> before) {
        String place = one.expression().range().toString();
        places.put(one.name(), place);
        if (one.value().split().isConstant()) {
            constant(one.name(), before);
            return;
        }
        known.add(one.name());
        // A text or a number is overridden also where maps and lists are merged.
        String there = variables.getOrDefault(VARIABLE + one.name(), "");
        if (deep && before.contains(one.name()) && (inputs.containsKey(one.name()) || isContainer(there))) {
            refuseMerge(place, one.name());
        }
        String text = text(one.value());
        if (module.variable(one.name()).filter(GivenText::isExpression).isPresent()) {
            if (GivenText.makesDirective(text)) {
                refuseDirective(one.name());
            }
            text = GivenText.readAgain(text);
        }
        inputs.put(one.name(), Input.of(text));
    }

    private void refuseDirective(String name) {
        problems.add(
                places.getOrDefault(name, "inputs") + ": the input " + name
                        + " contains %{, and Terragrunt gives it to a variable"
                        + " whose value Terraform reads as an expression: it would evaluate that as a template; write %%%{ for the text %{");
    }

    /** Terragrunt gives it by itself. */
    private void constant(String name, Set<String> before) {
        known.add(name);
        if (inputs.remove(name) != null
                && deep
                && before.contains(name)
                && isContainer(variables.getOrDefault(VARIABLE + name, ""))) {
            refuseMerge("inputs", name);
        }
    }

    private static boolean isContainer(String text) {
        return text.startsWith("{") || text.startsWith("[");
    }

    private void refuseMerge(String place, String name) {
        problems.add(place + ": the input " + name
                + " is merged deeply with that of an included file, and depends on an output of another unit; give it in one of"
                + " the files only, or merge the values with merge(...)");
    }

    /** Each variable of the module may be among them; if it is not, it has the value that it had. */
    private void unknown(InputPart.UnknownInputs unknown) {
        String all = text(unknown.value());
        module.variables().forEach((name, declared) -> {
            String one = "(" + all + ")[" + HclText.of(TextNode.valueOf(name)) + "]";
            String otherwise = inputs.containsKey(name)
                    ? inputs.get(name).text()
                    : nulls.contains(name)
                            ? "null"
                            : variables.containsKey(VARIABLE + name)
                                    ? HclText.of(GivenText.value(declared, variables.get(VARIABLE + name)))
                                    : declared.has("default") ? HclText.of(declared.get("default")) : "";
            inputs.put(name, Input.of(otherwise.isEmpty() ? one : "try(" + one + ", " + otherwise + ")"));
        });
    }

    /** Adds the variables that stand for outputs in generated files. */
    void addGenerated(TreeFile file) {
        file.generated().forEach((name, value) -> {
            if (module.variable(name).isPresent()) {
                inputs.put(name, Input.of(text(value)));
            }
        });
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

    private String text(InputPart.Evaluated value) {
        return value.split().text(constant -> constant(value, constant));
    }

    /** A part that cannot be evaluated is one that is not needed, as in {@code try}: it fails where it is used. */
    private String constant(InputPart.Evaluated value, Split.Constant constant) {
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
                module.variable(input).ifPresent(declared -> {
                    if (GivenText.isExpression(declared)
                            && !inputs.containsKey(input)
                            && GivenText.hasDirective(text)) {
                        refuseDirective(input);
                    }
                    arguments.put(input, Template.constant(GivenText.value(declared, text)));
                });
            }
        });
        nulls.forEach(name -> module.variable(name).ifPresent(declared -> arguments.put(name, NullNode.getInstance())));
        inputs.forEach((name, input) -> {
            if (caller.contains(VARIABLE + name)) {
                return;
            }
            module.variable(name).ifPresent(declared -> arguments.put(name, argument(declared, input)));
        });
        files.forEach((input, value) ->
                module.variable(input).ifPresent(declared -> arguments.put(input, Template.constant(value))));
        return arguments;
    }

    private static JsonNode argument(JsonNode declared, Input input) {
        if (input.value().isEmpty()) {
            boolean isText = input.text().startsWith("<<") || !GivenText.isValue(declared);
            return isText ? input.expression() : TextNode.valueOf("${" + asText(input.text()) + "}");
        }
        JsonNode value = input.value().get();
        return Template.constant(
                GivenText.isValue(declared) && value.isContainerNode()
                        ? TextNode.valueOf(value.toString())
                        : GivenText.isValue(declared) && !value.isNull() ? TextNode.valueOf(value.asText()) : value);
    }

    /** A value as Terragrunt writes it into an environment variable, with interpolations in it escaped. */
    private static String asText(String expression) {
        return "try(tostring(" + expression + "), replace(replace(jsonencode(" + expression
                + "), \"$$${\", \"$${\"), \"$${\", \"$$${\"))";
    }
}
