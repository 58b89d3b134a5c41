package groundplan.controls;

import java.util.List;

/** Mistakes in buckets, file systems, and what states are kept in. */
final class BucketBreaks {
    private static final String BUCKET = "aws_s3_bucket";
    private static final String BLOCK = "aws_s3_bucket_public_access_block";
    private static final String POLICY = "aws_s3_bucket_policy";
    private static final String ENCRYPTION = "aws_s3_bucket_server_side_encryption_configuration";
    private static final String LIFECYCLE = "aws_s3_bucket_lifecycle_configuration";
    private static final String COPIES = "aws_s3_bucket_replication_configuration";
    private static final String FILES = "aws_efs_file_system";
    private static final String FILES_POLICY = "aws_efs_file_system_policy";
    private static final String TABLE = "aws_dynamodb_table";
    private static final String ACL = "{\"bucket\": \"${aws_s3_bucket.%%s.bucket}\", \"acl\": \"%s\"}";

    private BucketBreaks() {}

    static final List<Break> ALL = List.of(
            Break.without("bucket without a public access block", BLOCK).offends("CKV2_AWS_6"),
            Break.set("bucket may get a public access control list", BLOCK, "block_public_acls", "false")
                    .offends("CKV_AWS_53"),
            Break.set("bucket may get a public policy", BLOCK, "block_public_policy", "false")
                    .offends("CKV_AWS_54"),
            Break.set("bucket heeds public access control lists", BLOCK, "ignore_public_acls", "false")
                    .offends("CKV_AWS_55"),
            Break.set("bucket heeds public policies", BLOCK, "restrict_public_buckets", "false")
                    .offends("CKV_AWS_56"),
            Break.with("anybody reads the bucket", BUCKET, "aws_s3_bucket_acl", ACL.formatted("public-read"))
                    .offends("CKV_AWS_20"),
            Break.with("anybody writes to the bucket", BUCKET, "aws_s3_bucket_acl", ACL.formatted("public-read-write"))
                    .offends("CKV_AWS_57"),
            Break.grant(
                            "anybody reads the objects",
                            POLICY,
                            "policy",
                            "{\"Effect\": \"Allow\", \"Principal\": \"*\","
                                    + " \"Action\": \"s3:GetObject\", \"Resource\": \"arn:aws:s3:::broken/*\"}")
                    .offends("CKV_AWS_70"),
            Break.without("bucket without a policy", POLICY),
            Break.statement("TLS-only Deny made an Allow", POLICY, "policy", deny -> deny.put("Effect", "Allow"))
                    .offends("CKV_AWS_70"),
            Break.statement(
                    "TLS-only Deny leaves out the objects",
                    POLICY,
                    "policy",
                    deny -> deny.set("Resource", deny.path("Resource").path(0))),
            Break.without("bucket without a word on its encryption", ENCRYPTION)
                    .where(BucketBreaks::hasKey)
                    .offends("CKV_AWS_19"),
            Break.change("bucket without our own key", ENCRYPTION, spot -> spot.block(
                                    "rule.apply_server_side_encryption_by_default")
                            .ifPresent(how -> how.put("sse_algorithm", "AES256").remove("kms_master_key_id")))
                    .where(BucketBreaks::hasKey)
                    .named("(?!.*logs).*"),
            Break.set("each object calls the key", ENCRYPTION, "rule.bucket_key_enabled", "false")
                    .where(BucketBreaks::hasKey),
            Break.set(
                    "bucket keeps no versions",
                    "aws_s3_bucket_versioning",
                    "versioning_configuration.status",
                    "\"Suspended\""),
            Break.without("bucket without a word on its owner", "aws_s3_bucket_ownership_controls"),
            Break.without("bucket tells nobody of changes", "aws_s3_bucket_notification"),
            Break.without("bucket without access logs", "aws_s3_bucket_logging"),
            Break.without("bucket keeps everything", LIFECYCLE),
            Break.rewrite("incomplete uploads stay", LIFECYCLE, "abort_incomplete_multipart_upload", "abort"),
            Break.rewrite("old versions stay", LIFECYCLE, "noncurrent_version_expiration", "noncurrent"),
            Break.change("companion names its bucket by id", "aws_s3_bucket_versioning", spot -> spot.body()
                    .put("bucket", "${aws_s3_bucket." + spot.name() + ".id}")),
            Break.without("bucket without its copies", COPIES),
            Break.set("copies switched off", COPIES, "rule.status", "\"Disabled\""),
            Break.set("copies of some objects only", COPIES, "rule.filter", "{\"prefix\": \"a/\"}"),
            Break.drop("copies in the same region", BUCKET, "provider").named(".*_replica"),
            Break.drop("copies without our own key", COPIES, "rule.destination.encryption_configuration"),
            Break.set("file system not encrypted", FILES, "encrypted", "false"),
            Break.drop("file system without our own key", FILES, "kms_key_id"),
            Break.drop("plan may destroy the file system", FILES, "lifecycle"),
            Break.without("anybody may mount the file system", FILES_POLICY),
            Break.rewrite(
                    "file system entered without TLS",
                    FILES_POLICY,
                    "aws:SecureTransport\\\":\\\"false",
                    "aws:SecureTransport\\\":\\\"true"),
            Break.rewrite(
                    "file system entered without an access point",
                    FILES_POLICY,
                    "elasticfilesystem:AccessPointArn",
                    "elasticfilesystem:AccessedViaMountTarget"),
            Break.set("access point to the whole file system", "aws_efs_access_point", "root_directory.path", "\"/\""),
            Break.drop("clients choose the user they write as", "aws_efs_access_point", "posix_user"),
            Break.drop("plan may destroy the states", BUCKET, "lifecycle").named("state"),
            Break.set(
                            "overwritten states are lost",
                            "aws_s3_bucket_versioning",
                            "versioning_configuration.status",
                            "\"Suspended\"")
                    .named("state"),
            Break.set("locks cannot be restored", TABLE, "point_in_time_recovery.enabled", "false"),
            Break.set("table of locks can be deleted", TABLE, "deletion_protection_enabled", "false"),
            Break.drop("table of locks without our own key", TABLE, "server_side_encryption"),
            Break.drop("plan may destroy the table of locks", TABLE, "lifecycle"),
            Break.change("state is not encrypted", "", spot -> spot.block("terraform.backend.s3")
                    .ifPresent(backend -> backend.put("encrypt", false))),
            Break.change("state is not locked", "", spot -> spot.block("terraform.backend.s3")
                    .ifPresent(backend -> backend.remove(List.of("dynamodb_table", "use_lockfile")))));

    private static boolean hasKey(Break.Spot spot) {
        return spot.body().toString().contains("aws:kms");
    }
}
