package groundplan.workspace;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.apply.UnfinishedApply;
import groundplan.aws.AccountProfiles;
import groundplan.console.StepLog;
import groundplan.cost.Prices;
import groundplan.guard.LeftStates;
import groundplan.kernel.AssumeRoleSettings;
import groundplan.kernel.EnvironmentSettings;
import groundplan.kernel.UnitPath;
import groundplan.live.PlannableUnits;
import groundplan.permissions.PlannedAccess;
import groundplan.plan.CodeOwners;
import groundplan.plan.EnvironmentPlan;
import groundplan.plan.UnitPlan;
import groundplan.plan.Verdict;
import groundplan.plan.WholePlan;
import groundplan.pricing.Estimator;
import groundplan.promote.Manifest;
import groundplan.promote.S3Manifests;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.InvalidSettings;
import groundplan.settings.UnitModel;
import groundplan.settings.UsageFile;
import groundplan.states.CachedStates;
import groundplan.states.FolderStates;
import groundplan.states.S3States;
import groundplan.states.StateDecryption;
import groundplan.states.StateFile;
import groundplan.states.States;
import groundplan.states.UnfinishedRefactoring;
import groundplan.states.UnreadableState;
import groundplan.synth.UnitDocument;
import groundplan.terraform.TerraformFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** What commands need to plan an environment: the engine, its environment variables, and the states. */
public final class Planner {
    private final Project project;
    private final Map<String, String> variables;
    private final Path folder;
    private final Map<String, States> states = new TreeMap<>();
    private final Map<Optional<String>, ChosenEngine> engines = new HashMap<>();

    /**
     * Asks AWS for access to the environments' accounts, before anything is planned.
     *
     * @param emulator whether to start the local emulator and work on it
     * @param folder the folder with the states, laid out like the bucket; null for the bucket
     * @param environments the environments that are planned
     * @throws Failure when the folder does not exist: with a misspelled name everything would seem to be new
     */
    public Planner(Project project, boolean emulator, Path folder, Collection<EnvironmentModel> environments)
            throws IOException {
        this(project, emulator, folder, AssumeRoleSettings.PLAN, environments);
    }

    /** @param role the role to assume, see {@link AssumeRoleSettings} */
    public Planner(
            Project project, boolean emulator, Path folder, String role, Collection<EnvironmentModel> environments)
            throws IOException {
        this.project = project;
        this.folder = folder == null ? null : project.current().resolve(folder);
        if (folder != null && !Files.isDirectory(this.folder)) {
            throw Failure.badInput(
                    "--states " + folder + ": there is no such folder; for an empty account, create an empty folder");
        }
        this.variables = AwsAccess.of(project, emulator, role, environments).variables();
    }

    /** The engine of an environment. */
    public ChosenEngine engine(EnvironmentSettings environment) throws IOException {
        ChosenEngine engine = engines.get(environment.engine());
        if (engine == null) {
            engine = ChosenEngine.of(project, environment);
            engines.put(environment.engine(), engine);
        }
        return engine;
    }

    /** The environment variables with which the engine of an environment is run. */
    public Map<String, String> variables(EnvironmentSettings environment) throws IOException {
        return engine(environment).in(project, variables);
    }

    /**
     * The planner of one environment.
     *
     * @throws Failure when another engine wrote its states, and nobody asked for this one
     */
    public WholePlan planner(EnvironmentModel environment) throws IOException, InvalidSettings {
        ChosenEngine engine = engine(environment.settings());
        engine.refuseOthers(states(environment).all());
        return new WholePlan(
                engine.program(),
                AccountProfiles.variables(
                        variables(environment.settings()),
                        environment.settings().accountId()),
                project.home().resolve("cache/providers"),
                Optional.of(new Estimator(
                        Prices.read(), UsageFile.of(project.root(), environment).usage())),
                CodeOwners.of(project.root()));
    }

    /**
     * Plans units of an environment, and adds the guards' verdict.
     *
     * @param arguments further arguments of {@code terraform plan}
     * @param parts gets each unit's part in the form of Terraform's JSON of a plan, without secrets
     * @throws UnreadableState when a state has a format or a version that cannot be used
     * @throws TerraformFailure when Terraform fails; contains Terraform's message
     */
    public EnvironmentPlan judged(
            EnvironmentModel environment,
            List<UnitModel<?, ?>> units,
            List<String> arguments,
            Consumer<SortedMap<UnitPath, ObjectNode>> parts)
            throws IOException, InvalidSettings {
        requireAccount(environment);
        List<UnitDocument> documents = project.documents(units);
        EnvironmentPlan plan;
        try (StepLog.TimedStep step = StepLog.step("plan " + environment.path())) {
            plan = units.isEmpty()
                    ? PlanScope.nothing(environment)
                    : planner(environment)
                            .of(PlannableUnits.of(environment, documents), states(environment), arguments, parts);
            step.result(() -> StepLog.count(units.size(), "unit"));
        }
        List<UnitDocument> all =
                units.size() == environment.units().size() ? documents : project.documents(environment.units());
        EnvironmentPlan seen = PlannedAccess.of(environment, all)
                .map(access -> access.in(plan))
                .orElse(plan);
        Map<UnitPath, StateFile> applied = states(environment).all();
        List<UnitPath> paths = units.stream().<UnitPath>map(UnitModel::path).toList();
        List<LeftStates> left = left(environment, paths);
        EnvironmentPlan explained = SettingCauses.in(seen, project, environment, all, () -> appliedCommit(environment));
        EnvironmentPlan judged = new Guards(project, environment, variables)
                .judge(explained, documents, applied, left)
                .with(new Verdict(List.of(), engine(environment.settings()).notes(applied)));
        if (folder != null) {
            return judged;
        }
        List<String> notes = new ArrayList<>(
                UnfinishedApply.notes(new S3States(environment.settings(), variables), environment.name()));
        if (!notes.isEmpty()) {
            notes.addAll(untracked(environment, all));
        }
        if (applied.isEmpty() && left.isEmpty()) {
            notes.addAll(unknownHistory(environment));
        }
        return judged.with(new Verdict(List.of(), notes));
    }

    private void requireAccount(EnvironmentModel environment) throws IOException {
        if (folder == null) {
            KnownAccount.require(List.of(environment), variables);
            UnfinishedRefactoring.told(new S3States(environment.settings(), variables), environment.name())
                    .ifPresent(unfinished -> {
                        throw Failure.failed(unfinished);
                    });
        }
    }

    private Optional<String> appliedCommit(EnvironmentModel environment) throws IOException {
        return folder == null
                ? new S3Manifests(variables).of(environment).last().map(Manifest.Applied::commit)
                : Optional.empty();
    }

    private List<String> unknownHistory(EnvironmentModel environment) {
        return new StateHistory(project.root(), environment.path()).cut()
                ? List.of(
                        "there is no state yet, and this clone does not have the whole history that tells whether states"
                                + " were elsewhere before: clone with fetch-depth: 0")
                : List.of();
    }

    /**
     * Plans to destroy all resources of units of an environment, and adds the guards' verdict.
     *
     * @param former the environment as it was, if the settings no longer have it
     */
    public EnvironmentPlan destroying(
            EnvironmentModel environment, List<UnitDocument> going, Optional<FormerEnvironment> former)
            throws IOException, InvalidSettings {
        return judged(environment, going, former, destroyed(environment, going, List.of()));
    }

    /**
     * Plans what removing an environment from the settings leaves: to destroy all that its states have. Each unit counts as removed,
     * so that the guards refuse what nobody allowed.
     *
     * @param arguments further arguments of {@code terraform plan}
     */
    public EnvironmentPlan removed(FormerEnvironment former, List<String> arguments)
            throws IOException, InvalidSettings {
        EnvironmentModel environment = former.model();
        List<UnitDocument> going = project.documents(environment.units()).stream()
                .filter(document -> !document.unit().bootstrapped())
                .toList();
        EnvironmentPlan plan = destroyed(environment, going, arguments);
        EnvironmentPlan judged = judged(
                environment,
                going,
                Optional.of(former),
                plan.with(plan.units().stream().map(UnitPlan::asRemoved).toList()));
        return judged.hasChanges()
                ? judged.with(new Verdict(
                        List.of(),
                        List.of("no deployment destroys " + environment.path() + ": run groundplan destroy "
                                + environment.path() + ", before or after the merge")))
                : judged;
    }

    private EnvironmentPlan destroyed(EnvironmentModel environment, List<UnitDocument> going, List<String> arguments)
            throws IOException, InvalidSettings {
        requireAccount(environment);
        return planner(environment).destroying(PlannableUnits.of(environment, going), states(environment), arguments);
    }

    private EnvironmentPlan judged(
            EnvironmentModel environment,
            List<UnitDocument> going,
            Optional<FormerEnvironment> former,
            EnvironmentPlan plan)
            throws IOException, InvalidSettings {
        List<UnitPath> paths = new ArrayList<>();
        going.forEach(document -> paths.add(document.unit().path()));
        return new Guards(
                        project,
                        environment,
                        variables,
                        former.map(FormerEnvironment::allowances).orElse(List.of()))
                .judge(plan, going, Map.of(), left(environment, paths))
                .with(new Verdict(
                        List.of(),
                        former
                                .map(one -> environment.path()
                                        + " is no longer in the settings: this is from those of commit " + one.commit()
                                        + ", which had it last, and from the allowances of that commit")
                                .stream()
                                .toList()));
    }

    /** States of these units that are where the environment kept them before. */
    public List<LeftStates> left(EnvironmentModel environment, List<UnitPath> units) throws IOException {
        return folder == null
                ? new MovedStates(project, environment, variables)
                        .of(units, states(environment).all())
                : List.of();
    }

    /** Notes on resources that have the environment's tags and are in none of its states; none with {@code --states}. */
    public List<String> untracked(EnvironmentModel environment, List<UnitDocument> documents) throws IOException {
        return folder == null ? UntrackedNotes.of(environment, documents, states(environment), variables) : List.of();
    }

    /** The states of an environment, each of which is read once. */
    public Function<EnvironmentSettings, States> stores() {
        return settings -> {
            // Its engine reads states that it encrypted; it is looked for only once a state is read.
            States read = prefix -> {
                Map<String, String> with = variables(settings);
                return (folder == null
                                ? new S3States(settings, with)
                                : new FolderStates(folder, new StateDecryption(with)))
                        .below(prefix);
            };
            return states.computeIfAbsent(settings.state().bucket(), bucket -> new CachedStates(read));
        };
    }

    /** The states of an environment, and of units of other environments that its units read; each is read once. */
    public EnvironmentStates states(EnvironmentModel environment) {
        return new EnvironmentStates(environment, stores());
    }
}
