package groundplan.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import groundplan.kernel.AssumeRoleSettings;
import groundplan.plan.PlannableEnvironment;
import groundplan.plan.PlannableUnit;
import groundplan.references.OutputReference;
import groundplan.references.Template;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.UnitModel;
import groundplan.synth.PreventDestroy;
import groundplan.synth.UnitDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Converts units of the settings to the form in which they are planned. */
public final class PlannableUnits {
    private PlannableUnits() {}

    /**
     * An environment, or a part of it.
     *
     * @param documents the units to plan, in dependency order
     */
    public static PlannableEnvironment of(EnvironmentModel environment, List<UnitDocument> documents) {
        return new PlannableEnvironment(
                environment.path(),
                environment.settings().accountId(),
                environment.settings().awsProviderVersion(),
                documents.stream().map(PlannableUnits::of).toList(),
                environment.units().stream().map(UnitModel::path).collect(Collectors.toSet()),
                environment.units().stream()
                        .filter(UnitModel::bootstrapped)
                        .map(UnitModel::path)
                        .collect(Collectors.toSet()),
                UnitDocument.fingerprint(documents),
                // The settings of an environment contain none.
                List.of());
    }

    /** One unit. */
    public static PlannableUnit of(UnitDocument document) {
        UnitFolder folder = new UnitFolder(document);
        ObjectNode configuration = folder.configuration();
        configuration.remove("//");
        configuration.remove("provider");
        // With prevent_destroy Terraform would fail without a plan; here the guards judge the plan.
        PreventDestroy.lift(configuration, address -> true);
        Template template = folder.template();
        SortedMap<String, Template> inputs = new TreeMap<>();
        for (OutputReference reference : template.references()) {
            inputs.put(document.variable(reference), Template.of(reference));
        }
        return new PlannableUnit(
                document.unit().path(),
                configuration,
                inputs,
                providers(document.json(), template.path("provider")),
                rootVariables(configuration));
    }

    private static List<PlannableUnit.Provider> providers(JsonNode document, Template blocks) {
        List<PlannableUnit.Provider> providers = new ArrayList<>();
        JsonNode requirements = document.path("terraform").path("required_providers");
        blocks.value().properties().forEach(provider -> {
            for (int i = 0; i < provider.getValue().size(); i++) {
                Template block = blocks.path(provider.getKey()).path(i);
                Optional<String> alias =
                        Optional.ofNullable(block.value().path("alias").textValue());
                providers.add(new PlannableUnit.Provider(
                        provider.getKey(), alias, requirements.path(provider.getKey()), block.without("alias")));
            }
        });
        return providers;
    }

    /** Moves out the variable that chooses the role to assume: providers are configured in the root module. */
    private static ObjectNode rootVariables(ObjectNode configuration) {
        ObjectNode moved = TerraformJson.object();
        if (configuration.path("variable") instanceof ObjectNode variables
                && variables.has(AssumeRoleSettings.VARIABLE)) {
            moved.set(AssumeRoleSettings.VARIABLE, variables.remove(AssumeRoleSettings.VARIABLE));
            if (variables.isEmpty()) {
                configuration.remove("variable");
            }
        }
        return moved;
    }
}
