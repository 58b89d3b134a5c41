package groundplan.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The definition of the container image, as far as it can be judged without building it. */
class ContainerTest {
    private static final String FILE = Repository.text(Repository.root().resolve("tools/container/Dockerfile"));

    private static List<String> all(String text, String pattern) {
        return Pattern.compile("(?m)" + pattern)
                .matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    @Test
    void everyImageIsPinnedByItsDigestToo() {
        List<String> images = all(FILE, "^FROM (\\S+)");
        assertFalse(images.isEmpty());
        images.forEach(image -> assertTrue(image.matches("[a-z/-]+:[\\w.-]+@sha256:[0-9a-f]{64}"), image));
    }

    @Test
    void itDoesNotRunAsTheSuperuser() {
        List<String> users = all(FILE, "^USER (\\S+)");
        assertTrue(users.get(users.size() - 1).matches("[1-9]\\d+"), () -> "USER " + users);
    }

    @Test
    void itHasTheTerraformThatTheTestsRunWith() throws IOException {
        Set<String> tested = new TreeSet<>(all(
                Repository.text(Repository.root().resolve(".github/actions/setup/action.yml")),
                "description: The version of Terraform\\s+default: \"(.+)\""));
        try (Stream<Path> workflows = Files.list(Repository.root().resolve(".github/workflows"))) {
            workflows.forEach(file -> tested.addAll(all(Repository.text(file), "terraform_version: \"(.+)\"")));
        }
        assertEquals(tested, Set.copyOf(all(FILE, "^FROM hashicorp/terraform:([\\d.]+)@")));
    }
}
