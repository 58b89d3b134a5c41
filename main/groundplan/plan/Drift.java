package groundplan.plan;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.address.AttributePath;
import groundplan.address.ResourceAddress;
import groundplan.kernel.UnitPath;
import groundplan.redact.Redactor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An object that was changed outside of Terraform: deleted, changed in something that the settings set or an apply would change
 * back, or given something that no state knows, such as a rule or a policy.
 *
 * @param unit its unit
 * @param address its address inside the unit
 * @param gone whether it no longer exists
 * @param attributes the attributes whose values differ; empty if it no longer exists
 */
public record Drift(UnitPath unit, String address, boolean gone, List<AttributeChange> attributes) {
    private record DriftedObject(UnitPath unit, String address) {}

    /**
     * The drift that a refresh found, from Terraform's JSON of a plan.
     *
     * @param byModule the units by the address of their module
     */
    static List<Drift> of(
            Map<String, UnitPath> byModule, ConfiguredArguments configured, JsonNode plan, Redactor redactor) {
        Map<String, JsonNode> planned = new LinkedHashMap<>();
        plan.path("resource_changes").forEach(resource -> {
            if (!resource.has("deposed")) {
                planned.put(resource.path("address").asText(), resource.path("change"));
            }
        });
        Map<DriftedObject, Drift> found = new LinkedHashMap<>();
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
            RevertedAttributes reverted = new RevertedAttributes(
                    Optional.ofNullable(planned.get(resource.path("address").asText())),
                    path -> configured.sets(unit, address, path),
                    path -> configured.ignores(unit, address, path));
            List<AttributeChange> attributes = gone
                    ? List.of()
                    : AttributeChange.shown(
                            reverted.of(AttributeChange.drift(
                                    resource.path("change"), redactor.shown(resource.path("change")), redactor)),
                            redactor);
            if (gone || !attributes.isEmpty()) {
                found.put(new DriftedObject(unit, address), new Drift(unit, address, gone, attributes));
            }
        });
        BesideStates.of(byModule, configured, plan)
                .forEach(drift -> found.merge(
                        new DriftedObject(drift.unit, drift.address),
                        new Drift(drift.unit, drift.address, false, AttributeChange.shown(drift.attributes, redactor)),
                        Drift::and));
        return List.copyOf(found.values());
    }

    private Drift and(Drift further) {
        return new Drift(
                unit,
                address,
                gone,
                Stream.concat(attributes.stream(), further.attributes.stream()).toList());
    }

    /** On one line, without values. */
    public String text() {
        return unit + ": " + address
                + (gone
                        ? " has been deleted"
                        : ": "
                                + attributes.stream()
                                        .map(AttributeChange::path)
                                        .map(AttributePath::toString)
                                        .collect(Collectors.joining(", ")));
    }
}
