package groundplan.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.kernel.EnvironmentSettings;
import groundplan.kernel.Unit;
import groundplan.kernel.UnitContext;
import groundplan.kernel.UnitPath;
import groundplan.kernel.Wiring;
import groundplan.testing.Synthesized;
import groundplan.testing.UnitJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StateUnitTest {
    private static final UnitJson UNIT = Synthesized.of("state: {}\n").unit("state");
    private static final String TABLE = "aws_dynamodb_table.locks";

    @Test
    void namesAreThoseOfTheBackend() {
        assertEquals(UNIT.json().at("/terraform/backend/s3/bucket"), UNIT.attribute("aws_s3_bucket.state", "bucket"));
        assertEquals(UNIT.json().at("/terraform/backend/s3/dynamodb_table"), UNIT.attribute(TABLE, "name"));
    }

    @Test
    @DisplayName("row 73: the bucket of the states is encrypted, versioned, logged, and not to be destroyed")
    void theBucketIsGuarded() {
        String encryption = "aws_s3_bucket_server_side_encryption_configuration.state";
        assertEquals(
                "${aws_kms_key.state.arn}",
                UNIT.attribute(encryption, "rule.0.apply_server_side_encryption_by_default.kms_master_key_id")
                        .asText(),
                encryption);
        assertEquals(
                "Enabled",
                UNIT.attribute("aws_s3_bucket_versioning.state", "versioning_configuration.status")
                        .asText());
        assertEquals(
                "${aws_s3_bucket.state_logs.bucket}",
                UNIT.attribute("aws_s3_bucket_logging.state", "target_bucket").asText());
        assertEquals(
                90,
                UNIT.attribute(
                                "aws_s3_bucket_lifecycle_configuration.state",
                                "rule.0.noncurrent_version_expiration.noncurrent_days")
                        .asInt());
        assertFalse(
                UNIT.attribute("aws_s3_bucket_lifecycle_configuration.state", "rule.0")
                        .has("expiration"),
                "a state stays");
        List.of("aws_s3_bucket.state", TABLE)
                .forEach(address -> assertTrue(
                        UNIT.attribute(address, "lifecycle.prevent_destroy").asBoolean(), address + ".lifecycle"));
    }

    @Test
    @DisplayName("row 74: the lock table can be restored, has the customer key, and is protected")
    void theTableIsGuarded() {
        assertTrue(
                UNIT.attribute(TABLE, "point_in_time_recovery.enabled").asBoolean(), TABLE + ".point_in_time_recovery");
        assertEquals(
                "${aws_kms_key.state.arn}",
                UNIT.attribute(TABLE, "server_side_encryption.kms_key_arn").asText(),
                TABLE);
        assertTrue(
                UNIT.attribute(TABLE, "deletion_protection_enabled").asBoolean(),
                TABLE + ".deletion_protection_enabled");
        assertEquals("LockID", UNIT.attribute(TABLE, "hash_key").asText(), TABLE + ".hash_key");
        assertEquals("PAY_PER_REQUEST", UNIT.attribute(TABLE, "billing_mode").asText(), TABLE + ".billing_mode");
    }

    @Test
    void aTextMayAskForTheEncryptionOfS3Itself() {
        UnitJson unit = Synthesized.of("state:\n  encryption: aes256\n").unit("state");
        assertEquals(
                "AES256",
                unit.attribute(
                                "aws_s3_bucket_server_side_encryption_configuration.state",
                                "rule.0.apply_server_side_encryption_by_default.sse_algorithm")
                        .asText());
        assertEquals(
                "${aws_kms_key.state.arn}",
                unit.attribute(TABLE, "server_side_encryption.kms_key_arn").asText(),
                "the table keeps its key");
    }

    @Test
    void everythingIsWhereTheStatesAreThoughGlobalUnitsAreElsewhere() {
        EnvironmentSettings environment = new EnvironmentSettings(
                "123456789012",
                "eu-west-1",
                new groundplan.kernel.StateSettings(
                        "shop-states",
                        Optional.of("shop-locks"),
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                Unit.PROVIDER_VERSION,
                Map.of(),
                Optional.empty(),
                Optional.of(false),
                "plain",
                groundplan.kernel.PromotionSettings.DEFAULT,
                groundplan.kernel.GuardSettings.DEFAULT,
                Map.of(),
                Optional.empty());
        UnitContext context = new UnitContext(new UnitPath("shop", "dev", UnitPath.GLOBAL, "state"), environment);
        JsonNode json = Synthesized.document(app -> StateUnit.KIND.build(
                app, context, new StateSettings("kms", 90, true, 365, Optional.empty()), new Wiring(Map.of())));
        assertEquals("us-east-1", json.at("/provider/aws/0/region").asText(), "provider of global units");
        assertEquals("eu-west-1", json.at("/provider/aws/1/region").asText(), "provider of the states' region");
        json.path("resource").properties().forEach(type -> type.getValue()
                .properties()
                .forEach(resource -> assertEquals(
                        "aws.eu_west_1",
                        resource.getValue().path("provider").asText(),
                        type.getKey() + "." + resource.getKey())));
        assertTrue(json.path("resource").size() > 8, "resources");
    }
}
