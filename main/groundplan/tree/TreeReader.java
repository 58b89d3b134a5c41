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
import groundplan.terraform.InstalledModule;
import groundplan.terraform.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads a tree of Terragrunt. Which units there are, what they include and on what they depend is Terragrunt's own answer, and so is
 * everything that does not hang on another unit: it evaluates the configuration and prepares the modules, in a copy of the repository.
 */
public final class TreeReader {
    private final Path tree;
    private final Path terragrunt;
    private final Path engine;
    private final Map<String, String> variables;
    private final Path work;
    private final List<String> problems = new ArrayList<>();
    private final Map<Path, TreeFile> files = new HashMap<>();
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
        this.terragrunt = terragrunt;
        this.engine = engine;
        this.variables = variables;
        this.work = work;
    }

    /**
     * Reads the tree.
     *
     * @throws UnreadableTree if it cannot be planned as a whole, with all reasons
     */
    public Tree read() throws IOException {
        mirror = Mirror.of(tree, Files.createDirectories(work.resolve("repository")));
        List<FoundUnit> found = FoundUnit.read(mirror.copied(tree), find());
        if (found.isEmpty()) {
            throw new UnreadableTree(List.of(tree + " has no units of Terragrunt"));
        }
        rewrite(found);
        stopOnProblems();
        Map<Path, RecordedCall> calls = calls();
        List<TreeUnit> units = new ArrayList<>();
        for (FoundUnit unit : found) {
            unit(unit, calls).ifPresent(units::add);
        }
        stopOnProblems();
        return new Tree(tree, mirror.original(), List.copyOf(units));
    }

    private void stopOnProblems() {
        if (!problems.isEmpty()) {
            throw new UnreadableTree(problems.stream().distinct().toList());
        }
    }

    private JsonNode find() throws IOException {
        return TerraformJson.readAny(terragrunt(
                Map.of(), "find", "--dag", "--json", "--dependencies", "--include", "--queue-construct-as", "plan"));
    }

    /** Rewrites the files of the copy so that Terragrunt evaluates what it can. */
    private void rewrite(List<FoundUnit> units) throws IOException {
        for (FoundUnit unit : units) {
            file(config(unit));
            for (Path include : unit.includes().values()) {
                file(include);
            }
        }
        for (Map.Entry<Path, TreeFile> file : files.entrySet()) {
            Files.writeString(file.getKey(), file.getValue().evaluated());
        }
    }

    private Path config(FoundUnit unit) {
        return mirror.copied(tree).resolve(unit.folder()).resolve("terragrunt.hcl").normalize();
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

    /** Lets Terragrunt evaluate and prepare all units; returns how it calls Terraform, by the unit's folder in the copy. */
    private Map<Path, RecordedCall> calls() throws IOException {
        Path records = Files.createDirectories(work.resolve("calls"));
        Map<String, String> recording = new TreeMap<>();
        recording.put(RecordedCall.RECORDS, records.toString());
        recording.put(RecordedCall.ENGINE, engine.toString());
        terragrunt(
                recording,
                "run",
                "--all",
                "--tf-path",
                RecordedCall.recorder(work).toString(),
                "--no-auto-init",
                "--experiment",
                "optional-hooks",
                "--no-hooks",
                "--queue-ignore-errors",
                "--queue-ignore-dag-order",
                "--summary-disable",
                "--",
                "plan");
        Map<Path, RecordedCall> calls = new HashMap<>();
        for (RecordedCall call : RecordedCall.read(records)) {
            if (call.arguments().get(0).equals("plan")) {
                String folder = call.folder().toString();
                int cache = folder.indexOf("/.terragrunt-cache/");
                calls.put(cache < 0 ? call.folder() : Path.of(folder.substring(0, cache)), call);
            }
        }
        return calls;
    }

    private String terragrunt(Map<String, String> further, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(terragrunt.toString()));
        command.addAll(List.of(arguments[0]));
        command.addAll(List.of("--no-color", "--non-interactive", "--no-tips", "--log-level", "error"));
        command.addAll(List.of(arguments).subList(1, arguments.length));
        Map<String, String> all = new TreeMap<>(variables);
        all.putAll(further);
        // Git does not write its index in the repository, of which the copy uses the history.
        all.put("GIT_OPTIONAL_LOCKS", "0");
        ProcessRunner.Result result = new ProcessRunner(command, mirror.copied(tree), all).results();
        if (result.exit() != 0) {
            throw new UnreadableTree(List.of("terragrunt " + arguments[0] + " failed:\n"
                    + mirror.told(result.output().strip())));
        }
        return result.output();
    }

    private Optional<TreeUnit> unit(FoundUnit unit, Map<Path, RecordedCall> calls) throws IOException {
        RecordedCall call = calls.get(config(unit).getParent());
        if (call == null) {
            // Terragrunt does not run it: it is excluded.
            return Optional.empty();
        }
        UnitPath path = path(unit.folder());
        try {
            ModuleFolder module = ModuleFolder.read(call.folder(), this::shown);
            Map<String, String> given = new TreeMap<>();
            call.variables().forEach((name, text) -> given.put(name, mirror.told(text)));
            UnitInputs inputs = new UnitInputs(given, module);
            TreeFile own = files.get(config(unit));
            Map<String, UnitPath> dependencies = new TreeMap<>();
            for (String name : own.includes()) {
                TreeFile included = files.get(unit.includes().get(name));
                if (included == null || own.mergeStrategy(name).equals("no_merge")) {
                    continue;
                }
                if (included.dependent() && own.mergeStrategy(name).startsWith("deep")) {
                    problems.add(shown(unit.includes().get(name).toString())
                            + ": its inputs read outputs of other units, and " + unit.folder()
                            + " merges them deeply; merge them with merge_strategy = \"shallow\"");
                }
                inputs.add(included);
                dependencies.putAll(dependencies(unit, included, inputs));
            }
            inputs.add(own);
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
            List<InstalledModule> inner = innerModules(module);
            ObjectNode configuration = module.configuration();
            requirements(module, inner).properties().forEach(one -> configuration
                    .withObjectProperty("terraform")
                    .withObjectProperty("required_providers")
                    .withObjectProperty(one.getKey())
                    .setAll((ObjectNode) one.getValue()));
            JsonNode backend = TerraformJson.readAny(mirror.told(
                    configuration.path("terraform").path("backend").toString()));
            if (configuration.get("terraform") instanceof ObjectNode settings) {
                settings.remove("backend");
            }
            configuration.remove("provider");
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
                                    inner))),
                    backend));
        } catch (InvalidHcl invalid) {
            invalid.problems().forEach(problem -> problems.add(problem.toString()));
            return Optional.empty();
        }
    }

    /** Installs the modules that a module calls. */
    private List<InstalledModule> innerModules(ModuleFolder module) throws IOException {
        if (!module.configuration().has("module")) {
            return List.of();
        }
        ProcessRunner.Result result =
                new ProcessRunner(List.of(engine.toString(), "get", "-no-color"), module.folder(), variables).results();
        if (result.exit() != 0) {
            problems.add(mirror.told(result.output().strip()));
            return List.of();
        }
        return InstalledModule.read(
                TerraformJson.read(Files.readString(module.folder().resolve(".terraform/modules/modules.json"))));
    }

    /** What a module and those that it calls require; where several name a provider, the constraints of all. */
    private ObjectNode requirements(ModuleFolder module, List<InstalledModule> inner) throws IOException {
        ObjectNode required = module.requirements();
        for (InstalledModule one : inner) {
            ModuleFolder called = ModuleFolder.read(module.folder().resolve(one.folder()), this::shown);
            called.requirements().properties().forEach(entry -> {
                if (!required.has(entry.getKey())) {
                    required.set(entry.getKey(), entry.getValue());
                } else if (entry.getValue().has("version")) {
                    ObjectNode there = (ObjectNode) required.get(entry.getKey());
                    String version = entry.getValue().path("version").asText();
                    String known = there.path("version").asText();
                    if (!List.of(known.split(", ")).contains(version)) {
                        there.put("version", known.isEmpty() ? version : known + ", " + version);
                    }
                }
            });
        }
        return required;
    }

    private UnitPath path(String folder) {
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
                    Path at = mirror.copied(tree)
                            .resolve(unit.folder())
                            .resolve(value.asText())
                            .normalize();
                    found.put(
                            dependency.name(),
                            path(mirror.copied(tree).relativize(at).toString()));
                }));
        return found;
    }

    private static Optional<Template.Found> output(Map<String, UnitPath> dependencies, Traversal traversal) {
        Optional<UnitPath> unit = traversal.name(1).map(dependencies::get);
        return traversal.startsWith("dependency") && unit.isPresent() && traversal.name(3).isPresent()
                ? Optional.of(new Template.Found(
                        new OutputReference(unit.get(), traversal.name(3).get(), List.of()), 3))
                : Optional.empty();
    }
}
