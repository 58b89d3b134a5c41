package groundplan.causes;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.address.AttributePath;
import groundplan.address.ResourceAddress;
import groundplan.json.PlanValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a plan does with one object, as far as its causes are concerned.
 *
 * @param address its address in the whole plan
 * @param module the name of its module; empty for the root module
 * @param resource the resource in its module, without the key of the instance
 * @param key the key of the instance, without quotes; absent for a single instance
 * @param actions Terraform's actions, such as {@code update}, or {@code delete} and {@code create}
 * @param former its attributes before the plan, also if it was deleted outside of Terraform; missing if it did not exist
 * @param after its attributes afterwards, as far as they are known
 * @param unknown marks what is known only after the apply
 * @param replacing the attributes that force its replacement
 * @param reason Terraform's reason for the action; empty if it gives none
 */
record PlannedObject(
        String address,
        String module,
        String resource,
        Optional<String> key,
        Set<String> actions,
        JsonNode former,
        JsonNode after,
        JsonNode unknown,
        List<AttributePath> replacing,
        String reason) {

    /**
     * Reads an entry of {@code resource_changes}.
     *
     * @param deleted the attributes of the object if it was deleted outside of Terraform, otherwise a missing node
     */
    static PlannedObject of(JsonNode entry, JsonNode deleted) {
        ResourceAddress address = ResourceAddress.parse(entry.path("address").asText());
        JsonNode change = entry.path("change");
        Set<String> actions = new java.util.TreeSet<>();
        change.path("actions").forEach(action -> actions.add(action.asText()));
        List<AttributePath> replacing = new ArrayList<>();
        change.path("replace_paths").forEach(path -> replacing.add(AttributePath.of(path)));
        JsonNode before = change.path("before");
        return new PlannedObject(
                entry.path("address").asText(),
                moduleOf(address),
                address.resource(),
                address.key().map(PlannedObject::unquoted),
                actions,
                before.isNull() ? deleted : before,
                change.path("after"),
                change.path("after_unknown"),
                replacing,
                entry.path("action_reason").asText());
    }

    /** The module of an address, by the name of its block; empty in the root module. */
    static String moduleOf(ResourceAddress address) {
        return address.module()
                .map(module -> module.substring("module.".length()))
                .orElse("");
    }

    static String unquoted(String key) {
        return key.startsWith("\"") ? key.substring(1, key.length() - 1) : key;
    }

    /** Its type. */
    String type() {
        return ResourceAddress.parse(resource).type();
    }

    boolean updates() {
        return actions.contains("update");
    }

    boolean replaces() {
        return actions.contains("create") && actions.contains("delete");
    }

    boolean changes() {
        return actions.contains("create") || actions.contains("delete") || updates();
    }

    /** Whether an attribute, or a part of it, is known only after the apply; of an object that is read later, each is. */
    boolean unknown(String attribute) {
        return actions.contains("read") || PlanValue.anyMarked(attribute.isEmpty() ? unknown : unknown.path(attribute));
    }
}
