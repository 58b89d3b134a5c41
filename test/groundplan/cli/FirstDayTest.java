package groundplan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What goes wrong on a first day, and what is then said: {@code first-day.yaml}, in which each case has files to write over the shop
 * (null deletes one), variables, a command, its exit code, and all that it says on the error stream.
 */
class FirstDayTest {
    private static final int LEAST = 30;

    @TempDir
    Path folder;

    static List<Misuse> misuses() throws IOException {
        List<Misuse> misuses = new ArrayList<>();
        new YAMLMapper()
                .readTree(Repository.text(Repository.root().resolve("test/groundplan/cli/first-day.yaml")))
                .forEach(node -> misuses.add(new Misuse(node)));
        return misuses;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("misuses")
    void aMisuseIsToldWithWhatWouldBeRight(Misuse misuse) throws IOException {
        // The real path, as messages have it.
        Path root = folder.toRealPath();
        TempProject shop =
                TempProject.shop(root).with("terragrunt/root.hcl", "").with("terragrunt/emulator.hcl", "");
        if (misuse.node().path("empty").asBoolean()) {
            delete(root.resolve("environments"));
            delete(root.resolve("terragrunt"));
        }
        for (Map.Entry<String, JsonNode> file : misuse.node().path("files").properties()) {
            if (file.getValue().isNull()) {
                delete(root.resolve(file.getKey()));
            } else {
                shop.with(file.getKey(), file.getValue().asText());
                if (file.getValue().asText().startsWith("#!")) {
                    assertTrue(root.resolve(file.getKey()).toFile().setExecutable(true), file.getKey());
                }
            }
        }
        for (JsonNode before : misuse.node().path("before")) {
            shop.run(before.asText().split(" ")).exits(0);
        }
        Map<String, String> variables = new TreeMap<>();
        variables.put(
                "GROUNDPLAN_CWD",
                root.resolve(misuse.node().path("in").asText("")).toString());
        misuse.node()
                .path("variables")
                .properties()
                .forEach(variable -> variables.put(
                        variable.getKey(), variable.getValue().asText().replace("{root}", root.toString())));
        Outcome outcome = shop.run(
                variables,
                false,
                misuse.node()
                        .path("run")
                        .asText()
                        .replace("{root}", root.toString())
                        .replace("{program}", Repository.root().toString())
                        .split(" "));
        assertEquals(
                misuse.node().path("says").asText().strip(),
                // The usage, which may follow, is tested elsewhere.
                outcome.err()
                        .replaceFirst("(?s)\nUsage: .*", "")
                        .strip()
                        .replace(root.toString(), "{root}")
                        .replace(Repository.root().toString(), "{program}"),
                () -> "what is said after " + outcome);
        assertEquals(misuse.node().path("exit").asInt(), outcome.exit(), outcome::toString);
        if (outcome.exit() != 0) {
            assertEquals("", outcome.out(), "an error is no result");
        }
    }

    @Test
    void thereAreThirtyOfThem() throws IOException {
        List<Misuse> misuses = misuses();
        assertTrue(misuses.size() >= LEAST, () -> "misuses: " + misuses.size());
        assertEquals(
                misuses.size(),
                misuses.stream().map(Misuse::toString).distinct().count(),
                "names are unique");
    }

    private static void delete(Path path) throws IOException {
        if (Files.exists(path)) {
            try (Stream<Path> walk = Files.walk(path)) {
                for (Path each :
                        walk.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    record Misuse(JsonNode node) {
        @Override
        public String toString() {
            return node.path("misuse").asText();
        }
    }
}
