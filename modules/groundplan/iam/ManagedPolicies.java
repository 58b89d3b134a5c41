package groundplan.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * The policies that AWS manages, as far as units attach them to the roles that plan, apply and deploy. The text is that of moto, which
 * reads it from AWS; {@code managed_policies.json} says of which date, and {@code tools/permissions.py} writes it anew.
 */
final class ManagedPolicies {
    private static final String PREFIX = "arn:aws:iam::aws:policy/";
    private static final JsonNode DOCUMENTS = read();

    private ManagedPolicies() {}

    /**
     * The policy of an ARN.
     *
     * @return empty if the ARN is not that of a policy of AWS, or of one that is not kept here
     */
    static Optional<PolicyDocument> of(String arn) {
        String name = arn.substring(arn.lastIndexOf('/') + 1);
        JsonNode document = DOCUMENTS.path(name).path("document");
        return arn.startsWith(PREFIX) && document.isObject()
                ? Optional.of(PolicyDocument.of("policy " + name, document))
                : Optional.empty();
    }

    private static JsonNode read() {
        try (InputStream in = ManagedPolicies.class.getResourceAsStream("managed_policies.json")) {
            return new JsonMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
