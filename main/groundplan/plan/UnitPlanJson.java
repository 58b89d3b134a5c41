package groundplan.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.address.ResourceAddress;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.redact.Redactor;
import groundplan.states.StateKeys;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Each unit's part of a whole plan, for programs that read Terraform's JSON of a plan: {@code resource_changes} at their addresses in
 * the unit. Secrets are hidden; the other parts of Terraform's JSON are left out, because they are full of them.
 */
public final class UnitPlanJson {
    private static final List<String> COPIED =
            List.of("mode", "type", "name", "index", "provider_name", "deposed", "action_reason");
    private static final List<String> COPIED_OF_CHANGE =
            List.of("actions", "after_unknown", "before_sensitive", "after_sensitive", "replace_paths", "importing");

    private UnitPlanJson() {}

    /** The parts of all units, including those without changes. */
    public static SortedMap<UnitPath, ObjectNode> of(List<UnitPath> units, JsonNode plan, Redactor redactor) {
        SortedMap<UnitPath, ObjectNode> parts = new TreeMap<>();
        for (UnitPath unit : units) {
            ObjectNode part = TerraformJson.object()
                    .put(
                            "//",
                            "The part of " + unit + " in the whole plan of its environment. Secrets"
                                    + " are hidden, and Terraform cannot apply it.");
            for (String version : List.of("format_version", "terraform_version")) {
                if (plan.has(version)) {
                    part.set(version, plan.get(version));
                }
            }
            ArrayNode changes = part.putArray("resource_changes");
            String module = "module." + StateKeys.module(unit);
            plan.path("resource_changes").forEach(resource -> {
                if (ResourceAddress.parse(resource.path("address").asText())
                        .module()
                        .filter(module::equals)
                        .isPresent()) {
                    changes.add(resource(resource, redactor));
                }
            });
            parts.put(unit, part);
        }
        return parts;
    }

    private static JsonNode resource(JsonNode resource, Redactor redactor) {
        ObjectNode shown = TerraformJson.object();
        for (String address : List.of("address", "previous_address")) {
            if (resource.has(address)) {
                shown.put(
                        address,
                        ResourceAddress.parse(resource.path(address).asText())
                                .inside()
                                .toString());
            }
        }
        copy(resource, shown, COPIED);
        ObjectNode change = redactor.masked(resource.path("change"));
        copy(resource.path("change"), change, COPIED_OF_CHANGE);
        shown.set("change", change);
        // Keys of maps also occur in addresses and in marks of what is sensitive.
        return redactor.hidden(shown);
    }

    private static void copy(JsonNode from, ObjectNode to, List<String> names) {
        names.stream().filter(from::has).forEach(name -> to.set(name, from.get(name)));
    }
}
