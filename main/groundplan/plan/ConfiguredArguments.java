package groundplan.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import groundplan.address.AttributePath;
import groundplan.address.ResourceAddress;
import groundplan.kernel.UnitPath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The arguments that the settings set. Drift counts only in these; other attributes are filled in by the provider. */
public final class ConfiguredArguments {
    private final Map<UnitPath, JsonNode> resources = new HashMap<>();

    /** @param configurations Terraform's JSON configuration of each unit */
    public ConfiguredArguments(Map<UnitPath, ? extends JsonNode> configurations) {
        configurations.forEach((unit, configuration) -> resources.put(unit, configuration.path("resource")));
    }

    /**
     * Which attributes of an object the settings set: all of them if its configuration is not known.
     *
     * @param resource an entry of {@code resource_changes} in Terraform's JSON of a plan
     */
    Predicate<AttributePath> of(UnitPath unit, JsonNode resource) {
        ResourceAddress address =
                ResourceAddress.parse(resource.path("address").asText()).inside();
        boolean known = address.modules().isEmpty()
                && address.mode().isEmpty()
                && resources.containsKey(unit)
                && resources.get(unit).path(address.type()).has(address.name());
        return known ? attribute -> sets(unit, address.toString(), attribute) : attribute -> true;
    }

    /**
     * Whether the settings set the attribute at a path, or a value that contains it.
     *
     * @param address the object's address inside the unit
     */
    public boolean sets(UnitPath unit, String address, AttributePath attribute) {
        ResourceAddress resource = ResourceAddress.parse(address);
        if (!resource.modules().isEmpty() || resource.mode().isPresent() || !resources.containsKey(unit)) {
            return false;
        }
        JsonNode node = resources.get(unit).path(resource.type()).path(resource.name());
        for (AttributePath.PathStep step : attribute.steps()) {
            if (step instanceof AttributePath.NameStep name) {
                node = node.path(name.name());
            } else if (step instanceof AttributePath.IndexStep element && node.isArray()) {
                // A single block may be written without the list around it.
                node = node.path(element.index());
            }
            if (node.isMissingNode()) {
                return false;
            }
            if (node.isValueNode()) {
                return true;
            }
        }
        return true;
    }

    /**
     * Whether the settings make Terraform ignore changes of the attribute at a path.
     *
     * @param address the object's address inside the unit
     */
    public boolean ignores(UnitPath unit, String address, AttributePath attribute) {
        ResourceAddress resource = ResourceAddress.parse(address);
        JsonNode lifecycle = resources
                .getOrDefault(unit, MissingNode.getInstance())
                .path(resource.type())
                .path(resource.name())
                .path("lifecycle");
        JsonNode ignored = (lifecycle.isArray() ? lifecycle.path(0) : lifecycle).path("ignore_changes");
        for (JsonNode one : ignored.isArray() ? ignored : List.of(ignored)) {
            String text = one.asText();
            if (text.equals("all") || !text.isEmpty() && attribute.startsWith(AttributePath.parse(text))) {
                return true;
            }
        }
        return false;
    }
}
