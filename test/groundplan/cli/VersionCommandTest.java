package groundplan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.testing.FakeTools;
import groundplan.testing.Repository;
import groundplan.testing.TempProject;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which Groundplan this is, and what is said when a repository pins another one. */
class VersionCommandTest {
    @TempDir
    Path folder;

    @Test
    void itIsTheVersionOfThePom() {
        TempProject shop = TempProject.shop(folder);
        shop.run("--version").exits(0).prints("groundplan " + pom() + "\n");
        ObjectNode shown = FakeTools.in(shop, Map.of("terraform", ""))
                .run("version", "--format", "json")
                .exits(0)
                .json();
        assertEquals(pom(), shown.path("groundplan").asText());
        assertEquals("1.0", shown.path("terraform").asText());
        assertEquals("not installed", shown.path("terragrunt").asText());
        assertEquals(Runtime.version().toString(), shown.path("java").asText());
        assertFalse(shown.has("pinned"));
    }

    @Test
    void aProjectIsNotNeeded() {
        new TempProject(folder).run("version").exits(0).prints("groundplan " + pom() + "\n");
    }

    @Test
    void aStaleTreeOfAnotherVersionNamesBoth() {
        TempProject shop = TempProject.shop(folder).with(".groundplan-version", "# pinned\nversion=7.6.5\nurl=\n");
        shop.run("version").prints("pinned 7.6.5\n");
        shop.run("synth", "--check")
                .exits(1)
                .complains("this is Groundplan " + pom()
                        + ", and .groundplan-version pins 7.6.5: run that version, or ./groundplan init --upgrade");
        shop.with("groundplanw", "");
        Map<String, String> called = Map.of("GROUNDPLAN_COMMAND", "groundplan");
        shop.run(called, false, "synth", "--check")
                .exits(1)
                .complains("pins 7.6.5: run ./groundplanw synth, or groundplan init --upgrade to go to " + pom());
        ObjectNode found = shop.run("synth", "--check", "--json").exits(1).json();
        assertEquals(pom(), found.path("version").asText());
        assertEquals("7.6.5", found.path("pinned").asText());
        shop.with(".groundplan-version", "version=" + pom() + "\n");
        shop.run(called, false, "synth", "--check").exits(1).complains("settings; run groundplan synth");
    }

    private static String pom() {
        Matcher version = Pattern.compile("(?m)^  <version>(.+)</version>$")
                .matcher(Repository.text(Repository.root().resolve("pom.xml")));
        assertTrue(version.find());
        return version.group(1);
    }
}
