package groundplan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import groundplan.testing.Outcome;
import groundplan.testing.Repository;
import groundplan.testing.TempProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Advice that leads to valid settings: {@code advice.yaml}. Each case writes files, and for each message that is then shown it does what
 * the message says, until the settings are valid. The system is the shop, in eu-west-1.
 */
class AdviceTest {
    private static final String BASE =
            """
            region: eu-west-1
            account_id: "123456789012"
            state:
              bucket: shop-states
              lock_table: shop-locks
            units:
            """;

    @TempDir
    Path folder;

    static List<Chain> chains() throws IOException {
        List<Chain> chains = new ArrayList<>();
        new YAMLMapper()
                .readTree(Repository.text(Repository.root().resolve("test/groundplan/cli/advice.yaml")))
                .forEach(node -> chains.add(new Chain(node)));
        return chains;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("chains")
    void followedItLeadsToValidSettings(Chain chain) throws IOException {
        TempProject shop = new TempProject(folder).with(TempProject.DEV, "units: {}\n");
        write(shop, chain.node());
        for (JsonNode step : chain.node().path("steps")) {
            Outcome told = shop.run("validate", "--settings-only");
            assertEquals(
                    step.path("says").asText().strip(),
                    told.err()
                            .replaceFirst("\\d+ problems? in the settings; .*\\s*", "")
                            .strip());
            write(shop, step);
        }
        Outcome last = shop.run("validate", "--settings-only");
        assertEquals("", last.err(), () -> "what is still said after all advice was followed: " + last);
    }

    /** A file without text is deleted. */
    private static void write(TempProject shop, JsonNode step) throws IOException {
        if (step.has("units")) {
            shop.with(TempProject.SYSTEM, BASE + step.path("units").asText().indent(2));
        }
        for (Map.Entry<String, JsonNode> file : step.path("files").properties()) {
            if (file.getValue().asText().isEmpty()) {
                Files.delete(shop.root().resolve(file.getKey()));
            } else {
                shop.with(file.getKey(), file.getValue().asText());
            }
        }
    }

    record Chain(JsonNode node) {
        @Override
        public String toString() {
            return node.path("problem").asText();
        }
    }
}
