package groundplan.controls;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Rows 50 to 57 and 73 to 74: buckets, and the state's bucket and table. */
final class BucketRules {
    static final List<String> FLAGS =
            List.of("block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets");

    private BucketRules() {}

    static final List<Rule> ALL = List.of(
            Rule.everywhere(
                    50,
                    "no bucket can become public",
                    inspection -> inspection.each(
                            "aws_s3_bucket",
                            bucket -> inspection.require(
                                    companion(inspection, bucket, "aws_s3_bucket_public_access_block").stream()
                                            .anyMatch(block -> FLAGS.stream().allMatch(block::isTrue)),
                                    bucket,
                                    "lacks a flag of its public access block"))),
            Rule.everywhere(51, "buckets refuse requests without TLS", BucketRules::policies),
            Rule.everywhere(
                    52,
                    "buckets are encrypted with our own key",
                    inspection -> inspection.each(
                            "aws_s3_bucket",
                            bucket -> inspection.require(
                                    companion(inspection, bucket, "aws_s3_bucket_server_side_encryption_configuration")
                                            .stream()
                                            .flatMap(encryption -> encryption.blocks("rule").stream())
                                            .anyMatch(rule -> isEncrypted(rule, bucket)),
                                    bucket,
                                    "is not encrypted with a customer key and a bucket key"))),
            Rule.everywhere(
                    53,
                    "buckets keep versions",
                    inspection -> inspection.each("aws_s3_bucket", bucket -> {
                        inspection.require(
                                companion(inspection, bucket, "aws_s3_bucket_versioning").stream()
                                        .anyMatch(versioning -> versioning
                                                .text("versioning_configuration.status")
                                                .equals("Enabled")),
                                bucket,
                                "keeps no versions");
                        inspection.require(
                                !companion(inspection, bucket, "aws_s3_bucket_ownership_controls")
                                        .isEmpty(),
                                bucket,
                                "has no ownership controls");
                    })),
            Rule.everywhere(
                    54,
                    "buckets forget what is no longer needed",
                    inspection -> inspection.each(
                            "aws_s3_bucket",
                            bucket -> inspection.require(
                                    companion(inspection, bucket, "aws_s3_bucket_lifecycle_configuration").stream()
                                            .flatMap(lifecycle -> lifecycle.blocks("rule").stream())
                                            .filter(rule ->
                                                    rule.path("status").asText().equals("Enabled"))
                                            .anyMatch(rule -> Resource.at(
                                                                            rule,
                                                                            "abort_incomplete_multipart_upload.days_after_initiation")
                                                                    .asInt(99)
                                                            <= 7
                                                    && Resource.at(
                                                                            rule,
                                                                            "noncurrent_version_expiration.noncurrent_days")
                                                                    .asInt(0)
                                                            > 0),
                                    bucket,
                                    "keeps incomplete uploads, or old versions for ever"))),
            Rule.everywhere(
                    55,
                    "buckets log who reads them",
                    inspection -> inspection.each(
                            "aws_s3_bucket",
                            bucket ->
                                    // A bucket that receives logs would log the writing of its logs.
                                    inspection.require(
                                            bucket.name().endsWith("logs")
                                                    || !companion(inspection, bucket, "aws_s3_bucket_logging")
                                                            .isEmpty(),
                                            bucket,
                                            "has no aws_s3_bucket_logging"))),
            Rule.everywhere(
                    56,
                    "copies of a bucket are of everything, in another region, under our own key",
                    inspection -> inspection.each("aws_s3_bucket_replication_configuration", copies -> {
                        inspection.require(copies.text("rule.status").equals("Enabled"), copies, "is switched off");
                        inspection.require(copies.at("rule.filter").isEmpty(), copies, "leaves objects out");
                        String key = copies.text("rule.destination.encryption_configuration.replica_kms_key_id");
                        inspection.require(!key.isEmpty(), copies, "has no key of ours");
                        inspection.require(
                                inspection
                                        .others("aws_s3_bucket")
                                        .filter(bucket -> bucket.isNamedBy(copies.text("rule.destination.bucket")))
                                        .noneMatch(bucket ->
                                                bucket.text("provider").isEmpty()),
                                copies,
                                "stays in the region");
                    })),
            Rule.everywhere(
                    57,
                    "what belongs to a bucket names it as scanners can follow",
                    inspection -> inspection.each(
                            resource -> resource.type().startsWith("aws_s3_bucket_"),
                            resource -> inspection.require(
                                    resource.text("bucket").matches("\\$\\{aws_s3_bucket\\.\\w+\\.bucket}"),
                                    resource,
                                    "names its bucket '" + resource.text("bucket") + "'"))),
            Rule.everywhere(73, "states are versioned, encrypted and not destroyed", BucketRules::state),
            Rule.everywhere(
                    74,
                    "the table of locks can be restored and not deleted",
                    inspection -> inspection.each("aws_dynamodb_table", table -> {
                        inspection.require(
                                table.isTrue("point_in_time_recovery.enabled"), table, "has no point_in_time_recovery");
                        inspection.require(
                                table.isTrue("server_side_encryption.enabled")
                                        && !table.text("server_side_encryption.kms_key_arn")
                                                .isEmpty(),
                                table,
                                "is not encrypted with a customer key");
                        inspection.require(
                                table.isTrue("deletion_protection_enabled"),
                                table,
                                "has deletion_protection_enabled off");
                    })));

    /** S3 and load balancers deliver access logs to buckets with S3's own encryption only. */
    private static boolean isEncrypted(JsonNode rule, Resource bucket) {
        JsonNode how = Resource.at(rule, "apply_server_side_encryption_by_default");
        return how.path("sse_algorithm").asText().equals("aws:kms")
                        && !how.path("kms_master_key_id").asText().isEmpty()
                        && rule.path("bucket_key_enabled").asBoolean()
                || bucket.name().endsWith("logs")
                        && how.path("sse_algorithm").asText().equals("AES256");
    }

    private static List<Resource> companion(Inspection inspection, Resource bucket, String type) {
        return inspection
                .others(type)
                .filter(other -> bucket.isNamedBy(other.text("bucket")))
                .toList();
    }

    private static void policies(Inspection inspection) {
        inspection.each("aws_s3_bucket", bucket -> {
            List<JsonNode> statements = new ArrayList<>();
            companion(inspection, bucket, "aws_s3_bucket_policy")
                    .forEach(policy -> statements.addAll(policy.statements("policy")));
            inspection.require(
                    statements.stream().anyMatch(statement -> tlsOnly(statement, bucket)),
                    bucket,
                    "has no Deny of requests without TLS on itself and its objects");
        });
        inspection.each("aws_s3_bucket_policy", policy -> policy.statements("policy")
                .forEach(statement -> inspection.require(
                        !IamRules.allowsAnyone(statement), policy, "allows anyone " + statement.path("Action"))));
    }

    private static boolean tlsOnly(JsonNode statement, Resource bucket) {
        Set<String> wanted = Set.of("${" + bucket.address() + ".arn}", "${" + bucket.address() + ".arn}/*");
        List<String> resources = Resource.list(statement.path("Resource")).stream()
                .map(JsonNode::asText)
                .toList();
        return statement.path("Effect").asText().equals("Deny")
                && IamRules.anyone(statement)
                && statement.path("Action").asText().equals("s3:*")
                && resources.containsAll(wanted)
                && statement
                        .path("Condition")
                        .path("Bool")
                        .path("aws:SecureTransport")
                        .asText()
                        .equals("false");
    }

    private static void state(Inspection inspection) {
        if (inspection.document().unit().kind().name().equals("state")) {
            inspection.each(
                    resource -> Set.of("aws_s3_bucket", "aws_dynamodb_table").contains(resource.type()),
                    kept -> inspection.require(
                            kept.isTrue("lifecycle.prevent_destroy"), kept, "has no prevent_destroy"));
        }
        inspection.part(
                "backend",
                inspection.document().json().path("terraform").path("backend").path("s3"),
                backend -> {
                    inspection.require(backend.isTrue("encrypt"), backend, "has encrypt off");
                    inspection.require(
                            !backend.text("dynamodb_table").isEmpty() || backend.isTrue("use_lockfile"),
                            backend,
                            "locks nothing");
                });
    }
}
