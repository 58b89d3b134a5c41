package groundplan.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import java.nio.charset.StandardCharsets;

/**
 * A Terraform state as it is stored in its backend.
 *
 * @param place its location, for people, such as {@code s3://bucket/key} or a file
 * @param json its content
 */
public record StateFile(String place, ObjectNode json) {
    /**
     * Parses a state.
     *
     * @throws UnreadableState when it is not a whole state as Terraform writes it, or in another format version
     */
    public static StateFile parse(String place, byte[] content) {
        return new StateFile(place, StateContent.read(place, content));
    }

    /**
     * Parses a state.
     *
     * @throws UnreadableState when it is not a whole state as Terraform writes it, or in another format version
     */
    public static StateFile parse(String place, String text) {
        return parse(place, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Parses a state with each number as it is written, for what is written back.
     *
     * @throws UnreadableState when it is not a whole state as Terraform writes it, or in another format version
     */
    public static StateFile parseExactly(String place, String text) {
        parse(place, text);
        return new StateFile(place, TerraformJson.readExact(text));
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
