package groundplan.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import groundplan.json.TerraformJson;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.Node;
import groundplan.settings.UnitModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * An environment's effective settings without layers: what a test changes in them is changed in one place.
 *
 * @param environment what stands in {@code environment.yaml}
 * @param regions what stands below {@code units} in the file of each region
 */
public record FlatSettings(ObjectNode environment, Map<String, ObjectNode> regions) {
    private static final YAMLMapper YAML = new YAMLMapper();

    /** The settings of one environment. */
    public static FlatSettings of(EnvironmentModel model) {
        ObjectNode environment = (ObjectNode) json(model.node());
        environment.remove("units");
        // It names environments of the system, of which there is one here.
        environment.remove("promotion");
        Map<String, ObjectNode> regions = new TreeMap<>();
        for (UnitModel<?, ?> unit : model.units()) {
            ObjectNode settings = (ObjectNode) json(unit.node());
            settings.remove("moved");
            settings.remove("released");
            regions.computeIfAbsent(unit.path().region(), region -> TerraformJson.object())
                    .set(unit.path().unit(), settings);
        }
        return new FlatSettings(environment, regions);
    }

    /** The same in nodes of its own. */
    public FlatSettings copy() {
        Map<String, ObjectNode> copies = new TreeMap<>();
        regions.forEach((region, units) -> copies.put(region, units.deepCopy()));
        return new FlatSettings(environment.deepCopy(), copies);
    }

    /** Writes them as the environment {@code dev} of a system. */
    public void write(Path root, String system) {
        try {
            Path folder = Files.createDirectories(
                    root.resolve("environments").resolve(system).resolve("dev"));
            Files.writeString(folder.resolveSibling("system.yaml"), "{}\n");
            YAML.writeValue(folder.resolve("environment.yaml").toFile(), environment);
            for (Map.Entry<String, ObjectNode> region : regions.entrySet()) {
                ObjectNode file = TerraformJson.object();
                file.set("units", region.getValue());
                YAML.writeValue(folder.resolve(region.getKey() + ".yaml").toFile(), file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(Node node) {
        if (node instanceof Node.Mapping mapping) {
            ObjectNode object = TerraformJson.object();
            mapping.entries().forEach((key, entry) -> object.set(key, json(entry.value())));
            return object;
        }
        if (node instanceof Node.Sequence sequence) {
            ArrayNode array = TerraformJson.object().putArray("items");
            sequence.items().forEach(item -> array.add(json(item)));
            return array;
        }
        Node.Scalar scalar = (Node.Scalar) node;
        return switch (scalar.type()) {
            case TEXT -> TextNode.valueOf(scalar.text());
            case INTEGER, DECIMAL -> TerraformJson.object().numberNode(new BigDecimal(scalar.text()));
            case BOOLEAN -> BooleanNode.valueOf(Boolean.parseBoolean(scalar.text()));
            case NOTHING -> NullNode.instance;
        };
    }
}
