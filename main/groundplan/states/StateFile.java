package groundplan.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;

/**
 * A Terraform state as it is stored in its backend.
 *
 * @param key its key in the backend
 * @param json its content
 */
public record StateFile(String key, ObjectNode json) {
    private static final int FORMAT = 4;

    /**
     * Parses a state.
     *
     * @throws UnreadableState when it is not a state, or in another format version
     */
    public static StateFile parse(String key, String text) {
        ObjectNode json;
        try {
            json = TerraformJson.read(text);
        } catch (IllegalArgumentException e) {
            throw new UnreadableState(key + " is not a Terraform state: " + e.getMessage());
        }
        int format = json.path("version").asInt();
        if (format != FORMAT) {
            throw new UnreadableState(
                    key + " has state format " + format + "; this version of Groundplan reads format " + FORMAT
                            + (format > FORMAT
                                    ? ". It was written by Terraform "
                                            + json.path("terraform_version").asText("(unknown)") + ": update Groundplan"
                                    : ". Rewrite it with Terraform 1.0 or later: terraform apply -refresh-only"));
        }
        return new StateFile(key, json);
    }

    /** Its lineage, which stays the same until a new state is started. */
    public String lineage() {
        return json.path("lineage").asText();
    }

    /** Its serial, which increases with each change. */
    public long serial() {
        return json.path("serial").asLong();
    }

    /** The version of Terraform that wrote it. */
    public String terraformVersion() {
        return json.path("terraform_version").asText();
    }

    /** Whether it has no resources. */
    public boolean empty() {
        return json.path("resources").isEmpty();
    }

    /** Its outputs by name, each with its {@code value}. */
    public JsonNode outputs() {
        return json.path("outputs");
    }

    /** The value of an output; a missing node if there is none. */
    public JsonNode output(String name) {
        return json.path("outputs").path(name).path("value");
    }
}
