package groundplan.hcl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class JsonBodyTest {
    private static HclBody read(String text) {
        return HclParser.file(SourceText.of("main.tf.json", text));
    }

    private static final String TEXT =
            """
            {
              "//": "a comment with ${ in it",
              "locals": [{"a": "${upper(\\"x\\")}-b"}, {"c": {"${local.a}": [1, true, null, "d\\n\\"$${e}"]}}],
              "resource": {
                "aws_s3_bucket": {
                  "logs": {"bucket": "${local.a}", "tags": {}},
                  "data": [{"bucket": "x"}, {"bucket": "y"}]
                }
              },
              "terraform": {"required_version": ">= 1"},
              "count": 1
            }
            """;

    @Test
    void labelsAreKeys() {
        List<HclBlock> resources = read(TEXT).blocks("resource", 2);
        assertEquals(
                "aws_s3_bucket.logs main.tf.json:6:7, aws_s3_bucket.data main.tf.json:7:16, aws_s3_bucket.data main.tf.json:7:33"
                        .replace("6:7", "6:15"),
                resources.stream()
                        .map(block -> block.label(0) + "." + block.label(1) + " " + block.range())
                        .collect(Collectors.joining(", ")));
        HclAttribute bucket = resources.get(0).body().attribute("bucket").orElseThrow();
        assertEquals(
                List.of("local.a"),
                References.of(bucket.expression()).stream()
                        .map(HclReference::toString)
                        .toList());
        assertEquals(
                "main.tf.json:6:26",
                References.of(bucket.expression()).get(0).range().toString());
        assertEquals("\"bucket\": \"${local.a}\"", bucket.range().text());
        assertEquals(2, read(TEXT).blocks("locals", 0).size());
        assertEquals(1, read(TEXT).blocks("terraform", 0).size());
        assertEquals(0, read(TEXT).blocks("module", 1).size());
    }

    @Test
    void textsAreTemplates() {
        List<HclBlock> locals = read(TEXT).blocks("locals", 0);
        assertEquals(
                "(template $(call upper \"x\") \"-b\")",
                TreeText.of(locals.get(0).body().attribute("a").orElseThrow().expression()));
        HclExpression object = locals.get(1).body().attribute("c").orElseThrow().expression();
        assertEquals("(object (template $(get local .a)) (tuple 1 true null \"d\\n\"${e}\"))", TreeText.of(object));
        assertEquals(
                "{ \"${local.a}\" = [1, true, null, \"d\\n\\\"$${e}\"] }",
                object.range().text());
    }

    @Test
    void stripMarkersDoWhatTheyDoInABareTemplate() {
        HclExpression read = read("{\"a\": \"x ${~ b ~} \\n  y $ ${~ c}\"}")
                .attribute("a")
                .orElseThrow()
                .expression();
        assertEquals("(template \"x\" $b \"  y $\" $c)", TreeText.of(read));
        assertEquals(TreeText.of(read), TreeText.of(read.range().text()));
    }

    @Test
    void mistakesAreToldWithTheirPlace() {
        assertEquals(
                "main.tf.json:2:8: the text ends here: a value is missing, such as a number, a text in double quotes,"
                        + " or a reference",
                assertThrows(InvalidHcl.class, () -> read("{\n  \"a\": \"x ${\"}")
                                .attributes())
                        .getMessage());
        assertTrue(assertThrows(InvalidHcl.class, () -> read("{\n  \"a\": 1,\n}"))
                .getMessage()
                .startsWith("main.tf.json:3:"));
        assertEquals(
                "main.tf.json:1:13: 'locals' must be an object, or a list of objects",
                assertThrows(InvalidHcl.class, () -> read("{ \"locals\": 1 }").blocks("locals", 0))
                        .getMessage());
        assertTrue(assertThrows(InvalidHcl.class, () -> read("[".repeat(100_000)))
                .getMessage()
                .contains("inside each other"));
        assertTrue(assertThrows(InvalidHcl.class, () -> read("")).getMessage().startsWith("main.tf.json:1:1: "));
        assertTrue(
                assertThrows(InvalidHcl.class, () -> read("{} {}")).getMessage().startsWith("main.tf.json:1:4: "));
    }
}
