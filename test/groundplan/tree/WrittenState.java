package groundplan.tree;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A state as an apply has left it, of objects of type {@code terraform_data}. */
final class WrittenState {
    private WrittenState() {}

    /**
     * Writes it.
     *
     * @param outputs the values of outputs, which are texts
     * @param inputs the argument {@code input} of each object by its name; that of one named {@code key} is sensitive
     */
    static void in(Path file, Map<String, String> outputs, Map<String, String> inputs) throws IOException {
        ObjectNode state = TerraformJson.object();
        state.put("version", 4)
                .put("terraform_version", "1.11.0")
                .put("serial", 1)
                .put("lineage", file.getFileName().toString());
        ObjectNode written = state.putObject("outputs");
        outputs.forEach(
                (name, value) -> written.putObject(name).put("value", value).put("type", "string"));
        inputs.forEach((name, input) -> {
            ObjectNode resource = state.withArrayProperty("resources").addObject();
            resource.put("mode", "managed")
                    .put("type", "terraform_data")
                    .put("name", name)
                    .put("provider", "provider[\"terraform.io/builtin/terraform\"]");
            ObjectNode instance = resource.putArray("instances").addObject().put("schema_version", 0);
            ObjectNode attributes = instance.putObject("attributes");
            attributes.put("id", name).putNull("triggers_replace");
            for (String argument : new String[] {"input", "output"}) {
                attributes.putObject(argument).put("value", input).put("type", "string");
                if (name.equals("key")) {
                    instance.withArrayProperty("sensitive_attributes")
                            .addArray()
                            .addObject()
                            .put("type", "get_attr")
                            .put("value", argument);
                }
            }
        });
        Files.createDirectories(file.getParent());
        Files.writeString(file, TerraformJson.write(state));
    }

    /** How many resources there are in a state. */
    static int size(Path file) throws IOException {
        return TerraformJson.read(Files.readString(file)).path("resources").size();
    }
}
