package groundplan.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;

/**
 * A Terraform state as its backend keeps it.
 *
 * @param key where it is kept
 * @param json what it says
 */
public record StateFile(String key, ObjectNode json) {
    private static final int FORMAT = 4;

    /**
     * Reads a state.
     *
     * @throws UnreadableState when it is no state, or of a format that is newer than the one known
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
            throw new UnreadableState(key + " has state format " + format + "; this Groundplan reads format " + FORMAT
                    + (format > FORMAT
                            ? ". It was written by Terraform "
                                    + json.path("terraform_version").asText("(unknown)") + ": update Groundplan"
                            : ". Let Terraform 1.0 or later write it once: terraform apply -refresh-only"));
        }
        return new StateFile(key, json);
    }

    /** Which line of states it belongs to: a new one begins when somebody starts over. */
    public String lineage() {
        return json.path("lineage").asText();
    }

    /** How often it was written. */
    public long serial() {
        return json.path("serial").asLong();
    }

    /** The Terraform that wrote it. */
    public String terraformVersion() {
        return json.path("terraform_version").asText();
    }

    /** Whether it has a resource. */
    public boolean empty() {
        return json.path("resources").isEmpty();
    }

    /** Its outputs by name, each with its {@code value}. */
    public JsonNode outputs() {
        return json.path("outputs");
    }

    /** The value of an output; missing when there is none. */
    public JsonNode output(String name) {
        return json.path("outputs").path(name).path("value");
    }
}
