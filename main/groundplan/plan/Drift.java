package groundplan.plan;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.address.ResourceAddress;
import groundplan.kernel.UnitPath;
import groundplan.redact.Redactor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An object that was changed outside of Terraform, in an argument that the settings set, or deleted.
 *
 * @param unit its unit
 * @param address its address inside the unit
 * @param gone whether it no longer exists
 * @param attributes the arguments whose values differ; empty if it no longer exists
 */
public record Drift(UnitPath unit, String address, boolean gone, List<AttributeChange> attributes) {
    /** The drift that a refresh found, from Terraform's JSON of a plan. */
    static List<Drift> of(
            Map<String, UnitPath> byModule, ConfiguredArguments configured, JsonNode plan, Redactor redactor) {
        List<Drift> found = new ArrayList<>();
        plan.path("resource_drift").forEach(resource -> {
            ResourceAddress whole =
                    ResourceAddress.parse(resource.path("address").asText());
            UnitPath unit = byModule.get(whole.module().orElse(""));
            if (unit == null) {
                return;
            }
            String address = whole.inside().toString();
            boolean gone =
                    resource.path("change").path("actions").path(0).asText().equals("delete");
            List<AttributeChange> attributes = gone
                    ? List.of()
                    : AttributeChange.shown(
                            AttributeChange.drift(
                                            resource.path("change"), redactor.shown(resource.path("change")), redactor)
                                    .stream()
                                    .filter(difference -> configured.sets(unit, address, difference.path()))
                                    .toList(),
                            redactor);
            if (gone || !attributes.isEmpty()) {
                found.add(new Drift(unit, address, gone, attributes));
            }
        });
        return List.copyOf(found);
    }

    /** On one line, without values. */
    public String text() {
        return unit + ": " + address
                + (gone
                        ? " has been deleted"
                        : ": "
                                + String.join(
                                        ", ",
                                        attributes.stream()
                                                .map(difference ->
                                                        difference.path().toString())
                                                .toList()));
    }
}
