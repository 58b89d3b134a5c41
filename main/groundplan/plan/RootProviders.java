package groundplan.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import groundplan.kernel.TerraformName;
import groundplan.kernel.Unit;
import groundplan.references.Template;
import groundplan.terraform.ProviderRequirements;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The providers in the root module of a configuration of many units. Units that configure a provider in the same way share it. A
 * provider's configuration may refer to outputs of modules.
 */
final class RootProviders {
    private final ObjectNode root;
    /** Alias by configuration, by the provider's local name. */
    private final Map<String, Map<JsonNode, String>> aliases = new TreeMap<>();

    /**
     * @param root gets the provider blocks and their requirements
     * @param awsVersions the accepted versions of the AWS provider; empty if only the units say which
     */
    RootProviders(ObjectNode root, String awsVersions) {
        this.root = root;
        if (!awsVersions.isEmpty()) {
            required()
                    .putObject(Unit.PROVIDER)
                    .put("source", Unit.PROVIDER_SOURCE)
                    .put("version", awsVersions);
        }
    }

    /**
     * Adds the providers of a unit to the root.
     *
     * @param providers the unit's providers
     * @param configuration the unit's configuration, which gets {@code configuration_aliases} for the providers that the root passes to it
     * @param module the name of its module
     * @param render replaces the references in a template by their values
     * @return the root's provider by the unit's own, both as {@code <name>} or {@code <name>.<alias>}
     */
    SortedMap<String, String> hoist(
            List<PlannableUnit.Provider> providers,
            ObjectNode configuration,
            String module,
            Function<Template, JsonNode> render) {
        SortedMap<String, String> own = new TreeMap<>();
        for (PlannableUnit.Provider provider : providers) {
            require(provider.name(), provider.requirement());
            ObjectNode block = render.apply(provider.configuration()).deepCopy();
            own.put(provider.local(), provider.name() + "." + alias(provider.name(), block, module));
            if (provider.alias().isPresent()) {
                ArrayNode aliases = configuration
                        .withObjectProperty("terraform")
                        .withObjectProperty("required_providers")
                        .withObjectProperty(provider.name())
                        .withArrayProperty("configuration_aliases");
                // A module may declare them itself.
                if (!aliases.toString().contains('"' + provider.local() + '"')) {
                    aliases.add(provider.local());
                }
            }
        }
        return own;
    }

    /**
     * The root's provider for a resource that is only in a state any more; added if there is none.
     *
     * @param name the provider's local name
     * @param source the provider's source
     * @param region the resource's region
     */
    String forgotten(String name, String source, String region) {
        Map<JsonNode, String> known = aliases.getOrDefault(name, Map.of());
        boolean regional = name.equals(Unit.PROVIDER);
        if (!required().has(name)) {
            required().putObject(name).put("source", source);
        }
        return name + "."
                + known.entrySet().stream()
                        .filter(entry -> !regional
                                || entry.getKey().path("region").asText().equals(region))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElseGet(() -> {
                            ObjectNode block = known.keySet().stream()
                                    .findFirst()
                                    .<ObjectNode>map(JsonNode::deepCopy)
                                    .orElseGet(TerraformJson::object);
                            return alias(name, regional ? block.put("region", region) : block, region);
                        });
    }

    /** Adds what a unit requires. */
    void require(JsonNode requirements) {
        requirements.properties().forEach(one -> require(one.getKey(), one.getValue()));
    }

    private void require(String name, JsonNode requirement) {
        ObjectNode own = requirement.deepCopy();
        own.remove("configuration_aliases");
        ProviderRequirements.add(required(), name, own);
    }

    private ObjectNode required() {
        return root.withObjectProperty("terraform").withObjectProperty("required_providers");
    }

    /** The alias of a configuration: its region, or the first module that used it. */
    private String alias(String provider, ObjectNode block, String module) {
        Map<JsonNode, String> known = aliases.computeIfAbsent(provider, key -> new LinkedHashMap<>());
        String found = known.get(block);
        if (found != null) {
            return found;
        }
        String first = TerraformName.of(block.path("region").asText(module));
        String alias = first;
        for (int i = 2; known.containsValue(alias); i++) {
            alias = first + "_" + i;
        }
        known.put(block, alias);
        root.withObjectProperty("provider")
                .withArrayProperty(provider)
                .add(block.deepCopy().put("alias", alias));
        return alias;
    }
}
