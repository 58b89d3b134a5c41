package groundplan.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.aws.EmulatorOverride;
import groundplan.json.ContentHash;
import groundplan.json.TerraformJson;
import groundplan.kernel.EnvironmentSettings;
import groundplan.kernel.UnitPath;
import groundplan.pricing.Estimator;
import groundplan.redact.Redactor;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.UnitModel;
import groundplan.states.StateFile;
import groundplan.states.StateKeys;
import groundplan.states.States;
import groundplan.states.TerraformVersions;
import groundplan.states.UnreadableState;
import groundplan.synth.UnitDocument;
import groundplan.terraform.InstalledProviders;
import groundplan.terraform.PrivateFolder;
import groundplan.terraform.TerraformFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Plans all units of an environment at once, against a merged copy of their states. Nothing is written back: the copy, the
 * plan and everything secret in them live in a private folder that is gone afterwards.
 */
public final class WholePlan {
    private final Path terraform;
    private final Map<String, String> variables;
    private final Path cache;
    private final Optional<PlannedCost> costs;
    private final CodeOwners owners;

    /**
     * @param terraform the program
     * @param variables the environment variables to run it with
     * @param cache the folder that keeps installed providers
     * @param estimator tells what the plan does to the cost
     * @param owners who owns which unit
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

    /**
     * Plans.
     *
     * @param environment the environment
     * @param documents the units to plan, in dependency order
     * @param stores where the states of an environment are
     * @param arguments what to say to {@code terraform plan} beside
     * @throws IOException when a state cannot be read
     * @throws UnreadableState when a state cannot be planned with
     * @throws TerraformFailure when Terraform fails; its message is in it
     */
    public EnvironmentPlan of(
            EnvironmentModel environment,
            List<UnitDocument> documents,
            Function<EnvironmentSettings, States> stores,
            List<String> arguments)
            throws IOException {
        return of(environment, documents, stores, arguments, parts -> {});
    }

    /**
     * Plans, as above.
     *
     * @param parts gets each unit's part in the form of Terraform's JSON of a plan, without secrets
     */
    public EnvironmentPlan of(
            EnvironmentModel environment,
            List<UnitDocument> documents,
            Function<EnvironmentSettings, States> stores,
            List<String> arguments,
            Consumer<SortedMap<UnitPath, ObjectNode>> parts)
            throws IOException {
        return planned(environment, documents, stores, arguments, (order, merged, plan, redactor) -> {
            parts.accept(UnitPlanJson.of(order, plan, redactor));
            return new InUseCheck(merged).in(read(environment, documents, order, merged, plan, redactor));
        });
    }

    private EnvironmentPlan read(
            EnvironmentModel environment,
            List<UnitDocument> documents,
            List<UnitPath> order,
            Map<UnitPath, StateFile> merged,
            JsonNode plan,
            Redactor redactor) {
        List<UnitPath> known = environment.units().stream().map(UnitModel::path).toList();
        return EnvironmentPlan.of(
                        environment.path(),
                        settings(documents),
                        order,
                        merged,
                        known,
                        new ConfiguredArguments(documents),
                        plan,
                        redactor)
                .with(owners, costs(documents, order, plan));
    }

    /**
     * Plans to destroy all that the units have.
     *
     * @param documents the units, in dependency order
     * @param stores where the states of an environment are
     */
    public EnvironmentPlan destroying(
            EnvironmentModel environment, List<UnitDocument> documents, Function<EnvironmentSettings, States> stores)
            throws IOException {
        return planned(environment, documents, stores, List.of("-destroy"), (order, merged, plan, redactor) -> read(
                        environment, documents, order, merged, plan, redactor)
                .destroying());
    }

    /**
     * Only looks what was changed outside, in all units of an environment, and plans nothing.
     *
     * @param documents all units, in dependency order
     * @param stores where the states of an environment are
     */
    public List<Drift> drift(
            EnvironmentModel environment, List<UnitDocument> documents, Function<EnvironmentSettings, States> stores)
            throws IOException {
        return planned(environment, documents, stores, List.of("-refresh-only"), (order, merged, plan, redactor) -> {
            Map<String, UnitPath> byModule = new TreeMap<>();
            order.forEach(path -> byModule.put("module." + StateKeys.module(path), path));
            return Drift.of(byModule, new ConfiguredArguments(documents), plan, redactor);
        });
    }

    private interface Reading<T> {
        T of(List<UnitPath> order, Map<UnitPath, StateFile> merged, JsonNode plan, Redactor redactor);
    }

    private <T> T planned(
            EnvironmentModel environment,
            List<UnitDocument> documents,
            Function<EnvironmentSettings, States> stores,
            List<String> arguments,
            Reading<T> reading)
            throws IOException {
        Map<UnitPath, StateFile> all = states(environment, stores.apply(environment.settings()));
        Map<UnitPath, StateFile> readable = new TreeMap<>(all);
        readable.putAll(foreign(environment, documents, stores));
        List<UnitPath> known = environment.units().stream().map(UnitModel::path).toList();
        List<UnitPath> planned =
                documents.stream().map(document -> document.unit().path()).toList();
        List<UnitPath> order = new ArrayList<>(planned);
        // The bucket's own unit is made and taken away by hand.
        boolean everything = environment.units().stream()
                .filter(unit -> !unit.makesStateBucket())
                .map(UnitModel::path)
                .allMatch(planned::contains);
        Map<UnitPath, StateFile> merged = new TreeMap<>();
        all.forEach((path, state) -> {
            if (planned.contains(path) || everything && !known.contains(path) && !state.empty()) {
                merged.put(path, state);
            }
        });
        // As they are destroyed: nobody's values go before it does.
        order.addAll(new AppliedReads(merged)
                .readersFirst(merged.keySet().stream()
                        .filter(path -> !planned.contains(path))
                        .toList()));
        try (PrivateFolder folder = new PrivateFolder(terraform, variables)) {
            JsonNode plan = plan(folder, environment, new RootModule(documents, readable), merged, arguments);
            // A state that is only read from is none of Terraform's here, and its outputs are values like any other.
            return reading.of(order, merged, plan, Redactor.of(plan, documents(readable)));
        } catch (TerraformFailure e) {
            throw e.hiding(Redactor.of(documents(readable))::hide);
        }
    }

    private static List<ObjectNode> documents(Map<UnitPath, StateFile> states) {
        return states.values().stream().map(StateFile::json).toList();
    }

    private Map<UnitPath, CostChange> costs(List<UnitDocument> documents, List<UnitPath> order, JsonNode plan) {
        Map<UnitPath, CostChange> found = new TreeMap<>();
        costs.ifPresent(planned -> order.forEach(path -> {
            String module = "module." + StateKeys.module(path) + ".";
            Map<String, JsonNode> changes = new TreeMap<>();
            plan.path("resource_changes").forEach(resource -> {
                String address = resource.path("address").asText();
                if (address.startsWith(module)
                        && !resource.has("deposed")
                        && resource.path("mode").asText().equals("managed")) {
                    changes.put(address.substring(module.length()), resource.path("change"));
                }
            });
            planned.of(
                            path,
                            documents.stream()
                                    .filter(document -> document.unit().path().equals(path))
                                    .findFirst()
                                    .map(UnitDocument::json),
                            changes)
                    .ifPresent(change -> found.put(path, change));
        }));
        return found;
    }

    /** The states of the units of other environments that these read. */
    private static Map<UnitPath, StateFile> foreign(
            EnvironmentModel environment, List<UnitDocument> documents, Function<EnvironmentSettings, States> stores)
            throws IOException {
        Map<UnitPath, StateFile> found = new TreeMap<>();
        for (UnitDocument document : documents) {
            for (UnitModel<?, ?> producer : document.unit().reads().values()) {
                if (!producer.path().environment().equals(environment.name())) {
                    StateFile state = stores.apply(producer.environment())
                            .below(producer.path().stateKey())
                            .get(producer.path().stateKey());
                    if (state != null) {
                        found.put(producer.path(), state);
                    }
                }
            }
        }
        return found;
    }

    /** The states of an environment's units, those of removed units among them. */
    public static Map<UnitPath, StateFile> states(EnvironmentModel environment, States states) throws IOException {
        Map<UnitPath, StateFile> all = new TreeMap<>();
        states.below(environment.name() + "/").forEach((key, state) -> StateKeys.unit(environment.system(), key)
                .ifPresent(path -> all.put(path, state)));
        return all;
    }

    private JsonNode plan(
            PrivateFolder folder,
            EnvironmentModel environment,
            RootModule root,
            Map<UnitPath, StateFile> states,
            List<String> arguments)
            throws IOException {
        if (!states.isEmpty()) {
            TerraformVersions.check(
                    states,
                    TerraformJson.read(folder.terraform(List.of("version", "-json")))
                            .path("terraform_version")
                            .asText());
        }
        // First: it may need a provider that only a removed unit had.
        folder.write("terraform.tfstate", new MergedState(root, states, newest(states)).text());
        SortedMap<String, String> files = root.files();
        for (Map.Entry<String, String> file : files.entrySet()) {
            folder.write(file.getKey(), file.getValue());
        }
        if (variables.containsKey("AWS_ENDPOINT_URL")) {
            folder.write(
                    EmulatorOverride.FILE,
                    TerraformJson.write(EmulatorOverride.of(
                            TerraformJson.read(files.get("main.tf.json")),
                            environment.settings().accountId(),
                            variables)));
        }
        new InstalledProviders(cache, terraform, variables)
                .prepare(folder, TerraformJson.read(files.get("main.tf.json")));
        List<String> command =
                new ArrayList<>(List.of("plan", "-input=false", "-no-color", "-lock=false", "-out=whole.tfplan"));
        command.addAll(arguments);
        folder.terraform(command);
        return TerraformJson.read(folder.terraform(List.of("show", "-json", "-no-color", "whole.tfplan")));
    }

    /** A fingerprint of all that the settings made of these units. */
    public static String settings(List<UnitDocument> documents) {
        StringBuilder text = new StringBuilder();
        documents.stream()
                .sorted(Comparator.comparing(document -> document.unit().path()))
                .forEach(document ->
                        text.append(document.unit().path()).append('\n').append(TerraformJson.write(document.json())));
        return ContentHash.shortened(text.toString());
    }

    private static String newest(Map<UnitPath, StateFile> states) {
        return TerraformVersions.newest(
                states.values().stream().map(StateFile::terraformVersion).toList());
    }
}
