package groundplan.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import groundplan.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The jobs of the nightly workflow together run each nightly test once: no job of GitHub is long enough for all of them. */
class NightlyWorkflowTest {
    private static final Pattern CHANGES = Pattern.compile("-Dgroundplan\\.changes=([0-9]+)-([0-9]+)");

    /** By test class: how its jobs are limited to a part of it. */
    private static SortedMap<String, List<String>> jobs() throws IOException {
        JsonNode workflow = new YAMLMapper()
                .readTree(Repository.root()
                        .resolve(".github/workflows/nightly.yml")
                        .toFile());
        SortedMap<String, List<String>> jobs = new TreeMap<>();
        for (JsonNode job : workflow.at("/jobs/tests/strategy/matrix/include")) {
            String[] arguments = job.path("arguments").asText().split(" ", 2);
            assertEquals("-Dtest=", arguments[0].substring(0, 7), job.toString());
            for (String test : arguments[0].substring(7).split(",")) {
                jobs.computeIfAbsent(test, none -> new ArrayList<>()).add(arguments.length == 1 ? "" : arguments[1]);
            }
        }
        return jobs;
    }

    private static List<String> environments(List<String> parts) {
        return parts.stream()
                .flatMap(part -> Arrays.stream(
                        part.replace("-Dgroundplan.test.environments=", "").split(",")))
                .sorted()
                .toList();
    }

    @Test
    void everyNightlyTestIsInAJob() throws IOException {
        SortedSet<String> nightly = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Repository.root().resolve("test"))) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> Repository.text(file).contains("\n@Tag(\"nightly\")")
                            || Repository.text(file).contains(" @Tag(\"nightly\")"))
                    .forEach(file -> nightly.add(file.getFileName().toString().replace(".java", "")));
        }
        assertEquals(nightly, jobs().keySet());
    }

    @Test
    void jobsOfOneTestShareItsEnvironmentsAndChanges() throws IOException {
        SortedMap<String, List<String>> jobs = jobs();
        List<String> systems;
        try (Stream<Path> folders = Files.list(Repository.root().resolve("environments"))) {
            systems = folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
        assertEquals(systems, environments(jobs.remove("EveryEnvironmentOnTheEmulatorTest")));
        assertEquals(systems, environments(jobs.remove("RolesOnTheEmulatorTest")));

        int next = 1;
        for (String part : jobs.remove("EveryChangeOnTheEmulatorTest")) {
            Matcher range = CHANGES.matcher(part);
            assertEquals(true, range.matches(), part);
            assertEquals(next, Integer.parseInt(range.group(1)), part);
            next = Integer.parseInt(range.group(2)) + 1;
        }
        assertEquals(Edit.all().size(), next - 1, "the last change");

        jobs.forEach((test, parts) -> assertEquals(List.of(""), parts, test));
    }
}
