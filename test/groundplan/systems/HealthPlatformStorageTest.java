package groundplan.systems;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the text says of the Health Platform's buckets. */
class HealthPlatformStorageTest {
    private static final List<String> BUCKETS = List.of("uploads", "static_assets", "backups", "logs");

    @ParameterizedTest
    @ValueSource(strings = {"dev", "staging", "prod"})
    void theFourBucketsAreVersionedEncryptedClosedAndAge(String environment) {
        String unit = unit(environment);
        for (String bucket : BUCKETS) {
            Generated.is(unit, "aws_s3_bucket_versioning." + bucket, "versioning_configuration.status", "Enabled");
            Generated.is(unit, "aws_s3_bucket_public_access_block." + bucket, "restrict_public_buckets", "true");
            // KMS encrypts with AES-256, as the text asks, under a key of ours.
            Generated.is(
                    unit,
                    "aws_s3_bucket_server_side_encryption_configuration." + bucket,
                    "rule.0.apply_server_side_encryption_by_default.sse_algorithm",
                    bucket.equals("logs") ? "AES256" : "aws:kms");
            String ageing = "aws_s3_bucket_lifecycle_configuration." + bucket;
            Generated.is(unit, ageing, "rule.0.transition.0.storage_class", "STANDARD_IA");
            Generated.is(unit, ageing, "rule.0.transition.0.days", "30");
            Generated.is(unit, ageing, "rule.0.transition.1.days", "90");
            Generated.is(unit, ageing, "rule.0.abort_incomplete_multipart_upload.days_after_initiation", "7");
        }
    }

    @ParameterizedTest(name = "{0} is in {1} after 90 days")
    @CsvSource({"uploads, GLACIER_IR", "static_assets, GLACIER_IR", "backups, GLACIER", "logs, GLACIER"})
    void whatPeopleStillAskForIsReadableInGlacier(String bucket, String storageClass) {
        Generated.is(
                unit("prod"),
                "aws_s3_bucket_lifecycle_configuration." + bucket,
                "rule.0.transition.1.storage_class",
                storageClass);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "prod, health-platform-alb-logs",
        "staging, health-platform-staging-alb-logs",
        "dev, health-platform-dev-alb-logs"
    })
    void theLogsOfTheLoadBalancerAreWhereTheTextLooksForThem(String environment, String name) {
        Generated.is(unit(environment), "aws_s3_bucket.logs", "bucket", name);
    }

    @Test
    void productionIsCopiedToTheOtherCoast() {
        JsonNode copies = Generated.resources(unit("prod"), "aws_s3_bucket_replication_configuration");
        assertEquals(Set.copyOf(BUCKETS), Generated.names(unit("prod"), "aws_s3_bucket_replication_configuration"));
        BUCKETS.forEach(bucket ->
                Generated.is(unit("prod"), "aws_s3_bucket." + bucket + "_replica", "provider", "aws.us_west_2"));
        for (String bucket : List.of("uploads", "static_assets", "backups")) {
            int minutes = copies.path(bucket)
                    .at("/rule/0/destination/replication_time/time/minutes")
                    .asInt(999);
            assertTrue(
                    minutes < 60, () -> bucket + " is " + minutes + " minutes behind; the recovery point is one hour");
        }
        assertEquals(Set.of(), Generated.names(unit("staging"), "aws_s3_bucket_replication_configuration"));
    }

    private static String unit(String environment) {
        return "health-platform/" + environment + "/us-east-1/storage";
    }
}
