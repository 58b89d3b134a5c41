package groundplan.pricing;

/** S3. */
final class Buckets {
    private Buckets() {}

    static Tariff tariff() {
        return new Tariff()
                .metered("aws_s3_bucket", Buckets::bucket)
                .metered("aws_s3_bucket_replication_configuration", Buckets::replication)
                .partOf(
                        "its bucket",
                        "aws_s3_bucket_acl",
                        "aws_s3_bucket_cors_configuration",
                        "aws_s3_bucket_intelligent_tiering_configuration",
                        "aws_s3_bucket_lifecycle_configuration",
                        "aws_s3_bucket_logging",
                        "aws_s3_bucket_metric",
                        "aws_s3_bucket_notification",
                        "aws_s3_bucket_object_lock_configuration",
                        "aws_s3_bucket_ownership_controls",
                        "aws_s3_bucket_policy",
                        "aws_s3_bucket_public_access_block",
                        "aws_s3_bucket_server_side_encryption_configuration",
                        "aws_s3_bucket_versioning",
                        "aws_s3_bucket_website_configuration",
                        "aws_s3_object")
                .free("aws_s3_account_public_access_block");
    }

    private static void bucket(Subject bucket, Usage usage, Bill bill) {
        bill.add("storage", "s3.gb", gb(bucket, usage));
        bill.add("writes", "s3.writes_thousand", usage.storage().bucketWritesThousands());
        bill.add("reads", "s3.reads_thousand", usage.storage().bucketReadsThousands());
    }

    private static void replication(Subject replication, Usage usage, Bill bill) {
        bill.add(
                "transfer to the other region",
                "transfer.between_regions_gb",
                usage.storage().replicatedGb());
    }

    /** The assumed size of a bucket. */
    static double gb(Subject bucket, Usage usage) {
        return usage.storage()
                .bucketsGb()
                .getOrDefault(bucket.resource().name(), usage.storage().bucketGb());
    }
}
