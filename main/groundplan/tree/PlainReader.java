package groundplan.tree;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.hcl.InvalidHcl;
import groundplan.kernel.UnitPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
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
 * Reads a folder of Terraform's root modules, without Terragrunt. What one reads of another is what its data sources {@code
 * terraform_remote_state} read of the other's state.
 */
public final class PlainReader implements TreeSource {
    private final Path tree;
    private final Path engine;
    private final Map<String, String> variables;
    private final PlainOptions options;
    private final Mirror mirror;
    private final List<String> problems = new ArrayList<>();
    private final SortedSet<String> notes = new TreeSet<>();
    private final SortedMap<UnitPath, PlainRun> runs = new TreeMap<>();

    /**
     * @param tree the folder
     * @param engine the Terraform executable
     * @param variables the environment variables to run it with
     * @param options what Terraform is told on its command line
     * @param work an empty private folder, which has to exist as long as the units are planned
     * @param version what to read instead of the files that are there; states and what was initialised are those that are there
     */
    public PlainReader(
            Path tree, Path engine, Map<String, String> variables, PlainOptions options, Path work, TreeVersion version)
            throws IOException {
        this.tree = tree.toRealPath();
        this.engine = engine;
        this.variables = variables;
        this.options = options;
        Path copy = Files.createDirectories(work.resolve("repository"));
        this.mirror = version.mirror(this.tree, copy);
    }

    /** Whether a folder has no units of Terragrunt. */
    public static boolean isPlain(Path tree) throws IOException {
        try (var walk = Files.find(tree, Integer.MAX_VALUE, (file, attributes) -> attributes.isRegularFile())) {
            return walk.noneMatch(file -> {
                String name = file.getFileName().toString();
                return (name.equals("terragrunt.hcl") || name.equals("terragrunt.stack.hcl"))
                        && !file.toString().contains("/.terragrunt-cache/");
            });
        }
    }

    /** Variables that say how Terraform is run in each folder, and mean something else in that of a whole plan. */
    public static Map<String, String> planning(Map<String, String> variables) {
        Map<String, String> left = new TreeMap<>(variables);
        left.remove("TF_WORKSPACE");
        left.remove("TF_DATA_DIR");
        return left;
    }

    /** What Terraform is told in each root module; the tree has to be read before. */
    public SortedMap<UnitPath, PlainRun> runs() {
        return Collections.unmodifiableSortedMap(runs);
    }

    @Override
    public Set<UnitPath> selected(List<String> filters) {
        throw new UnreadableTree(List.of(
                "--filter selects units of Terragrunt, and " + tree + " has none; name root modules with --unit"));
    }

    @Override
    public UnitTree read() throws IOException {
        RootModules found = RootModules.in(mirror.copied(tree), this::original, mirror::shown, problems);
        stopOnProblems();
        if (found.folders().isEmpty()) {
            throw new UnreadableTree(List.of(tree + " has neither units of Terragrunt nor root modules of Terraform"));
        }
        List<PlainUnit> units = new ArrayList<>();
        Map<String, Integer> used = new TreeMap<>();
        for (Path folder : found.folders()) {
            unit(folder, used).ifPresent(units::add);
        }
        used.forEach((file, count) -> {
            if (count == 0) {
                problems.add(file + ": there is no such file, neither here nor in a root module");
            }
        });
        stopOnProblems();
        sharedStates(units);
        stopOnProblems();
        PlainAssembly assembly = new PlainAssembly(mirror, engine, planning(variables), problems);
        List<TreeUnit> read = assembly.units(units);
        stopOnProblems();
        List<String> all = new ArrayList<>();
        all.add("read as root modules of Terraform"
                + (isPlain(tree) ? ", since there is no terragrunt.hcl in " + tree.getFileName() : ""));
        if (!found.others().isEmpty()) {
            all.add("not planned, since nothing shows that they are root modules: "
                    + found.others().stream()
                            .map(folder -> mirror.shown(folder.toString()))
                            .collect(Collectors.joining(", ")));
        }
        all.addAll(notes);
        return new UnitTree(tree, mirror.original(), read, Map.of(), List.of(), all);
    }

    private Optional<PlainUnit> unit(Path folder, Map<String, Integer> used) throws IOException {
        String shown = shown(folder);
        try {
            Path original = original(folder);
            ModuleFolder module = ModuleFolder.read(folder, mirror::shown);
            PlainBackend backend = new PlainBackend(module, original, options, variables);
            List<String> arguments = new ArrayList<>(List.of("plan"));
            List<Path> variableFiles = new ArrayList<>();
            for (String name : options.variableFiles()) {
                Optional<Path> file = named(name, backend, used);
                file.ifPresent(path -> {
                    variableFiles.add(path);
                    arguments.add("-var-file=" + path);
                });
                if (file.isEmpty()) {
                    notes.add(shown + " has no " + name + ", so that file of variables was not read for it");
                }
            }
            for (String given : options.backendConfig()) {
                if (!given.contains("=")) {
                    named(given, backend, used);
                }
            }
            PlanArguments planned = PlanArguments.of(new RecordedCall(folder, arguments, variables, Set.of()));
            problems.addAll(planned.problems(shown));
            Map<String, JsonNode> files = VariableFiles.of(planned, folder, module, mirror::shown);
            SortedMap<String, JsonNode> given = new UnitInputs(variables, Set.of(), module, Set.of()).arguments(files);
            module.variables().forEach((name, declared) -> {
                if (!declared.has("default") && !given.containsKey(name)) {
                    problems.add(Optional.ofNullable(module.places().get("variable." + name))
                                    .orElse(shown)
                            + ": the variable " + name
                            + " has no value; set it in terraform.tfvars, in a file that --var-file names, or in TF_VAR_"
                            + name);
                }
            });
            ConstantValues values =
                    new ConstantValues(module.configuration(), given, original, engine, planning(variables));
            UnitPath path = new TreePaths(mirror.original(), tree)
                    .of(tree.relativize(original).toString());
            runs.put(path, new PlainRun(backend.workspace(), backend.completion(), variableFiles));
            return Optional.of(new PlainUnit(
                    path, folder, shown, module, given, values, backend.workspace(), backend.place(values, shown)));
        } catch (InvalidHcl invalid) {
            invalid.problems().forEach(problem -> problems.add(problem.toString()));
        } catch (UnreadableTree unreadable) {
            problems.addAll(unreadable.problems());
        }
        return Optional.empty();
    }

    private static Optional<Path> named(String name, PlainBackend backend, Map<String, Integer> used) {
        Optional<Path> file = backend.file(name);
        used.merge(name, file.isPresent() ? 1 : 0, Integer::sum);
        return file;
    }

    private void sharedStates(List<PlainUnit> units) {
        SortedMap<String, BackendPlace> places = new TreeMap<>();
        units.forEach(unit -> places.put(unit.shown(), unit.place()));
        problems.addAll(BackendPlace.shared(places));
    }

    private Path original(Path copied) {
        return mirror.original().resolve(mirror.copy().relativize(copied).toString());
    }

    private String shown(Path folder) {
        String name = mirror.shown(folder.toString());
        return name.isEmpty() ? "." : name;
    }

    private void stopOnProblems() {
        if (!problems.isEmpty()) {
            throw new UnreadableTree(problems.stream().distinct().toList());
        }
    }
}
