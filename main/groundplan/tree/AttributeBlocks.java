package groundplan.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Arguments that may be written as blocks and are lists of objects to the provider, such as {@code ingress} of a security group. In HCL's
 * own syntax Terraform sets to null what such a block leaves out. In JSON it takes the list as it is, in which nothing may be left out.
 * {@code attribute-blocks.csv} has those of the AWS provider, by its schema.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/language/attr-as-blocks">Terraform's reference</a>
 */
final class AttributeBlocks {
    private static final Map<String, Map<String, List<String>>> ARGUMENTS = read();

    private AttributeBlocks() {}

    /**
     * Adds what the blocks of a resource leave out.
     *
     * @param type the type of the resource
     * @param body the resource, which is changed
     */
    static void complete(String type, ObjectNode body) {
        Map<String, List<String>> arguments = ARGUMENTS.getOrDefault(type, Map.of());
        arguments.keySet().stream().filter(argument -> !argument.contains("/")).forEach(argument -> {
            if (body.get(argument) instanceof ArrayNode blocks) {
                if (body.path("dynamic").has(argument)) {
                    // A list would replace the blocks that are made by the dynamic one.
                    body.remove(argument);
                    blocks.forEach(block -> body.withObjectProperty("dynamic")
                            .withArrayProperty(argument)
                            .add(once(block)));
                } else {
                    complete(arguments, argument, blocks);
                }
            }
        });
    }

    private static void complete(Map<String, List<String>> arguments, String path, ArrayNode blocks) {
        for (JsonNode block : blocks) {
            if (block instanceof ObjectNode object) {
                for (String attribute : arguments.get(path)) {
                    String inside = path + "/" + attribute;
                    if (!object.has(attribute)) {
                        object.putNull(attribute);
                    } else if (arguments.containsKey(inside) && object.get(attribute) instanceof ArrayNode inner) {
                        complete(arguments, inside, inner);
                    }
                }
            }
        }
    }

    private static ObjectNode once(JsonNode block) {
        ObjectNode dynamic = TerraformJson.object();
        dynamic.putArray("for_each").add(true);
        dynamic.set("content", block);
        return dynamic;
    }

    private static Map<String, Map<String, List<String>>> read() {
        Map<String, Map<String, List<String>>> all = new HashMap<>();
        try (InputStream csv = AttributeBlocks.class.getResourceAsStream("attribute-blocks.csv")) {
            new String(csv.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .forEach(line -> {
                        String[] cells = line.split(",", -1);
                        all.computeIfAbsent(cells[0], type -> new HashMap<>())
                                .put(cells[1], List.of(cells[2].split(" ")));
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }
}
