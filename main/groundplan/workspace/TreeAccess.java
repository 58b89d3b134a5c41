package groundplan.workspace;

import groundplan.causes.ValueSource;
import groundplan.cost.Prices;
import groundplan.git.GitFolder;
import groundplan.guard.GuardedEnvironment;
import groundplan.guard.PlanGuard;
import groundplan.kernel.AssumeRoleSettings;
import groundplan.kernel.GuardSettings;
import groundplan.kernel.UnitPath;
import groundplan.plan.CodeOwners;
import groundplan.plan.EnvironmentPlan;
import groundplan.plan.Verdict;
import groundplan.plan.WholePlan;
import groundplan.pricing.Estimator;
import groundplan.settings.Allowance;
import groundplan.settings.InvalidSettings;
import groundplan.settings.UsageFile;
import groundplan.terraform.PrivateFolder;
import groundplan.tree.FormerTree;
import groundplan.tree.PlainOptions;
import groundplan.tree.PlainReader;
import groundplan.tree.TreeReader;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What commands need to work with a tree that Groundplan did not write: the engine, its environment variables, the tree and its states. */
final class TreeAccess {
    private final Project project;
    private final Path tree;
    private final ChosenEngine engine;
    private final Map<String, String> variables;
    private final PlainOptions options;
    private final boolean plain;

    /**
     * @param project where the tools are, see {@link Project#ofTree}
     * @param tree the tree's folder
     * @param emulator whether to start the local emulator and work on it
     * @param plain whether to read root modules of Terraform also if there are units of Terragrunt
     * @param options what Terraform is told in root modules that are read without Terragrunt
     * @param role the role to assume, see {@link AssumeRoleSettings}
     * @throws Failure when the folder does not exist, or when there are options for root modules and it has units of Terragrunt
     */
    TreeAccess(Project project, Path tree, boolean emulator, boolean plain, PlainOptions options, String role)
            throws IOException {
        if (!Files.isDirectory(tree)) {
            throw Failure.badInput("--tree " + tree + ": there is no such folder");
        }
        this.project = project;
        this.tree = tree;
        this.options = options;
        this.plain = plain || PlainReader.isPlain(tree);
        if (!this.plain && !options.equals(PlainOptions.none(options.current()))) {
            throw Failure.badInput(
                    "--backend-config and --var-file are for root modules of Terraform, and " + tree
                            + " has units of Terragrunt, which say that themselves; --plain plans its root modules without Terragrunt");
        }
        this.engine = ChosenEngine.of(project, List.of());
        this.variables = engine.in(project, TerraformVariables.of(project, emulator, role));
    }

    Project project() {
        return project;
    }

    Path tree() {
        return tree;
    }

    boolean plain() {
        return plain;
    }

    ChosenEngine engine() {
        return engine;
    }

    /** The environment variables for a unit. */
    Map<String, String> variables() {
        return variables;
    }

    /** The environment variables for Terraform in another folder than that of a unit. */
    Map<String, String> planning() {
        return plain ? PlainReader.planning(variables) : variables;
    }

    PrivateFolder folder() throws IOException {
        return new PrivateFolder(engine.program(), variables);
    }

    /** What reads the tree. */
    TreeSource source(Path work, TreeVersion version) throws IOException {
        return plain
                ? new PlainReader(tree, engine.program(), variables, options, work, version)
                : new TreeReader(tree, project.tool("terragrunt"), engine.program(), variables, work, version);
    }

    /**
     * Reads it.
     *
     * @throws Failure when it cannot be planned as a whole, with all reasons
     */
    static UnitTree read(TreeSource source) throws IOException {
        try {
            return source.read();
        } catch (UnreadableTree unreadable) {
            throw Failure.badInput(unreadable.getMessage());
        }
    }

    /**
     * The tree with the units that it no longer has since the commit with which it is compared, and of which something is left in their
     * states.
     */
    UnitTree withFormer(UnitTree read, TreeStates states, List<TreeUnit> former) throws IOException {
        return former.isEmpty() ? read : new FormerTree(read).withStates(former, states.all());
    }

    /**
     * The units that the tree no longer has since the commit that plans are compared with; none without Git. If they cannot be read, a note
     * says so.
     *
     * @param work an empty folder
     * @param notes gets the note
     */
    List<TreeUnit> former(UnitTree read, Path work, List<String> notes) throws IOException {
        Optional<String> commit = new SettingsBase(new GitFolder(read.repository())).earlier();
        FormerTree former = new FormerTree(read);
        if (commit.isEmpty()) {
            return List.of();
        }
        try {
            return former.lacks(commit.get(), plain) || lacksUnitsOfStacks(former, commit.get(), work)
                    ? former.gone(source(Files.createDirectory(work.resolve("units")), TreeVersion.of(commit.get()))
                            .read())
                    : List.of();
        } catch (UnreadableTree unreadable) {
            notes.add("units are gone since commit " + commit.get()
                    + ", and it was not seen whether something is left in their states: " + unreadable.getMessage());
            return List.of();
        }
    }

    private boolean lacksUnitsOfStacks(FormerTree former, String commit, Path work) throws IOException {
        return !plain
                && former.hadStacks(commit)
                && source(Files.createDirectory(work.resolve("stacks")), TreeVersion.of(commit))
                        instanceof TreeReader before
                && former.lacks(before.listed());
    }

    /** What the arguments of all resources are made of in a version of the tree. */
    SortedMap<ValueSource, String> definitions(TreeVersion version) throws IOException {
        try (PrivateFolder work = folder()) {
            return TreeDefinitions.of(source(work.path(), version).read());
        }
    }

    /** What plans it. */
    WholePlan wholePlan(boolean costs) throws IOException {
        return new WholePlan(
                engine.program(),
                planning(),
                project.home().resolve("cache/providers"),
                costs ? Optional.of(new Estimator(Prices.read(), UsageFile.defaults())) : Optional.empty(),
                CodeOwners.of(project.root()));
    }

    /**
     * The guards' verdict.
     *
     * @param applied the units that have a state
     */
    Verdict verdict(UnitTree read, EnvironmentPlan plan, Set<UnitPath> applied) throws InvalidSettings {
        GuardedEnvironment guarded = new GuardedEnvironment(
                read.name(),
                GuardSettings.DEFAULT,
                read.folder().resolve(Allowance.OF_TREE).toString(),
                read.paths(),
                "");
        Map<UnitPath, Set<String>> open = new HashMap<>();
        read.units()
                .forEach(unit -> open.put(
                        unit.unit().path(),
                        unit.protectedAddresses().stream()
                                .filter(address -> !unit.kept().contains(address))
                                .collect(Collectors.toSet())));
        return new PlanGuard(
                        guarded,
                        Allowance.ofTree(read.folder()),
                        variables.containsKey("AWS_ENDPOINT_URL"),
                        LocalDate.now(ZoneOffset.UTC))
                .of(plan, open, applied)
                .and(kept(read, plan));
    }

    /** What Terraform will refuse to destroy: each unit is applied as it is written, so no allowance lifts that. */
    private static Verdict kept(UnitTree read, EnvironmentPlan plan) {
        Map<UnitPath, Set<String>> kept = read.units().stream()
                .collect(Collectors.toMap(unit -> unit.unit().path(), TreeUnit::kept));
        List<Verdict.Refusal> refusals = new ArrayList<>();
        Function<String, String> resource = address -> address.replaceFirst("\\[.*", "");
        plan.units().forEach(unit -> unit.changes().stream()
                .filter(change -> change.action().destroys()
                        && kept.getOrDefault(unit.unit(), Set.of()).contains(resource.apply(change.address())))
                .forEach(change -> refusals.add(new Verdict.Refusal(
                        unit.unit(),
                        change.address(),
                        "is " + change.action().done() + ", and has prevent_destroy, so that Terraform will refuse it",
                        "Take prevent_destroy out of the module and plan again; an allowance does not lift it"))));
        return new Verdict(refusals, List.of());
    }
}
