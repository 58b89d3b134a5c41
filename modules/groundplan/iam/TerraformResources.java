package groundplan.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import groundplan.pricing.Resource;
import groundplan.pricing.Resources;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The resources of a Terraform JSON document, and what the references between them lead to. */
final class TerraformResources {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([a-z0-9_]+\\.[A-Za-z0-9_-]+)\\.([a-z_]+)}");

    private final Map<String, Resource> byAddress = new TreeMap<>();

    /** Those of one document, with its providers. */
    TerraformResources(JsonNode document) {
        Resources.of(document).all().forEach(resource -> byAddress.put(resource.address(), resource));
    }

    /** The type in an address. */
    static String type(String address) {
        return address.substring(0, address.indexOf('.'));
    }

    /** The region of a resource's provider; {@code *} if it is not known. */
    String region(String address) {
        String region = byAddress.containsKey(address) ? byAddress.get(address).region() : "";
        return region.isEmpty() ? "*" : region;
    }

    /** All addresses. */
    Set<String> addresses() {
        return byAddress.keySet();
    }

    /** The addresses of a type. */
    List<String> of(String type) {
        return byAddress.keySet().stream()
                .filter(address -> address.startsWith(type + "."))
                .toList();
    }

    /** The arguments of a resource; a missing node if there is none at the address. */
    JsonNode at(String address) {
        return byAddress.containsKey(address) ? byAddress.get(address).attributes() : MissingNode.getInstance();
    }

    /** The address that an argument refers to, if it is a reference to a resource of this document and nothing else. */
    Optional<String> referred(JsonNode value) {
        Matcher reference = REFERENCE.matcher(value.asText());
        return reference.matches() && byAddress.containsKey(reference.group(1))
                ? Optional.of(reference.group(1))
                : Optional.empty();
    }

    /**
     * An argument as a literal text: its own, or the one that the resource it refers to has.
     *
     * @param names the arguments that hold the name of a resource
     */
    Optional<String> literal(JsonNode value, Collection<String> names) {
        if (!value.isTextual()) {
            return Optional.empty();
        }
        if (!value.asText().contains("${")) {
            return Optional.of(value.asText());
        }
        return referred(value).map(this::at).flatMap(target -> names.stream()
                .map(target::path)
                .filter(name -> name.isTextual() && !name.asText().contains("${"))
                .map(JsonNode::asText)
                .findFirst());
    }
}
