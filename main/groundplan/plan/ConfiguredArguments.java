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
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The arguments that the configuration sets. Drift counts only in these; other attributes are filled in by the provider. */
public final class ConfiguredArguments {
    private static final Pattern CALL = Pattern.compile("module\\.([^\\[]+).*", Pattern.DOTALL);

    /** The {@code resource} blocks of each unit by the key of the called module that they are in; an empty key is the unit's own. */
    private final Map<UnitPath, Map<String, JsonNode>> resources = new HashMap<>();

    /** @param configurations Terraform's JSON configuration of each unit, none of which calls modules */
    public ConfiguredArguments(Map<UnitPath, ? extends JsonNode> configurations) {
        configurations.forEach(this::add);
    }

    /** Those of units that are planned, and of the modules that they call. */
    public static ConfiguredArguments of(PlannableEnvironment environment) {
        ConfiguredArguments all = new ConfiguredArguments(Map.of());
        environment.units().forEach(unit -> {
            all.add(unit.path(), unit.configuration());
            unit.files().ifPresent(files -> all.resources.get(unit.path()).putAll(files.called()));
        });
        return all;
    }

    private void add(UnitPath unit, JsonNode configuration) {
        resources.computeIfAbsent(unit, path -> new HashMap<>()).put("", configuration.path("resource"));
    }

    /**
     * Which attributes of an object the configuration sets: all of them if its configuration is not known.
     *
     * @param resource an entry of {@code resource_changes} in Terraform's JSON of a plan
     */
    Predicate<AttributePath> of(UnitPath unit, JsonNode resource) {
        ResourceAddress address =
                ResourceAddress.parse(resource.path("address").asText()).inside();
        return block(unit, address).isObject()
                ? attribute -> sets(unit, address.toString(), attribute)
                : attribute -> true;
    }

    /**
     * Whether the configuration sets the attribute at a path, or a value that contains it.
     *
     * @param address the object's address inside the unit
     */
    public boolean sets(UnitPath unit, String address, AttributePath attribute) {
        JsonNode node = block(unit, ResourceAddress.parse(address));
        for (AttributePath.PathStep step : attribute.steps()) {
            if (step instanceof AttributePath.NameStep name) {
                if (generates(node, name.name())) {
                    return true;
                }
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
        return !node.isMissingNode();
    }

    /** Whether a {@code dynamic} block makes blocks of a name. */
    private static boolean generates(JsonNode block, String name) {
        JsonNode dynamic = block.path("dynamic");
        return dynamic.has(name)
                || dynamic.isArray()
                        && StreamSupport.stream(dynamic.spliterator(), false).anyMatch(one -> one.has(name));
    }

    /** The block of a resource, in the unit's module or in one that this calls; a missing node if there is none. */
    private JsonNode block(UnitPath unit, ResourceAddress resource) {
        if (resource.mode().isPresent()) {
            return MissingNode.getInstance();
        }
        String module = resource.modules().stream()
                .map(one -> CALL.matcher(one).replaceFirst("$1"))
                .collect(Collectors.joining("."));
        return resources
                .getOrDefault(unit, Map.of())
                .getOrDefault(module, MissingNode.getInstance())
                .path(resource.type())
                .path(resource.name());
    }

    /**
     * Whether the configuration makes Terraform ignore changes of the attribute at a path.
     *
     * @param address the object's address inside the unit
     */
    public boolean ignores(UnitPath unit, String address, AttributePath attribute) {
        JsonNode lifecycle = block(unit, ResourceAddress.parse(address)).path("lifecycle");
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
