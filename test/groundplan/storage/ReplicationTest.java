package groundplan.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.testing.Synthesized;
import groundplan.testing.UnitJson;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplicationTest {
    private static final Synthesized ENV = Synthesized.of(
            """
      kms: {}
      alone:
        kind: storage
        buckets:
          scans: {}
      storage:
        buckets:
          scans:
            replication: {region: us-west-2, time_control: true}
            lifecycle: {transition_to_ia_days: 30}
          drafts:
            prevent_destroy: false
            force_destroy: true
        logs:
          bucket: shop-balancer-logs
          transition_to_ia_days: 30
          transition_to_glacier_days: 90
          replication: {region: us-west-2}
      """);
    private static final UnitJson UNIT = ENV.unit("storage");
    private static final String RULE = "aws_s3_bucket_replication_configuration.scans";

    @Test
    void onlyWhatIsToBeCopiedHasAReplica() {
        assertEquals(
                List.of("drafts", "logs", "logs_replica", "scans", "scans_replica", "us_west_2_logs"),
                UNIT.addresses().stream()
                        .filter(address -> address.startsWith("aws_s3_bucket."))
                        .map(address -> address.split("\\.")[1])
                        .sorted()
                        .toList());
        assertTrue(
                ENV.unit("alone").addresses().stream().noneMatch(address -> address.contains("repl")),
                "a unit without copies");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aws_s3_bucket.scans_replica",
                "aws_s3_bucket_policy.scans_replica",
                "aws_s3_bucket_versioning.scans_replica",
                "aws_s3_bucket.us_west_2_logs",
                "aws_kms_key.replicas_us_west_2"
            })
    void whatBelongsToTheCopiesIsInTheOtherRegion(String address) {
        assertEquals("aws.us_west_2", UNIT.attribute(address, "provider").asText(), address);
    }

    @Test
    void theOriginalsAndTheRuleStayInTheUnitsRegion() {
        for (String address : List.of("aws_s3_bucket.scans", RULE, "aws_iam_role.replication")) {
            assertFalse(UNIT.has(address, "provider"), address + ".provider");
        }
    }

    @Test
    @DisplayName("row 56: every object is copied under the other region's key, deletions too")
    void everyObjectIsCopied() {
        assertEquals(
                "${aws_s3_bucket.scans.bucket}", UNIT.attribute(RULE, "bucket").asText());
        assertEquals("{}", UNIT.attribute(RULE, "rule.0.filter").toString(), "an empty filter");
        assertEquals("Enabled", UNIT.attribute(RULE, "rule.0.status").asText());
        assertEquals(
                "Enabled",
                UNIT.attribute(RULE, "rule.0.delete_marker_replication.status").asText());
        assertEquals(
                "Enabled",
                UNIT.attribute(RULE, "rule.0.source_selection_criteria.sse_kms_encrypted_objects.status")
                        .asText());
        assertEquals(
                "${aws_s3_bucket.scans_replica.arn}",
                UNIT.attribute(RULE, "rule.0.destination.bucket").asText());
        assertEquals(
                "${aws_kms_key.replicas_us_west_2.arn}",
                UNIT.attribute(RULE, "rule.0.destination.encryption_configuration.replica_kms_key_id")
                        .asText());
    }

    @Test
    void copiesBeginWhenBothBucketsKeepVersions() {
        String waits = UNIT.attribute(RULE, "depends_on").toString();
        assertTrue(
                waits.contains("aws_s3_bucket_versioning.scans\"")
                        && waits.contains("aws_s3_bucket_versioning.scans_replica\""),
                waits);
    }

    @Test
    void aPromiseOfTimeComesWithItsMeasurement() {
        assertEquals(
                15,
                UNIT.attribute(RULE, "rule.0.destination.replication_time.time.minutes")
                        .asInt());
        assertEquals(
                15,
                UNIT.attribute(RULE, "rule.0.destination.metrics.event_threshold.minutes")
                        .asInt());
        assertFalse(
                UNIT.attribute("aws_s3_bucket_replication_configuration.logs", "rule.0.destination")
                        .has("replication_time"),
                "logs");
    }

    @Test
    @DisplayName("row 55: who reads a copy is logged in its region")
    void accessToCopiesIsLoggedInTheirRegion() {
        assertEquals(
                "${aws_s3_bucket.us_west_2_logs.bucket}",
                UNIT.attribute("aws_s3_bucket_logging.scans_replica", "target_bucket")
                        .asText());
        assertEquals(
                "AES256",
                UNIT.attribute(
                                "aws_s3_bucket_server_side_encryption_configuration.us_west_2_logs",
                                "rule.0.apply_server_side_encryption_by_default.sse_algorithm")
                        .asText());
    }

    @Test
    void aCopyAgesAndIsProtectedLikeItsOriginal() {
        assertEquals(
                UNIT.attribute("aws_s3_bucket_lifecycle_configuration.scans", "rule"),
                UNIT.attribute("aws_s3_bucket_lifecycle_configuration.scans_replica", "rule"));
        assertTrue(
                UNIT.attribute("aws_s3_bucket.scans_replica", "lifecycle.prevent_destroy")
                        .asBoolean(),
                "prevent_destroy");
        assertEquals(
                90,
                UNIT.attribute("aws_s3_bucket_lifecycle_configuration.logs_replica", "rule.0.transition.1.days")
                        .asInt());
    }

    @Test
    @DisplayName("rows 82 and 83: S3 reads the originals and writes the copies, and nothing else")
    void theRoleReadsOriginalsAndWritesCopies() {
        List<String> allowed = new ArrayList<>();
        for (JsonNode statement :
                UNIT.policy("aws_iam_role_policy.replication", "policy").path("Statement")) {
            allowed.add(statement.path("Action") + " on " + statement.path("Resource"));
        }
        assertEquals(
                List.of(
                        "[\"s3:GetReplicationConfiguration\",\"s3:ListBucket\"] on [\"${aws_s3_bucket.logs.arn}\",\"${aws_s3_bucket.scans.arn}\"]",
                        "[\"s3:GetObjectVersionForReplication\",\"s3:GetObjectVersionAcl\",\"s3:GetObjectVersionTagging\"]"
                                + " on [\"${aws_s3_bucket.logs.arn}/*\",\"${aws_s3_bucket.scans.arn}/*\"]",
                        "[\"s3:ReplicateObject\",\"s3:ReplicateDelete\",\"s3:ReplicateTags\"]"
                                + " on [\"${aws_s3_bucket.logs_replica.arn}/*\",\"${aws_s3_bucket.scans_replica.arn}/*\"]",
                        "\"kms:Decrypt\" on \"${data.terraform_remote_state.kms.outputs.data_key_arn}\"",
                        "[\"kms:Encrypt\",\"kms:GenerateDataKey\"] on \"${aws_kms_key.replicas_us_west_2.arn}\""),
                allowed);
    }

    @Test
    void aBucketOfTheSystemsTextKeepsItsName() {
        assertEquals(
                "shop-balancer-logs",
                UNIT.attribute("aws_s3_bucket.logs", "bucket").asText());
    }
}
