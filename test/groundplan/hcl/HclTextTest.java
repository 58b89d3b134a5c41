package groundplan.hcl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.DoubleNode;
import groundplan.json.TerraformJson;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HclTextTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\u0001',
            textBlock =
                    """
            null                                ~ null
            [true, 1, -2.5, "a"]                ~ [true, 1, -2.5, "a"]
            {"a": {}, "b-c": [], "d e": 1}      ~ { a = {}, b-c = [], "d e" = 1 }
            {"for": 1, "1a": 2, "": 3, "é": 4}  ~ { "for" = 1, "1a" = 2, "" = 3, "é" = 4 }
            {"${a}": "${b} %{c} $d"}            ~ { "$${a}" = "$${b} %%{c} $d" }
            "\\"\\\\\\n\\t\\r\\u0001\\u2028"    ~ "\\"\\\\\\n\\t\\r\\u0001\\u2028"
            123456789012345678901234567890      ~ 123456789012345678901234567890
            """)
    void valuesAreWrittenAsHcl(String json, String expected) {
        assertEquals(expected, HclText.of(TerraformJson.readAny(json)));
    }

    @Test
    void whatIsNoNumberIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> HclText.of(DoubleNode.valueOf(Double.NaN)));
    }

    @Test
    void changesLeaveEverythingElseAsItIs() {
        String text = "a  =  1 # one\n\n\tb = {\n  c = 2, /* two */ }\n";
        SourceText source = SourceText.of("f.hcl", text);
        NativeBody body = HclParser.body(source);
        HclRange first = body.attributes().get(0).expression().range();
        HclRange second = ((HclExpression.ObjectExpression)
                        body.attributes().get(1).expression())
                .value("c")
                .orElseThrow()
                .range();
        HclRange end = new HclRange(source, text.length(), text.length());
        assertEquals(
                "a  =  10 # one\n\n\tb = {\n  c = 20, /* two */ }\nd = 3\ne = 4\n",
                HclEdits.apply(
                        source,
                        List.of(
                                new HclEdits.HclEdit(second, "20"),
                                new HclEdits.HclEdit(end, "d = 3\n"),
                                new HclEdits.HclEdit(end, "e = 4\n"),
                                new HclEdits.HclEdit(first, "10"))));
        assertThrows(
                IllegalArgumentException.class,
                () -> HclEdits.apply(
                        source,
                        List.of(
                                new HclEdits.HclEdit(body.attributes().get(1).range(), ""),
                                new HclEdits.HclEdit(second, "20"))));
        assertThrows(
                IllegalArgumentException.class,
                () -> HclEdits.apply(SourceText.of("f.hcl", text), List.of(new HclEdits.HclEdit(first, "10"))));
    }
}
