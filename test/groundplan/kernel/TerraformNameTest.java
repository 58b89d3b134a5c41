package groundplan.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names in Terraform that are made from texts of the settings. */
class TerraformNameTest {
    /** As in Terraform's documentation, without the letters beyond ASCII that it allows too. */
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");

    private static final String CHARACTERS = "aZ09_-.*/@ \u00e9\u0663\ud83d\n\"${";

    @Test
    void aNameFromAnyTextIsOneThatTerraformAccepts() {
        Random random = new Random(20260801);
        for (int i = 0; i < 20_000; i++) {
            String text = random.ints(random.nextInt(12), 0, CHARACTERS.length())
                    .mapToObj(at -> CHARACTERS.substring(at, at + 1))
                    .reduce("", String::concat);
            String name = TerraformName.of(text);
            assertTrue(IDENTIFIER.matcher(name).matches(), () -> "'" + text + "' is called '" + name + "'");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "network, network",
        "services/api-one, services_api_one",
        "*.example.com, wildcard_example_com",
        "1.example.com, _1_example_com"
    })
    void aNameIsReadable(String text, String name) {
        assertEquals(name, TerraformName.of(text));
    }

    /** A unit that replaced characters by itself could make a name that Terraform refuses, or a second one for the same text. */
    @Test
    void noUnitMakesANameByItself() throws IOException {
        Pattern own = Pattern.compile("replace\\('[-/]', '_'\\)|replaceAll\\(\"\\[[/.-]+\\]\", \"_\"\\)");
        try (Stream<Path> files = Files.walk(Repository.root().resolve("modules"))) {
            assertEquals(
                    // A name of AWS Signer, which allows no hyphens.
                    List.of("CodeSigning.java"),
                    files.filter(file -> file.toString().endsWith(".java"))
                            .filter(file -> own.matcher(Repository.text(file)).find())
                            .map(file -> file.getFileName().toString())
                            .toList());
        }
    }
}
