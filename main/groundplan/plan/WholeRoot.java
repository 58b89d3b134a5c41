package groundplan.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.kernel.OutputDeclaration;
import groundplan.kernel.Unit;
import groundplan.kernel.UnitPath;
import groundplan.live.LiveTree;
import groundplan.settings.UnitModel;
import groundplan.synth.TerraformJson;
import groundplan.synth.UnitDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One configuration with each unit as a child module. What units read of each other becomes a reference between modules, so
 * a value that is not known yet is unknown downstream too. Providers stand in the root only: one process serves every module
 * of a region, where a provider block in each module would start one for each.
 */
final class WholeRoot {
  private static final String UNKNOWN = "unknown";

  private final Map<UnitPath, UnitDocument> documents = new LinkedHashMap<>();
  private final Map<UnitPath, StateFile> outside;
  private final SortedMap<String, String> files = new TreeMap<>();
  private final Map<JsonNode, String> aliases = new LinkedHashMap<>();
  private final Map<UnitPath, SortedMap<String, String>> providers = new TreeMap<>();
  private final List<String> unknown = new ArrayList<>();
  private final ObjectNode root = TerraformJson.object();

  /**
   * @param units the units that are planned
   * @param outside the states of units that are read and not planned
   */
  WholeRoot(List<UnitDocument> units, Map<UnitPath, StateFile> outside) {
    units.forEach(unit -> documents.put(unit.unit().path(), unit));
    this.outside = outside;
    ObjectNode terraform = root.putObject("terraform");
    terraform.put("required_version", Unit.TERRAFORM_VERSION);
    terraform.putObject("required_providers").putObject("aws").put("source", "hashicorp/aws")
        .put("version", Unit.PROVIDER_VERSION);
    terraform.putObject("backend").putObject("local");
    documents.values().forEach(this::module);
    ArrayNode blocks = root.withObjectProperty("provider").putArray("aws");
    aliases.forEach((block, alias) -> blocks.add(((ObjectNode) block.deepCopy()).put("alias", alias)));
    unknown.forEach(name -> root.withObjectProperty("resource").withObjectProperty("terraform_data").putObject(name));
    files.put("main.tf.json", TerraformJson.write(root));
  }

  /** The files of the configuration by path. */
  SortedMap<String, String> files() {
    return files;
  }

  /** The root's provider for each alias of a unit; {@code ""} is its default one. */
  SortedMap<String, String> providers(UnitPath unit) {
    return providers.getOrDefault(unit, new TreeMap<>());
  }

  /** The root's provider for a region, made when there is none: for what only a state still knows of. */
  String providerFor(String region) {
    return aliases.entrySet().stream().filter(entry -> entry.getKey().path("region").asText().equals(region))
        .map(Map.Entry::getValue).findFirst().orElseGet(() -> {
          ObjectNode block = aliases.keySet().stream().findFirst().<ObjectNode>map(JsonNode::deepCopy)
              .orElseGet(TerraformJson::object).put("region", region);
          String alias = alias(block);
          ((ArrayNode) root.path("provider").path("aws")).add(block.deepCopy().put("alias", alias));
          files.put("main.tf.json", TerraformJson.write(root));
          return alias;
        });
  }

  private void module(UnitDocument document) {
    UnitPath path = document.unit().path();
    String name = StateKeys.module(path);
    ObjectNode live = LiveTree.configuration(document);
    ObjectNode module = root.withObjectProperty("module").putObject(name);
    module.put("source", "./units/" + name);
    SortedMap<String, String> own = new TreeMap<>();
    ArrayNode named = TerraformJson.object().putArray("aliases");
    live.path("provider").path("aws").forEach(block -> {
      ObjectNode copy = block.deepCopy();
      JsonNode alias = copy.remove("alias");
      own.put(alias == null ? "" : alias.asText(), alias(copy));
      if (alias != null) {
        named.add("aws." + alias.asText());
      }
    });
    own.forEach((alias, global) ->
        module.withObjectProperty("providers").put(alias.isEmpty() ? "aws" : "aws." + alias, "aws." + global));
    if (!named.isEmpty()) {
      ((ObjectNode) live.path("terraform").path("required_providers").path("aws")).set("configuration_aliases", named);
    }
    providers.put(path, own);
    live.remove("provider");
    live.remove("//");
    live.path("variable").fieldNames().forEachRemaining(variable -> module.set(variable, input(document.unit(), variable)));
    // Import blocks are the root's alone.
    JsonNode imports = live.remove("import");
    if (imports != null) {
      imports.forEach(block -> root.withArrayProperty("import")
          .add(((ObjectNode) block.deepCopy()).put("to", "module." + name + "." + block.path("to").asText())));
    }
    files.put("units/" + name + "/main.tf.json", TerraformJson.write(live));
  }

  private String alias(JsonNode block) {
    return aliases.computeIfAbsent(block, key -> {
      String region = key.path("region").asText("default").replace('-', '_');
      String name = region;
      for (int i = 2; aliases.containsValue(name); i++) {
        name = region + "_" + i;
      }
      return name;
    });
  }

  private JsonNode input(UnitModel<?, ?> reader, String variable) {
    for (UnitModel<?, ?> producer : reader.reads().values()) {
      for (OutputDeclaration output : producer.outputs()) {
        if ((producer.path().wireName(reader.path()) + "_" + output.name()).equals(variable)) {
          return value(producer, output);
        }
      }
    }
    throw new IllegalStateException(reader.path() + " has a variable '" + variable + "' that nothing it reads publishes");
  }

  private JsonNode value(UnitModel<?, ?> producer, OutputDeclaration output) {
    ObjectNode holder = TerraformJson.object();
    if (documents.containsKey(producer.path())) {
      return holder.put("v", "${module." + StateKeys.module(producer.path()) + "." + output.name() + "}").get("v");
    }
    StateFile state = outside.get(producer.path());
    JsonNode found = state == null ? TerraformJson.object().path("none") : state.output(output.name());
    if (!found.isMissingNode()) {
      // A value, not a template.
      return TerraformJson.read("{\"v\":" + found.toString().replace("${", "$${").replace("%{", "%%{") + "}").get("v");
    }
    // Not applied yet: only an apply of that unit will tell.
    String name = (StateKeys.module(producer.path()) + "--" + output.name()).replaceFirst("^_", "");
    if (!unknown.contains(name)) {
      unknown.add(name);
    }
    String reference = "${terraform_data." + name + ".id}";
    if (output.keys().isEmpty()) {
      return holder.put("v", reference).get("v");
    }
    ObjectNode map = holder.putObject("v");
    output.keys().forEach(key -> map.put(key, reference));
    return map;
  }

  static boolean placeholder(String address) {
    return address.startsWith("terraform_data.") || address.startsWith(UNKNOWN);
  }
}
