package groundplan.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Values as HCL has them. */
class HclTest {
    @Test
    void textIsQuotedAndNothingInItIsATemplate() {
        assertEquals("\"a \\\"b\\\" \\\\ \\n $${c} %%{d}\"", Hcl.value("a \"b\" \\ \n ${c} %{d}"));
    }

    @Test
    void otherValuesStandAsTheyAre() {
        assertEquals(
                "[\"a\", 1, true, null, {}, { \"k\" = \"v\" }]",
                Hcl.value(java.util.Arrays.asList("a", 1, true, null, Map.of(), Map.of("k", "v"))));
    }

    @Test
    void equalsSignsStandBelowEachOther() {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("a", "1");
        attributes.put("long", Hcl.value(List.of()));
        assertEquals("  a    = 1\n  long = []\n", Hcl.attributes(attributes, "  "));
    }
}
