package groundplan.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import groundplan.json.TerraformJson;
import groundplan.kernel.Unit;
import groundplan.kernel.UnitPath;
import groundplan.references.OutputReference;
import groundplan.references.Template;
import groundplan.states.StateFile;
import groundplan.states.StateKeys;
import groundplan.terraform.Engine;
import groundplan.terraform.InstalledModule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * One configuration with each unit as a child module. An output that one unit reads from another becomes a reference between modules,
 * so a value that is not known yet is unknown downstream too. Providers are configured in the root only: one provider process serves
 * all modules of a region, while a provider block in each module would start one for each.
 */
final class RootModule {
    /** The folder with the files of modules that have files of their own. */
    static final String SOURCES = "sources";

    private final List<InstalledModule> innerModules = new ArrayList<>();
    private final NullOutputs nulls;
    private final SortedSet<UnitPath> planned;
    private final Map<UnitPath, StateFile> readable;
    private final SortedMap<String, String> files = new TreeMap<>();
    private final Engine engine;
    private final ObjectNode main = TerraformJson.object();
    private final SortedMap<String, ObjectNode> modules = new TreeMap<>();
    private final ResourceProviders resourceProviders;
    private final Map<UnitPath, ModulePaths> paths = new TreeMap<>();
    private final SortedSet<String> unknown = new TreeSet<>();
    private final SortedMap<UnitPath, SortedSet<String>> pending = new TreeMap<>();

    /** A root module before it is known which outputs are null. */
    RootModule(
            List<PlannableUnit> units,
            Map<UnitPath, StateFile> readable,
            Map<UnitPath, StateFile> merged,
            String awsVersions) {
        this(units, readable, merged, awsVersions, NullOutputs.NONE, Engine.TERRAFORM);
    }

    /**
     * @param units the units to plan
     * @param readable the states from which the outputs of units that are not planned are read
     * @param merged the states of the planned units, including removed ones
     * @param awsVersions the accepted versions of the AWS provider, also if no unit with it is planned any more
     * @param nulls outputs that are known to be null
     * @param engine the engine that plans it
     */
    RootModule(
            List<PlannableUnit> units,
            Map<UnitPath, StateFile> readable,
            Map<UnitPath, StateFile> merged,
            String awsVersions,
            NullOutputs nulls,
            Engine engine) {
        this.nulls = nulls;
        this.engine = engine;
        this.planned = units.stream().map(PlannableUnit::path).collect(Collectors.toCollection(TreeSet::new));
        this.readable = readable;
        ObjectNode root = main;
        root.putObject("terraform").put("required_version", Unit.TERRAFORM_VERSION);
        RootProviders providers = new RootProviders(root, awsVersions);
        Map<UnitPath, SortedMap<String, String>> own = new TreeMap<>();
        units.forEach(unit -> own.put(unit.path(), module(root, providers, unit)));
        this.resourceProviders = new ResourceProviders(providers, own, merged);
        unknown.forEach(name -> root.withObjectProperty("resource")
                .withObjectProperty("terraform_data")
                .putObject(name));
        files.put("main.tf.json", TerraformJson.write(root));
    }

    /** The files of the configuration by path. */
    SortedMap<String, String> files() {
        return files;
    }

    /** The modules that the units' modules call. */
    List<InstalledModule> innerModules() {
        return innerModules;
    }

    /** The root module itself. */
    ObjectNode main() {
        return main;
    }

    /** The modules of the units by the names of their blocks. */
    Map<String, ObjectNode> modules() {
        return modules;
    }

    /** Whether a unit is planned with a configuration, unlike a removed one, of which only the state is left. */
    boolean plans(UnitPath unit) {
        return planned.contains(unit);
    }

    /**
     * Notes on outputs that planned units read from units which are not planned, and which are in no state yet.
     *
     * @param own the units of the environment
     */
    List<String> pendingNotes(Set<UnitPath> own) {
        return pending.entrySet().stream()
                .map(producer -> producer.getKey() + " has not applied "
                        + String.join(", ", producer.getValue())
                        + " yet, so that what depends on it is known only after that: "
                        + (own.contains(producer.getKey())
                                ? "plan with --unit " + producer.getKey().inEnvironment()
                                        + ", which also plans the units that read it"
                                : "apply that environment first"))
                .toList();
    }

    /** The provider of a managed resource of a unit's state, as the root's state names it. */
    String provider(UnitPath unit, JsonNode resource) {
        return resourceProviders.of(unit, resource);
    }

    /** Where the module of a unit is. */
    static String folder(PlannableUnit unit) {
        return unit.files().map(own -> SOURCES + "/" + own.folder()).orElse("units/" + StateKeys.module(unit.path()));
    }

    /** The paths in the values of a unit; absent if its module has no files. */
    Optional<ModulePaths> paths(UnitPath unit) {
        return Optional.ofNullable(paths.get(unit));
    }

    /** Adds the module of a unit; returns the root's providers by the unit's own. */
    private SortedMap<String, String> module(ObjectNode root, RootProviders providers, PlannableUnit unit) {
        String name = StateKeys.module(unit.path());
        ObjectNode configuration = withoutNulls(unit, unit.configuration().deepCopy());
        ObjectNode module = root.withObjectProperty("module").putObject(name);
        String folder = folder(unit);
        module.put("source", "./" + folder);
        unit.files().ifPresent(own -> paths.put(unit.path(), new ModulePaths(unit)));
        unit.files().ifPresent(own -> own.modules().forEach(inner -> innerModules.add(inner.calledFrom(name, folder))));
        SortedMap<String, String> own = providers.hoist(unit.providers(), configuration, name, this::rendered);
        own.forEach((local, global) -> module.withObjectProperty("providers").put(local, global));
        OwnProviders.in(configuration, name).forEach(own::put);
        if (!unit.rootVariables().isEmpty()) {
            root.withObjectProperty("variable").setAll(unit.rootVariables());
        }
        unit.inputs().forEach((variable, input) -> {
            if (configuration.path("variable").has(variable)) {
                JsonNode argument = rendered(input);
                // In JSON an argument that is null counts as not given, and the variable would get its default.
                module.set(variable, argument.isNull() ? TextNode.valueOf("${null}") : argument);
            }
        });
        // Terraform allows import blocks only in the root module.
        JsonNode imports = configuration.remove("import");
        if (imports != null) {
            ImportBlocks blocks = new ImportBlocks(name, module, configuration, own);
            imports.forEach(block -> root.withArrayProperty("import").add(blocks.inRoot(block)));
        }
        // Terraform reports changes only for outputs of the root module.
        configuration.path("output").properties().forEach(output -> {
            ObjectNode told =
                    root.withObjectProperty("output").putObject(StateKeys.output(unit.path(), output.getKey()));
            told.put("value", "${module." + name + "." + output.getKey() + "}");
            if (output.getValue().path("sensitive").asBoolean()) {
                told.put("sensitive", true);
            }
        });
        modules.put(name, configuration);
        providers.require(configuration.path("terraform").path("required_providers"));
        files.put(folder + "/main.tf.json", TerraformJson.write(configuration));
        return own;
    }

    private JsonNode rendered(Template template) {
        JsonNode value = template.render(this::value);
        return nulls.names().isEmpty() ? value : NullOutputs.without(value);
    }

    /** A variable that stands for a state's output in the module is not there if that output is not. */
    private ObjectNode withoutNulls(PlannableUnit unit, ObjectNode configuration) {
        ObjectNode left = configuration;
        for (Map.Entry<String, Template> input : unit.inputs().entrySet()) {
            List<OutputReference> read = input.getValue().references();
            if (input.getKey().startsWith(PlannableUnit.LOOKED_UP) && read.size() == 1 && nulls.has(read.get(0))) {
                left = NullOutputs.without(left, input.getKey(), read.get(0));
            }
        }
        return left;
    }

    private JsonNode value(OutputReference reference) {
        if (nulls.has(reference)) {
            return TextNode.valueOf("${" + NullOutputs.failing(reference) + "}");
        }
        UnitPath unit = reference.unit();
        if (planned.contains(unit)) {
            String output = "module." + StateKeys.module(unit) + "." + reference.output();
            // Terragrunt and lookups of states pass a sensitive output on without its mark. So does Terraform between
            // modules;
            // OpenTofu would plan an update for the mark alone, and refuse such a value in for_each.
            return TextNode.valueOf("${" + (engine == Engine.TOFU ? "nonsensitive(" + output + ")" : output) + "}");
        }
        StateFile state = readable.get(unit);
        JsonNode known = state == null ? MissingNode.getInstance() : state.output(reference.output());
        List<String> lacking = reference.keys().stream()
                .filter(key -> known.path(key).isMissingNode())
                .toList();
        if (!known.isMissingNode() && lacking.isEmpty()) {
            return Template.constant(known);
        }
        // That unit, or what it has of this output, is not applied yet: so it is unknown.
        pending.computeIfAbsent(unit, producer -> new TreeSet<>())
                .add(reference.output()
                        + (known.isMissingNode() ? "" : lacking.stream().collect(Collectors.joining(", ", "[", "]"))));
        String name = (StateKeys.module(unit) + "--" + reference.output()).replaceFirst("^_(?=[a-z])", "");
        unknown.add(name);
        String placeholder = "${terraform_data." + name + ".id}";
        if (reference.keys().isEmpty()) {
            return TextNode.valueOf(placeholder);
        }
        ObjectNode map = TerraformJson.object();
        known.properties().forEach(entry -> map.set(entry.getKey(), Template.constant(entry.getValue())));
        lacking.forEach(key -> map.put(key, placeholder));
        return map;
    }
}
