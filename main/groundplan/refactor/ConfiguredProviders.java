package groundplan.refactor;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.address.ResourceAddress;
import groundplan.kernel.UnitPath;
import groundplan.plan.PlannableUnit;
import groundplan.terraform.Engine;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The providers that the configurations of units give to their own resources, not to those of modules that they call. */
public final class ConfiguredProviders implements StateProviders {
    private static final String BUILT_IN = "terraform";

    private final Map<UnitPath, JsonNode> configurations = new TreeMap<>();
    private final Engine engine;

    /** @param engine the engine, whose registry is that of sources without a host */
    public ConfiguredProviders(Collection<PlannableUnit> units, Engine engine) {
        units.forEach(unit -> configurations.put(unit.path(), unit.configuration()));
        this.engine = engine;
    }

    @Override
    public Optional<String> of(UnitPath unit, ResourceAddress resource) {
        JsonNode configuration = configurations.get(unit);
        if (configuration == null || !resource.modules().isEmpty()) {
            return Optional.empty();
        }
        JsonNode found = configuration.path("resource").path(resource.type()).path(resource.name());
        JsonNode block = found.isArray() ? found.path(0) : found;
        if (block.isMissingNode()) {
            return Optional.empty();
        }
        String[] named = block.path("provider")
                .asText(resource.type().replaceFirst("_.*", ""))
                .replaceFirst("^\\$\\{(.*)}$", "$1")
                .split("\\.", 2);
        return Optional.of(
                "provider[\"" + source(configuration, named[0]) + "\"]" + (named.length > 1 ? "." + named[1] : ""));
    }

    private String source(JsonNode configuration, String name) {
        if (name.equals(BUILT_IN)) {
            return "terraform.io/builtin/terraform";
        }
        JsonNode required =
                configuration.path("terraform").path("required_providers").path(name);
        String source = required.path("source").asText("hashicorp/" + name);
        return engine.address(source);
    }
}
