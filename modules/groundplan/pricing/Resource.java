package groundplan.pricing;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A resource as somebody describes it: a Terraform JSON document, or a plan. Where the one who describes it knows no value,
 * the attribute holds Terraform's reference, {@code ${<type>.<name>.<attribute>}}.
 *
 * @param type Terraform's type
 * @param name unique among the resources of the type
 * @param attributes its arguments; a block that may stand once is an object or a list of one
 * @param region the AWS region that it is made in
 */
public record Resource(String type, String name, JsonNode attributes, String region) {
    /** {@code <type>.<name>}. */
    public String address() {
        return type + "." + name;
    }
}
