package groundplan.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An edit touches the lines of its key and nothing else. */
class YamlEditTest {
    private static final String FILE =
            """
      # What staging has of its own.
      units:
        # the cluster
        ecs:   # in two zones
          services:
            web:
              image: {repository: web, tag: "1.0.0"}  # frozen
              scaling:
                desired_count: 2   # two

        # the database
        rds:
          # The version that was tried.
          engine_version: '16'
          zones:
            - a
            - b
        # the end
      """;

    @Test
    void aValueIsReplacedWhereItStands() {
        assertEquals(
                FILE.replace("desired_count: 2 ", "desired_count: 3 "),
                set(FILE, "3", "units", "ecs", "services", "web", "scaling", "desired_count"));
        assertEquals(
                FILE.replace("tag: \"1.0.0\"", "tag: \"1.1.0\""),
                set(FILE, "\"1.1.0\"", "units", "ecs", "services", "web", "image", "tag"));
        assertEquals(FILE.replace("'16'", "\"17\""), set(FILE, "\"17\"", "units", "rds", "engine_version"));
    }

    @Test
    void aListOfLinesBecomesOneLine() {
        assertEquals(
                FILE.replace("zones:\n      - a\n      - b\n", "zones: [a, c]\n"),
                set(FILE, "[a, c]", "units", "rds", "zones"));
    }

    @Test
    void aNewKeyStandsWhereTheAlphabetPutsIt() {
        assertEquals(
                FILE.replace("        image: {", "        connections:\n          caches: [redis]\n        image: {"),
                set(FILE, "[redis]", "units", "ecs", "services", "web", "connections", "caches"));
        assertEquals(
                FILE.replace("  # the database\n", "  kms:\n    alias: main\n  # the database\n")
                        .replace("two\n\n  kms:\n    alias: main\n", "two\n  kms:\n    alias: main\n\n"),
                set(FILE, "main", "units", "kms", "alias"));
        assertEquals(
                FILE.replace("tag: \"1.0.0\"}", "tag: \"1.0.0\", user: nobody}"),
                set(FILE, "nobody", "units", "ecs", "services", "web", "image", "user"));
    }

    @Test
    void aNewKeyStandsAtTheEndOfKeysInAnotherOrder() {
        assertEquals("b: 1 # one\na: 2\nab: x\n# end\n", set("b: 1 # one\na: 2\n# end\n", "x", "ab"));
    }

    @Test
    void aKeyWithoutAValueGetsKeysBelowIt() {
        assertEquals("units:\n  ecs:\n    tag: x\n", set("units: {}\n", "x", "units", "ecs", "tag"));
        assertEquals(
                "units:\n  ecs:  # here\n    tag: x\n  kms:\n",
                set("units:\n  ecs:  # here\n  kms:\n", "x", "units", "ecs", "tag"));
        assertEquals("units:\n  ecs:\n    tag: x\n", set("units:\n  ecs:", "x", "units", "ecs", "tag"));
        assertEquals("# nothing yet\nunits:\n  kms: x\n", set("# nothing yet\n", "x", "units", "kms"));
        assertEquals("a: x\n", set("a:\n", "x", "a"));
    }

    @Test
    void aKeyGoesWithItsCommentAndWithWhatIsEmptyWithoutIt() {
        assertEquals(
                FILE.replace("    # The version that was tried.\n    engine_version: '16'\n", ""),
                YamlEdit.remove(FILE, List.of("units", "rds", "engine_version"), 1));
        assertEquals(
                FILE.replace("        scaling:\n          desired_count: 2   # two\n", ""),
                YamlEdit.remove(FILE, List.of("units", "ecs", "services", "web", "scaling", "desired_count"), 1));
        assertEquals(
                FILE.replace("repository: web, ", ""),
                YamlEdit.remove(FILE, List.of("units", "ecs", "services", "web", "image", "repository"), 1));
        assertEquals(
                FILE.replace(", tag: \"1.0.0\"", ""),
                YamlEdit.remove(FILE, List.of("units", "ecs", "services", "web", "image", "tag"), 1));
    }

    @Test
    void whatIsLeftOfTheFileSaysThatItIsEmpty() {
        String one = "units:\n  ecs:\n    services:\n      web:\n        tag: x # y\n# end\n";
        assertEquals(
                "units: {} # y\n# end\n", YamlEdit.remove(one, List.of("units", "ecs", "services", "web", "tag"), 1));
        assertEquals(
                "units:\n  ecs: # y\n# end\n",
                YamlEdit.remove(one, List.of("units", "ecs", "services", "web", "tag"), 2));
        assertEquals(one, YamlEdit.remove(one, List.of("units", "rds", "tag"), 1), "what is not there cannot go");
    }

    @Test
    void windowsLinesStayWindowsLines() {
        assertEquals("a: 1\r\nb:\r\n  c: x\r\n", set("a: 1\r\n", "x", "b", "c"));
    }

    @Test
    void whatHasAValueCannotGetKeys() {
        assertThrows(IllegalArgumentException.class, () -> set("a: 1\n", "x", "a", "b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "1.0",
                "16",
                "yes",
                "no",
                "null",
                "~",
                "a: b",
                "# no comment",
                "\"quoted\"",
                "it's",
                "*all",
                "&a",
                "- dash",
                "a,b",
                "[x]",
                "{x}",
                "with\nlines",
                "\u00e9\u4e2d",
                "",
                " spaces ",
                "0x1F",
                "2027-06-30",
                "sha256:abc",
                "a:",
                ":a"
            })
    void aTextReadsBackAsItself(String text) {
        Node.Scalar node = new Node.Scalar(SourceLocation.DEFAULT, Node.Type.TEXT, text, List.of());
        for (String file : List.of("a: x\n", "a: {b: c}\n", "{a: x, z: y}\n")) {
            List<Problem> problems = new ArrayList<>();
            String edited = YamlEdit.set(file, List.of("a"), node);
            Node.Mapping read = (Node.Mapping) YamlFile.parseValue(edited, "", problems);
            assertEquals(List.of(), problems, edited);
            Node.Scalar value = (Node.Scalar) read.get("a").orElseThrow();
            assertEquals("TEXT " + text, value.type() + " " + value.text(), edited);
        }
    }

    private static String set(String text, String value, String... path) {
        return YamlEdit.set(text, List.of(path), YamlFile.parseValue(value, "", new ArrayList<>()));
    }
}
