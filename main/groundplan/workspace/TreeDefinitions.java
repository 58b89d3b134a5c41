package groundplan.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import groundplan.causes.ArgumentDefinitions;
import groundplan.causes.ValueSource;
import groundplan.json.ContentHash;
import groundplan.json.TerraformJson;
import groundplan.plan.PlannableUnit;
import groundplan.references.OutputReference;
import groundplan.references.Template;
import groundplan.states.StateKeys;
import groundplan.tree.ModuleContent;
import groundplan.tree.TreeUnit;
import groundplan.tree.UnitTree;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What the arguments of all resources of a tree are made of. */
final class TreeDefinitions {
    /** Stands for the providers of a unit. */
    static final String PROVIDER = "provider";

    /** Functions whose value depends on files. */
    private static final Pattern READS_FILES = Pattern.compile("\\b(?:file\\w*|templatefile)\\(");

    private TreeDefinitions() {}

    /** A digest for each argument, by the unit's module, the resource and the argument. The files of the tree have to be there. */
    static SortedMap<ValueSource, String> of(UnitTree tree) throws IOException {
        ObjectNode root = TerraformJson.object();
        Map<String, JsonNode> modules = new TreeMap<>();
        SortedMap<ValueSource, String> providers = new TreeMap<>();
        for (TreeUnit one : tree.units()) {
            PlannableUnit unit = one.unit();
            String name = StateKeys.module(unit.path());
            ObjectNode call = root.withObjectProperty("module").putObject(name);
            unit.inputs().forEach((variable, input) -> call.set(variable, rendered(input)));
            StringBuilder configured = new StringBuilder();
            unit.providers().forEach(provider -> configured
                    .append(provider.name())
                    .append(provider.alias())
                    .append(provider.requirement())
                    .append(rendered(provider.configuration())));
            providers.put(
                    new ValueSource(name, PROVIDER, ""),
                    ContentHash.sha256(configured
                            + unit.configuration()
                                    .path("terraform")
                                    .path("required_providers")
                                    .toString()));
            modules.put(name, withFiles(unit));
        }
        SortedMap<ValueSource, String> all = ArgumentDefinitions.of(root, modules);
        all.putAll(providers);
        return all;
    }

    private static JsonNode rendered(Template template) {
        return template.render(TreeDefinitions::reference);
    }

    private static JsonNode reference(OutputReference output) {
        return TextNode.valueOf("${module." + StateKeys.module(output.unit()) + "." + output.output() + "}");
    }

    /** The configuration, in which what reads files, and modules that are called, have a digest of these. */
    private static ObjectNode withFiles(PlannableUnit unit) throws IOException {
        ObjectNode configuration = unit.configuration().deepCopy();
        String digest = ContentHash.sha256(ModuleContent.of(unit).toString());
        configuration.path("module").forEach(call -> ((ObjectNode) call).put("//", digest));
        mark(configuration.path("resource"), digest);
        mark(configuration.path("locals"), digest);
        return configuration;
    }

    private static void mark(JsonNode value, String digest) {
        if (value instanceof ObjectNode object) {
            object.properties().forEach(field -> {
                if (field.getValue().isTextual()
                        && READS_FILES.matcher(field.getValue().asText()).find()) {
                    field.setValue(TextNode.valueOf(field.getValue().asText() + digest));
                }
            });
        }
        value.forEach(child -> mark(child, digest));
    }
}
