package groundplan.workspace;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.apply.ApplyRun;
import groundplan.apply.TakenLock;
import groundplan.aws.AccountProfiles;
import groundplan.aws.EmulatorOverride;
import groundplan.aws.WorkingRole;
import groundplan.kernel.AssumeRoleSettings;
import groundplan.kernel.UnitPath;
import groundplan.live.PlannableUnits;
import groundplan.plan.PublishingPlan;
import groundplan.refactor.ConfiguredProviders;
import groundplan.refactor.RefactoredStates;
import groundplan.refactor.S3UnitState;
import groundplan.refactor.StateProviders;
import groundplan.refactor.UnitState;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.InvalidSettings;
import groundplan.settings.UnitModel;
import groundplan.states.EnvironmentLock;
import groundplan.states.S3EnvironmentLock;
import groundplan.states.S3States;
import groundplan.states.StateDecryption;
import groundplan.states.UnfinishedRefactoring;
import groundplan.synth.UnitDocument;
import groundplan.terraform.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Environments of the settings, whose states are refactored. */
public final class EnvironmentRefactoring implements RefactoringTarget {
    private final Project project;
    private final List<EnvironmentModel> environments;
    private final Planner planning;
    private final Map<EnvironmentModel, List<UnitDocument>> documents = new HashMap<>();

    /**
     * Asks AWS for access to the environments' accounts.
     *
     * @param emulator whether to start the local emulator and work on it
     * @param writes whether the states will be written
     * @param environments the environments of the units
     */
    public EnvironmentRefactoring(
            Project project, boolean emulator, boolean writes, List<EnvironmentModel> environments) throws IOException {
        this.project = project;
        this.environments = environments;
        this.planning = new Planner(
                project, emulator, null, writes ? AssumeRoleSettings.APPLY : AssumeRoleSettings.PLAN, environments);
        for (EnvironmentModel environment : environments) {
            refuseEncrypted(planning.variables(environment.settings()));
        }
    }

    /** Refuses states that OpenTofu encrypts: the journal has them as they are. */
    static void refuseEncrypted(Map<String, String> variables) {
        if (StateDecryption.configured(variables)) {
            throw Failure.failed(
                    "refactor does not work with states that OpenTofu encrypts (" + StateDecryption.CONFIGURATION
                            + " is set): while it runs, it keeps them beside the states as they are, without encryption of"
                            + " OpenTofu's. Move objects with tofu state mv");
        }
    }

    /** Any unit of the environments: of one that was removed only the state is left, or not even that once it is moved. */
    @Override
    public Optional<UnitPath> unit(String name, Consumer<String> wrong) {
        try {
            UnitPath path = UnitPath.parse(name);
            if (environments.stream()
                    .anyMatch(environment -> environment.path().equals(path.system() + "/" + path.environment()))) {
                return Optional.of(path);
            }
            wrong.accept("there is no environment " + path.system() + "/" + path.environment());
        } catch (IllegalArgumentException e) {
            wrong.accept(e.getMessage());
        }
        return Optional.empty();
    }

    private EnvironmentModel environment(UnitPath unit) {
        return Project.environment(environments, unit.system() + "/" + unit.environment());
    }

    @Override
    public Set<UnitPath> known() {
        return environments.stream()
                .flatMap(environment -> environment.units().stream())
                .map(UnitModel::path)
                .collect(Collectors.toSet());
    }

    @Override
    public boolean neverWas(UnitPath unit) {
        return new UnitHistory(project.root()).lacks(unit);
    }

    @Override
    public UnitState state(UnitPath unit) throws IOException {
        EnvironmentModel environment = environment(unit);
        Map<String, String> variables = AccountProfiles.variables(
                planning.variables(environment.settings()),
                environment.settings().accountId());
        ObjectNode backend = documents(environment)
                .get(0)
                .json()
                .path("terraform")
                .path("backend")
                .path("s3")
                .deepCopy();
        backend.put("key", unit.stateKey());
        if (variables.containsKey("AWS_ENDPOINT_URL")) {
            EmulatorOverride.credentials(backend, environment.settings(), variables);
        } else {
            WorkingRole.assume(backend, environment.settings(), variables);
        }
        return new S3UnitState(
                unit,
                backend,
                environment.settings(),
                planning.engine(environment.settings()).program(),
                variables,
                UnfinishedRefactoring.key(environment.name()));
    }

    private List<UnitDocument> documents(EnvironmentModel environment) throws IOException {
        List<UnitDocument> known = documents.get(environment);
        if (known == null) {
            known = project.documents(environment.units());
            documents.put(environment, known);
        }
        return known;
    }

    @Override
    public StateProviders providers() throws IOException {
        Map<String, StateProviders> all = new HashMap<>();
        for (EnvironmentModel environment : environments) {
            all.put(
                    environment.path(),
                    new ConfiguredProviders(
                            documents(environment).stream()
                                    .map(PlannableUnits::of)
                                    .toList(),
                            Engine.of(planning.variables(environment.settings()))));
        }
        return (unit, resource) ->
                all.get(unit.system() + "/" + unit.environment()).of(unit, resource);
    }

    @Override
    public List<PublishingPlan> plans(RefactoredStates states) throws IOException, InvalidSettings {
        List<PublishingPlan> plans = new ArrayList<>();
        for (EnvironmentModel environment : environments) {
            plans.add(planning.planner(environment)
                    .publishing(
                            PlannableUnits.of(environment, documents(environment)),
                            states.over(
                                    planning.states(environment),
                                    unit -> environment.path().equals(unit.system() + "/" + unit.environment()),
                                    known())));
        }
        return plans;
    }

    @Override
    public Path copies() {
        return project.home().resolve("states");
    }

    @Override
    public Guard guard(boolean takeOver, Consumer<String> progress) throws IOException {
        Map<EnvironmentLock, EnvironmentLock.Holder> taken = new LinkedHashMap<>();
        Guard guard = () ->
                taken.forEach((lock, holder) -> TakenLock.release(lock, holder).ifPresent(progress));
        try {
            for (EnvironmentModel environment : environments) {
                EnvironmentLock lock = new S3EnvironmentLock(
                        new S3States(environment.settings(), planning.variables(environment.settings())),
                        environment.name());
                EnvironmentLock.Holder holder = TakenLock.self("refactor of " + environment.path());
                TakenLock.take(lock, holder, takeOver, "add --take-over", progress);
                taken.put(lock, holder);
            }
            return guard;
        } catch (IOException | ApplyRun.NotNow e) {
            guard.close();
            throw e;
        }
    }

    @Override
    public void close() {}
}
