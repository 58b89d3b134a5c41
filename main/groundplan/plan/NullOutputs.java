package groundplan.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.references.OutputReference;
import groundplan.references.Traversal;
import groundplan.states.StateKeys;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Outputs that are null. Terraform keeps none of them in a state, so for Terragrunt, and for a lookup of the state, they are not there:
 * {@code try} and {@code lookup} give their default, and reading them plainly fails. Between modules they would be a value.
 *
 * @param names the names of the outputs, by unit
 */
record NullOutputs(SortedMap<UnitPath, SortedSet<String>> names) {
    /** None. */
    static final NullOutputs NONE = new NullOutputs(new TreeMap<>());

    private static final String IS_NULL = " is null, so that no state has it";
    /** With which an expression that fails begins and ends. */
    private static final String BEGIN = "tonumber(\"output ";

    private static final String END = IS_NULL + "\")";

    /**
     * Those that a plan knows to be null, and that the units of an environment read.
     *
     * @param arguments the arguments of the plan
     */
    static NullOutputs in(JsonNode plan, PlannableEnvironment environment, List<String> arguments) {
        // Once all is destroyed every output is null; nothing reads one then.
        if (arguments.contains("-destroy")) {
            return NONE;
        }
        SortedMap<UnitPath, SortedSet<String>> found = new TreeMap<>();
        environment.units().stream()
                .flatMap(unit -> unit.outputs().stream())
                .filter(read -> isNull(plan, read))
                .forEach(read -> found.computeIfAbsent(read.unit(), unit -> new TreeSet<>())
                        .add(read.output()));
        return new NullOutputs(found);
    }

    private static boolean isNull(JsonNode plan, OutputReference read) {
        JsonNode change = plan.path("output_changes").path(StateKeys.output(read.unit(), read.output()));
        return change.has("after")
                && change.get("after").isNull()
                && !change.path("after_unknown").asBoolean();
    }

    /** These and others. */
    NullOutputs and(NullOutputs others) {
        SortedMap<UnitPath, SortedSet<String>> all = new TreeMap<>();
        for (NullOutputs some : List.of(this, others)) {
            some.names.forEach((unit, outputs) ->
                    all.computeIfAbsent(unit, path -> new TreeSet<>()).addAll(outputs));
        }
        return new NullOutputs(all);
    }

    boolean has(OutputReference read) {
        return names.containsKey(read.unit()) && names.get(read.unit()).contains(read.output());
    }

    /** An expression that fails and says why, which {@code try} catches. */
    static String failing(OutputReference read) {
        return BEGIN + read.output() + " of " + read.unit() + END;
    }

    /** A value in which objects of all outputs of a unit, which are written on one line, do not have those that fail. */
    static JsonNode without(JsonNode value) {
        return TerraformJson.withTexts(value, NullOutputs::withoutItems);
    }

    private static String withoutItems(String text) {
        StringBuilder left = new StringBuilder();
        int at = 0;
        for (int is = text.indexOf(" = " + BEGIN); is >= 0; is = text.indexOf(" = " + BEGIN, at)) {
            int end = text.indexOf(END, is) + END.length();
            left.append(text, at, Math.max(at, key(text, is)));
            at = text.startsWith(", ", end) ? end + 2 : end;
        }
        return left.append(text, at, text.length()).toString();
    }

    /** Where the key begins that ends here: a name, or one in quotes. */
    private static int key(String text, int end) {
        if (text.charAt(end - 1) == '"') {
            return text.lastIndexOf('"', end - 2);
        }
        int start = end;
        while (start > 0
                && (Character.isLetterOrDigit(text.charAt(start - 1)) || "_-".indexOf(text.charAt(start - 1)) >= 0)) {
            start--;
        }
        return start;
    }

    /** A module with a variable that would fail: what reads it fails instead. */
    static ObjectNode without(ObjectNode module, String variable, OutputReference read) {
        ObjectNode copy =
                (ObjectNode) without(TerraformJson.withTexts(module, text -> replaced(text, variable, failing(read))));
        ((ObjectNode) copy.path("variable")).remove(variable);
        return copy;
    }

    private static String replaced(String text, String variable, String by) {
        StringBuilder replaced = new StringBuilder();
        int at = 0;
        for (Traversal traversal : Traversal.in(text)) {
            if (traversal.startsWith("var", variable) && traversal.start() >= at) {
                replaced.append(text, at, traversal.start()).append(by);
                at = traversal.end(1);
            }
        }
        return replaced.append(text, at, text.length()).toString();
    }
}
