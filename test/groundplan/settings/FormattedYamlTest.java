package groundplan.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import groundplan.testing.Repository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code fmt} makes of settings. */
class FormattedYamlTest {
    static Stream<Path> settings() throws IOException {
        return Repository.files("environments", ".yaml").stream();
    }

    @ParameterizedTest
    @MethodSource("settings")
    void ourSettingsAreFormatted(Path file) throws InvalidSettings {
        assertEquals(Repository.text(file), FormattedYaml.of(file.toString(), Repository.text(file)));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void whateverTheIndentationItBecomesTheSame(Path file) throws InvalidSettings {
        String formatted = Repository.text(file);
        String wide = formatted
                .lines()
                .map(line -> {
                    String content = line.stripLeading();
                    return " ".repeat(2 * (line.length() - content.length()))
                            + content.replaceFirst("^- ", "-   ")
                            + (content.isEmpty() ? "   " : "");
                })
                .collect(Collectors.joining("\r\n", "\r\n", "\r\n\r\n"));
        assertEquals(formatted, FormattedYaml.of(file.toString(), wide));
    }

    @Test
    void commentsStayWithWhatTheyAreAbout() throws InvalidSettings {
        assertFormatted(
                """
          # Of the file.

          units:
              # Of the network.
              network:
                  zones:   [a, b]   # two
                  # At the end of the network.
              # Of the keys.
              kms:
          # Of the region.
          region : us-east-1

          # Last.
          """,
                """
          # Of the file.

          units:
            # Of the network.
            network:
              zones: [a, b]   # two
              # At the end of the network.
            # Of the keys.
            kms:
          # Of the region.
          region: us-east-1

          # Last.
          """);
    }

    @Test
    void listsAreBelowTheirKeys() throws InvalidSettings {
        assertFormatted(
                """
          a:
          -   x:  1
              # Of y.
              y: 2
          - - 1
            -  2
          -
              z: 3
          b: [
              1,
                2 ]
          """,
                """
          a:
            - x: 1
              # Of y.
              y: 2
            - - 1
              - 2
            -
              z: 3
          b: [
              1,
                2 ]
          """);
    }

    @Test
    void textsOfSeveralLinesStayAsTheyAre() throws InvalidSettings {
        assertFormatted(
                """
          a:
              literal: |
                  one

                    # two


                  three
              kept: >+
                  x


              plain: one
                  two
              quoted: "one
                 two"
          """,
                """
          a:
            literal: |
              one

                # two


              three
            kept: >+
              x


            plain: one
                two
            quoted: "one
               two"
          """);
    }

    @Test
    void quotesChangeWhereTheTextDoesNot() throws InvalidSettings {
        assertFormatted(
                "a: 'x: y'\n'b': 'it''s'\nc: 'say \"hi\"'\nd: 'a\\b'\ne: '0123'\nf: yes\n",
                "a: \"x: y\"\n\"b\": \"it's\"\nc: 'say \"hi\"'\nd: 'a\\b'\ne: \"0123\"\nf: yes\n");
    }

    @Test
    void blankLinesAndSpacesThatDoNotCountGo() throws InvalidSettings {
        assertFormatted("\n\n\na: 1  \n\n\n\nb: 2\t\n\n\n", "a: 1\n\nb: 2\n");
        assertFormatted("a: 1", "a: 1\n");
        assertFormatted("", "");
        assertFormatted("# Nothing yet.  \n\n\n", "# Nothing yet.\n");
        assertFormatted("---\na:   &x 1\nb: *x\n", "---\na: &x 1\nb: *x\n");
        assertFormatted("ä:  '😀'   # ü\nb:\n    c:  d\n", "ä: \"😀\"   # ü\nb:\n  c: d\n");
    }

    @Test
    void whatIsNoYamlIsAProblemWithItsPlace() {
        InvalidSettings invalid =
                assertThrows(InvalidSettings.class, () -> FormattedYaml.of("environments/x.yaml", "a: [1\nb: 2\n"));
        assertEquals(
                List.of("environments/x.yaml:2:2"),
                invalid.problems().stream()
                        .map(problem -> problem.mark().toString())
                        .toList());
        assertThrows(InvalidSettings.class, () -> FormattedYaml.of("x", "a: 1\n---\nb: 2\n"));
    }

    private static void assertFormatted(String text, String expected) throws InvalidSettings {
        assertEquals(expected, FormattedYaml.of("file.yaml", text));
        assertEquals(expected, FormattedYaml.of("file.yaml", expected), "formatted again");
    }
}
