package groundplan.references;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraversalTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            textBlock =
                    """
            no template at all: data.x.y                  | ''
            ${var.a}                                      | var a
            a ${var.a}-${var.b.c} b                       | var a, var b c
            $${var.a} ${var.b}                            | var b
            %%{if var.a} %{if var.b}x%{endif}             | if, var b, endif
            ${aws_x.y.*.ids[0]}                           | aws_x y * ids 0
            ${aws_x.y["a.b"].c}                           | aws_x y a.b c
            ${aws_x.y[var.i].c}                           | aws_x y * c, var i
            ${aws_x.y[each.key][*].id}                    | aws_x y * * id, each key
            ${aws_x.y.0.id}                               | aws_x y 0 id
            ${length(data.aws_x.y.ids)}                   | data aws_x y ids
            ${provider::aws::arn_parse(var.a).region}     | var a
            ${"quoted var.a ${var.b} $${var.c}"}          | var b
            ${"a \\" var.a"}                              | ''
            ${[for x in var.l : x.id]}                    | for, x, in, var l, x id
            ${{"k" = {a = var.b}}.k}                      | a, var b
            ${jsonencode({"a":"${data.x.y.z}"})}          | data x y z
            ${1e5 + var.a}                                | var a
            ${a-b.c}                                      | a-b c
            ${var.a                                       | var a
            """)
    void referencesAreThoseOfTheTemplate(String template, String expected) {
        assertEquals(expected == null ? "" : expected, shown(Traversal.in(template)));
    }

    @Test
    void positionsAreThoseOfTheText() {
        String text = "é ${data.terraform_remote_state.net.outputs.ids.a}";
        Traversal found = Traversal.in(text).get(0);
        assertEquals("data.terraform_remote_state.net.outputs.ids", text.substring(found.start(), found.end(4)));
        assertEquals(".a", text.substring(found.end(4), found.end(5)));
    }

    /** Whatever the text, the search ends, and each reference lies inside the text. */
    @Test
    void noTextMakesItFail() {
        Random random = new Random(7);
        String letters = "${}%\"\\.[]()*ab1-_: \n";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(40); j > 0; j--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            for (Traversal found : Traversal.in(text.toString())) {
                int last = found.end(found.steps().size() - 1);
                assertEquals(
                        found.steps().get(0).name(),
                        text.substring(found.start(), found.end(0)),
                        () -> "seed 7: " + text);
                assertEquals(true, last <= text.length(), () -> "seed 7: " + text);
            }
        }
    }

    private static String shown(List<Traversal> traversals) {
        return traversals.stream()
                .map(traversal ->
                        traversal.steps().stream().map(Traversal.Part::name).collect(Collectors.joining(" ")))
                .collect(Collectors.joining(", "));
    }

    @Test
    void whatIsNestedTooDeeplyIsSaid() {
        assertEquals(
                1,
                Traversal.in("${" + "(".repeat(400) + "var.a" + ")".repeat(400) + "}")
                        .size());
        String deep = "${" + "[".repeat(100_000) + "var.a" + "]".repeat(100_000) + "}";
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Traversal.in(deep))
                .getMessage()
                .contains("more than 500 brackets"));
    }
}
