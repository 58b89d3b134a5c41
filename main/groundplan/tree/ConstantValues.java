package groundplan.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.hcl.HclText;
import groundplan.json.TerraformJson;
import groundplan.references.Template;
import groundplan.references.Traversal;
import groundplan.terraform.PrivateFolder;
import groundplan.terraform.TerraformFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What Terraform makes of expressions of a root module that depend on nothing but its variables and local values. Terraform evaluates
 * them, in a folder that has only these.
 */
final class ConstantValues {
    private static final String LOCAL = "local";

    private final ObjectNode configuration;
    private final SortedMap<String, JsonNode> arguments;
    private final Path folder;
    private final Path engine;
    private final Map<String, String> variables;

    /**
     * @param configuration the module
     * @param arguments the values of its variables; the others have their defaults
     * @param folder its folder
     * @param engine the Terraform executable
     * @param variables the environment variables to run it with
     */
    ConstantValues(
            ObjectNode configuration,
            SortedMap<String, JsonNode> arguments,
            Path folder,
            Path engine,
            Map<String, String> variables) {
        this.configuration = configuration;
        this.arguments = arguments;
        this.folder = folder;
        this.engine = engine;
        this.variables = variables;
    }

    /** What an expression depends on that is known only in a plan, such as {@code data.aws_region.current}; absent if it is constant. */
    Optional<String> unknown(JsonNode expression) {
        return unknown(expression, new TreeSet<>());
    }

    private Optional<String> unknown(JsonNode expression, SortedSet<String> seen) {
        for (Traversal read : reads(expression)) {
            String root = read.name(0).orElse("");
            String name = read.name(1).orElse("");
            if (root.equals("data")
                    || root.equals("module")
                    || root.equals("ephemeral")
                    || configuration.path("resource").has(root)) {
                return Optional.of(root + "." + name
                        + (root.equals("data") ? "." + read.name(2).orElse("") : ""));
            }
            if (root.equals("var") && undefined(name)) {
                return Optional.of("var." + name + ", which has no value");
            }
            if (root.equals(LOCAL) && seen.add(name)) {
                Optional<String> inside = unknown(configuration.path("locals").path(name), seen);
                if (inside.isPresent()) {
                    return inside;
                }
            }
        }
        return Optional.empty();
    }

    private boolean undefined(String variable) {
        JsonNode declared = declared(variable);
        return !arguments.containsKey(variable) && !declared.has("default");
    }

    private JsonNode declared(String variable) {
        JsonNode found = configuration.path("variable").path(variable);
        return found.isArray() ? found.path(0) : found;
    }

    /**
     * The values of constant expressions.
     *
     * @param expressions in Terraform's JSON syntax, by any key
     * @throws TerraformFailure if Terraform cannot evaluate one
     */
    Map<String, JsonNode> of(Map<String, JsonNode> expressions) throws IOException {
        Map<String, JsonNode> values = new TreeMap<>();
        List<String> asked = new ArrayList<>();
        ObjectNode probe = TerraformJson.object();
        ObjectNode locals = probe.putObject("locals");
        for (Map.Entry<String, JsonNode> one : expressions.entrySet()) {
            String text = one.getValue().toString();
            if (!text.contains("${") && !text.contains("%{")) {
                values.put(one.getKey(), one.getValue());
            } else {
                locals.set(TreeFile.ADDED + "value_" + asked.size(), one.getValue());
                asked.add(one.getKey());
            }
        }
        if (asked.isEmpty()) {
            return values;
        }
        add(TerraformJson.readAny(locals.toString()), probe);
        // Of several expressions in its input it tells the value of the last one only.
        StringJoiner all = new StringJoiner(", ", "jsonencode([", "])\n");
        locals.fieldNames().forEachRemaining(name -> {
            if (name.startsWith(TreeFile.ADDED + "value_")) {
                all.add("local." + name);
            }
        });
        try (PrivateFolder work = new PrivateFolder(engine, variables)) {
            work.write("main.tf.json", TerraformJson.write(withPaths(probe)));
            String told = work.terraform(List.of("console"), all.toString()).strip();
            if (!told.startsWith("\"")) {
                throw new UnreadableTree(List.of("Terraform does not tell the values of " + expressions + ": " + told));
            }
            JsonNode list = TerraformJson.readAny(TerraformJson.readAny(told).asText());
            for (int i = 0; i < asked.size(); i++) {
                values.put(asked.get(i), list.path(i));
            }
        }
        return values;
    }

    /** Adds the variables and local values that expressions read. */
    private void add(JsonNode expressions, ObjectNode probe) {
        for (Traversal read : reads(expressions)) {
            String name = read.name(1).orElse("");
            if (read.startsWith("var") && !probe.path("variable").has(name)) {
                ObjectNode declared = probe.withObjectProperty("variable").putObject(name);
                JsonNode type = declared(name).path("type");
                if (!type.isMissingNode()) {
                    declared.set("type", type);
                }
                JsonNode given = arguments.get(name);
                declared.set("default", given == null ? declared(name).path("default") : Template.constantValue(given));
            }
            JsonNode definition = configuration.path("locals").path(name);
            if (read.startsWith(LOCAL) && !probe.path("locals").has(name) && !definition.isMissingNode()) {
                probe.withObjectProperty("locals").set(name, definition);
                add(definition, probe);
            }
        }
    }

    /** Paths as they are in the module's folder. */
    private JsonNode withPaths(JsonNode probe) {
        return TextReferences.replaced(
                probe,
                read -> read.startsWith("path")
                        ? Optional.of(new TextReferences.Instead(1, HclText.quoted(folder.toString())))
                        : Optional.empty());
    }

    private static List<Traversal> reads(JsonNode value) {
        List<Traversal> found = new ArrayList<>();
        collect(value, found);
        return found;
    }

    private static void collect(JsonNode value, List<Traversal> found) {
        if (value.isTextual()) {
            found.addAll(Traversal.in(value.asText()));
        }
        value.forEach(child -> collect(child, found));
    }
}
