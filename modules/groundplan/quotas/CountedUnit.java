package groundplan.quotas;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.pricing.Resource;
import groundplan.pricing.Resources;
import java.util.Map;
import java.util.TreeMap;

/**
 * A unit whose resources are counted.
 *
 * @param path the unit
 * @param account its account, 12 digits
 * @param document its whole Terraform configuration, with its backend and the lookups of other units' states
 * @param resources the resources in it by address
 */
public record CountedUnit(String path, String account, JsonNode document, Map<String, Resource> resources) {
    /** Reads the resources of a configuration. */
    public CountedUnit(String path, String account, JsonNode document) {
        this(path, account, document, new TreeMap<>());
        Resources.of(document).all().forEach(resource -> resources.put(resource.address(), resource));
    }

    /** Where its state is kept, which is what other units know of it. */
    String state() {
        JsonNode backend = document.at("/terraform/backend/s3");
        return backend.path("bucket").asText() + "/" + backend.path("key").asText();
    }
}
