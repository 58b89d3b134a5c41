package groundplan.kms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.testing.Synthesized;
import groundplan.testing.UnitJson;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class KmsUnitTest {
    private static final UnitJson KEYS =
            Synthesized.of("kms: {rotation_period_in_days: 180}\n").unit("kms");

    @Test
    @DisplayName("row 66: keys rotate, wait before they are deleted, and say who may use them")
    void keysRotateAndSayWhoMayUseThem() {
        for (String key : List.of("data", "logs", "notifications")) {
            String address = "aws_kms_key." + key;
            assertTrue(KEYS.attribute(address, "enable_key_rotation").asBoolean(), address);
            assertEquals(180, KEYS.attribute(address, "rotation_period_in_days").asInt(), address);
            assertEquals(30, KEYS.attribute(address, "deletion_window_in_days").asInt(), address);
            assertEquals(
                    "arn:aws:iam::123456789012:root",
                    KEYS.policy(address, "policy")
                            .path("Statement")
                            .path(0)
                            .path("Principal")
                            .path("AWS")
                            .asText());
            assertEquals(
                    "alias/shop-dev-" + key,
                    KEYS.attribute("aws_kms_alias." + key, "name").asText());
        }
    }

    @Test
    void theDataKeyTrustsNoServiceByItself() {
        assertEquals(
                1, KEYS.policy("aws_kms_key.data", "policy").path("Statement").size());
    }

    @Test
    void theLogsKeyServesThisAccountsLogGroupsOnly() {
        JsonNode statement =
                KEYS.policy("aws_kms_key.logs", "policy").path("Statement").path(1);
        assertEquals(
                "logs.us-east-1.amazonaws.com",
                statement.path("Principal").path("Service").asText());
        assertEquals(
                "arn:aws:logs:us-east-1:123456789012:*",
                statement
                        .path("Condition")
                        .path("ArnLike")
                        .path("kms:EncryptionContext:aws:logs:arn")
                        .asText());
    }

    @Test
    void alarmsCanPublishToTopicsOfTheNotificationsKey() {
        String policy = KEYS.policy("aws_kms_key.notifications", "policy").toString();
        assertTrue(policy.contains("cloudwatch.amazonaws.com"), policy);
        assertTrue(policy.contains("\"aws:SourceAccount\":\"123456789012\""), policy);
    }
}
