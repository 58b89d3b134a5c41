package groundplan.workspace;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.apply.ApplyResult;
import groundplan.apply.PlainRunner;
import groundplan.apply.TerragruntRunner;
import groundplan.apply.TreeApply;
import groundplan.apply.UnitRunner;
import groundplan.causes.ValueSource;
import groundplan.console.StepLog;
import groundplan.cost.Prices;
import groundplan.drift.DriftReport;
import groundplan.git.GitFolder;
import groundplan.guard.GuardedEnvironment;
import groundplan.guard.PlanGuard;
import groundplan.kernel.AssumeRoleSettings;
import groundplan.kernel.GuardSettings;
import groundplan.kernel.Nearest;
import groundplan.kernel.UnitPath;
import groundplan.plan.CodeOwners;
import groundplan.plan.EnvironmentPlan;
import groundplan.plan.FoundDrift;
import groundplan.plan.Verdict;
import groundplan.plan.WholePlan;
import groundplan.pricing.Estimator;
import groundplan.settings.Allowance;
import groundplan.settings.InvalidSettings;
import groundplan.settings.UsageFile;
import groundplan.terraform.PrivateFolder;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Plans a tree of Terragrunt, or of plain root modules of Terraform, that Groundplan did not write, as a whole. */
public final class TreePlanner {
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
     * @throws Failure when the folder does not exist, or when there are options for root modules and it has units of Terragrunt
     */
    public TreePlanner(Project project, Path tree, boolean emulator, boolean plain, PlainOptions options)
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
        this.variables = engine.in(project, TerraformVariables.of(project, emulator, AssumeRoleSettings.PLAN));
    }

    /** What the arguments of all resources are made of in a version of the tree. */
    private SortedMap<ValueSource, String> definitions(TreeVersion version) throws IOException {
        try (PrivateFolder work = new PrivateFolder(engine.program(), variables)) {
            return TreeDefinitions.of(source(work.path(), version).read());
        }
    }

    private TreeSource source(Path work, TreeVersion version) throws IOException {
        return plain
                ? new PlainReader(tree, engine.program(), variables, options, work, version)
                : new TreeReader(tree, project.tool("terragrunt"), engine.program(), variables, work, version);
    }

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
        try (PrivateFolder old = new PrivateFolder(engine.program(), variables);
                PrivateFolder work = new PrivateFolder(engine.program(), variables)) {
            boolean there = !new GitFolder(tree)
                    .output("ls-tree", "--name-only", commit, "--", "./")
                    .isBlank();
            Optional<UnitTree> before = there
                    ? Optional.of(source(old.path(), TreeVersion.of(commit)).read())
                    : Optional.empty();
            return comparison.of(before, source(work.path(), TreeVersion.NOW).read());
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
        try (PrivateFolder work = new PrivateFolder(engine.program(), variables)) {
            UnitTree read = source(work.path(), TreeVersion.NOW).read();
            TreeStates states = new TreeStates(read, engine.program(), planning());
            engine.refuseOthers(states.all());
            FoundDrift found = new WholePlan(
                            engine.program(),
                            planning(),
                            project.home().resolve("cache/providers"),
                            Optional.empty(),
                            CodeOwners.of(project.root()))
                    .drift(read.environment(read.paths()), states);
            return DriftReport.of(read.name(), found.objects(), List.of(), LocalDate.now(ZoneOffset.UTC))
                    .noting(read.notes(read.paths()))
                    .warning(found.warnings());
        } catch (UnreadableTree unreadable) {
            throw Failure.badInput(unreadable.getMessage());
        }
    }

    /** The environment variables for Terraform in another folder than that of a unit. */
    private Map<String, String> planning() {
        return plain ? PlainReader.planning(variables) : variables;
    }

    /**
     * Plans the tree, or a part of it, and adds the guards' verdict.
     *
     * @param named units, as {@code region/unit}: they and the units that read them are planned; all if there are none
     * @param filters Terragrunt's filters: what all of them select is planned; everything if there are none
     * @param arguments further arguments of {@code terraform plan}
     * @param parts gets each unit's part in the form of Terraform's JSON of a plan, without secrets
     * @param progress receives a line that says whose the AWS credentials are
     * @throws Failure when the tree cannot be planned as a whole, with all reasons, or the credentials are of another account
     */
    public EnvironmentPlan plan(
            List<String> named,
            List<String> filters,
            List<String> arguments,
            Consumer<SortedMap<UnitPath, ObjectNode>> parts,
            Consumer<String> progress)
            throws IOException, InvalidSettings {
        Path terraform = engine.program();
        try (PrivateFolder work = new PrivateFolder(terraform, variables)) {
            UnitTree read;
            Set<UnitPath> chosen;
            try (StepLog.TimedStep step = StepLog.step("read " + tree)) {
                TreeSource reader = source(work.path(), TreeVersion.NOW);
                read = reader.read();
                chosen = filters.isEmpty() ? planned(read, named) : reader.selected(filters);
                UnitTree told = read;
                step.result(() -> StepLog.count(told.units().size(), "unit"));
            } catch (UnreadableTree unreadable) {
                throw Failure.badInput(unreadable.getMessage());
            }
            TreeAccounts.of(read, variables).forEach(progress);
            try (StepLog.TimedStep step = StepLog.step("plan " + tree)) {
                TreeStates states = new TreeStates(read, terraform, planning());
                engine.refuseOthers(states.all());
                EnvironmentPlan plan = new WholePlan(
                                terraform,
                                planning(),
                                project.home().resolve("cache/providers"),
                                Optional.of(new Estimator(Prices.read(), UsageFile.defaults())),
                                CodeOwners.of(project.root()))
                        .of(
                                read.environment(chosen),
                                states,
                                arguments,
                                parts,
                                (made, secrets) -> TreeCauses.in(made, read.repository(), this::definitions, secrets));
                step.result(() -> StepLog.count(plan.units().size(), "unit"));
                return plan.with(verdict(read, plan, states.all().keySet()))
                        .with(new Verdict(List.of(), read.notes(chosen)));
            }
        }
    }

    /**
     * Applies an approved plan of the tree through Terragrunt, or of root modules with Terraform, and nothing else.
     *
     * @param progress receives a line for each step
     * @throws Failure when the plan is of another tree, when the tree has changed since, or when the guards refuse it
     */
    public ApplyResult apply(EnvironmentPlan approved, Consumer<String> progress) throws IOException, InvalidSettings {
        Path terraform = engine.program();
        try (PrivateFolder work = new PrivateFolder(terraform, variables)) {
            TreeSource source = source(work.path(), TreeVersion.NOW);
            UnitTree read;
            try {
                read = source.read();
            } catch (UnreadableTree unreadable) {
                throw Failure.badInput(unreadable.getMessage());
            }
            TreeAccounts.of(read, variables).forEach(progress);
            if (!approved.environment().equals(read.name())) {
                throw Failure.badInput("the plan is of " + approved.environment() + ", not of " + read.name());
            }
            TreeStates states = new TreeStates(read, terraform, planning());
            Verdict now =
                    approved.verdict().and(verdict(read, approved, states.all().keySet()));
            if (now.refuses()) {
                throw Failure.failed("the plan is refused:\n  "
                        + now.refusals().stream()
                                .map(refusal -> refusal.where() + " " + refusal.what() + ". " + refusal.remedy() + ".")
                                .distinct()
                                .collect(Collectors.joining("\n  ")));
            }
            UnitRunner runner = source instanceof PlainReader roots
                    ? new PlainRunner(read, roots.runs(), terraform, variables, work.path())
                    : new TerragruntRunner(read, project.tool("terragrunt"), terraform, variables, work.path());
            return new TreeApply(read, states, approved, runner, work.path(), progress).run();
        }
    }

    private static Set<UnitPath> planned(UnitTree tree, List<String> named) {
        if (named.isEmpty()) {
            return tree.paths();
        }
        Set<UnitPath> found = new TreeSet<>();
        for (String name : named) {
            found.add(tree.paths().stream()
                    .filter(path ->
                            List.of(path.toString(), path.inEnvironment()).contains(name))
                    .findFirst()
                    .orElseThrow(() -> Failure.badInput("--unit " + name + ": " + tree.name() + " has no such unit"
                            + Nearest.hint(
                                    name,
                                    tree.paths().stream()
                                            .map(UnitPath::inEnvironment)
                                            .toList()))));
        }
        return tree.withReaders(found);
    }

    private Verdict verdict(UnitTree read, EnvironmentPlan plan, Set<UnitPath> applied) throws InvalidSettings {
        GuardedEnvironment guarded = new GuardedEnvironment(
                read.name(),
                GuardSettings.DEFAULT,
                read.folder().resolve(Allowance.OF_TREE).toString(),
                read.paths(),
                "");
        return new PlanGuard(
                        guarded,
                        Allowance.ofTree(read.folder()),
                        variables.containsKey("AWS_ENDPOINT_URL"),
                        LocalDate.now(ZoneOffset.UTC))
                .of(
                        plan,
                        read.units().stream()
                                .collect(Collectors.toMap(unit -> unit.unit().path(), TreeUnit::protectedAddresses)),
                        applied);
    }
}
