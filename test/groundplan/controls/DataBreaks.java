package groundplan.controls;

import java.util.List;

/** Mistakes in databases and caches. */
final class DataBreaks {
    private static final String DATABASE = "aws_db_instance";
    private static final String PARAMETERS = "aws_db_parameter_group";
    private static final String REPLICA = "replica_.*";
    private static final String CACHE = "aws_elasticache_replication_group";
    private static final String USER = "aws_elasticache_user";

    private DataBreaks() {}

    static final List<Break> ALL = List.of(
            source(Break.set("database not encrypted", DATABASE, "storage_encrypted", "false"))
                    .offends("CKV_AWS_16"),
            source(Break.drop("database without our own key", DATABASE, "kms_key_id")),
            source(Break.set("database with a public address", DATABASE, "publicly_accessible", "true"))
                    .offends("CKV_AWS_17"),
            source(Break.set("database in one zone", DATABASE, "multi_az", "false")),
            source(Break.set("database can be deleted", DATABASE, "deletion_protection", "false")),
            source(Break.set("database leaves no snapshot", DATABASE, "skip_final_snapshot", "true")),
            source(Break.drop("plan may destroy the database", DATABASE, "lifecycle")),
            source(Break.set("backups of one day", DATABASE, "backup_retention_period", "1")),
            source(Break.drop("database takes connections without TLS", DATABASE, "parameter_group_name")),
            Break.rewrite(
                            "TLS switched off by a parameter",
                            PARAMETERS,
                            "\"name\":\"rds.force_ssl\",\"value\":\"1\"",
                            "\"name\":\"rds.force_ssl\",\"value\":\"0\"")
                    .offends("CKV2_AWS_69"),
            Break.rewrite(
                    "changes of the schema are not logged",
                    PARAMETERS,
                    "\"name\":\"log_statement\",\"value\":\"ddl\"",
                    "\"name\":\"log_statement\",\"value\":\"none\""),
            Break.rewrite(
                    "sign-ins are not logged",
                    PARAMETERS,
                    "\"name\":\"log_connections\",\"value\":\"1\"",
                    "\"name\":\"log_connections\",\"value\":\"0\""),
            source(Break.set("literal password", DATABASE, "password", "\"correct-horse-battery\"")),
            source(Break.set("RDS does not keep the password", DATABASE, "manage_master_user_password", "false"))
                    .where(spot -> spot.body().has("manage_master_user_password")),
            source(Break.set("password that is in the settings", DATABASE, "password_wo", "\"correct-horse-battery\""))
                    .where(spot -> spot.body().has("password_wo")),
            source(Break.drop("password without our own key", DATABASE, "master_user_secret_kms_key_id")),
            source(Break.set("well-known user name", DATABASE, "username", "\"postgres\"")),
            source(Break.set("no sign-in through IAM", DATABASE, "iam_database_authentication_enabled", "false"))
                    .offends("CKV_AWS_161"),
            source(Break.drop("database without logs", DATABASE, "enabled_cloudwatch_logs_exports")),
            source(Break.set("no enhanced monitoring", DATABASE, "monitoring_interval", "0")),
            source(Break.set("no Performance Insights", DATABASE, "performance_insights_enabled", "false")),
            source(Break.drop("Performance Insights without our own key", DATABASE, "performance_insights_kms_key_id")),
            source(Break.set("no minor upgrades", DATABASE, "auto_minor_version_upgrade", "false")),
            source(Break.set("certificate of 2019", DATABASE, "ca_cert_identifier", "\"rds-ca-2019\"")),
            source(Break.set("snapshots lose their tags", DATABASE, "copy_tags_to_snapshot", "false")),
            Break.drop("copies in a vault without our own key", "aws_backup_vault", "kms_key_arn"),
            Break.set("copies in the vault go after a week", "aws_backup_plan", "rule.lifecycle.delete_after", "7")
                    .beside(DATABASE),
            Break.set(
                    "vault has copies of something else",
                    "aws_backup_selection",
                    "resources",
                    "[\"arn:aws:rds:us-east-1:123456789012:db:other\"]"),
            Break.without("database or files in no backup plan", "aws_backup_selection"),
            Break.set("replica not encrypted", DATABASE, "storage_encrypted", "false")
                    .named(REPLICA)
                    .offends("CKV_AWS_16"),
            Break.set("replica with a public address", DATABASE, "publicly_accessible", "true")
                    .named(REPLICA)
                    .offends("CKV_AWS_17"),
            Break.set("replica in one zone", DATABASE, "multi_az", "false").named(REPLICA),
            Break.drop("replica takes connections without TLS", DATABASE, "parameter_group_name")
                    .named(REPLICA),
            Break.drop("replica without logs", DATABASE, "enabled_cloudwatch_logs_exports")
                    .named(REPLICA),
            Break.set("cache not encrypted", CACHE, "at_rest_encryption_enabled", "false")
                    .offends("CKV_AWS_29"),
            Break.drop("cache without our own key", CACHE, "kms_key_id"),
            Break.set("cache takes plain text", CACHE, "transit_encryption_enabled", "false")
                    .offends("CKV_AWS_30", "CKV_AWS_31"),
            Break.set("cache prefers TLS only", CACHE, "transit_encryption_mode", "\"preferred\""),
            Break.drop("cache without users", CACHE, "user_group_ids").offends("CKV_AWS_31"),
            Break.set("cache with a literal token", CACHE, "auth_token", "\"correct-horse-battery\""),
            Break.set("user with a literal password", USER, "passwords", "[\"correct-horse-battery\"]")
                    .named("(?!default).*"),
            Break.set("user without a password", USER, "authentication_mode", "{\"type\": \"no-password-required\"}")
                    .named("(?!default).*"),
            Break.set("default user switched on", USER, "access_string", "\"on ~* +@all\"")
                    .named("default"),
            Break.set("cache without failover", CACHE, "automatic_failover_enabled", "false"),
            Break.set("cache in one zone", CACHE, "multi_az_enabled", "false"),
            Break.change("cache with one node", CACHE, spot -> {
                // The one where the cache has shards, the other where it has none.
                List.of("num_cache_clusters", "replicas_per_node_group").forEach(nodes -> {
                    if (spot.body().has(nodes)) {
                        spot.body().put(nodes, nodes.startsWith("num") ? 1 : 0);
                    }
                });
            }),
            Break.set("cache without backups", CACHE, "snapshot_retention_limit", "0"),
            Break.set("cache without minor upgrades", CACHE, "auto_minor_version_upgrade", "false"),
            Break.drop("cache without a slow log", CACHE, "log_delivery_configuration"));

    /** In the database that is written to. */
    private static Break source(Break one) {
        return one.named("main");
    }
}
