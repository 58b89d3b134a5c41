package groundplan.references;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {
    private static final UnitPath NETWORK = UnitPath.parse("shop/dev/us-east-1/network");

    /** References are written {@code unit.<output>} here. */
    private static Template template(String json) {
        return Template.of(
                TerraformJson.readAny(json),
                traversal -> traversal.startsWith("unit")
                        ? traversal
                                .name(1)
                                .map(name -> new Template.Found(new OutputReference(NETWORK, name, List.of()), 1))
                        : Optional.empty());
    }

    @ParameterizedTest(name = "{0} as {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            textBlock =
                    """
            "${unit.id}"                    | "${module.n.id}"      | "${module.n.id}"
            "${unit.id}"                    | 7                     | 7
            "${unit.id}"                    | {"a": ["x"]}          | {"a":["x"]}
            "${unit.ids.a}"                 | "${module.n.ids}"     | "${module.n.ids.a}"
            "${unit.ids.a}"                 | {"a": "x"}            | "x"
            "${unit.ids[\\"a.b\\"]}"        | {"a.b": "x"}          | "x"
            "a-${unit.id}-${unit.id}"       | "${module.n.id}"      | "a-${module.n.id}-${module.n.id}"
            "a-${unit.id}"                  | "x$${y}"              | "a-${\\"x$${y}\\"}"
            "${upper(unit.ids.a)}"          | {"a": "x"}            | "${upper(\\"x\\")}"
            "$${unit.id} unit.id"           | "x"                   | "$${unit.id} unit.id"
            {"k": ["${unit.id}", 1, true]}  | "x"                   | {"k":["x",1,true]}
            """)
    void eachReferenceIsReplacedAndNothingElse(String json, String output, String expected) {
        JsonNode rendered = template(json).render(reference -> TerraformJson.readAny(output));
        assertEquals(expected, rendered.toString());
    }
}
