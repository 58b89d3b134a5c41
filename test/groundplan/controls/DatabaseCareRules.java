package groundplan.controls;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Rows 30 to 43: where databases stand, who signs in, what they tell, and how they are kept current. */
final class DatabaseCareRules {
    /** The general log of MySQL holds every query, and may be left out for that. */
    private static final Map<String, Set<String>> LOGS = Map.of(
            "postgres",
            Set.of("postgresql", "upgrade"),
            "mysql",
            Set.of("audit", "error", "slowquery"),
            "aurora-mysql",
            Set.of("audit", "error", "slowquery"),
            "aurora-postgresql",
            Set.of("postgresql"));
    /** What is switched on, by how the names of families of parameters begin. */
    private static final Map<String, List<String>> LOGGED = Map.of(
            "postgres", List.of("log_statement", "log_min_duration_statement", "log_connections", "log_disconnections"),
            "aurora-postgresql",
                    List.of("log_statement", "log_min_duration_statement", "log_connections", "log_disconnections"),
            "mysql", List.of("slow_query_log", "long_query_time"),
            "aurora-mysql",
                    List.of("slow_query_log", "long_query_time", "server_audit_logging", "server_audit_events"));

    private static final Set<String> INSTANCES = Set.of("aws_db_instance", "aws_rds_cluster_instance");
    private static final Set<String> DATABASES = Set.of("aws_db_instance", "aws_rds_cluster");
    private static final Set<String> PARAMETER_GROUPS =
            Set.of("aws_db_parameter_group", "aws_rds_cluster_parameter_group");
    private static final int SECONDS = 60;
    private static final int DAYS_OF_INSIGHTS = 7;

    private DatabaseCareRules() {}

    static final List<Rule> ALL = List.of(
            Rule.everywhere(30, "databases have no public address", inspection -> {
                instances(
                        inspection,
                        instance -> inspection.require(
                                instance.isFalse("publicly_accessible"),
                                instance,
                                "has no publicly_accessible = false"));
                // A replica stands where its source does.
                databases(
                        inspection,
                        database -> inspection.require(
                                database.body().has("replicate_source_db")
                                        || inspection
                                                .others("aws_db_subnet_group")
                                                .filter(group -> group.isNamedBy(database.text("db_subnet_group_name")))
                                                .anyMatch(group -> !group.at("subnet_ids")
                                                        .toString()
                                                        .contains("public")),
                                database,
                                "has no subnets away from the public ones"));
            }),
            Rule.inProd(
                    34,
                    "a vault has copies of databases and file systems, under our own key",
                    DatabaseCareRules::copies),
            Rule.everywhere(
                    35,
                    "snapshots have the tags of their database",
                    inspection -> databases(
                            inspection,
                            database -> inspection.require(
                                    database.isTrue("copy_tags_to_snapshot"),
                                    database,
                                    "has copy_tags_to_snapshot off"))),
            Rule.everywhere(
                    36,
                    "people and programs sign in to databases through IAM",
                    inspection -> databases(
                            inspection,
                            database -> inspection.require(
                                    database.isTrue("iam_database_authentication_enabled"),
                                    database,
                                    "has iam_database_authentication_enabled off"))),
            Rule.everywhere(
                    39,
                    "databases hand over their logs",
                    inspection -> databases(
                            inspection,
                            database -> inspection.require(
                                    texts(database, "enabled_cloudwatch_logs_exports")
                                            .containsAll(wantedLogs(inspection, database)),
                                    database,
                                    "hands over " + database.at("enabled_cloudwatch_logs_exports") + " only"))),
            Rule.everywhere(
                    40,
                    "databases log changes, slow statements and who comes",
                    inspection ->
                            inspection.each(resource -> PARAMETER_GROUPS.contains(resource.type()), group -> LOGGED.get(
                                            group.text("family").replaceFirst("[0-9.]+$", ""))
                                    .forEach(parameter -> inspection.require(
                                            group.blocks("parameter").stream()
                                                    .anyMatch(one -> one.path("name")
                                                                    .asText()
                                                                    .equals(parameter)
                                                            && !Set.of("0", "-1", "off", "none")
                                                                    .contains(one.path("value")
                                                                            .asText())),
                                            group,
                                            "has " + parameter + " off")))),
            Rule.inProd(
                    41,
                    "databases are measured each minute",
                    inspection -> instances(
                            inspection,
                            instance -> inspection.require(
                                    instance.at("monitoring_interval").asInt() == SECONDS
                                            && !instance.text("monitoring_role_arn")
                                                    .isEmpty(),
                                    instance,
                                    "has monitoring_interval " + instance.text("monitoring_interval")))),
            Rule.everywhere(
                    42,
                    "databases tell what they spend their time on, under our own key",
                    inspection -> instances(
                            inspection,
                            instance -> inspection.require(
                                    instance.isTrue("performance_insights_enabled")
                                            && !instance.text("performance_insights_kms_key_id")
                                                    .isEmpty()
                                            && instance.at("performance_insights_retention_period")
                                                            .asInt()
                                                    == DAYS_OF_INSIGHTS,
                                    instance,
                                    "has no Performance Insights of 7 days with a customer key"))),
            Rule.everywhere(
                    43,
                    "databases are kept current",
                    inspection -> instances(inspection, instance -> {
                        inspection.require(
                                instance.isTrue("auto_minor_version_upgrade"),
                                instance,
                                "has auto_minor_version_upgrade off");
                        inspection.require(
                                instance.text("ca_cert_identifier").equals("rds-ca-rsa2048-g1"),
                                instance,
                                "has ca_cert_identifier '" + instance.text("ca_cert_identifier") + "'");
                    })));

    private static void instances(Inspection inspection, Consumer<Resource> look) {
        inspection.each(resource -> INSTANCES.contains(resource.type()), look);
    }

    private static void databases(Inspection inspection, Consumer<Resource> look) {
        inspection.each(resource -> DATABASES.contains(resource.type()), look);
    }

    /** A replica's engine is its source's. */
    private static Set<String> wantedLogs(Inspection inspection, Resource database) {
        String source = database.text("replicate_source_db");
        return LOGS.get(
                source.isEmpty()
                        ? database.text("engine")
                        : inspection
                                .others("aws_db_instance")
                                .filter(other -> other.isNamedBy(source))
                                .map(other -> other.text("engine"))
                                .findFirst()
                                .orElseThrow());
    }

    private static void copies(Inspection inspection) {
        inspection.each(
                resource -> resource.type().equals("aws_efs_file_system") || DATABASES.contains(resource.type()),
                kept -> inspection.require(
                        kept.body().has("replicate_source_db")
                                || inspection
                                        .others("aws_backup_selection")
                                        .anyMatch(selection -> selection.blocks("resources").stream()
                                                        .anyMatch(arn -> kept.isNamedBy(arn.asText()))
                                                && inspection
                                                        .others("aws_backup_plan")
                                                        .anyMatch(plan -> plan.isNamedBy(selection.text("plan_id")))),
                        kept,
                        "is in no backup plan"));
        inspection.each(
                "aws_backup_vault",
                vault -> inspection.require(!vault.text("kms_key_arn").isEmpty(), vault, "has no kms_key_arn"));
    }

    private static List<String> texts(Resource resource, String path) {
        return resource.blocks(path).stream().map(JsonNode::asText).toList();
    }
}
