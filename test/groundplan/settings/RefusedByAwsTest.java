package groundplan.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import groundplan.testing.Outcome;
import groundplan.testing.Repository;
import groundplan.testing.TempProject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Settings that AWS refuses are refused where they are written; those beside them, which AWS accepts, are not. The cases are in {@code
 * refused_by_aws.yaml}, from AWS's documentation.
 */
class RefusedByAwsTest {
    private static final Path CASES = Repository.root().resolve("test/groundplan/settings/refused_by_aws.yaml");

    /** A long text in a case. */
    private static final Pattern REPEATED = Pattern.compile("repeat\\((\\d+)\\)");

    private static final YAMLMapper YAML = new YAMLMapper();

    @Test
    void whatAwsRefusesIsRefusedAtItsKey(@TempDir Path folder) throws Exception {
        JsonNode file = YAML.readTree(CASES.toFile());
        List<String> otherwise = new ArrayList<>();
        for (JsonNode one : file.path("refused")) {
            Outcome outcome = validated(folder, file.path("settings"), one.path("units"));
            String expected = one.path("says").asText();
            boolean located = outcome.err()
                    .lines()
                    .anyMatch(line -> line.matches("environments/shop/system.yaml:[0-9]+:[0-9]+: units\\..*")
                            && line.contains(expected));
            if (outcome.exit() != 2 || !located) {
                otherwise.add(one.path("units") + " instead of '" + expected + "': " + outcome.err());
            }
        }
        assertEquals(List.of(), otherwise);
        assertTrue(file.path("refused").size() > 60, "too few cases");
    }

    @Test
    void whatAwsAcceptsIsAccepted(@TempDir Path folder) throws Exception {
        JsonNode file = YAML.readTree(CASES.toFile());
        List<String> refused = new ArrayList<>();
        for (JsonNode one : file.path("accepted")) {
            Outcome outcome = validated(folder, file.path("settings"), one);
            if (outcome.exit() != 0) {
                refused.add(one + ": " + outcome.err());
            }
        }
        assertEquals(List.of(), refused);
    }

    private static Outcome validated(Path folder, JsonNode settings, JsonNode units) throws Exception {
        ObjectNode all = settings.deepCopy();
        merge((ObjectNode) all.get("units"), units);
        String text = REPEATED.matcher(YAML.writeValueAsString(all))
                .replaceAll(found -> "a".repeat(Integer.parseInt(found.group(1))));
        return new TempProject(folder)
                .with("environments/shop/system.yaml", text)
                .with("environments/shop/dev/environment.yaml", "units: {}\n")
                .run("validate", "--settings-only");
    }

    /** Maps are merged, and everything else replaces; a key that ends with {@code !} replaces a map as well. */
    private static void merge(ObjectNode into, JsonNode edits) {
        for (Map.Entry<String, JsonNode> edit : edits.properties()) {
            String key = edit.getKey();
            if (key.endsWith("!")) {
                into.set(key.substring(0, key.length() - 1), edit.getValue());
            } else if (edit.getValue().isObject() && into.get(key) instanceof ObjectNode inner) {
                merge(inner, edit.getValue());
            } else {
                into.set(key, edit.getValue());
            }
        }
    }
}
