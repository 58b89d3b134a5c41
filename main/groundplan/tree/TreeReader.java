package groundplan.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.hcl.InvalidHcl;
import groundplan.hcl.SourceText;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.plan.PlannableUnit;
import groundplan.references.OutputReference;
import groundplan.references.Template;
import groundplan.references.Traversal;
import groundplan.synth.PreventDestroy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads a tree of Terragrunt. Which units there are, what they include and on what they depend is Terragrunt's own answer, and so is
 * everything that does not hang on another unit: it evaluates the configuration and prepares the modules, in a copy of the repository.
 */
public final class TreeReader {
    private final Path tree;
    private final Terragrunt terragrunt;
    private final Path work;
    private final List<String> problems = new ArrayList<>();
    private final Map<Path, TreeFile> files = new HashMap<>();
    private final Set<TreeFile> linked = new HashSet<>();
    private Mirror mirror;

    /**
     * @param tree the tree's folder
     * @param terragrunt the Terragrunt executable
     * @param engine the Terraform executable
     * @param variables the environment variables to run them with
     * @param work an empty private folder, which has to exist as long as the units are planned
     */
    public TreeReader(Path tree, Path terragrunt, Path engine, Map<String, String> variables, Path work)
            throws IOException {
        this.tree = tree.toRealPath();
        this.terragrunt = new Terragrunt(terragrunt, engine, variables, work);
        this.work = work;
    }

    /**
     * Reads the tree.
     *
     * @throws UnreadableTree if it cannot be planned as a whole, with all reasons
     */
    public TerragruntTree read() throws IOException {
        mirror = Mirror.of(tree, Files.createDirectories(work.resolve("repository")));
        if (hasStacks()) {
            terragrunt.output(mirror, mirror.copied(tree), List.of("stack", "generate"));
        }
        List<FoundUnit> found =
                FoundUnit.read(mirror.copied(tree), terragrunt.find(mirror, mirror.copied(tree), List.of()));
        if (found.isEmpty()) {
            throw new UnreadableTree(List.of(tree + " has no units of Terragrunt"));
        }
        List<FoundUnit> outside = outside(found);
        rewrite(found);
        rewrite(outside);
        stopOnProblems();
        link(found);
        link(outside);
        stopOnProblems();
        for (Map.Entry<Path, TreeFile> file : files.entrySet()) {
            Files.writeString(file.getKey(), file.getValue().evaluated());
        }
        Map<Path, RecordedCall> calls = terragrunt.calls(mirror, mirror.copied(tree), true);
        List<TreeUnit> units = new ArrayList<>();
        for (FoundUnit unit : found) {
            unit(unit, calls).ifPresent(units::add);
        }
        Map<UnitPath, JsonNode> others = new TreeMap<>();
        for (FoundUnit unit : outside) {
            Path folder = config(unit).getParent();
            RecordedCall call = terragrunt.calls(mirror, folder, false).get(folder);
            if (call != null) {
                others.put(
                        path(unit.folder()),
                        Backends.of(
                                ModuleFolder.read(call.folder(), this::shown).configuration(),
                                mirror,
                                folder,
                                terragrunt));
            }
        }
        stopOnProblems();
        return new TerragruntTree(tree, mirror.original(), List.copyOf(units), others);
    }

    /** The units that Terragrunt's filters select; the tree has to be read before. */
    public Set<UnitPath> selected(List<String> filters) throws IOException {
        List<String> arguments = new ArrayList<>();
        filters.forEach(filter -> arguments.addAll(List.of("--filter", filter)));
        return FoundUnit.read(mirror.copied(tree), terragrunt.find(mirror, mirror.copied(tree), arguments)).stream()
                .map(unit -> path(unit.folder()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private boolean hasStacks() throws IOException {
        try (Stream<Path> walk = Files.walk(mirror.copied(tree))) {
            return walk.anyMatch(file -> file.getFileName().toString().equals("terragrunt.stack.hcl"));
        }
    }

    /** The units outside of the tree whose outputs its units read; what these read is in their states. */
    private List<FoundUnit> outside(List<FoundUnit> found) throws IOException {
        Set<String> known = found.stream().map(FoundUnit::folder).collect(Collectors.toSet());
        SortedSet<String> others = new TreeSet<>();
        found.forEach(unit -> unit.dependencies().stream()
                .filter(folder -> !known.contains(folder))
                .forEach(others::add));
        List<FoundUnit> units = new ArrayList<>();
        for (String folder : others) {
            Path place = mirror.copied(tree).resolve(folder).normalize();
            if (!Files.exists(place.resolve("terragrunt.hcl"))) {
                problems.add(folder + " is a dependency, and has no terragrunt.hcl");
                continue;
            }
            FoundUnit.read(place, terragrunt.find(mirror, place, List.of())).stream()
                    .filter(unit -> unit.folder().equals("."))
                    .forEach(unit -> units.add(new FoundUnit(folder, unit.includes(), unit.dependencies())));
        }
        return units;
    }

    private void stopOnProblems() {
        if (!problems.isEmpty()) {
            throw new UnreadableTree(problems.stream().distinct().toList());
        }
    }

    /** Reads the files of units. */
    private void rewrite(List<FoundUnit> units) throws IOException {
        for (FoundUnit unit : units) {
            file(config(unit));
            for (Path include : unit.includes().values()) {
                file(include);
            }
        }
    }

    /** Included files first: what a unit's file reads of their inputs hangs on outputs if these do. */
    private void link(List<FoundUnit> units) {
        for (FoundUnit unit : units) {
            Map<String, TreeFile> included = new TreeMap<>();
            unit.includes().forEach((name, path) -> {
                TreeFile file = files.get(path);
                if (file != null) {
                    link(file, Map.of());
                    included.put(name, file);
                }
            });
            link(files.get(config(unit)), included);
        }
    }

    private void link(TreeFile file, Map<String, TreeFile> included) {
        if (linked.add(file)) {
            try {
                file.link(included);
            } catch (InvalidHcl invalid) {
                invalid.problems().forEach(problem -> problems.add(problem.toString()));
            }
        }
    }

    private Path config(FoundUnit unit) {
        return mirror.copied(tree)
                .resolve(unit.folder())
                .resolve("terragrunt.hcl")
                .normalize();
    }

    private void file(Path path) throws IOException {
        if (files.containsKey(path)) {
            return;
        }
        try {
            TreeFile file = new TreeFile(SourceText.read(path, shown(path.toString())), files.size());
            file.problems().forEach(problem -> problems.add(problem.toString()));
            files.put(path, file);
        } catch (InvalidHcl invalid) {
            invalid.problems().forEach(problem -> problems.add(problem.toString()));
        }
    }

    private String shown(String path) {
        Path real = Path.of(mirror.told(path));
        return mirror.original().relativize(real).toString();
    }

    private Optional<TreeUnit> unit(FoundUnit unit, Map<Path, RecordedCall> calls) throws IOException {
        RecordedCall call = calls.get(config(unit).getParent());
        if (call == null) {
            // Terragrunt does not run it: it is excluded.
            return Optional.empty();
        }
        UnitPath path = path(unit.folder());
        try {
            new GeneratedNames(call.folder(), this::shown).replace();
            ModuleFolder module = ModuleFolder.read(call.folder(), this::shown);
            Map<String, String> given = new TreeMap<>();
            call.variables().forEach((name, text) -> given.put(name, mirror.told(text)));
            UnitInputs inputs =
                    new UnitInputs(given, module, terragrunt.variables().keySet());
            TreeFile own = files.get(config(unit));
            Map<String, UnitPath> dependencies = new TreeMap<>();
            for (String name : own.includes()) {
                TreeFile included = files.get(unit.includes().get(name));
                if (included != null && own.merges(name)) {
                    if (own.mergeStrategy(name).startsWith("deep")) {
                        inputs.merging();
                    }
                    inputs.add(included);
                    inputs.addGenerated(included);
                    dependencies.putAll(dependencies(unit, included, inputs));
                }
            }
            inputs.add(own);
            inputs.addGenerated(own);
            dependencies.putAll(dependencies(unit, own, inputs));
            problems.addAll(inputs.problems());
            SortedMap<String, JsonNode> arguments = inputs.arguments(VariableFiles.of(call, module, this::shown));
            HoistedProviders providers = new HoistedProviders(
                    module, arguments, value -> Template.of(value, traversal -> output(dependencies, traversal)));
            List<PlannableUnit.Provider> hoisted = providers.all();
            problems.addAll(providers.problems());
            SortedMap<String, Template> templates = new TreeMap<>();
            arguments.forEach((name, value) ->
                    templates.put(name, Template.of(value, traversal -> output(dependencies, traversal))));
            InnerModules inner = InnerModules.of(module, terragrunt, mirror, this::shown);
            ObjectNode configuration = module.configuration();
            inner.requirements().properties().forEach(one -> configuration
                    .withObjectProperty("terraform")
                    .withObjectProperty("required_providers")
                    .withObjectProperty(one.getKey())
                    .setAll((ObjectNode) one.getValue()));
            JsonNode backend = Backends.of(configuration, mirror, config(unit).getParent(), terragrunt);
            configuration.remove("provider");
            Set<String> guarded = PreventDestroy.in(configuration);
            PreventDestroy.lift(configuration, address -> true);
            module.clear();
            return Optional.of(new TreeUnit(
                    new PlannableUnit(
                            path,
                            configuration,
                            templates,
                            hoisted,
                            TerraformJson.object(),
                            Optional.of(new PlannableUnit.ModuleFiles(
                                    mirror.copy(),
                                    mirror.copy().relativize(call.folder()).toString(),
                                    inner.modules()))),
                    backend,
                    guarded));
        } catch (InvalidHcl invalid) {
            invalid.problems().forEach(problem -> problems.add(problem.toString()));
            return Optional.empty();
        }
    }

    /** The path of a unit; one outside of the tree, or that is the tree, is named by its folder in the repository. */
    private UnitPath path(String folder) {
        if (folder.startsWith("..") || folder.equals(".") || folder.isEmpty()) {
            List<String> names = new ArrayList<>();
            mirror.original().relativize(tree.resolve(folder).normalize()).forEach(name -> names.add(name.toString()));
            while (names.size() < 3) {
                names.add(0, mirror.original().getFileName().toString());
            }
            return UnitPath.inTree(names.get(0), names.get(1), String.join("/", names.subList(2, names.size())));
        }
        Path parent = tree.getParent();
        String system = parent == null || parent.getFileName() == null
                ? "tree"
                : parent.getFileName().toString();
        return UnitPath.inTree(system, tree.getFileName().toString(), folder);
    }

    private Map<String, UnitPath> dependencies(FoundUnit unit, TreeFile file, UnitInputs inputs) {
        Map<String, UnitPath> found = new TreeMap<>();
        file.dependencies().values().forEach(dependency -> inputs.added(file.place(dependency))
                .ifPresent(value -> {
                    Path written = Path.of(value.asText());
                    Path at = config(unit)
                            .resolveSibling(written.isAbsolute() ? mirror.copied(written) : written)
                            .normalize();
                    found.put(
                            dependency.name(),
                            path(mirror.copied(tree).relativize(at).toString()));
                }));
        return found;
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
