package groundplan.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.json.TerraformJson;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** On an emulator the providers of a tree work in the accounts in which Terragrunt has them work. */
class EmulatorOverrideTest {
    private static final Map<String, String> VARIABLES =
            Map.of("AWS_ENDPOINT_URL", "http://127.0.0.1:4566", "AWS_ACCESS_KEY_ID", "test");

    @Test
    void aProviderOfAnotherAccountKeepsIt() {
        JsonNode providers = override("111111111111", "111111111111", "222222222222");
        assertEquals(
                "[\"111111111111\",\"123456789012\",\"000000000000\"]",
                providers.at("/0/allowed_account_ids").toString());
        assertEquals(
                "[\"111111111111\",\"123456789012\",\"000000000000\",\"222222222222\"]",
                providers.at("/1/allowed_account_ids").toString());
        assertEquals("111111111111", providers.at("/1/access_key").asText());
    }

    @Test
    void whereNoAccountIsNamedTheCallersKeyStays() {
        JsonNode provider = override("", "").path(0);
        assertEquals(false, provider.has("access_key"));
        assertEquals(false, provider.has("allowed_account_ids"));
        assertEquals(true, provider.has("s3_use_path_style"));
    }

    private static JsonNode override(String account, String... allowed) {
        StringBuilder providers = new StringBuilder();
        for (String one : allowed) {
            providers
                    .append(providers.isEmpty() ? "" : ", ")
                    .append("{\"alias\": \"a\", \"allowed_account_ids\": [")
                    .append(one.isEmpty() ? "" : "\"" + one + "\"")
                    .append("]}");
        }
        return EmulatorOverride.of(
                        TerraformJson.read("{\"provider\": {\"aws\": [" + providers + "]}}"), account, VARIABLES)
                .at("/provider/aws");
    }
}
