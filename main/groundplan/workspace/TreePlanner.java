package groundplan.workspace;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.console.StepLog;
import groundplan.diagram.Diagram;
import groundplan.drift.DriftReport;
import groundplan.git.GitFolder;
import groundplan.kernel.AssumeRoleSettings;
import groundplan.kernel.Nearest;
import groundplan.kernel.UnitPath;
import groundplan.plan.EnvironmentPlan;
import groundplan.plan.FoundDrift;
import groundplan.plan.Verdict;
import groundplan.settings.InvalidSettings;
import groundplan.states.StateFile;
import groundplan.terraform.PrivateFolder;
import groundplan.tree.PlainOptions;
import groundplan.tree.TreeSource;
import groundplan.tree.TreeStates;
import groundplan.tree.TreeUnit;
import groundplan.tree.TreeVersion;
import groundplan.tree.UnitTree;
import groundplan.tree.UnreadableTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Plans a tree of Terragrunt, or of plain root modules of Terraform, that Groundplan did not write, as a whole. */
public final class TreePlanner {
    private final TreeAccess access;

    /**
     * @param project where the tools are, see {@link Project#ofTree}
     * @param tree the tree's folder
     * @param emulator whether to start the local emulator and work on it
     * @param plain whether to read root modules of Terraform also if there are units of Terragrunt
     * @param options what Terraform is told in root modules that are read without Terragrunt
     * @throws Failure when the folder does not exist, or when there are options for root modules and it has units of Terragrunt
     */
    public TreePlanner(Project project, Path tree, boolean emulator, boolean plain, PlainOptions options)
            throws IOException {
        this.access = new TreeAccess(project, tree, emulator, plain, options, AssumeRoleSettings.PLAN);
    }

    /** What applies the plans, and destroys the tree. */
    public TreeApplier applier() {
        return new TreeApplier(access);
    }

    /**
     * A plan of a tree.
     *
     * @param plan the plan, with the guards' verdict
     * @param diagram the tree's units and what they read of each other
     */
    public record TreePlan(EnvironmentPlan plan, Diagram diagram) {}

    /** What is made of two versions of a tree. */
    public interface VersionComparison<T> {
        /**
         * What is made of them.
         *
         * @param before absent if the folder did not exist
         */
        T of(Optional<UnitTree> before, UnitTree after) throws IOException;
    }

    /**
     * Compares the tree as it is in a commit with the tree as it is now. Their copies are deleted afterwards.
     *
     * @throws Failure when one of them cannot be read, with all reasons
     */
    public <T> T compared(String commit, VersionComparison<T> comparison) throws IOException {
        try (PrivateFolder old = access.folder();
                PrivateFolder work = access.folder()) {
            boolean there = !new GitFolder(access.tree())
                    .output("ls-tree", "--name-only", commit, "--", "./")
                    .isBlank();
            Optional<UnitTree> before = there
                    ? Optional.of(
                            access.source(old.path(), TreeVersion.of(commit)).read())
                    : Optional.empty();
            return comparison.of(
                    before, access.source(work.path(), TreeVersion.NOW).read());
        } catch (UnreadableTree unreadable) {
            throw Failure.badInput(unreadable.getMessage());
        }
    }

    /**
     * Finds what was changed outside of Terraform.
     *
     * @throws Failure when the tree cannot be planned as a whole, with all reasons
     */
    public DriftReport drift() throws IOException {
        try (PrivateFolder work = access.folder()) {
            UnitTree read = TreeAccess.read(access.source(work.path(), TreeVersion.NOW));
            TreeStates states = new TreeStates(read, access.engine().program(), access.planning());
            access.engine().refuseOthers(states.all());
            FoundDrift found = access.wholePlan(false).drift(read.environment(read.paths()), states);
            return DriftReport.of(read.name(), found.objects(), List.of(), LocalDate.now(ZoneOffset.UTC))
                    .noting(read.notes(read.paths()))
                    .warning(found.warnings());
        }
    }

    /**
     * Plans the tree, or a part of it, and adds the guards' verdict. Units that the tree no longer has, and of which something is left in
     * their states, are planned with it.
     *
     * @param named units, as {@code region/unit}: they and the units that read them are planned; all if there are none
     * @param filters Terragrunt's filters: what all of them select is planned; everything if there are none
     * @param arguments further arguments of {@code terraform plan}
     * @param parts gets each unit's part in the form of Terraform's JSON of a plan, without secrets
     * @param progress receives a line that says whose the AWS credentials are
     * @throws Failure when the tree cannot be planned as a whole, with all reasons, or the credentials are of another account
     */
    public TreePlan plan(
            List<String> named,
            List<String> filters,
            List<String> arguments,
            Consumer<SortedMap<UnitPath, ObjectNode>> parts,
            Consumer<String> progress)
            throws IOException, InvalidSettings {
        try (PrivateFolder work = access.folder();
                PrivateFolder old = access.folder()) {
            UnitTree now;
            Set<UnitPath> selected;
            List<String> notes = new ArrayList<>();
            List<TreeUnit> former;
            try (StepLog.TimedStep step = StepLog.step("read " + access.tree())) {
                TreeSource reader = access.source(work.path(), TreeVersion.NOW);
                now = reader.read();
                former = access.former(now, old.path(), notes);
                selected = filters.isEmpty() ? planned(now, former, named) : reader.selected(filters);
                UnitTree told = now;
                step.result(() -> StepLog.count(told.units().size(), "unit"));
            } catch (UnreadableTree unreadable) {
                throw Failure.badInput(unreadable.getMessage());
            }
            TreeAccounts.of(now, access.variables()).forEach(progress);
            try (StepLog.TimedStep step = StepLog.step("plan " + access.tree())) {
                TreeStates states =
                        new TreeStates(now.with(former), access.engine().program(), access.planning());
                Map<UnitPath, StateFile> all = states.all();
                access.engine().refuseOthers(all);
                UnitTree read = access.withFormer(now, states, former);
                Set<UnitPath> chosen = new TreeSet<>(selected);
                // One that is named and has nothing left is planned too: as nothing.
                chosen.removeIf(path ->
                        !read.paths().contains(path) && !read.formerPaths().contains(path));
                // It was read for the plan, and its files are there as long as that is made.
                ExaminedLines.Versions versions = version ->
                        version.equals(TreeVersion.NOW) ? TreeDefinitions.of(read) : access.definitions(version);
                EnvironmentPlan plan;
                try (ExaminedLines lines = ExaminedLines.begin(read.repository(), read.paths(), versions)) {
                    plan = access.wholePlan(true)
                            .of(
                                    read.environment(chosen),
                                    states,
                                    arguments,
                                    parts,
                                    (made, secrets) -> TreeCauses.in(made, lines, secrets));
                }
                step.result(() -> StepLog.count(plan.units().size(), "unit"));
                notes.addAll(read.notes(chosen));
                read.former().stream()
                        .filter(unit -> chosen.contains(unit.unit().path()))
                        .forEach(unit -> notes.add(left(unit, all, read)));
                return new TreePlan(
                        plan.with(access.verdict(read, plan, all.keySet())).with(new Verdict(List.of(), notes)),
                        TreeDiagram.of(read));
            }
        }
    }

    private static String left(TreeUnit unit, Map<UnitPath, StateFile> states, UnitTree tree) {
        UnitPath path = unit.unit().path();
        return path.inEnvironment() + " is no longer in the tree, and its state is left in "
                + states.get(path).place() + "; an apply destroys what is in it with Terraform, without hooks"
                // Of a stack: Terragrunt does not delete what it has generated, and applies it.
                + (Files.exists(tree.folder().resolve(path.inEnvironment()).resolve("terragrunt.hcl"))
                        ? ". Terragrunt has generated it before, and would apply it again: run terragrunt stack clean"
                        : "");
    }

    private static Set<UnitPath> planned(UnitTree tree, List<TreeUnit> former, List<String> named) {
        Set<UnitPath> gone = tree.with(former).formerPaths();
        return named.isEmpty()
                ? union(tree.paths(), gone)
                : tree.withReaders(named(tree, union(tree.paths(), gone), named));
    }

    private static Set<UnitPath> union(Set<UnitPath> one, Set<UnitPath> other) {
        Set<UnitPath> all = new TreeSet<>(one);
        all.addAll(other);
        return all;
    }

    /** The units with these names. */
    static Set<UnitPath> named(UnitTree tree, Set<UnitPath> all, List<String> names) {
        Set<UnitPath> found = new TreeSet<>();
        for (String name : names) {
            found.add(all.stream()
                    .filter(path ->
                            Stream.of(path.toString(), path.inEnvironment()).anyMatch(name::equals))
                    .findFirst()
                    .orElseThrow(() -> Failure.badInput("--unit " + name + ": " + tree.name() + " has no such unit"
                            + Nearest.hint(
                                    name,
                                    all.stream().map(UnitPath::inEnvironment).toList()))));
        }
        return found;
    }
}
