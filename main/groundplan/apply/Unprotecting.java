package groundplan.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.address.ResourceAddress;
import groundplan.json.TerraformJson;
import groundplan.plan.Change;
import groundplan.plan.UnitPlan;
import groundplan.references.Template;
import groundplan.review.Danger;
import groundplan.review.ProtectionSwitch;
import groundplan.states.RecordedProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Blocks with which Terraform switches off the deletion protection of resources that the approved plan destroys. Their own blocks are gone
 * from the settings, so each is made of what the state says: the protection, what the provider requires, and everything else ignored.
 *
 * @param blocks the document
 * @param targets the addresses in it
 */
record Unprotecting(ObjectNode blocks, List<String> targets) {
    /** Where Terraform finds the blocks. */
    static final String FILE = "groundplan-unprotect.tf.json";

    /** What the provider computes from its default tags. */
    private static final String COMPUTED_TAGS = "tags_all";

    /**
     * The blocks for what is still protected; empty if nothing is.
     *
     * @param approved the approved plan of the unit, which names what may be unprotected
     * @param state the unit's state
     */
    static Optional<Unprotecting> of(UnitPlan approved, JsonNode state) {
        Set<String> meant = new TreeSet<>();
        approved.changes().stream()
                .filter(change ->
                        change.dangers().stream().anyMatch(danger -> danger.weight() == Danger.Weight.UNPROTECTED))
                .map(Change::address)
                .forEach(meant::add);
        Unprotecting found = new Unprotecting(TerraformJson.object(), new ArrayList<>());
        if (!meant.isEmpty()) {
            state.path("resources").forEach(resource -> found.add(resource, meant));
        }
        return found.targets.isEmpty() ? Optional.empty() : Optional.of(found);
    }

    private void add(JsonNode resource, Set<String> meant) {
        String type = resource.path("type").asText();
        Optional<ProtectionSwitch> known = ProtectionSwitch.of(type);
        if (known.isEmpty()
                || resource.has("module")
                || resource.path("mode").asText().equals("data")) {
            return;
        }
        for (JsonNode instance : resource.path("instances")) {
            JsonNode index = instance.path("index_key");
            String address = type + "." + resource.path("name").asText() + key(index);
            if (meant.contains(address)
                    && !instance.has("deposed")
                    && known.get().protects(instance.path("attributes"))) {
                targets.add(address);
                block(resource, instance, known.get());
            }
        }
    }

    /** The key of an instance, as Terraform writes it in an address. */
    private static String key(JsonNode index) {
        return index.isMissingNode() ? "" : "[" + TerraformJson.withTexts(index, Template::literal) + "]";
    }

    private void block(JsonNode resource, JsonNode instance, ProtectionSwitch known) {
        ObjectNode block = blocks.withObjectProperty("resource")
                .withObjectProperty(resource.path("type").asText())
                .withObjectProperty(resource.path("name").asText());
        JsonNode attributes = instance.path("attributes");
        JsonNode index = instance.path("index_key");
        if (index.isTextual()) {
            block.withObjectProperty("for_each").put(Template.literal(index.asText()), "");
        } else if (index.isIntegralNumber()) {
            block.put("count", Math.max(block.path("count").asInt(), index.asInt() + 1));
        }
        // Of several instances the values of one do: they are ignored too.
        known.required()
                .forEach(name -> block.set(name, TerraformJson.withTexts(attributes.path(name), Template::literal)));
        block.set(known.argument(), known.off());
        RecordedProvider.of(resource)
                .filter(provider -> !provider.alias().isEmpty())
                .ifPresent(provider -> block.put("provider", provider.name() + "." + provider.alias()));
        ArrayNode ignored = block.withObjectProperty("lifecycle").putArray("ignore_changes");
        attributes.fieldNames().forEachRemaining(name -> {
            if (!name.equals(known.argument()) && !name.equals(COMPUTED_TAGS)) {
                ignored.add(name);
            }
        });
    }

    /**
     * What a plan of these blocks would do beside switching off the protection.
     *
     * @param plan Terraform's JSON of that plan
     */
    Optional<String> beside(JsonNode plan) {
        for (JsonNode resource : plan.path("resource_changes")) {
            JsonNode change = resource.path("change");
            JsonNode actions = change.path("actions");
            String action = actions.path(0).asText();
            String address = resource.path("address").asText();
            if (action.equals("no-op") || action.equals("read")) {
                continue;
            }
            if (!targets.contains(address) || actions.size() != 1 || !action.equals("update")) {
                return Optional.of(address + " would be changed too: " + actions);
            }
            String argument = ProtectionSwitch.of(ResourceAddress.parse(address).type())
                    .orElseThrow()
                    .argument();
            JsonNode after = change.path("after");
            Optional<String> other = change.path("before").properties().stream()
                    .filter(entry ->
                            !entry.getKey().equals(argument) && !entry.getKey().equals(COMPUTED_TAGS))
                    .filter(entry ->
                            after.has(entry.getKey()) && !entry.getValue().equals(after.path(entry.getKey())))
                    .map(entry -> address + " would get another " + entry.getKey() + " too")
                    .findFirst();
            if (other.isPresent()) {
                return other;
            }
        }
        return Optional.empty();
    }
}
