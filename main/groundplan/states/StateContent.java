package groundplan.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Whether bytes are a whole state as Terraform writes it. Anything less is an error: a plan would create again what a part of a state
 * does not mention.
 */
final class StateContent {
    private static final int FORMAT = 4;
    private static final String ENCRYPTED = "encrypted_data";
    private static final String RESTORE = ". Restore its last good version before you plan";

    private final String place;

    private StateContent(String place) {
        this.place = place;
    }

    /**
     * The content of a state.
     *
     * @param place its location, for messages
     * @throws UnreadableState when it is not a state, not a whole one, or one in another format
     */
    static ObjectNode read(String place, byte[] content) {
        return new StateContent(place).read(content);
    }

    private ObjectNode read(byte[] content) {
        if (content.length == 0) {
            throw unusable("it is empty" + RESTORE);
        }
        String text = text(content);
        if (text.isBlank()) {
            throw unusable("it has only white space" + RESTORE);
        }
        if (!text.stripLeading().startsWith("{")) {
            throw unusable(otherForm(text));
        }
        ObjectNode json;
        try {
            json = TerraformJson.readWhole(text);
        } catch (IllegalArgumentException e) {
            throw unusable("its JSON is damaged or incomplete: " + e.getMessage() + RESTORE);
        }
        checkFormat(json);
        missing(json).ifPresent(what -> {
            throw unusable("it has no " + what + ", which Terraform always writes" + RESTORE);
        });
        return json;
    }

    private String text(byte[] content) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException e) {
            throw unusable("it is not text. It may be compressed, or encrypted by a program other than S3: decrypt it,"
                    + " and write it with terraform state push");
        }
    }

    /** What a text that does not begin like a JSON object is. */
    private static String otherForm(String text) {
        if (text.charAt(0) == '\uFEFF') {
            return "it begins with a byte order mark. Remove the first three bytes";
        }
        if (text.stripLeading().startsWith("<")) {
            return "it is HTML or XML, as a proxy or a wrong endpoint answers. Check the endpoint and the network;"
                    + " if it was stored like this, restore its last good version";
        }
        return "it does not begin with {. It may be encrypted, or have been changed by hand" + RESTORE;
    }

    private void checkFormat(ObjectNode json) {
        if (isEncrypted(json)) {
            throw unusable(
                    "OpenTofu encrypted it. Only OpenTofu reads it: set engine: tofu, or GROUNDPLAN_ENGINE=tofu, and"
                            + " the configuration of the encryption in TF_ENCRYPTION; docs/engines.md describes it");
        }
        if (json.has("sops")) {
            throw unusable("SOPS encrypted it. Decrypt it, and write it with terraform state push");
        }
        JsonNode version = json.path("version");
        if (!version.isInt()) {
            throw unusable("it has no format version" + RESTORE);
        }
        int format = version.asInt();
        if (format != FORMAT) {
            throw new UnreadableState(
                    place + " has state format " + format + "; this version of Groundplan reads format " + FORMAT
                            + (format > FORMAT
                                    ? ". It was written by Terraform "
                                            + json.path("terraform_version").asText("(unknown)") + ": update Groundplan"
                                    : ". Rewrite it with Terraform 1.0 or later: terraform apply -refresh-only"));
        }
    }

    /** Whether OpenTofu encrypted this, by the form that it gives to encrypted states. */
    static boolean encrypted(byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8);
        if (!text.contains(ENCRYPTED)) {
            return false;
        }
        try {
            return isEncrypted(TerraformJson.readWhole(text));
        } catch (IllegalArgumentException damaged) {
            return false;
        }
    }

    private static boolean isEncrypted(ObjectNode json) {
        return json.has(ENCRYPTED) || json.has("encryption_version");
    }

    /** What is not there of all that Terraform writes; empty if nothing is missing. */
    private static Optional<String> missing(ObjectNode json) {
        if (json.path("lineage").asText().isEmpty()) {
            return Optional.of("lineage");
        }
        if (!json.path("serial").isIntegralNumber()) {
            return Optional.of("serial");
        }
        if (!json.path("outputs").isObject()) {
            return Optional.of("outputs");
        }
        if (!json.path("resources").isArray()) {
            return Optional.of("list of resources");
        }
        for (JsonNode resource : json.path("resources")) {
            for (String name : List.of("mode", "type", "name", "provider")) {
                if (!resource.path(name).isTextual()) {
                    return Optional.of(name + " for one of its resources");
                }
            }
            if (!resource.path("instances").isArray()) {
                return Optional.of("list of instances for "
                        + resource.path("type").asText() + "."
                        + resource.path("name").asText());
            }
        }
        return Optional.empty();
    }

    private UnreadableState unusable(String why) {
        return new UnreadableState(place + " cannot be used as a state: " + why);
    }
}
