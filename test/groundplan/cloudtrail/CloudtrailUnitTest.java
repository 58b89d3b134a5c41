package groundplan.cloudtrail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.testing.Synthesized;
import groundplan.testing.UnitJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CloudtrailUnitTest {
    private static final String REST =
            """
      kms: {}
      storage:
        buckets:
          records: {}
          pictures: {}
      """;
    private static final Synthesized ENV = Synthesized.of(
            REST
                    + """
      cloudtrail: {}
      audit:
        kind: cloudtrail
        sns_topic: false
        logs_retention_in_days: 731
        insight_types: [ApiCallRateInsight, ApiErrorRateInsight]
        data_events:
          storage: {buckets: [records], read_write_type: ReadOnly}
        log_files:
          retention_in_days: 2192
          transition_to_glacier_days: 90
          storage: storage
          prevent_destroy: false
          force_destroy: true
      """);
    private static final UnitJson UNIT = ENV.unit("cloudtrail");
    private static final UnitJson AUDIT = ENV.unit("audit");
    private static final String TRAIL = "aws_cloudtrail.main";
    private static final String OURS = "arn:aws:cloudtrail:us-east-1:123456789012:trail/shop-dev-trail";

    @Test
    @DisplayName("row 87: the trail covers all regions, validates its files, has a key of its own and a log group")
    void theTrailCoversAllRegions() {
        for (String on : List.of(
                "is_multi_region_trail",
                "include_global_service_events",
                "enable_log_file_validation",
                "enable_logging")) {
            assertTrue(UNIT.attribute(TRAIL, on).asBoolean(), TRAIL + " " + on);
        }
        assertEquals(
                "${aws_kms_key.trail.arn}", UNIT.attribute(TRAIL, "kms_key_id").asText());
        assertEquals(
                "${aws_s3_bucket.trail.bucket}",
                UNIT.attribute(TRAIL, "s3_bucket_name").asText());
        assertEquals(
                "${aws_cloudwatch_log_group.trail.arn}:*",
                UNIT.attribute(TRAIL, "cloud_watch_logs_group_arn").asText());
        assertEquals(
                "${aws_iam_role.logs.arn}",
                UNIT.attribute(TRAIL, "cloud_watch_logs_role_arn").asText());
        assertEquals(
                365,
                UNIT.attribute("aws_cloudwatch_log_group.trail", "retention_in_days")
                        .asInt());
    }

    @Test
    @DisplayName(
            "the trail waits for what lets it write: the bucket's policy, the topic's policy and the role's policy")
    void theTrailWaitsForItsPermissions() {
        List<String> waits = texts(UNIT.attribute(TRAIL, "depends_on"));
        for (String permission :
                List.of("aws_s3_bucket_policy.trail", "aws_sns_topic_policy.trail", "aws_iam_role_policy.logs")) {
            assertTrue(waits.contains(permission), permission + " is not among " + waits);
        }
    }

    @Test
    @DisplayName("key, bucket and topic let this trail in, and no other of the same service")
    void onlyThisTrailIsLetIn() {
        Map<String, String> policies = Map.of(
                "aws_kms_key.trail",
                "policy",
                "aws_s3_bucket_policy.trail",
                "policy",
                "aws_sns_topic_policy.trail",
                "policy");
        new TreeMap<>(policies).forEach((address, path) -> {
            List<JsonNode> service = new ArrayList<>();
            UNIT.policy(address, path).path("Statement").forEach(statement -> {
                if (statement.at("/Principal/Service").asText().equals("cloudtrail.amazonaws.com")) {
                    service.add(statement);
                }
            });
            assertFalse(service.isEmpty(), address + " does not let CloudTrail in");
            service.forEach(statement -> assertEquals(
                    OURS, statement.at("/Condition/StringEquals/aws:SourceArn").asText(), address + ": " + statement));
        });
        JsonNode write = statement(UNIT, "aws_s3_bucket_policy.trail", "TrailWritesObjects");
        assertEquals(
                "${aws_s3_bucket.trail.arn}/AWSLogs/123456789012/*",
                write.path("Resource").asText());
        assertEquals(
                "bucket-owner-full-control",
                write.at("/Condition/StringEquals/s3:x-amz-acl").asText());
    }

    @Test
    @DisplayName("the role's trust has no condition, because CloudTrail sends no source; its policy names our streams")
    void theRoleCanBeTakenOn() {
        assertFalse(
                statement(UNIT, "aws_iam_role.logs", "assume_role_policy", "Assume")
                        .has("Condition"),
                "aws_iam_role.logs could never be taken on");
        assertEquals(
                "${aws_cloudwatch_log_group.trail.arn}:log-stream:123456789012_CloudTrail_*",
                statement(UNIT, "aws_iam_role_policy.logs", "Write")
                        .path("Resource")
                        .asText());
    }

    @Test
    @DisplayName("rows 50 to 55: the bucket is closed, encrypted with the trail's key, logged, and ends what it keeps")
    void theBucketIsClosed() {
        assertTrue(AUDIT.attribute("aws_s3_bucket_public_access_block.trail", "block_public_policy")
                .asBoolean());
        assertEquals(
                "${aws_kms_key.trail.arn}",
                AUDIT.attribute(
                                "aws_s3_bucket_server_side_encryption_configuration.trail",
                                "rule.0.apply_server_side_encryption_by_default.kms_master_key_id")
                        .asText());
        assertEquals(
                "${data.terraform_remote_state.storage.outputs.logs_bucket_name}",
                AUDIT.attribute("aws_s3_bucket_logging.trail", "target_bucket").asText());
        String ageing = "aws_s3_bucket_lifecycle_configuration.trail";
        assertEquals(2192, AUDIT.attribute(ageing, "rule.0.expiration.days").asInt());
        assertEquals(
                "GLACIER",
                AUDIT.attribute(ageing, "rule.0.transition.0.storage_class").asText());
        assertEquals(90, AUDIT.attribute(ageing, "rule.0.transition.0.days").asInt());
        assertTrue(UNIT.attribute("aws_s3_bucket.trail", "lifecycle.prevent_destroy")
                .asBoolean());
        assertTrue(AUDIT.attribute("aws_s3_bucket.trail", "force_destroy").asBoolean());
    }

    @Test
    @DisplayName("accesses to the objects of named buckets are noted beside the management of resources")
    void dataEvents() {
        assertFalse(UNIT.has(TRAIL, "advanced_event_selector"), "management events alone need no selector");
        List<String> fields = new ArrayList<>();
        AUDIT.attribute(TRAIL, "advanced_event_selector").forEach(selector -> selector.path("field_selector")
                .forEach(field -> fields.add(
                        field.path("field").asText() + " " + field.path("equals") + field.path("starts_with"))));
        assertEquals(
                List.of(
                        "eventCategory [\"Management\"]",
                        "eventCategory [\"Data\"]",
                        "resources.type [\"AWS::S3::Object\"]",
                        "resources.ARN [\"${data.terraform_remote_state.storage.outputs.bucket_arns.records}/\"]",
                        "readOnly [\"true\"]"),
                fields);
    }

    @Test
    void insightsAreAskedForByType() {
        assertEquals(
                List.of("ApiCallRateInsight", "ApiErrorRateInsight"),
                AUDIT.attribute(TRAIL, "insight_selector").findValuesAsText("insight_type"));
        assertFalse(UNIT.has(TRAIL, "insight_selector"), TRAIL + " has insights that nobody asked for");
    }

    @Test
    void theTopicCanBeLeftOut() {
        assertEquals(
                "${aws_sns_topic.trail.name}",
                UNIT.attribute(TRAIL, "sns_topic_name").asText());
        assertEquals(
                "${aws_kms_key.trail.arn}",
                UNIT.attribute("aws_sns_topic.trail", "kms_master_key_id").asText());
        assertFalse(AUDIT.addresses().contains("aws_sns_topic.trail"), "sns_topic: false makes a topic");
        assertFalse(AUDIT.json().path("output").has("topic_arn"), "an output without a topic");
    }

    @Test
    void aBucketThatIsNotThereIsRefused() {
        List<String> refused =
                Synthesized.problems(REST + "cloudtrail:\n  data_events:\n    storage: {buckets: [recods]}\n");
        assertTrue(refused.toString().contains("did you mean 'records'?"), refused.toString());
    }

    @Test
    void settingsThatCannotBeMeantAreRefused() {
        problem("log_files: {retention_in_days: 30, transition_to_glacier_days: 90}", "fewer than 30 days are needed");
        problem("log_files: {force_destroy: true}", "a destroy that prevent_destroy forbids");
        problem("logs_retention_in_days: 100", "100 days are not supported");
    }

    private static void problem(String settings, String expected) {
        List<String> problems = Synthesized.problems(REST + "cloudtrail:\n  " + settings + "\n");
        assertTrue(
                problems.stream().anyMatch(problem -> problem.contains(expected)),
                expected + " is not among " + problems);
    }

    private static JsonNode statement(UnitJson unit, String address, String sid) {
        return statement(unit, address, "policy", sid);
    }

    private static JsonNode statement(UnitJson unit, String address, String path, String sid) {
        for (JsonNode statement : unit.policy(address, path).path("Statement")) {
            if (statement.path("Sid").asText().equals(sid)) {
                return statement;
            }
        }
        throw new AssertionError("no statement " + sid + " in " + address);
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
