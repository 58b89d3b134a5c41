package groundplan.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import groundplan.kernel.AssumeRoleSettings;
import groundplan.kernel.Unit;
import groundplan.kernel.UnitPath;
import groundplan.states.RecordedProvider;
import groundplan.states.StateFile;
import groundplan.synth.UnitDocument;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A unit that is no longer in the settings and of which only the state is left. */
final class RemovedUnit {
    private static final String PROVIDER = "provider";
    private static final String REGION = "region";
    private static final String ALIAS = "alias";

    private final UnitPath unit;
    private final Collection<UnitDocument> environment;
    private final ObjectNode like;
    private final ObjectNode stack = TerraformJson.object();

    private RemovedUnit(UnitPath unit, Collection<UnitDocument> environment) {
        this.unit = unit;
        this.environment = environment;
        this.like = environment.stream().findFirst().orElseThrow().json();
    }

    /**
     * A stack without resources that has the unit's state and the providers that the state was written with, and is otherwise like
     * those of the environment.
     *
     * @param state the unit's state; absent if it is gone
     * @param environment the remaining units, at least one
     */
    static ObjectNode stack(UnitPath unit, Optional<StateFile> state, Collection<UnitDocument> environment) {
        return new RemovedUnit(unit, environment).stack(state);
    }

    private ObjectNode stack(Optional<StateFile> state) {
        stack.set("terraform", like.path("terraform").deepCopy());
        ((ObjectNode) stack.path("terraform").path("backend").path("s3")).put("key", unit.stateKey());
        // The provider block refers to this variable for the role that it assumes.
        if (like.path("variable").has(AssumeRoleSettings.VARIABLE)) {
            stack.withObjectProperty("variable")
                    .set(AssumeRoleSettings.VARIABLE, like.path("variable").path(AssumeRoleSettings.VARIABLE));
        }
        String region = unit.likelyRegion();
        blocks(Unit.PROVIDER).add(regional(region));
        state.map(RecordedProvider::in)
                .orElse(Map.of())
                .forEach((provider, resources) -> add(provider, resources, region));
        return stack;
    }

    private ArrayNode blocks(String provider) {
        return stack.withObjectProperty(PROVIDER).withArrayProperty(provider);
    }

    private void add(RecordedProvider provider, List<JsonNode> resources, String region) {
        boolean aws = provider.name().equals(Unit.PROVIDER);
        if (aws && provider.alias().isEmpty()) {
            return;
        }
        ObjectNode block = aws ? regional(provider.region(resources).orElse(region)) : other(provider);
        if (!provider.alias().isEmpty()) {
            block.put(ALIAS, provider.alias());
        }
        blocks(provider.name()).add(block);
    }

    /** The AWS provider of a unit in the region; without one, that of any unit with its region changed. */
    private ObjectNode regional(String region) {
        Map<String, ObjectNode> byRegion = new LinkedHashMap<>();
        environment.forEach(
                other -> other.json().path(PROVIDER).path(Unit.PROVIDER).forEach(block -> {
                    if (!block.has(ALIAS)) {
                        byRegion.putIfAbsent(block.path(REGION).asText(), block.deepCopy());
                    }
                }));
        return byRegion.getOrDefault(region, byRegion.values().iterator().next())
                .deepCopy()
                .put(REGION, region);
    }

    /** Another provider as a remaining unit configures it, with the lookups that it refers to; empty if none does. */
    private ObjectNode other(RecordedProvider provider) {
        ObjectNode required = stack.withObjectProperty("terraform").withObjectProperty("required_providers");
        for (UnitDocument document : environment) {
            JsonNode block =
                    document.json().path(PROVIDER).path(provider.name()).path(0);
            if (!block.isMissingNode()) {
                required.set(
                        provider.name(),
                        document.json()
                                .path("terraform")
                                .path("required_providers")
                                .path(provider.name()));
                UnitStack.lookups(document.json(), block, stack);
                ObjectNode copy = block.deepCopy();
                copy.remove(ALIAS);
                return copy;
            }
        }
        if (!required.has(provider.name())) {
            required.putObject(provider.name()).put("source", provider.source());
        }
        return TerraformJson.object();
    }
}
