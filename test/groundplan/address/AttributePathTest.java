package groundplan.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.json.TerraformJson;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths are steps, whatever stands in a key. */
class AttributePathTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\'',
            textBlock =
                    """
            ["ingress", 0, "cidr_blocks"]; ingress[0].cidr_blocks
            ["tags", "aws:cloudformation:stack"]; tags.aws:cloudformation:stack
            ["labels", "app.kubernetes.io/name"]; labels["app.kubernetes.io/name"]
            ["labels", "a.b", "c"]; labels["a.b"].c
            ["labels", "a[0]"]; labels["a[0]"]
            ["labels", "say \\\\"x\\\\""]; labels["say \\\\"x\\\\""]
            ["labels", "two\\nlines"]; labels["two\\nlines"]
            ["labels", ""]; labels[""]
            ["a.b"]; ["a.b"]
            """)
    void theTextFormTellsStepsApart(String steps, String text) {
        AttributePath path = path(steps.replace("\\\\", "\\"));
        String written = text.replace("\\\\", "\\");
        assertEquals(written, path.toString());
        assertEquals(path, AttributePath.parse(written));
    }

    @Test
    void whateverItsKeysAreAPathIsReadAsItWasWritten() {
        Random random = new Random(20_270_115);
        for (int round = 0; round < 20_000; round++) {
            AttributePath path = AttributePath.ROOT;
            for (int step = random.nextInt(5); step > 0; step--) {
                path = random.nextInt(4) == 0 ? path.child(random.nextInt(1000)) : path.child(key(random));
            }
            assertEquals(path, AttributePath.parse(path.toString()), path::toString);
        }
    }

    private static String key(Random random) {
        StringBuilder key = new StringBuilder();
        for (int length = random.nextInt(6); length > 0; length--) {
            key.append("ab0.[]\"\\/ \n\u00e4".charAt(random.nextInt(12)));
        }
        return key.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tags.a[b]c", "a[", "a[\"", "a[\"x\"", "a[1", "a[0]b", "]", "a[99999999999]"})
    void bracketsThatAreNoStepArePartOfAName(String text) {
        assertTrue(
                AttributePath.parse(text).steps().stream().allMatch(AttributePath.NameStep.class::isInstance),
                () -> AttributePath.parse(text).steps().toString());
    }

    @Test
    void aPathBeginsWithWholeStepsOnly() {
        AttributePath path = AttributePath.parse("labels[\"a.b\"].c");
        assertTrue(path.startsWith(AttributePath.parse("labels")));
        assertTrue(path.startsWith(AttributePath.parse("labels[\"a.b\"]")));
        assertTrue(path.startsWith(path));
        assertFalse(path.startsWith(AttributePath.parse("labels.a")));
        assertFalse(path.startsWith(AttributePath.parse("label")));
        assertFalse(AttributePath.parse("labels").startsWith(path));
    }

    @Test
    void namesCanBeHidden() {
        assertEquals(
                "env[0].(sensitive).x",
                AttributePath.parse("env[0][\"pass.word\"].x")
                        .mapNames(name -> name.equals("pass.word") ? "(sensitive)" : name)
                        .toString());
    }

    private static AttributePath path(String steps) {
        return AttributePath.of(TerraformJson.read("{\"steps\": " + steps + "}").path("steps"));
    }

    @Test
    void theTopLevelAttributeIsTheFirstStep() {
        assertEquals("metadata", AttributePath.parse("metadata[0].labels").attribute());
        assertEquals(List.of(), AttributePath.parse("").steps());
    }
}
