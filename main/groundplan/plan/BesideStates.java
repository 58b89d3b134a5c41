package groundplan.plan;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.address.AttributePath;
import groundplan.address.ResourceAddress;
import groundplan.kernel.UnitPath;
import groundplan.review.AttachedPart;
import groundplan.review.AttachedParts;
import groundplan.review.RefreshedResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Drift of objects that have parts, such as rules or policies, that no state has. */
final class BesideStates {
    /**
     * The key that tells, in Terraform's JSON of a plan, that it has the states of all units and that they were refreshed. Otherwise
     * a part may be missing from the states only because its unit is not planned.
     */
    static final String ALL_STATES = "all_states";

    /** Shown as the value of a part without a text. */
    private static final String ADDED = "exists, and no state has it";

    private BesideStates() {}

    /**
     * Such objects.
     *
     * @param byModule the units by the address of their module
     * @param configured an attribute that the settings set is compared by the plan itself
     * @param plan Terraform's JSON of a plan, with the states as they were refreshed
     */
    static List<Drift> of(Map<String, UnitPath> byModule, ConfiguredArguments configured, JsonNode plan) {
        List<RefreshedResource> states = new ArrayList<>();
        if (plan.path(ALL_STATES).asBoolean()) {
            collect(plan.path("prior_state").path("values").path("root_module"), states);
        }
        List<Drift> found = new ArrayList<>();
        for (AttachedPart part : AttachedParts.unknown(states)) {
            ResourceAddress whole = ResourceAddress.parse(part.holder().address());
            UnitPath unit = byModule.get(whole.module().orElse(""));
            String address = whole.inside().toString();
            AttributePath attribute = AttributePath.of(part.attribute());
            if (unit != null && !configured.sets(unit, address, attribute)) {
                found.add(new Drift(
                        unit,
                        address,
                        false,
                        List.of(new AttributeChange(
                                part.identity().map(attribute::child).orElse(attribute),
                                null,
                                part.text().orElse(ADDED),
                                false))));
            }
        }
        return List.copyOf(found);
    }

    private static void collect(JsonNode module, List<RefreshedResource> states) {
        module.path("resources").forEach(resource -> {
            if (resource.path("mode").asText().equals("managed")) {
                states.add(new RefreshedResource(
                        resource.path("address").asText(), resource.path("type").asText(), resource.path("values")));
            }
        });
        module.path("child_modules").forEach(child -> collect(child, states));
    }
}
