package groundplan.hcl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.testing.Repository;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyTest {
    private static NativeBody read(String text) {
        return HclParser.body(SourceText.of("unit/terragrunt.hcl", text));
    }

    private static String problems(String text) {
        return assertThrows(InvalidHcl.class, () -> read(text)).getMessage();
    }

    @Test
    void argumentsAndBlocksHaveTheirPlaces() {
        String text =
                """
                # The network.
                include "root" {
                  path   = find_in_parent_folders("root.hcl")
                  expose = true # for its locals
                }

                dependency "vpc" { config_path = "../vpc" }
                feature flag on {}
                inputs = {
                  id = dependency.vpc.outputs.id
                }
                """;
        NativeBody body = read(text);
        assertEquals(
                "include root, dependency vpc, feature flag on",
                body.blocks().stream()
                        .map(block -> block.type() + " "
                                + block.labels().stream()
                                        .map(HclBlock.BlockLabel::text)
                                        .collect(Collectors.joining(" ")))
                        .collect(Collectors.joining(", ")));
        HclBlock root = body.blocks("include", 1).get(0);
        assertEquals(
                List.of("path", "expose"),
                root.body().attributes().stream().map(HclAttribute::name).toList());
        HclAttribute expose = root.body().attribute("expose").orElseThrow();
        assertEquals("unit/terragrunt.hcl:4:3", expose.range().toString());
        assertEquals("expose = true", expose.range().text());
        assertEquals("\"root\"", root.labels().get(0).range().text());
        assertEquals(List.of(), body.blocks("include", 0));
        assertEquals(
                "dependency \"vpc\" { config_path = \"../vpc\" }",
                body.blocks("dependency", 1).get(0).range().text());
        HclExpression inputs = body.attribute("inputs").orElseThrow().expression();
        assertEquals(
                Optional.of("dependency.vpc.outputs.id"),
                ((HclExpression.ObjectExpression) inputs).value("id").map(value -> value.range()
                        .text()));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\u0001',
            textBlock =
                    """
            a = 1 b = 2                 ~ 1:7: here is 'b': a new line must follow an argument
            a =                         ~ 1:4: the text ends here: a value is missing, such as a number, a text in double quotes, or a reference
            a = 1\\na = 2               ~ 2:1: 'a' is set already in unit/terragrunt.hcl:1:1; an argument can be set once
            a = [1 2]                   ~ 1:8: here is '2': elements of the list of unit/terragrunt.hcl:1:5 are separated by ',', and it ends with ']'
            a = (1                      ~ 1:7: the text ends here: the '(' of unit/terragrunt.hcl:1:5 is not closed; ')' must follow
            a = "b                      ~ 1:5: this text has no closing quote
            a = "${b"                   ~ 1:9: here is '"': the '${' of unit/terragrunt.hcl:1:6 is not closed; '}' must follow, or write '$${' if it is a text of another language
            a = <<EOT\\nx               ~ 1:5: this heredoc does not end; 'EOT' must follow on a line of its own
            a = "\\q"                   ~ 1:6: there is no escape \\q; there are \\n, \\r, \\t, \\", \\\\, \\uNNNN, \\UNNNNNNNN
            a = b.0.1                   ~ 1:7: two numbers with dots are one number; write [0][1]
            a = 'b'                     ~ 1:5: ' has no meaning in HCL; write texts in double quotes
            a = b & c                   ~ 1:7: HCL has no bitwise operators; write && for a logical and
            a = 1.2.3                   ~ 1:5: '1.2.3' is not a number; write it like 15, 1.5 or 15e3
            a = f(b                     ~ 1:8: the text ends here: arguments of a function are separated by ',', and a call ends with ')'
            a = b ? c                   ~ 1:10: the text ends here: a conditional is written as 'condition ? value : other value'; the ':' is missing
            a = "%{ if b }c"            ~ 1:6: '%{ endif }' must end the directive of unit/terragrunt.hcl:1:6
            a = "c%{ endif }"           ~ 1:7: there is no '%{ if }' that belongs to this
            a = [for x : y]             ~ 1:12: here is ':': after the names of a 'for' the word 'in' and a collection must follow
            a = {for x in y : x}        ~ 1:20: here is '}': a 'for' in curly brackets has a key and a value: key => value
            b "c" {                     ~ 1:7: this '{' is not closed; '}' is missing
            b "${c}" {}                 ~ 1:3: a label is a constant text; write $${ or %%{ for these characters
            b { a = 1, c = 2 }          ~ 1:10: here is ',': a block on one line has one argument and ends with '}'; write it on several lines
            }                           ~ 1:1: here is '}': there is no '{' that belongs to this
            "a" = 1                     ~ 1:1: here is '"': an argument (name = value) or a block (name { ... }) must follow
            """)
    void mistakesAreToldWithTheirPlaceAndWhatWouldBeRight(String text, String expected) {
        assertEquals(
                "unit/terragrunt.hcl:" + expected,
                problems(text.replace("\\na", "\na").replace("\\nx", "\nx")));
    }

    @Test
    void severalMistakesAreToldAtOnce() {
        assertEquals(
                List.of(2, 4, 7, 9),
                assertThrows(
                                InvalidHcl.class,
                                () -> read("locals {\n  a = [1 2]\n  b = {\n    c = \"${\"\n  }\n  }\nd = 'e'\n"
                                        + "f = 1\ng = \ni = 2\n"))
                        .problems()
                        .stream()
                        .map(problem -> problem.range().line())
                        .toList());
    }

    @Test
    void whateverATextContainsItsPlaceIsTold() {
        byte[] latin = "a = 1\nb = \"gr\u00f6\u00dfe\"".getBytes(StandardCharsets.ISO_8859_1);
        assertEquals(
                "f.hcl:2:8: byte 0xf6 is not part of a character in UTF-8; save the file in the encoding UTF-8",
                assertThrows(InvalidHcl.class, () -> SourceText.of("f.hcl", latin))
                        .getMessage());
        assertTrue(problems("a = \0").contains("U+0000"), problems("a = \0"));
        assertTrue(problems("a = \ud800").contains("U+D800"), problems("a = \ud800"));
        assertTrue(problems("a = " + "1".repeat(100_000)).contains("digits"));
        assertEquals(
                50,
                assertThrows(InvalidHcl.class, () -> read("a = '\n".repeat(100_000)))
                        .problems()
                        .size());
        String big = " ".repeat(SourceText.LONGEST + 1);
        assertTrue(assertThrows(InvalidHcl.class, () -> SourceText.of("f.hcl", big))
                .getMessage()
                .contains("at most"));
    }

    @Test
    void aByteOrderMarkAndCarriageReturnsAreRead() {
        byte[] text = "\ufeffa = 1\r\nb = [\r\n  2\r\n]\r\n".getBytes(StandardCharsets.UTF_8);
        SourceText source = SourceText.of("f.hcl", text);
        NativeBody body = HclParser.body(source);
        assertEquals("f.hcl:1:1", body.attributes().get(0).range().toString());
        assertEquals(
                "[\r\n  2\r\n]", body.attributes().get(1).expression().range().text());
        HclEdits.HclEdit edit =
                new HclEdits.HclEdit(body.attributes().get(0).expression().range(), "\"é\"");
        assertEquals("\ufeffa = \"é\"\r\nb = [\r\n  2\r\n]\r\n", HclEdits.apply(source, List.of(edit)));
    }

    @Test
    void nestingWithoutEndIsRefused() {
        for (String opening : List.of(
                "[", "(", "{a=", "-", "!", "f(", "\"${", "a[", "a ? ", "b ? c : ", "a + ", "%{", "[for x in ")) {
            assertTrue(problems("a = " + opening.repeat(100_000)).startsWith("unit/terragrunt.hcl:1:"), opening);
        }
        assertTrue(problems("a {\n".repeat(100_000)).contains("inside each other"));
        assertTrue(problems("a = \"" + "%{ if a }".repeat(5_000) + "%{ endif }".repeat(5_000) + "\"")
                .contains("inside each other"));
        assertEquals("1", TreeText.of("(".repeat(200) + "1" + ")".repeat(200)).replaceAll("[^1]", ""));
    }

    @Test
    void allFilesOfTheRepositoryAreRead() throws Exception {
        int files = 0;
        for (Path file : Repository.files("terragrunt", ".hcl")) {
            SourceText source = SourceText.read(file, Repository.shown(file));
            NativeBody body = HclParser.body(source);
            assertTrue(body.blocks().size() + body.attributes().size() > 0, file::toString);
            files++;
        }
        assertTrue(files > 100, files + " files");
    }
}
