package groundplan.pricing;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A resource as described by a Terraform JSON document or a plan. If a value is unknown, the attribute contains
 * Terraform's reference, {@code ${<type>.<name>.<attribute>}}.
 *
 * @param type Terraform's type
 * @param name unique among the resources of the type
 * @param attributes its arguments; a block that may occur once is an object or an array of one
 * @param region its AWS region
 */
public record Resource(String type, String name, JsonNode attributes, String region) {
    /** {@code <type>.<name>}. */
    public String address() {
        return type + "." + name;
    }
}
