package groundplan.controls;

import java.util.List;

/** Mistakes in databases, caches, buckets and the state. */
final class DataBreaks {
  private static final String RDS = "credlink/prod/us-east-1/rds";
  private static final String CACHE = "credlink/prod/us-east-1/elasticache";
  private static final String STORAGE = "credlink/prod/us-east-1/storage";
  private static final String STATE = "credlink/prod/_global/state";
  private static final String DATABASE = "aws_db_instance.main";
  private static final String GROUP = "aws_elasticache_replication_group.main";
  private static final String TABLE = "aws_dynamodb_table.locks";

  private DataBreaks() {}

  static final List<Break> ALL = List.of(
      Break.set(RDS, "database not encrypted", DATABASE, "storage_encrypted", "false"),
      Break.drop(RDS, "database without our own key", DATABASE, "kms_key_id"),
      Break.set(RDS, "database with a public address", DATABASE, "publicly_accessible", "true"),
      Break.set(RDS, "database in one zone", DATABASE, "multi_az", "false"),
      Break.set(RDS, "database can be deleted", DATABASE, "deletion_protection", "false"),
      Break.set(RDS, "database leaves no snapshot", DATABASE, "skip_final_snapshot", "true"),
      Break.drop(RDS, "plan may destroy the database", DATABASE, "lifecycle"),
      Break.set(RDS, "backups of one day", DATABASE, "backup_retention_period", "1"),
      Break.drop(RDS, "database takes connections without TLS", DATABASE, "parameter_group_name"),
      Break.rewrite(RDS, "TLS switched off by a parameter", "aws_db_parameter_group.main",
          "\"name\":\"rds.force_ssl\",\"value\":\"1\"", "\"name\":\"rds.force_ssl\",\"value\":\"0\""),
      Break.set(RDS, "literal password", DATABASE, "password", "\"correct-horse-battery\""),
      Break.set(RDS, "RDS does not keep the password", DATABASE, "manage_master_user_password", "false"),
      Break.set(RDS, "well-known user name", DATABASE, "username", "\"postgres\""),
      Break.set(RDS, "no sign-in through IAM", DATABASE, "iam_database_authentication_enabled", "false"),
      Break.drop(RDS, "database without logs", DATABASE, "enabled_cloudwatch_logs_exports"),
      Break.set(RDS, "no enhanced monitoring", DATABASE, "monitoring_interval", "0"),
      Break.set(RDS, "no minor upgrades", DATABASE, "auto_minor_version_upgrade", "false"),
      Break.set(RDS, "snapshots lose their tags", DATABASE, "copy_tags_to_snapshot", "false"),
      Break.drop(RDS, "copies without our own key", "aws_backup_vault.main", "kms_key_arn"),
      Break.set(CACHE, "cache not encrypted", GROUP, "at_rest_encryption_enabled", "false"),
      Break.set(CACHE, "cache takes plain text", GROUP, "transit_encryption_enabled", "false"),
      Break.set(CACHE, "cache prefers TLS only", GROUP, "transit_encryption_mode", "\"preferred\""),
      Break.drop(CACHE, "cache without users", GROUP, "user_group_ids"),
      Break.set(CACHE, "cache with a literal token", GROUP, "auth_token", "\"correct-horse-battery\""),
      Break.set(CACHE, "default user switched on", "aws_elasticache_user.default", "access_string", "\"on ~* +@all\""),
      Break.set(CACHE, "cache without failover", GROUP, "automatic_failover_enabled", "false"),
      Break.set(CACHE, "cache in one zone", GROUP, "multi_az_enabled", "false"),
      Break.set(CACHE, "cache with one node", GROUP, "num_cache_clusters", "1"),
      Break.set(CACHE, "cache without backups", GROUP, "snapshot_retention_limit", "0"),
      Break.drop(CACHE, "cache without a slow log", GROUP, "log_delivery_configuration"),
      Break.without(STORAGE, "bucket without a public access block", "aws_s3_bucket_public_access_block.proofs"),
      Break.set(STORAGE, "bucket may get a public policy", "aws_s3_bucket_public_access_block.proofs", "block_public_policy",
          "false"),
      Break.without(STORAGE, "bucket without a policy", "aws_s3_bucket_policy.proofs"),
      Break.edit(STORAGE, "TLS-only Deny made an Allow", "aws_s3_bucket_policy.proofs", "policy", "\"Deny\"", "\"Allow\""),
      Break.edit(STORAGE, "TLS-only Deny leaves out the objects", "aws_s3_bucket_policy.proofs", "policy",
          ",\"${aws_s3_bucket.proofs.arn}/*\"", ""),
      Break.without(STORAGE, "bucket without our own key", "aws_s3_bucket_server_side_encryption_configuration.proofs"),
      Break.set(STORAGE, "bucket keeps no versions", "aws_s3_bucket_versioning.proofs", "versioning_configuration.status",
          "\"Suspended\""),
      Break.without(STORAGE, "bucket without access logs", "aws_s3_bucket_logging.proofs"),
      Break.without(STORAGE, "incomplete uploads stay", "aws_s3_bucket_lifecycle_configuration.proofs"),
      Break.set(STORAGE, "companion names its bucket by id", "aws_s3_bucket_versioning.proofs", "bucket",
          "\"${aws_s3_bucket.proofs.id}\""),
      Break.drop(STATE, "plan may destroy the states", "aws_s3_bucket.state", "lifecycle"),
      Break.set(STATE, "overwritten states are lost", "aws_s3_bucket_versioning.state", "versioning_configuration.status",
          "\"Suspended\""),
      Break.set(STATE, "locks cannot be restored", TABLE, "point_in_time_recovery.enabled", "false"),
      Break.set(STATE, "table of locks can be deleted", TABLE, "deletion_protection_enabled", "false"),
      Break.drop(STATE, "table of locks without our own key", TABLE, "server_side_encryption"));
}
