package groundplan.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.console.StepLog;
import groundplan.git.GitFolder;
import groundplan.kernel.AssumeRoleSettings;
import groundplan.kernel.Nearest;
import groundplan.kernel.UnitPath;
import groundplan.plan.PublishingPlan;
import groundplan.refactor.ConfiguredProviders;
import groundplan.refactor.LocalUnitState;
import groundplan.refactor.RefactoredStates;
import groundplan.refactor.S3BackendSettings;
import groundplan.refactor.S3UnitState;
import groundplan.refactor.StateProviders;
import groundplan.refactor.UnitState;
import groundplan.terraform.PrivateFolder;
import groundplan.tree.PlainOptions;
import groundplan.tree.TreeReader;
import groundplan.tree.TreeStates;
import groundplan.tree.TreeUnit;
import groundplan.tree.TreeVersion;
import groundplan.tree.UnitTree;
import groundplan.tree.UnreadableTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A tree of Terragrunt, or of root modules of Terraform, that Groundplan did not write, whose states are refactored. */
public final class TreeRefactoring implements RefactoringTarget {
    /** How many changes of stacks are looked at for a unit that one has generated. */
    private static final int MOST = 5;

    private final TreeAccess access;
    private final PrivateFolder work;
    private final UnitTree tree;
    private final Map<UnitPath, TreeUnit> units = new TreeMap<>();
    private final Map<String, UnitTree> commits = new HashMap<>();

    /**
     * Reads the tree.
     *
     * @param project where the tools are, see {@link Project#ofTree}
     * @param folder the tree's folder
     * @param emulator whether to start the local emulator and work on it
     * @param plain whether to read root modules of Terraform also if there are units of Terragrunt
     * @param options what Terraform is told in root modules that are read without Terragrunt
     * @throws Failure when the folder does not exist, or the tree cannot be planned as a whole
     */
    public TreeRefactoring(Project project, Path folder, boolean emulator, boolean plain, PlainOptions options)
            throws IOException {
        this.access = new TreeAccess(project, folder, emulator, plain, options, AssumeRoleSettings.APPLY);
        EnvironmentRefactoring.refuseEncrypted(access.variables());
        if (!List.of("", "default").contains(access.variables().getOrDefault("TF_WORKSPACE", ""))) {
            throw Failure.failed(
                    "TF_WORKSPACE selects another workspace than the default one; refactor works on that only");
        }
        this.work = access.folder();
        try (StepLog.TimedStep step = StepLog.step("read " + folder)) {
            this.tree = TreeAccess.read(access.source(work.path(), TreeVersion.NOW));
            step.result(() -> StepLog.count(tree.units().size(), "unit"));
        } catch (IOException | RuntimeException e) {
            work.close();
            throw e;
        }
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
            before = former(name);
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

    /** A unit that the tree no longer has, as it was in the last commit that has its folder; empty if none has it. */
    private Optional<TreeUnit> former(String folder) throws IOException {
        Optional<String> commit =
                new GitFolder(tree.folder()).last(access.plain() ? folder : folder + "/terragrunt.hcl");
        if (commit.isEmpty() && !access.plain()) {
            commit = generated(tree.path(folder));
        }
        if (commit.isEmpty()) {
            return Optional.empty();
        }
        UnitTree before = commits.get(commit.get());
        if (before == null) {
            before = access.source(Files.createTempDirectory(work.path(), "former-"), TreeVersion.of(commit.get()))
                    .read();
            commits.put(commit.get(), before);
        }
        UnitPath path = tree.path(folder);
        return before.units().stream()
                .filter(unit -> unit.unit().path().equals(path))
                .findFirst();
    }

    /** The last commit of those around changes of stacks in which one generates a unit; no commit has its folder. */
    private Optional<String> generated(UnitPath unit) throws IOException {
        Set<String> around = new LinkedHashSet<>();
        new GitFolder(tree.repository())
                .tried("log", "-n", String.valueOf(MOST), "--format=%H %P", "--", ":(glob)**/*.stack.hcl")
                .ifPresent(log -> around.addAll(List.of(log.strip().split("\\s+"))));
        for (String commit : around) {
            Path copy = Files.createTempDirectory(work.path(), "stacks-");
            if (!commit.isEmpty()
                    && access.source(copy, TreeVersion.of(commit)) instanceof TreeReader before
                    && before.listed().contains(unit)) {
                return Optional.of(commit);
            }
        }
        return Optional.empty();
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
                path,
                file,
                access.engine().program(),
                access.planning(),
                file.resolveSibling(file.getFileName() + TreeStates.REFACTORING));
    }

    private UnitState bucket(UnitPath path, JsonNode backend) {
        S3BackendSettings.unknown(backend).ifPresent(why -> {
            throw Failure.failed("the state of " + path.inEnvironment() + " cannot be locked: " + why);
        });
        S3BackendSettings read = S3BackendSettings.of(backend, access.planning());
        return new S3UnitState(
                path,
                backend,
                read.settings(),
                access.engine().program(),
                read.variables(),
                backend.path("key").asText() + TreeStates.REFACTORING);
    }

    @Override
    public StateProviders providers() {
        return new ConfiguredProviders(
                tree.units().stream().map(TreeUnit::unit).toList(),
                access.engine().engine());
    }

    @Override
    public List<PublishingPlan> plans(RefactoredStates states) throws IOException {
        TreeStates now = new TreeStates(tree, access.engine().program(), access.planning());
        access.engine().refuseOthers(now.all());
        try (StepLog.TimedStep step = StepLog.step("plan " + tree.name())) {
            PublishingPlan plan = access.wholePlan(false)
                    .publishing(tree.environment(known()), states.over(now, unit -> true, known()));
            step.result(() -> StepLog.count(plan.plan().units().size(), "unit"));
            return List.of(plan);
        }
    }

    @Override
    public Path copies() {
        return access.project().home().resolve("states");
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
