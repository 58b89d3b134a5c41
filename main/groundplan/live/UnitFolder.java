package groundplan.live;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import groundplan.json.TerraformJson;
import groundplan.kernel.OutputDeclaration;
import groundplan.kernel.UnitPath;
import groundplan.references.Template;
import groundplan.settings.UnitModel;
import groundplan.synth.UnitDocument;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The two files of one unit: its Terraform JSON and its Terragrunt configuration. */
final class UnitFolder {
    private final UnitDocument document;
    private final Template template;
    private final UnitPath path;
    /** The outputs that the unit reads, by the name under which it reads the unit that publishes them. */
    private final SortedMap<String, SortedSet<String>> read = new TreeMap<>();

    private final Map<String, UnitModel<?, ?>> producers = new TreeMap<>();

    UnitFolder(UnitDocument document) {
        this.document = document;
        this.path = document.unit().path();
        document.unit()
                .reads()
                .values()
                .forEach(producer -> producers.put(producer.path().wireName(path), producer));
        this.template = document.template();
        template.references()
                .forEach(reference -> read.computeIfAbsent(reference.unit().wireName(path), name -> new TreeSet<>())
                        .add(reference.output()));
    }

    /** {@code main.tf.json}: the CDKTF document with input variables instead of lookups, and no backend. */
    String mainTfJson() {
        return TerraformJson.write(configuration());
    }

    /** The unit's document, with the references to outputs of other units. */
    Template template() {
        return template;
    }

    ObjectNode configuration() {
        ObjectNode json = (ObjectNode)
                template.render(reference -> TextNode.valueOf("${var." + document.variable(reference) + "}"));
        json.put("//", LiveTree.header(document.unit().files()));
        ((ObjectNode) json.get("terraform")).remove("backend");
        if (json.get("data") instanceof ObjectNode data) {
            data.remove("terraform_remote_state");
            if (data.isEmpty()) {
                json.remove("data");
            }
        }
        read.forEach((producer, outputs) -> outputs.forEach(output -> {
            OutputDeclaration declaration = declaration(producer, output);
            ObjectNode variable = json.withObjectProperty("variable").putObject(producer + "_" + output);
            variable.put("type", declaration.keys().isEmpty() ? "string" : "map(string)");
            UnitPath from = producers.get(producer).path();
            variable.put(
                    "description",
                    declaration.description() + " From " + (from.isBeside(path) ? from.unit() : from.nameFor(path))
                            + ".");
        }));
        return json;
    }

    /** {@code terragrunt.hcl}: the units it depends on, their mock outputs, and its inputs. */
    String terragruntHcl() {
        StringBuilder text =
                new StringBuilder("# " + LiveTree.header(document.unit().files()) + "\n\n"
                        + "include \"root\" {\n  path = find_in_parent_folders(\"root.hcl\")\n}\n");
        if (document.unit().bootstrapped()) {
            text.append("\n# Made before everything else by `groundplan bootstrap`: ")
                    .append(
                            document.unit().makesStateBucket()
                                    ? "it holds the states of all other units.\n"
                                    : "it limits all roles of the environment.\n")
                    .append("exclude {\n  if      = true\n  actions = [\"all\"]\n}\n");
        }
        producers.forEach((name, producer) -> {
            if (read.containsKey(name)) {
                text.append('\n').append(dependency(name, producer));
            }
        });
        SortedMap<String, String> inputs = new TreeMap<>();
        read.forEach((producer, outputs) -> outputs.forEach(
                output -> inputs.put(producer + "_" + output, "dependency." + producer + ".outputs." + output)));
        if (!inputs.isEmpty()) {
            text.append("\ninputs = {\n").append(Hcl.attributes(inputs, "  ")).append("}\n");
        }
        return text.toString();
    }

    private String dependency(String name, UnitModel<?, ?> producer) {
        SortedMap<String, String> mocks = new TreeMap<>();
        for (String output : read.get(name)) {
            OutputDeclaration declaration = declaration(name, output);
            SortedMap<String, String> byKey = new TreeMap<>();
            declaration.keys().forEach(key -> byKey.put(key, declaration.shape().mock()));
            mocks.put(
                    output,
                    Hcl.value(declaration.keys().isEmpty() ? declaration.shape().mock() : byKey));
        }
        return "dependency \"" + name + "\" {\n"
                + "  config_path = \"" + relative(producer.path()) + "\"\n\n"
                + "  mock_outputs = {\n" + Hcl.attributes(mocks, "    ") + "  }\n"
                + "  mock_outputs_allowed_terraform_commands = [\"init\", \"validate\", \"plan\"]\n"
                + "  mock_outputs_merge_strategy_with_state  = \"shallow\"\n"
                + "}\n";
    }

    private String relative(UnitPath producer) {
        String up = "../".repeat(path.unit().split("/").length);
        if (!producer.isBeside(path)) {
            return up + "../../" + producer.environment() + "/" + producer.inEnvironment();
        }
        return producer.region().equals(path.region()) ? up + producer.unit() : up + "../" + producer.inEnvironment();
    }

    private OutputDeclaration declaration(String producer, String output) {
        return producers.get(producer).outputs().stream()
                .filter(declared -> declared.name().equals(output))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        path + " reads " + producer + "." + output + ", which is not published"));
    }
}
