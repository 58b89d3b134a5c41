package groundplan.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.console.StepLog;
import groundplan.kernel.AssumeRoleSettings;
import groundplan.kernel.Nearest;
import groundplan.kernel.UnitPath;
import groundplan.plan.CodeOwners;
import groundplan.plan.PublishingPlan;
import groundplan.plan.WholePlan;
import groundplan.refactor.ConfiguredProviders;
import groundplan.refactor.LocalUnitState;
import groundplan.refactor.RefactoredStates;
import groundplan.refactor.S3BackendSettings;
import groundplan.refactor.S3UnitState;
import groundplan.refactor.StateProviders;
import groundplan.refactor.UnitState;
import groundplan.terraform.PrivateFolder;
import groundplan.tree.FormerUnits;
import groundplan.tree.TreeReader;
import groundplan.tree.TreeStates;
import groundplan.tree.TreeUnit;
import groundplan.tree.UnitTree;
import groundplan.tree.UnreadableTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A tree of Terragrunt that Groundplan did not write, whose states are refactored. */
public final class TreeRefactoring implements RefactoringTarget {
    private final Project project;
    private final Path engine;
    private final Map<String, String> variables;
    private final PrivateFolder work;
    private final UnitTree tree;
    private final FormerUnits former;
    private final Map<UnitPath, TreeUnit> units = new TreeMap<>();
    private final ChosenEngine chosen;

    /**
     * Reads the tree.
     *
     * @param project where the tools are, see {@link Project#ofTree}
     * @param folder the tree's folder
     * @param emulator whether to start the local emulator and work on it
     * @throws Failure when the folder does not exist, or the tree cannot be planned as a whole
     */
    public TreeRefactoring(Project project, Path folder, boolean emulator) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw Failure.badInput("--tree " + folder + ": there is no such folder");
        }
        this.project = project;
        this.chosen = ChosenEngine.of(project, List.of());
        this.engine = chosen.program();
        this.variables = chosen.in(project, TerraformVariables.of(project, emulator, AssumeRoleSettings.APPLY));
        EnvironmentRefactoring.refuseEncrypted(variables);
        if (!List.of("", "default").contains(variables.getOrDefault("TF_WORKSPACE", ""))) {
            throw Failure.failed(
                    "TF_WORKSPACE selects another workspace than the default one; refactor works on that only");
        }
        this.work = new PrivateFolder(engine, variables);
        Path terragrunt = project.tool("terragrunt");
        try (StepLog.TimedStep step = StepLog.step("read " + folder)) {
            this.tree = new TreeReader(folder, terragrunt, engine, variables, work.path()).read();
            step.result(() -> StepLog.count(tree.units().size(), "unit"));
        } catch (UnreadableTree unreadable) {
            work.close();
            throw Failure.badInput(unreadable.getMessage());
        } catch (IOException | RuntimeException e) {
            work.close();
            throw e;
        }
        this.former = new FormerUnits(tree, terragrunt, engine, variables, work.path());
        tree.units().forEach(unit -> units.put(unit.unit().path(), unit));
    }

    @Override
    public Optional<UnitPath> unit(String name, Consumer<String> wrong) throws IOException {
        Optional<UnitPath> here = units.keySet().stream()
                .filter(path -> List.of(path.toString(), path.inEnvironment()).contains(name))
                .findFirst();
        if (here.isPresent()) {
            return here;
        }
        Optional<TreeUnit> before = Optional.empty();
        try {
            tree.path(name);
            before = former.at(name);
        } catch (IllegalArgumentException noUnit) {
            // Not the name of a folder.
        } catch (UnreadableTree unreadable) {
            wrong.accept("is in no commit that can be read: " + unreadable.getMessage());
            return Optional.empty();
        }
        if (before.isEmpty()) {
            wrong.accept("'" + name + "' is no unit of " + tree.name()
                    + ", and was none in the history of its repository"
                    + Nearest.hint(
                            name,
                            units.keySet().stream().map(UnitPath::inEnvironment).toList()));
            return Optional.empty();
        }
        UnitPath path = before.get().unit().path();
        units.put(path, before.get());
        return Optional.of(path);
    }

    @Override
    public Set<UnitPath> known() {
        return tree.paths();
    }

    /** Such a unit has no path: {@link #unit} says that it was none. */
    @Override
    public boolean neverWas(UnitPath path) {
        return false;
    }

    @Override
    public UnitState state(UnitPath path) throws IOException {
        if (!units.containsKey(path)) {
            unit(path.inEnvironment(), why -> {
                throw Failure.failed("a refactoring has begun that is about " + path + ", which " + why);
            });
        }
        TreeUnit unit = units.get(path);
        JsonNode backend = unit.backend();
        String type = backend.isEmpty() ? "local" : backend.fieldNames().next();
        return switch (type) {
            case "local" -> local(unit);
            case "s3" -> bucket(path, backend.path(type));
            default ->
                throw Failure.failed(path.inEnvironment() + " keeps its state in a backend of type " + type
                        + "; refactor can lock and write states in S3 and in files");
        };
    }

    private UnitState local(TreeUnit unit) throws IOException {
        UnitPath path = unit.unit().path();
        Path file = tree.stateFile(unit)
                .orElseThrow(() -> Failure.failed(path.inEnvironment()
                        + " keeps its state in Terragrunt's cache, in a folder that may change: give its backend an absolute"
                        + " path, such as ${get_terragrunt_dir()}/terraform.tfstate, and move the state there"));
        return new LocalUnitState(
                path, file, engine, variables, file.resolveSibling(file.getFileName() + TreeStates.REFACTORING));
    }

    private UnitState bucket(UnitPath path, JsonNode backend) {
        S3BackendSettings.unknown(backend).ifPresent(why -> {
            throw Failure.failed("the state of " + path.inEnvironment() + " cannot be locked: " + why);
        });
        S3BackendSettings read = S3BackendSettings.of(backend, variables);
        return new S3UnitState(
                path,
                backend,
                read.settings(),
                engine,
                read.variables(),
                backend.path("key").asText() + TreeStates.REFACTORING);
    }

    @Override
    public StateProviders providers() {
        return new ConfiguredProviders(tree.units().stream().map(TreeUnit::unit).toList(), chosen.engine());
    }

    @Override
    public List<PublishingPlan> plans(RefactoredStates states) throws IOException {
        TreeStates now = new TreeStates(tree, engine, variables);
        chosen.refuseOthers(now.all());
        try (StepLog.TimedStep step = StepLog.step("plan " + tree.name())) {
            PublishingPlan plan = new WholePlan(
                            engine,
                            variables,
                            project.home().resolve("cache/providers"),
                            Optional.empty(),
                            CodeOwners.of(project.root()))
                    .publishing(tree.environment(known()), states.over(now, unit -> true, known()));
            step.result(() -> StepLog.count(plan.plan().units().size(), "unit"));
            return List.of(plan);
        }
    }

    @Override
    public Path copies() {
        return project.home().resolve("states");
    }

    /** Terraform's locks of the states are enough: whoever applies needs one of them. */
    @Override
    public Guard guard(boolean takeOver, Consumer<String> progress) {
        return () -> {};
    }

    @Override
    public void close() throws IOException {
        work.close();
    }
}
