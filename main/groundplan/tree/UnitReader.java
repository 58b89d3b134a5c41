package groundplan.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.hcl.InvalidHcl;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.plan.PlannableUnit;
import groundplan.references.Template;
import groundplan.synth.PreventDestroy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/** Reads units of a tree as they are planned. */
final class UnitReader {
    private final Mirror mirror;
    private final Terragrunt terragrunt;
    private final TreeConfigurations files;
    private final Function<String, UnitPath> paths;
    private final List<String> problems;
    private final Map<UnitPath, Set<String>> outputs = new TreeMap<>();
    private final Predicate<UnitPath> unapplied;
    private final RunOrders orders;

    /**
     * @param paths the path of a unit, by its folder below the tree's
     * @param unapplied whether a unit has no state, and will have none, since it is not planned here
     * @param orders what running units has to wait for
     * @param problems gets what is wrong
     */
    UnitReader(
            Mirror mirror,
            Terragrunt terragrunt,
            TreeConfigurations files,
            Function<String, UnitPath> paths,
            Predicate<UnitPath> unapplied,
            RunOrders orders,
            List<String> problems) {
        this.mirror = mirror;
        this.orders = orders;
        this.unapplied = unapplied;
        this.terragrunt = terragrunt;
        this.files = files;
        this.paths = paths;
        this.problems = problems;
    }

    /**
     * Reads what Terragrunt has prepared; absent if something is wrong with it.
     *
     * @param call how Terragrunt plans it
     */
    Optional<PreparedUnit> prepare(FoundUnit unit, RecordedCall call) throws IOException {
        UnitPath path = paths.apply(unit.folder());
        try {
            new GeneratedNames(call.folder(), mirror::shown).replace();
            ModuleFolder module = ModuleFolder.read(call.folder(), mirror::shown);
            Map<String, String> variables = new TreeMap<>();
            call.variables().forEach((name, text) -> variables.put(name, mirror.told(text)));
            UnitInputs inputs = new UnitInputs(
                    variables, call.nulls(), module, terragrunt.variables().keySet());
            UnitDependencies dependencies = new UnitDependencies(
                    written -> path(folder(unit, written)),
                    written -> StackUnits.in(folder(unit, written), mirror).map(this::paths),
                    outputs,
                    unapplied);
            TreeFile own = files.own(unit);
            boolean deep = own.includes().stream()
                    .anyMatch(name -> own.mergeStrategy(name).startsWith("deep"));
            if (deep) {
                inputs.merging();
            }
            for (TreeFile file : files.merged(unit)) {
                inputs.add(file);
                inputs.addGenerated(file);
                boolean merging = file == own && deep;
                file.dependencies().values().forEach(block -> inputs.added(file.place(block))
                        .ifPresent(given -> dependencies.add(block, (ObjectNode) given, merging)));
            }
            problems.addAll(dependencies.problems());
            PlanArguments given = PlanArguments.of(call);
            problems.addAll(given.problems(mirror.shown(files.folder(unit).toString())));
            SortedMap<String, JsonNode> arguments =
                    inputs.arguments(VariableFiles.of(given, call.folder(), module, mirror::shown));
            problems.addAll(inputs.problems());
            outputs(path, module.configuration());
            module.variables().forEach((name, declared) -> {
                if (!declared.has("default") && !arguments.containsKey(name)) {
                    problems.add(mirror.shown(
                                    files.folder(unit).resolve("terragrunt.hcl").toString())
                            + ": the variable " + name
                            + " of its module has no value; set it in inputs, in terraform.tfvars or in TF_VAR_"
                            + name);
                }
            });
            JsonNode backend = Backends.of(module.configuration().deepCopy(), mirror, files.folder(unit), terragrunt);
            return Optional.of(
                    new PreparedUnit(unit, path, files.folder(unit), call, module, arguments, dependencies, backend));
        } catch (InvalidHcl invalid) {
            invalid.problems().forEach(problem -> problems.add(problem.toString()));
            return Optional.empty();
        }
    }

    /**
     * Reads a unit; absent if something is wrong with it.
     *
     * @param states what its module reads of other units' states, by the names of the variables for that
     */
    Optional<TreeUnit> read(PreparedUnit prepared, SortedMap<String, ReplacedReads.StateOutput> states)
            throws IOException {
        FoundUnit unit = prepared.unit();
        try {
            ModuleFolder module = states.isEmpty()
                    ? prepared.module()
                    : ModuleFolder.read(prepared.call().folder(), mirror::shown);
            SortedMap<String, JsonNode> arguments = new TreeMap<>(prepared.arguments());
            states.keySet().forEach(name -> arguments.put(name, PlainAssembly.reading(name)));
            Function<JsonNode, Template> template = value -> Template.of(
                    TextReferences.replaced(value, prepared.dependencies()::instead),
                    read -> prepared.dependencies().output(read).or(() -> PlainAssembly.output(states, read)));
            UnitEnvironment environment = UnitEnvironment.of(prepared.call(), terragrunt.variables());
            HoistedProviders providers = new HoistedProviders(module, arguments, template, environment);
            List<PlannableUnit.Provider> hoisted = providers.all();
            problems.addAll(providers.problems());
            SortedMap<String, Template> templates = new TreeMap<>();
            arguments.forEach((name, value) -> templates.put(name, template.apply(value)));
            InnerModules inner = InnerModules.of(module, terragrunt.engine(), terragrunt.variables(), mirror);
            PlannedModule planned = new PlannedModule(module, inner, providers);
            ObjectNode configuration = planned.configuration();
            configuration.withObjectProperty("terraform").remove("backend");
            List<String> notes = new ArrayList<>(providers.notes());
            notes.addAll(environment.notes());
            Set<String> kept = PreventDestroy.in(configuration);
            Set<String> guarded = new TreeSet<>(kept);
            for (TreeFile file : files.merged(unit)) {
                if (file.preventsDestroy()) {
                    // Terragrunt refuses to destroy the unit as a whole, so none of its resources may go.
                    guarded.addAll(addresses(configuration));
                }
                file.hooks().forEach(hook -> notes.add(hook + " was not run"));
                file.readsOfCommand()
                        .forEach(
                                read -> notes.add(
                                        read
                                                + " is evaluated as in a plan, also by the apply of this one; terragrunt run --all apply may evaluate it otherwise"));
            }
            PreventDestroy.lift(configuration, address -> true);
            module.clear();
            return Optional.of(new TreeUnit(
                    new PlannableUnit(
                            prepared.path(),
                            configuration,
                            templates,
                            hoisted,
                            TerraformJson.object(),
                            Optional.of(planned.files(mirror))),
                    prepared.backend(),
                    guarded,
                    kept,
                    notes,
                    environment.variables(),
                    NamedAccount.of(unit, mirror),
                    orders.of(unit)));
        } catch (InvalidHcl invalid) {
            invalid.problems().forEach(problem -> problems.add(problem.toString()));
            return Optional.empty();
        }
    }

    private static Set<String> addresses(JsonNode configuration) {
        Set<String> addresses = new TreeSet<>();
        configuration.path("resource").properties().forEach(type -> type.getValue()
                .fieldNames()
                .forEachRemaining(name -> addresses.add(type.getKey() + "." + name)));
        return addresses;
    }

    /** The folder in the copy that a {@code config_path} names, itself or by its file. */
    private Path folder(FoundUnit unit, String written) {
        Path path = Path.of(written);
        Path at = files.folder(unit)
                .resolve(path.isAbsolute() ? mirror.copied(path) : path)
                .normalize();
        return Files.isRegularFile(at) ? at.getParent() : at;
    }

    private UnitPath path(Path folder) {
        return paths.apply(files.tree().relativize(folder).toString());
    }

    private Map<String, UnitPath> paths(Map<String, Path> folders) {
        Map<String, UnitPath> units = new TreeMap<>();
        folders.forEach((name, folder) -> units.put(name, path(folder)));
        return units;
    }

    /** Says which outputs a unit has, for units that read all of them. */
    void outputs(UnitPath unit, JsonNode configuration) {
        Set<String> names = new TreeSet<>();
        configuration.path("output").fieldNames().forEachRemaining(names::add);
        outputs.put(unit, names);
    }
}
