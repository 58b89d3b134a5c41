package groundplan.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.hcl.InvalidHcl;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.plan.PlannableUnit;
import groundplan.references.OutputReference;
import groundplan.references.Template;
import groundplan.references.Traversal;
import groundplan.synth.PreventDestroy;
import java.io.IOException;
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
import java.util.stream.Collectors;

/** Reads units of a tree as they are planned. */
final class UnitReader {
    private final Mirror mirror;
    private final Terragrunt terragrunt;
    private final TreeConfigurations files;
    private final Function<String, UnitPath> paths;
    private final List<String> problems;
    private final Map<UnitPath, Set<String>> outputs = new TreeMap<>();

    /**
     * @param paths the path of a unit, by its folder below the tree's
     * @param problems gets what is wrong
     */
    UnitReader(
            Mirror mirror,
            Terragrunt terragrunt,
            TreeConfigurations files,
            Function<String, UnitPath> paths,
            List<String> problems) {
        this.mirror = mirror;
        this.terragrunt = terragrunt;
        this.files = files;
        this.paths = paths;
        this.problems = problems;
    }

    /**
     * Reads a unit; absent if something is wrong with it.
     *
     * @param call how Terragrunt plans it
     */
    Optional<TreeUnit> read(FoundUnit unit, RecordedCall call) throws IOException {
        UnitPath path = paths.apply(unit.folder());
        try {
            new GeneratedNames(call.folder(), mirror::shown).replace();
            ModuleFolder module = ModuleFolder.read(call.folder(), mirror::shown);
            Map<String, String> variables = new TreeMap<>();
            call.variables().forEach((name, text) -> variables.put(name, mirror.told(text)));
            UnitInputs inputs =
                    new UnitInputs(variables, module, terragrunt.variables().keySet());
            Map<String, UnitPath> dependencies = new TreeMap<>();
            TreeFile own = files.own(unit);
            if (own.includes().stream().anyMatch(name -> own.mergeStrategy(name).startsWith("deep"))) {
                inputs.merging();
            }
            for (TreeFile file : files.merged(unit)) {
                inputs.add(file);
                inputs.addGenerated(file);
                dependencies.putAll(dependencies(unit, file, inputs));
            }
            problems.addAll(inputs.problems());
            PlanArguments given = PlanArguments.of(call);
            problems.addAll(given.problems(mirror.shown(files.folder(unit).toString())));
            SortedMap<String, JsonNode> arguments =
                    inputs.arguments(VariableFiles.of(given, call.folder(), module, mirror::shown));
            HoistedProviders providers = new HoistedProviders(
                    module, arguments, value -> Template.of(value, traversal -> output(dependencies, traversal)));
            List<PlannableUnit.Provider> hoisted = providers.all();
            problems.addAll(providers.problems());
            SortedMap<String, Template> templates = new TreeMap<>();
            arguments.forEach((name, value) -> templates.put(
                    name,
                    Template.of(
                            TextReferences.replaced(value, read -> allOutputs(dependencies, read)),
                            traversal -> output(dependencies, traversal))));
            InnerModules inner = InnerModules.of(module, terragrunt.engine(), terragrunt.variables(), mirror);
            PlannedModule planned = new PlannedModule(module, inner, providers);
            ObjectNode configuration = planned.configuration();
            JsonNode backend = Backends.of(configuration, mirror, files.folder(unit), terragrunt);
            List<String> notes = new ArrayList<>(providers.notes());
            Set<String> guarded = new TreeSet<>(PreventDestroy.in(configuration));
            for (TreeFile file : files.merged(unit)) {
                if (file.preventsDestroy()) {
                    // Terragrunt refuses to destroy the unit as a whole, so none of its resources may go.
                    guarded.addAll(addresses(configuration));
                }
                file.hooks().forEach(hook -> notes.add(hook + " was not run"));
            }
            PreventDestroy.lift(configuration, address -> true);
            outputs(path, configuration);
            module.clear();
            return Optional.of(new TreeUnit(
                    new PlannableUnit(
                            path,
                            configuration,
                            templates,
                            hoisted,
                            TerraformJson.object(),
                            Optional.of(planned.files(mirror))),
                    backend,
                    guarded,
                    notes));
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

    private Map<String, UnitPath> dependencies(FoundUnit unit, TreeFile file, UnitInputs inputs) {
        Map<String, UnitPath> found = new TreeMap<>();
        file.dependencies().values().stream()
                .filter(dependency -> inputs.enabled(file.place(dependency)))
                .forEach(dependency -> inputs.added(file.place(dependency)).ifPresent(value -> {
                    Path written = Path.of(value.asText());
                    Path at = files.folder(unit)
                            .resolve(written.isAbsolute() ? mirror.copied(written) : written)
                            .normalize();
                    found.put(
                            dependency.name(),
                            paths.apply(files.tree().relativize(at).toString()));
                }));
        return found;
    }

    /** All outputs of a unit: an object, of which each output is a reference. */
    private Optional<TextReferences.Instead> allOutputs(Map<String, UnitPath> dependencies, Traversal traversal) {
        String name = traversal.name(1).orElse("");
        if (!traversal.startsWith("dependency")) {
            return Optional.empty();
        }
        if (!dependencies.containsKey(name)) {
            // It is not enabled, so reading it fails, which a try around it catches.
            return Optional.of(new TextReferences.Instead(1, "element([], 0)"));
        }
        if (traversal.name(3).filter(key -> !key.equals(Traversal.ANY)).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(new TextReferences.Instead(
                2,
                outputs.getOrDefault(dependencies.get(name), Set.of()).stream()
                        .map(output -> output + " = dependency." + name + ".outputs." + output)
                        .collect(Collectors.joining(", ", "{ ", " }"))));
    }

    /** Says which outputs a unit has, for units that read all of them. */
    void outputs(UnitPath unit, JsonNode configuration) {
        Set<String> names = new TreeSet<>();
        configuration.path("output").fieldNames().forEachRemaining(names::add);
        outputs.put(unit, names);
    }

    private static Optional<Template.Found> output(Map<String, UnitPath> dependencies, Traversal traversal) {
        Optional<UnitPath> unit = traversal.name(1).map(dependencies::get);
        return traversal.startsWith("dependency")
                        && unit.isPresent()
                        && traversal.name(3).isPresent()
                ? Optional.of(new Template.Found(
                        new OutputReference(unit.get(), traversal.name(3).get(), List.of()), 3))
                : Optional.empty();
    }
}
