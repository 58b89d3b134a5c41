package groundplan.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.testing.Synthesized;
import groundplan.testing.UnitJson;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StorageUnitTest {
    private static final Synthesized ENV = Synthesized.of(
            """
      kms: {}
      storage:
        buckets:
          proofs:
            lifecycle:
              intelligent_tiering: true
      archive:
        kind: storage
        logs:
          prevent_destroy: false
        buckets:
          proofs:
            lifecycle:
              intelligent_tiering: true
          old-exports:
            versioning: false
            prevent_destroy: false
            force_destroy: true
            lifecycle:
              transition_to_ia_days: 30
              transition_to_glacier_days: 90
              expiration_days: 400
              noncurrent_expiration_days: 10
          pages:
            bucket: shop-pages-of-old
            encryption: aes256
            access_logs: false
            lifecycle:
              transition_to_glacier_days: 90
              glacier_retrieval: instant
      """);
    private static final UnitJson UNIT = ENV.unit("storage");
    private static final UnitJson MORE = ENV.unit("archive");

    @Test
    void aBucketIsEmptiedOnDestroyOnlyWhenAskedFor() {
        assertTrue(
                MORE.attribute("aws_s3_bucket.old_exports", "force_destroy").asBoolean(),
                "aws_s3_bucket.old_exports.force_destroy");
        assertFalse(MORE.has("aws_s3_bucket.proofs", "force_destroy"), "aws_s3_bucket.proofs.force_destroy");
        assertFalse(MORE.has("aws_s3_bucket.logs", "force_destroy"), "aws_s3_bucket.logs.force_destroy");
    }

    @Test
    void aBucketIsNotBothProtectedAndEmptied() {
        List<String> problems = Synthesized.problems(
                """
        kms: {}
        storage:
          logs: {force_destroy: true}
          buckets:
            proofs: {force_destroy: true}
        """);
        assertEquals(2, problems.size(), problems::toString);
    }

    @ParameterizedTest(name = "rows 50 to 54: {0}")
    @ValueSource(strings = {"proofs", "logs"})
    void everyBucketIsClosedVersionedAndTidied(String bucket) {
        String closed = "aws_s3_bucket_public_access_block." + bucket;
        List.of("block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets")
                .forEach(flag -> assertTrue(UNIT.attribute(closed, flag).asBoolean(), closed + "." + flag));
        assertEquals(
                "Enabled",
                UNIT.attribute("aws_s3_bucket_versioning." + bucket, "versioning_configuration.status")
                        .asText(),
                bucket);
        assertEquals(
                "BucketOwnerEnforced",
                UNIT.attribute("aws_s3_bucket_ownership_controls." + bucket, "rule.object_ownership")
                        .asText());
        String ageing = "aws_s3_bucket_lifecycle_configuration." + bucket;
        assertEquals(
                7,
                UNIT.attribute(ageing, "rule.0.abort_incomplete_multipart_upload.days_after_initiation")
                        .asInt(),
                ageing);
        assertEquals(
                90,
                UNIT.attribute(ageing, "rule.0.noncurrent_version_expiration.noncurrent_days")
                        .asInt(),
                ageing);
        assertTrue(
                UNIT.attribute("aws_s3_bucket_notification." + bucket, "eventbridge")
                        .asBoolean(),
                bucket);
        assertTrue(
                UNIT.attribute("aws_s3_bucket." + bucket, "lifecycle.prevent_destroy")
                        .asBoolean(),
                bucket);
    }

    @ParameterizedTest(name = "row 51: {0} is reached over TLS only")
    @ValueSource(strings = {"proofs", "logs"})
    void plainHttpIsDenied(String bucket) {
        JsonNode statement =
                UNIT.policy("aws_s3_bucket_policy." + bucket, "policy").at("/Statement/0");
        assertEquals("Deny", statement.path("Effect").asText(), bucket);
        assertEquals("s3:*", statement.path("Action").asText(), bucket);
        assertEquals(
                "false", statement.at("/Condition/Bool/aws:SecureTransport").asText(), bucket);
        String arn = "${aws_s3_bucket." + bucket + ".arn}";
        assertEquals(
                List.of(arn, arn + "/*"),
                List.of(
                        statement.at("/Resource/0").asText(),
                        statement.at("/Resource/1").asText()),
                bucket);
    }

    @Test
    @DisplayName("row 51: only AWS's own log services are let in, for this account")
    void nobodyElseIsLetIn() {
        for (String bucket : List.of("proofs", "logs")) {
            UNIT.policy("aws_s3_bucket_policy." + bucket, "policy")
                    .path("Statement")
                    .forEach(statement -> {
                        if (statement.path("Effect").asText().equals("Allow")) {
                            assertTrue(
                                    statement.at("/Principal/Service").asText().endsWith(".amazonaws.com"),
                                    statement.toString());
                            boolean balancers = statement.path("Sid").asText().equals("LoadBalancers");
                            assertEquals(
                                    balancers
                                            ? "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/*"
                                            : "123456789012",
                                    statement
                                            .at(
                                                    balancers
                                                            ? "/Condition/ArnLike/aws:SourceArn"
                                                            : "/Condition/StringEquals/aws:SourceAccount")
                                            .asText());
                        }
                    });
        }
    }

    @Test
    @DisplayName("row 52: data has the customer key, access logs what load balancers can write with")
    void onlyAccessLogsGoWithoutTheCustomerKey() {
        String data = "aws_s3_bucket_server_side_encryption_configuration.proofs";
        assertEquals(
                "aws:kms",
                UNIT.attribute(data, "rule.0.apply_server_side_encryption_by_default.sse_algorithm")
                        .asText());
        assertEquals(
                "${data.terraform_remote_state.kms.outputs.data_key_arn}",
                UNIT.attribute(data, "rule.0.apply_server_side_encryption_by_default.kms_master_key_id")
                        .asText());
        assertTrue(UNIT.attribute(data, "rule.0.bucket_key_enabled").asBoolean(), data);
        assertEquals(
                "AES256",
                UNIT.attribute(
                                "aws_s3_bucket_server_side_encryption_configuration.logs",
                                "rule.0.apply_server_side_encryption_by_default.sse_algorithm")
                        .asText());
    }

    @Test
    @DisplayName("row 55: accesses are logged, once the logs bucket takes them")
    void accessesAreLogged() {
        String logging = "aws_s3_bucket_logging.proofs";
        assertEquals(
                "${aws_s3_bucket.logs.bucket}",
                UNIT.attribute(logging, "target_bucket").asText());
        assertEquals(
                "s3/shop-dev-proofs/", UNIT.attribute(logging, "target_prefix").asText());
        assertTrue(UNIT.attribute(logging, "depends_on").toString().contains("aws_s3_bucket_policy.logs"), logging);
        assertFalse(UNIT.addresses().contains("aws_s3_bucket_logging.logs"), "a log of writing logs never ends");
    }

    @Test
    @DisplayName("row 13: load balancers write their logs, with and without a prefix")
    void loadBalancersWriteBelowTheirAccount() {
        JsonNode statement = UNIT.policy("aws_s3_bucket_policy.logs", "policy").at("/Statement/2");
        assertEquals(
                "logdelivery.elasticloadbalancing.amazonaws.com",
                statement.at("/Principal/Service").asText());
        assertEquals(
                "${aws_s3_bucket.logs.arn}/AWSLogs/123456789012/*",
                statement.at("/Resource/0").asText());
        assertEquals(
                "${aws_s3_bucket.logs.arn}/*/AWSLogs/123456789012/*",
                statement.at("/Resource/1").asText());
    }

    @Test
    @DisplayName("row 57: what protects a bucket is created anew with it, though the name stays")
    void companionsFollowTheirBucket() {
        MORE.addresses().stream()
                .filter(address -> address.matches("aws_s3_bucket_.*"))
                .forEach(address -> {
                    String bucket = "aws_s3_bucket." + address.split("\\.")[1];
                    assertEquals(
                            "${" + bucket + ".bucket}",
                            MORE.attribute(address, "bucket").asText(),
                            address + ".bucket: known when planning");
                    assertEquals(
                            bucket + ".id",
                            MORE.attribute(address, "lifecycle.replace_triggered_by.0")
                                    .asText(),
                            address);
                });
    }

    @Test
    void objectsMoveAndGoAsTheSettingsSay() {
        String ageing = "aws_s3_bucket_lifecycle_configuration.old_exports";
        assertEquals(
                "STANDARD_IA",
                MORE.attribute(ageing, "rule.0.transition.0.storage_class").asText());
        assertEquals(30, MORE.attribute(ageing, "rule.0.transition.0.days").asInt());
        assertEquals(
                "GLACIER",
                MORE.attribute(ageing, "rule.0.transition.1.storage_class").asText());
        assertEquals(400, MORE.attribute(ageing, "rule.0.expiration.days").asInt());
        assertEquals(
                10,
                MORE.attribute(ageing, "rule.0.noncurrent_version_expiration.noncurrent_days")
                        .asInt());
        assertEquals(
                "INTELLIGENT_TIERING",
                MORE.attribute("aws_s3_bucket_lifecycle_configuration.proofs", "rule.0.transition.0.storage_class")
                        .asText());
        assertEquals(
                365,
                UNIT.attribute("aws_s3_bucket_lifecycle_configuration.logs", "rule.0.expiration.days")
                        .asInt());
        assertEquals(
                "Suspended",
                MORE.attribute("aws_s3_bucket_versioning.old_exports", "versioning_configuration.status")
                        .asText());
    }

    @Test
    void aBucketMayHaveItsOwnNameAndTheKeyOfS3AndNoAccessLog() {
        assertEquals(
                "shop-pages-of-old",
                MORE.attribute("aws_s3_bucket.pages", "bucket").asText());
        assertEquals(
                "AES256",
                MORE.attribute(
                                "aws_s3_bucket_server_side_encryption_configuration.pages",
                                "rule.0.apply_server_side_encryption_by_default.sse_algorithm")
                        .asText());
        assertFalse(MORE.addresses().contains("aws_s3_bucket_logging.pages"), "aws_s3_bucket_logging.pages");
        assertEquals(
                "GLACIER_IR",
                MORE.attribute("aws_s3_bucket_lifecycle_configuration.pages", "rule.0.transition.0.storage_class")
                        .asText());
    }

    @Test
    void anotherBucketChangesNoOther() {
        TreeSet<String> before = new TreeSet<>(UNIT.addresses());
        before.removeAll(MORE.addresses());
        assertTrue(before.isEmpty(), "gone: " + before);
        UNIT.addresses().stream()
                .filter(address -> address.endsWith(".proofs"))
                .forEach(address -> assertEquals(UNIT.resource(address), MORE.resource(address), address));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{buckets: {logs: {}}} | choose another name",
                "{buckets: {a-b: {}, ab: {}}} | in hyphens only",
                "{buckets: {a_b: {}}} | is not a name of the form",
                "{buckets: {a: {lifecycle: {transition_to_ia_days: 10}}}} | out of range",
                "{buckets: {a: {lifecycle: {transition_to_ia_days: 30, expiration_days: 30}}}} | before they would move",
                "{buckets: {a: {lifecycle: {transition_to_ia_days: 30, transition_to_glacier_days: 40}}}} | at least 60",
                "{buckets: {a: {lifecycle: {transition_to_ia_days: 30, intelligent_tiering: true}}}} | remove one of the two",
                "{buckets: {a: {versioning: false, replication: {region: us-west-2}}}} | set versioning to true",
                "{buckets: {a: {bucket: Shop-A}}} | is not of the form",
                "{logs: {retention_in_days: 90, transition_to_glacier_days: 90}} | before they would move",
                "{logs: {transition_to_ia_days: 30, transition_to_glacier_days: 59}} | at least 60"
            })
    void aSettingThatCannotWorkIsRefused(String yaml, String message) {
        List<String> problems = Synthesized.problems("kms: {}\nstorage: " + yaml + "\n");
        assertEquals(1, problems.size(), () -> yaml + " gives " + problems);
        assertTrue(problems.get(0).contains(message), () -> yaml + " gives " + problems);
    }
}
