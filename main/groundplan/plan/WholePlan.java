package groundplan.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.aws.EmulatorOverride;
import groundplan.causes.PlanCauses;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.pricing.Estimator;
import groundplan.redact.Redactor;
import groundplan.states.StateDecryption;
import groundplan.states.StateFile;
import groundplan.states.StateKeys;
import groundplan.states.StateWriter;
import groundplan.states.TerraformVersions;
import groundplan.states.UnitStates;
import groundplan.states.UnreadableState;
import groundplan.terraform.Engine;
import groundplan.terraform.InstalledProviders;
import groundplan.terraform.OneTimeEncryption;
import groundplan.terraform.PrivateFolder;
import groundplan.terraform.TerraformFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Plans all units of an environment at once, against a merged copy of their states. Nothing is written back: the copy and
 * the plan, with any secrets in them, are in a private folder that is deleted afterwards. Where OpenTofu encrypts states, it encrypts
 * these too, with a key of their own.
 */
public final class WholePlan {
    private final Path terraform;
    private final Map<String, String> variables;
    private final Path cache;
    private final Optional<PlannedCost> costs;
    private final CodeOwners owners;

    /**
     * @param terraform the engine's executable
     * @param variables the environment variables to run it with, by which it is known which engine that is
     * @param cache the folder that keeps installed providers
     * @param estimator estimates how the plan changes the cost; absent if that is not wanted
     * @param owners the owners of units
     */
    public WholePlan(
            Path terraform,
            Map<String, String> variables,
            Path cache,
            Optional<Estimator> estimator,
            CodeOwners owners) {
        this.terraform = terraform;
        this.variables = variables;
        this.cache = cache;
        this.costs = estimator.map(PlannedCost::new);
        this.owners = owners;
    }

    /** Plans the units; nothing more is added to what the plan and the configuration tell. */
    public EnvironmentPlan of(
            PlannableEnvironment environment,
            UnitStates states,
            List<String> arguments,
            Consumer<SortedMap<UnitPath, ObjectNode>> parts)
            throws IOException {
        return of(environment, states, arguments, parts, (plan, secrets) -> plan);
    }

    /**
     * Plans the units.
     *
     * @param environment the units to plan
     * @param states their states, and those that they read
     * @param arguments further arguments of {@code terraform plan}
     * @param parts gets each unit's part in the form of Terraform's JSON of a plan, without secrets
     * @param explaining adds what explains the plan
     * @throws IOException when a state cannot be read
     * @throws UnreadableState when a state has a format or a version that cannot be used
     * @throws TerraformFailure when Terraform fails; contains Terraform's message
     */
    public EnvironmentPlan of(
            PlannableEnvironment environment,
            UnitStates states,
            List<String> arguments,
            Consumer<SortedMap<UnitPath, ObjectNode>> parts,
            Explaining explaining)
            throws IOException {
        CollisionCheck collisions = new CollisionCheck(environment, states.all());
        List<String> notes = new ArrayList<>();
        EnvironmentPlan whole = planned(
                environment, states, arguments, notes, NullOutputs.NONE, (root, order, merged, plan, redactor) -> {
                    parts.accept(UnitPlanJson.of(order, plan, redactor));
                    EnvironmentPlan read = explaining.in(
                            ExplainedPlan.of(
                                    read(environment, order, merged, plan, redactor),
                                    new PlanCauses(plan, root.main(), root.modules()),
                                    redactor),
                            redactor);
                    return collisions
                            .in(new InUseCheck(merged).in(read), plan)
                            .with(new Verdict(List.of(), root.pendingNotes(environment.known())));
                });
        return whole.with(new Verdict(List.of(), notes));
    }

    /**
     * Plans the units, and tells what they publish once the plan is applied.
     *
     * @param environment the units to plan
     * @param states their states, and those that they read
     */
    public PublishingPlan publishing(PlannableEnvironment environment, UnitStates states) throws IOException {
        List<String> notes = new ArrayList<>();
        PublishingPlan plan = planned(
                environment, states, List.of(), notes, NullOutputs.NONE, (root, order, merged, read, redactor) -> {
                    Map<UnitPath, ObjectNode> outputs = new TreeMap<>();
                    order.forEach(path -> outputs.put(path, PublishingPlan.outputs(path, read)));
                    return new PublishingPlan(read(environment, order, merged, read, redactor), outputs);
                });
        return new PublishingPlan(plan.plan().with(new Verdict(List.of(), notes)), plan.outputs());
    }

    private EnvironmentPlan read(
            PlannableEnvironment environment,
            List<UnitPath> order,
            Map<UnitPath, StateFile> merged,
            JsonNode plan,
            Redactor redactor) {
        return EnvironmentPlan.of(
                        environment.name(),
                        environment.fingerprint(),
                        order,
                        merged,
                        environment.known(),
                        ConfiguredArguments.of(environment),
                        plan,
                        redactor)
                .with(owners, costs(environment.units(), order, plan));
    }

    /**
     * Plans to destroy all resources of the units.
     *
     * @param environment the units
     * @param states their states, and those that they read
     * @param further further arguments of {@code terraform plan}
     */
    public EnvironmentPlan destroying(PlannableEnvironment environment, UnitStates states, List<String> further)
            throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-destroy"));
        arguments.addAll(further);
        return planned(
                environment,
                states,
                arguments,
                new ArrayList<>(),
                NullOutputs.NONE,
                (root, order, merged, plan, redactor) -> read(environment, order, merged, plan, redactor)
                        // Nothing of the configuration is left to be paid for.
                        .with(owners, costs(List.of(), order, plan))
                        .destroying());
    }

    /**
     * Finds what was changed outside of Terraform in all units of an environment. It takes a plan, as that shows what an apply would
     * change back.
     *
     * @param environment all units
     * @param states their states, and those that they read
     */
    public FoundDrift drift(PlannableEnvironment environment, UnitStates states) throws IOException {
        return planned(
                environment,
                states,
                List.of(),
                new ArrayList<>(),
                NullOutputs.NONE,
                (root, order, merged, plan, redactor) -> {
                    Map<String, UnitPath> byModule = new TreeMap<>();
                    order.forEach(path -> byModule.put("module." + StateKeys.module(path), path));
                    return new FoundDrift(
                            Drift.of(byModule, ConfiguredArguments.of(environment), plan, redactor),
                            PlanWarnings.of(byModule, plan, redactor));
                });
    }

    private interface Reading<T> {
        T of(RootModule root, List<UnitPath> order, Map<UnitPath, StateFile> merged, JsonNode plan, Redactor redactor);
    }

    private <T> T planned(
            PlannableEnvironment environment,
            UnitStates states,
            List<String> arguments,
            List<String> notes,
            NullOutputs nulls,
            Reading<T> reading)
            throws IOException {
        Map<UnitPath, StateFile> readable = new TreeMap<>(states.all());
        readable.putAll(environment.elsewhere(states));
        List<UnitPath> order = new ArrayList<>(
                environment.units().stream().map(PlannableUnit::path).toList());
        boolean whole = environment.whole();
        Map<UnitPath, StateFile> merged = new TreeMap<>();
        states.all().forEach((path, state) -> {
            if (order.contains(path) || whole && !environment.known().contains(path) && !state.empty()) {
                merged.put(path, state);
            }
        });
        // In the order in which they are destroyed: readers before the units whose outputs they use.
        order.addAll(new AppliedReads(merged)
                .readersFirst(merged.keySet().stream()
                        .filter(path -> !order.contains(path))
                        .toList()));
        try (PrivateFolder folder = new PrivateFolder(
                terraform, StateDecryption.configured(variables) ? OneTimeEncryption.in(variables) : variables)) {
            adapt(merged, folder);
            RootModule root = new RootModule(
                    environment.units(), readable, merged, environment.awsVersions(), nulls, folder.engine());
            ObjectNode plan = plan(folder, environment, root, merged, arguments, notes);
            NullOutputs known = nulls.and(NullOutputs.in(plan, environment, arguments));
            if (!known.equals(nulls)) {
                // What reads them does something else where they are not there.
                return planned(environment, states, arguments, notes, known, reading);
            }
            ModulePaths.alone(plan, root, order, folder.path());
            plan.put(BesideStates.ALL_STATES, whole && !arguments.contains("-refresh=false"));
            return reading.of(root, order, merged, plan, environment.redactor(plan, readable.values()));
        } catch (TerraformFailure e) {
            UnitErrors errors = new UnitErrors(environment);
            Optional<UnitErrors.Rest> rest = errors.withoutUnknown(e);
            if (rest.isPresent()) {
                notes.addAll(rest.get().notes());
                return planned(rest.get().environment(), states, arguments, notes, nulls, reading);
            }
            throw e.hiding(text -> errors.told(environment
                    .redactor(MissingNode.getInstance(), readable.values())
                    .hide(text)));
        }
    }

    private Map<UnitPath, CostChange> costs(List<PlannableUnit> units, List<UnitPath> order, JsonNode plan) {
        return costs.map(planned -> planned.all(units, order, plan)).orElseGet(TreeMap::new);
    }

    private ObjectNode plan(
            PrivateFolder folder,
            PlannableEnvironment environment,
            RootModule root,
            Map<UnitPath, StateFile> states,
            List<String> arguments,
            List<String> notes)
            throws IOException {
        // First, because it may add a provider that only a removed unit needs.
        String newest = TerraformVersions.newest(
                states.values().stream().map(StateFile::terraformVersion).toList());
        String merged = new MergedState(root, states, newest, folder.path()).text();
        if (StateDecryption.configured(variables)) {
            // The engine encrypts it before anything is written.
            folder.terraform(List.of("state", "push", "-"), merged);
        } else {
            folder.write(MergedState.file(variables), merged);
        }
        RelativeFiles.link(environment, folder.path());
        SortedMap<String, String> files = root.files();
        for (Map.Entry<String, String> file : files.entrySet()) {
            folder.write(file.getKey(), file.getValue());
        }
        ObjectNode main = TerraformJson.read(files.get("main.tf.json"));
        if (variables.containsKey("AWS_ENDPOINT_URL")) {
            ObjectNode override = EmulatorOverride.of(main, environment.accountId(), variables);
            folder.write(EmulatorOverride.FILE, TerraformJson.write(override));
        }
        ProviderLocks locks = new ProviderLocks(environment.units());
        InstalledProviders providers = new InstalledProviders(cache, terraform, OneTimeEncryption.without(variables));
        locks.tell(providers.prepare(folder, main, root.innerModules(), locks.newest()), notes);
        return PlanWarnings.plan(folder, environment.units(), arguments);
    }

    /** Checks that the engine can work with the states, and gives them the addresses that it gives to their providers. */
    private void adapt(Map<UnitPath, StateFile> states, PrivateFolder folder) throws IOException {
        if (states.isEmpty()) {
            return;
        }
        Engine engine = folder.engine();
        String version = TerraformJson.read(folder.terraform(List.of("version", "-json")))
                .path("terraform_version")
                .asText();
        TerraformVersions.check(states, engine, version);
        states.putAll(StateWriter.adapted(states, engine));
    }
}
