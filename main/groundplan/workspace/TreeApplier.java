package groundplan.workspace;

import groundplan.apply.ApplyResult;
import groundplan.apply.LeftUnitRunner;
import groundplan.apply.PlainRunner;
import groundplan.apply.TerragruntRunner;
import groundplan.apply.TreeApply;
import groundplan.apply.UnitRunner;
import groundplan.kernel.UnitPath;
import groundplan.plan.EnvironmentPlan;
import groundplan.plan.Verdict;
import groundplan.settings.InvalidSettings;
import groundplan.states.StateFile;
import groundplan.terraform.PrivateFolder;
import groundplan.tree.PlainReader;
import groundplan.tree.TreeSource;
import groundplan.tree.TreeStates;
import groundplan.tree.TreeUnit;
import groundplan.tree.TreeVersion;
import groundplan.tree.UnitTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Applies approved plans of a tree that Groundplan did not write, and destroys it. */
public final class TreeApplier {
    private final TreeAccess access;

    TreeApplier(TreeAccess access) {
        this.access = access;
    }

    /**
     * Applies an approved plan of the tree through Terragrunt, or of root modules with Terraform, and nothing else.
     *
     * @param parallelism the most units to work on at the same time
     * @param progress receives a line for each step, also from several threads
     * @throws Failure when the plan is of another tree, when the tree has changed since, or when the guards refuse it
     */
    public ApplyResult apply(EnvironmentPlan approved, int parallelism, Consumer<String> progress)
            throws IOException, InvalidSettings {
        try (PrivateFolder work = access.folder();
                PrivateFolder old = access.folder()) {
            Opened opened = open(work, old, progress);
            if (!approved.environment().equals(opened.tree.name())) {
                throw Failure.badInput("the plan is of " + approved.environment() + ", not of " + opened.tree.name());
            }
            Verdict now = approved.verdict()
                    .and(access.verdict(
                            opened.tree, approved, opened.states.all().keySet()));
            if (now.refuses()) {
                throw Failure.failed("the plan is refused:\n  "
                        + now.refusals().stream()
                                .map(refusal -> refusal.where() + " " + refusal.what() + ". " + refusal.remedy() + ".")
                                .distinct()
                                .collect(Collectors.joining("\n  ")));
            }
            return opened.apply(approved, work.path(), parallelism, progress);
        }
    }

    /** Shows a plan, and asks whether to do it. */
    public interface Approval {
        /**
         * Returns if it may be done.
         *
         * @throws Failure if not
         */
        void of(EnvironmentPlan plan) throws IOException;
    }

    /**
     * Destroys what is in the states of the tree's units, readers first, and of units that it no longer has.
     *
     * @param named units, as {@code region/unit}, of which nothing that is applied reads; all if there are none
     * @param approval decides on the plan; it is not asked if there is nothing to destroy
     * @param parallelism the most units to work on at the same time
     * @param progress receives a line for each step, also from several threads
     * @return what came of it; empty if there is nothing to destroy
     * @throws Failure when an applied unit reads one that would be destroyed
     */
    public Optional<ApplyResult> destroy(
            List<String> named, Approval approval, int parallelism, Consumer<String> progress)
            throws IOException, InvalidSettings {
        try (PrivateFolder work = access.folder();
                PrivateFolder old = access.folder()) {
            Opened opened = open(work, old, progress);
            UnitTree tree = opened.tree;
            Set<UnitPath> all = new TreeSet<>(tree.paths());
            all.addAll(tree.formerPaths());
            Set<UnitPath> chosen = named.isEmpty() ? all : TreePlanner.named(tree, all, named);
            refuseRead(opened, chosen);
            EnvironmentPlan plan =
                    access.wholePlan(true).destroying(tree.environment(chosen), opened.states, List.of());
            List<String> notes = new ArrayList<>(opened.notes);
            notes.addAll(tree.notes(chosen));
            EnvironmentPlan judged = plan.with(
                            access.verdict(tree, plan, opened.states.all().keySet()))
                    .with(new Verdict(List.of(), notes));
            if (!judged.hasChanges()) {
                return Optional.empty();
            }
            approval.of(judged);
            return Optional.of(opened.apply(judged, work.path(), parallelism, progress));
        }
    }

    private static void refuseRead(Opened opened, Set<UnitPath> chosen) throws IOException {
        Map<UnitPath, StateFile> states = opened.states.all();
        for (TreeUnit reader : opened.tree.units()) {
            UnitPath path = reader.unit().path();
            if (!chosen.contains(path)
                    && states.containsKey(path)
                    && !states.get(path).empty()) {
                for (UnitPath read : reader.unit().reads()) {
                    if (chosen.contains(read)) {
                        throw Failure.failed(path + " is applied and reads " + read
                                + ". Destroy it first, or with it: --unit " + path.inEnvironment());
                    }
                }
            }
        }
    }

    private Opened open(PrivateFolder work, PrivateFolder old, Consumer<String> progress) throws IOException {
        TreeSource source = access.source(work.path(), TreeVersion.NOW);
        UnitTree now = TreeAccess.read(source);
        TreeAccounts.of(now, access.variables()).forEach(progress);
        List<String> notes = new ArrayList<>();
        List<TreeUnit> former = access.former(now, old.path(), notes);
        TreeStates states = new TreeStates(now.with(former), access.engine().program(), access.planning());
        access.engine().refuseOthers(states.all());
        UnitTree tree = access.withFormer(now, states, former);
        Path terraform = access.engine().program();
        UnitRunner present = source instanceof PlainReader roots
                ? new PlainRunner(tree, roots.runs(), terraform, access.variables(), work.path())
                : new TerragruntRunner(
                        tree, access.project().tool("terragrunt"), terraform, access.variables(), work.path());
        UnitRunner left = new LeftUnitRunner(tree, states, terraform, access.planning(), work.path());
        return new Opened(tree, states, present.or(tree.formerPaths(), left), notes);
    }

    /** A tree that was read, with what runs its units. */
    private record Opened(UnitTree tree, TreeStates states, UnitRunner runner, List<String> notes) {
        ApplyResult apply(EnvironmentPlan approved, Path work, int parallelism, Consumer<String> progress)
                throws IOException {
            return new TreeApply(tree, states, approved, runner, work, progress).run(parallelism);
        }
    }
}
