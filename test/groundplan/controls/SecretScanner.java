package groundplan.controls;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Looks for secret values in JSON: states, plans, configurations. It knows the arguments that hold secrets, the forms that
 * only credentials have, and letters in disorder where a state says that a value is sensitive. References are no values.
 */
public final class SecretScanner {
    /** Forms that only credentials have. */
    private static final Pattern CREDENTIAL = Pattern.compile(String.join(
            "|",
            "\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b",
            "-----BEGIN [A-Z ]*PRIVATE KEY-----",
            "\\bgh[pousr]_[A-Za-z0-9]{30,}",
            "\\bgithub_pat_[A-Za-z0-9_]{30,}",
            "\\bxox[abprs]-[A-Za-z0-9-]{10,}",
            "hooks\\.slack\\.com/services/[A-Z0-9]+/",
            "\\b[sr]k_(?:live|test)_[A-Za-z0-9]{16,}",
            "\\beyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\.",
            "[a-z][a-z0-9+]*://[^/\\s:@$]+:[^/\\s@${]+@"));

    /** Arguments of resources whose value is a secret. */
    private static final Set<String> ARGUMENTS = Set.of(
            "password",
            "master_password",
            "auth_token",
            "secret_string",
            "secret_binary",
            "secret_string_wo",
            "password_wo",
            "master_password_wo",
            "value_wo",
            "secret_key",
            "access_key",
            "private_key",
            "private_key_pem",
            "token",
            "client_secret",
            "random_password",
            "ses_smtp_password_v4",
            "routing_key");

    /** Names of environment variables whose value is a secret. */
    private static final Pattern NAME = Pattern.compile(
            "(?i)(.*_)?(pass|password|passwd|pwd|secret|token|api_?key|private_?key|access_?key|credentials?)");

    private static final int SHORTEST = 12;
    private static final double DISORDER = 3.5;

    private SecretScanner() {}

    /** Whether something of this name holds a secret. */
    static boolean isSecretName(String name) {
        return NAME.matcher(name).matches();
    }

    /**
     * What looks like a secret value in a JSON text: where it is, and why. The values themselves are not told.
     *
     * @throws IllegalArgumentException when the text is not JSON
     */
    public static List<String> scan(String json) {
        try {
            List<String> findings = new ArrayList<>();
            scan(new ObjectMapper().readTree(json), "", findings);
            return findings;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static void scan(JsonNode node, String path, List<String> findings) {
        if (node.isObject()) {
            secureString(node, path, findings);
            sensitive(node, path, findings);
            node.properties().forEach(field -> {
                String below = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
                if (ARGUMENTS.contains(field.getKey()) && isValue(field.getValue())) {
                    findings.add(below + " holds a value");
                }
                scan(field.getValue(), below, findings);
            });
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                scan(node.get(i), path + "[" + i + "]", findings);
            }
        } else if (node.isTextual() && CREDENTIAL.matcher(node.asText()).find()) {
            findings.add(path + " has the form of a credential");
        }
    }

    /** A parameter's value stands in the state in plain text, whatever its type. */
    private static void secureString(JsonNode node, String path, List<String> findings) {
        if (node.path("type").asText().equals("SecureString") && isValue(node.path("value"))) {
            findings.add(path + ".value is that of a SecureString");
        }
    }

    /** A state lists the sensitive attributes of an instance as steps of a path; only the first step is followed. */
    private static void sensitive(JsonNode instance, String path, List<String> findings) {
        for (JsonNode steps : instance.path("sensitive_attributes")) {
            String name = steps.path(0).path("value").asText();
            JsonNode value = instance.path("attributes").path(name);
            if (value.isTextual() && isValue(value) && !ARGUMENTS.contains(name) && isDisordered(value.asText())) {
                findings.add(path + ".attributes." + name + " is sensitive and looks random");
            }
        }
    }

    private static boolean isValue(JsonNode node) {
        String text = node.asText("");
        return !text.isEmpty()
                && !node.isContainerNode()
                && !text.startsWith("${")
                && !text.startsWith("arn:")
                && !node.isBoolean()
                && !isReferredTo(text);
    }

    /** Whether the text is a user with a password, of which the password is a reference. */
    private static boolean isReferredTo(String text) {
        try {
            JsonNode inside = text.startsWith("{\"") ? new ObjectMapper().readTree(text) : null;
            return inside != null
                    && inside.size() == 2
                    && inside.has("username")
                    && inside.has("password")
                    && !isValue(inside.path("password"));
        } catch (JsonProcessingException noJson) {
            return false;
        }
    }

    /** Whether the letters of a text are as various as those of a generated secret: Shannon's entropy, in bits per letter. */
    static boolean isDisordered(String text) {
        if (text.length() < SHORTEST || text.contains(" ")) {
            return false;
        }
        double entropy = 0;
        for (int letter : text.chars().distinct().toArray()) {
            double share =
                    (double) text.chars().filter(other -> other == letter).count() / text.length();
            entropy -= share * Math.log(share) / Math.log(2);
        }
        return entropy >= DISORDER;
    }
}
