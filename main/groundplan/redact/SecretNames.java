package groundplan.redact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import groundplan.json.TerraformJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Which entries of a JSON object contain a secret, by their names. */
final class SecretNames {
    /** A number with fewer digits is not a secret. */
    private static final int SHORTEST_NUMBER = 4;

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{[^}]*}");
    private static final Pattern FIGURES = Pattern.compile("[0-9]{" + SHORTEST_NUMBER + ",}");
    /** Tokens that make requests to AWS idempotent: often the object's name, and never a secret. */
    private static final Pattern ONCE = Pattern.compile("creation_token|client_request_token|idempotency_token");

    private static final Pattern VALUE = Pattern.compile("(?i)(?:.*_)?value");
    private static final Set<String> SIBLINGS = Set.of("name", "Name", "key", "Key");

    private SecretNames() {}

    /** Whether an entry of an object is a secret by its own name or, for a {@code value}, by the name next to it. */
    static boolean betrays(String key, JsonNode object) {
        if (VALUE.matcher(key).matches()) {
            return SIBLINGS.stream()
                            .anyMatch(
                                    sibling -> namesSecret(object.path(sibling).asText()))
                    || namesSecret(key);
        }
        return namesSecret(key);
    }

    private static boolean namesSecret(String name) {
        return !ONCE.matcher(name).matches() && (SecretPatterns.namesVariable(name) || SecretPatterns.names(name));
    }

    /** The secret texts in a value whose name says that it is secret. An ARN only says where a secret is; a short number is not one. */
    static List<String> secrets(JsonNode value) {
        List<String> texts = new ArrayList<>();
        if (value.isTextual()
                        && !value.asText().isEmpty()
                        && !value.asText().startsWith("arn:")
                        && !REFERENCE.matcher(value.asText()).matches()
                || value.isNumber() && FIGURES.matcher(value.asText()).matches()) {
            texts.add(value.asText());
        } else if (value.isArray()) {
            value.forEach(item -> texts.addAll(secrets(item)));
        }
        return texts;
    }

    /** The JSON document that a text contains; a missing node if it is not JSON. */
    static JsonNode document(String given) {
        String text = given.stripLeading();
        if (text.startsWith("{") || text.startsWith("[")) {
            try {
                return TerraformJson.readAny(text);
            } catch (IllegalArgumentException noDocument) {
                return MissingNode.getInstance();
            }
        }
        return MissingNode.getInstance();
    }
}
