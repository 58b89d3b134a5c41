package groundplan.states;

import static org.junit.jupiter.api.Assertions.assertEquals;

import groundplan.json.TerraformJson;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Outputs as {@code terraform output} of Terraform 1.11 prints them. */
class StateOutputTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"a\"|\"string\"|\"a\"",
                "3|\"number\"|3",
                "true|\"bool\"|true",
                "null|\"string\"|null",
                "\"say \\\"${x}\\\"\\n\"|\"string\"|\"say \\\"$${x}\\\"\\n\"",
                "[\"a\",\"b\"]|[\"list\",\"string\"]|tolist([/  \"a\",/  \"b\",/])",
                "[\"a\"]|[\"set\",\"string\"]|toset([/  \"a\",/])",
                "[]|[\"list\",\"string\"]|tolist([])",
                "[1,\"a\"]|[\"tuple\",[\"number\",\"string\"]]|[/  1,/  \"a\",/]",
                "{\"a\":\"x\"}|[\"map\",\"string\"]|tomap({/  \"a\" = \"x\"/})",
                "{\"a\":{\"b\":[1]}}|[\"object\",{\"a\":[\"object\",{\"b\":[\"list\",\"number\"]}]}]|{/  \"a\" = {/    \"b\" = tolist([/      1,/    ])/  }/}"
            })
    void aValueIsWrittenAsTerraformWritesIt(String value, String type, String text) {
        assertEquals(
                text.replace('/', '\n'), StateOutputText.of(TerraformJson.readAny(value), TerraformJson.readAny(type)));
    }
}
