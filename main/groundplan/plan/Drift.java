package groundplan.plan;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.address.ResourceAddress;
import groundplan.kernel.UnitPath;
import groundplan.redact.Redactor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An object that somebody changed outside, where it concerns what the settings give.
 *
 * @param unit its unit
 * @param address its address inside the unit
 * @param gone whether it is not there any more
 * @param attributes the arguments that have another value; empty when it is gone
 */
public record Drift(UnitPath unit, String address, boolean gone, List<AttributeChange> attributes) {
    /** What a refresh found, as Terraform's JSON of a plan lists it. */
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
                            AttributeChange.drift(resource.path("change"), redactor.shown(resource.path("change")))
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
                        ? " is gone"
                        : ": "
                                + String.join(
                                        ", ",
                                        attributes.stream()
                                                .map(difference ->
                                                        difference.path().toString())
                                                .toList()));
    }
}
