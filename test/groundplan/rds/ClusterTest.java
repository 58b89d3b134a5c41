package groundplan.rds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.testing.Synthesized;
import groundplan.testing.UnitJson;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.apache.commons.text.StringSubstitutor;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Databases on clusters of Aurora, alone and in a global database. */
class ClusterTest {
    private static final String CLUSTER = "aws_rds_cluster.main";
    private static final String FIRST = "aws_rds_cluster_instance.instance_1";
    private static final Synthesized ENV = Synthesized.of(
            """
      kms: {}
      network:
        cidr: 10.0.0.0/16
        zones: [a, b]
      database:
        kind: rds
        instance_class: db.r5.large
        database:
          engine: aurora-mysql
          engine_version: "8.0.mysql_aurora.3.10.6"
          db_name: shop
          endpoint: {identifier: shop-db}
          cluster:
            instances:
              1: {promotion_tier: 1, zone: a}
              2: {instance_class: db.r6g.large, promotion_tier: 2, zone: b}
        protection:
          backup_window: 03:00-06:00
          maintenance_window: Mon:00:00-Mon:03:00
      ledger:
        kind: rds
        instance_class: db.r6g.large
        database:
          engine: aurora-mysql
          engine_version: "8.0"
          db_name: ledger
          cluster:
            instances: {a: {}}
            backtrack_window_in_hours: 0
            global:
              identifier: shop-global
        monitoring:
          log_exports: [error]
      reports:
        kind: rds
        instance_class: db.r6g.large
        database:
          engine: aurora-postgresql
          engine_version: "16.9"
          db_name: reports
          cluster:
            instances: {a: {}, b: {}}
            backtrack_window_in_hours: 0
        protection:
          prevent_destroy: false
      """);
    private static final UnitJson UNIT = ENV.unit("database");
    private static final UnitJson GLOBAL = ENV.unit("ledger");
    private static final UnitJson POSTGRES = ENV.unit("reports");

    @ParameterizedTest(name = "rows 29 to 44: {0} is {1}")
    @CsvSource({
        "cluster_identifier, shop-db",
        "engine, aurora-mysql",
        "engine_version, 8.0.mysql_aurora.3.10.6",
        "port, 3306",
        "database_name, shop",
        "storage_encrypted, true",
        "iam_database_authentication_enabled, true",
        "copy_tags_to_snapshot, true",
        "deletion_protection, true",
        "skip_final_snapshot, false",
        "final_snapshot_identifier, shop-db-final",
        "backup_retention_period, 35",
        "preferred_backup_window, 03:00-06:00",
        "preferred_maintenance_window, mon:00:00-mon:03:00",
        "manage_master_user_password, true",
        "backtrack_window, 86400",
        "delete_automated_backups, false",
        "apply_immediately, false",
        "lifecycle.prevent_destroy, true",
        "db_cluster_parameter_group_name, ${aws_rds_cluster_parameter_group.main.name}",
        "db_subnet_group_name, ${aws_db_subnet_group.main.name}"
    })
    void theClusterIsProtectedUnlessToldOtherwise(String attribute, String value) {
        assertEquals(value, UNIT.attribute(CLUSTER, attribute).asText(), CLUSTER + "." + attribute);
    }

    @ParameterizedTest(name = "rows 30 and 41 to 43: {0} of an instance is {1}")
    @CsvSource({
        "identifier, shop-db-1",
        "cluster_identifier, ${aws_rds_cluster.main.id}",
        "instance_class, db.r5.large",
        "promotion_tier, 1",
        "availability_zone, us-east-1a",
        "publicly_accessible, false",
        "auto_minor_version_upgrade, true",
        "ca_cert_identifier, rds-ca-rsa2048-g1",
        "performance_insights_enabled, true",
        "performance_insights_retention_period, 7",
        "monitoring_interval, 60",
        "copy_tags_to_snapshot, true"
    })
    void anInstanceIsKeptAndWatched(String attribute, String value) {
        assertEquals(value, UNIT.attribute(FIRST, attribute).asText(), FIRST + "." + attribute);
    }

    @Test
    void anInstanceMayBeAnotherClass() {
        assertEquals(
                "db.r6g.large",
                UNIT.attribute("aws_rds_cluster_instance.instance_2", "instance_class")
                        .asText());
    }

    @ParameterizedTest(name = "{0} {1} is the data key")
    @CsvSource({
        "aws_rds_cluster.main, kms_key_id",
        "aws_rds_cluster.main, master_user_secret_kms_key_id",
        "aws_rds_cluster_instance.instance_1, performance_insights_kms_key_id",
        "aws_backup_vault.main, kms_key_arn"
    })
    void everyCopyOfTheDataHasTheCustomerKey(String address, String attribute) {
        assertEquals(
                "${data.terraform_remote_state.kms.outputs.data_key_arn}",
                UNIT.attribute(address, attribute).asText(),
                address + "." + attribute);
    }

    @Test
    @DisplayName("rows 37, 39: the cluster refuses connections without TLS and keeps an audit log")
    void theParametersAreThoseOfTheControls() {
        assertEquals(
                Map.of(
                        "require_secure_transport",
                        "ON",
                        "tls_version",
                        "TLSv1.2,TLSv1.3",
                        "server_audit_logging",
                        "1",
                        "server_audit_events",
                        "CONNECT,QUERY_DCL,QUERY_DDL",
                        "slow_query_log",
                        "1",
                        "long_query_time",
                        "1",
                        "general_log",
                        "0",
                        "log_output",
                        "FILE",
                        // Deadlocks are in no log otherwise.
                        "innodb_print_all_deadlocks",
                        "1"),
                parameters(UNIT),
                "aws_rds_cluster_parameter_group.main.parameter");
        assertEquals(
                "aurora-mysql8.0",
                UNIT.attribute("aws_rds_cluster_parameter_group.main", "family").asText());
        assertEquals(
                "0", parameters(GLOBAL).get("server_audit_logging"), "the audit log of a cluster that hands none over");
        assertEquals("1", parameters(POSTGRES).get("rds.force_ssl"), "Aurora PostgreSQL");
        assertEquals(
                "aurora-postgresql16",
                POSTGRES.attribute("aws_rds_cluster_parameter_group.main", "family")
                        .asText());
    }

    @Test
    @DisplayName("row 39: the logs of a cluster go to groups of the cluster's name, and are there before it is")
    void logGroupsComeFirst() {
        for (String log : List.of("audit", "error", "slowquery")) {
            String address = "aws_cloudwatch_log_group." + log;
            assertEquals(
                    "/aws/rds/cluster/shop-db/" + log,
                    UNIT.attribute(address, "name").asText(),
                    address + ".name");
            assertTrue(
                    texts(UNIT.attribute(CLUSTER, "depends_on")).contains(address), CLUSTER + ".depends_on " + address);
        }
        assertEquals(
                List.of("audit", "error", "slowquery"),
                texts(UNIT.attribute(CLUSTER, "enabled_cloudwatch_logs_exports")));
        assertEquals(List.of("error"), texts(GLOBAL.attribute(CLUSTER, "enabled_cloudwatch_logs_exports")));
    }

    @Test
    @DisplayName("row 34: a plan of AWS Backup covers the cluster")
    void theVaultTakesASecondCopy() {
        assertEquals(
                "${aws_rds_cluster.main.arn}",
                UNIT.attribute("aws_backup_selection.main", "resources.0").asText());
    }

    @Test
    void aMinorVersionIsWhereAClusterBegins() {
        assertEquals(List.of("engine_version"), texts(UNIT.attribute(CLUSTER, "lifecycle.ignore_changes")));
        assertFalse(
                GLOBAL.attribute(CLUSTER, "lifecycle.ignore_changes").toString().contains("engine_version"),
                "a major version is the prefix of what RDS installs");
        assertEquals(List.of("engine_version"), texts(POSTGRES.attribute(CLUSTER, "lifecycle.ignore_changes")));
        assertFalse(POSTGRES.resource(CLUSTER).path("lifecycle").has("prevent_destroy"), "a cluster that may go");
    }

    @Test
    void aClusterPublishesWhereItIsLikeAnInstance() {
        JsonNode outputs = UNIT.json().path("output");
        assertEquals(
                "${aws_rds_cluster.main.endpoint}", outputs.at("/host/value").asText(), "output host");
        assertEquals("3306", outputs.at("/port/value").asText(), "output port");
        assertEquals(
                "${aws_rds_cluster.main.reader_endpoint}",
                outputs.at("/reader_hosts/value/reader").asText());
        assertEquals(
                "${aws_rds_cluster.main.master_user_secret[0].secret_arn}",
                outputs.at("/master_secret_arn/value").asText());
        assertEquals(
                "${aws_rds_cluster.main.cluster_resource_id}",
                outputs.at("/resource_id/value").asText());
        assertEquals(
                "${aws_rds_cluster_instance.instance_2.identifier}",
                outputs.at("/instance_identifiers/value/2").asText());
        assertFalse(outputs.has("allocated_storage_gib"), "a cluster has no disk of its own");
        assertFalse(outputs.has("engine"), "the engine is known at synthesis");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "engine | mysql | choose aurora-mysql",
                "engine | aurora-postgresql | not a version of aurora-postgresql",
                "engine_version | \"5.7\" | not a version of aurora-mysql that AWS offers; use 8.0 or 8.4",
                "engine_version | 8.0.mysql_aurora.3.03.1 | use 8.0.mysql_aurora.3.04.6, 8.0.mysql_aurora.3.08.2,",
                "instance_class | db.t3.micro | not a class that Aurora supports for MySQL",
                "cluster | {instances: {a: {instance_class: db.m6g.large}}} | not a class that Aurora supports",
                "instance_class | db.m5.large | not a class that Aurora supports for MySQL",
                "instance_class | db.t3.medium | Performance Insights is not available for db.t3.medium",
                "cluster | {instances: {}} | instances",
                "cluster | {instances: {a: {zone: ab}}} | zone",
                "cluster | {instances: {a: {}}, global: {identifier: shop-global}} | does not support backtracking; set 0",
                "storage | {allocated_storage: 20} | grows automatically",
                "read_replicas | {a: {}} | readers are its other instances",
                "master_password | {} | RDS manages the password of a cluster",
                "backup_replication | {region: us-west-2} | global database",
                "log_exports | [postgresql] | not a log of aurora-mysql",
                "parameters | {tls_version: TLSv1} | is set by Groundplan"
            })
    void aSettingThatCannotWorkIsRefused(String key, String value, String message) {
        Map<String, String> given = new TreeMap<>(Map.of(
                "engine",
                "aurora-mysql",
                "engine_version",
                "\"8.0\"",
                "instance_class",
                "db.r5.large",
                "cluster",
                "{instances: {a: {}}}",
                "storage",
                "",
                "read_replicas",
                "{}",
                "backup_replication",
                "",
                "log_exports",
                "[error]",
                "parameters",
                "{}",
                "master_password",
                ""));
        given.put(key, value);
        given.replaceAll((name, text) -> text.isEmpty() ? "" : name + ": " + text);
        List<String> problems = Synthesized.problems(
                new StringSubstitutor(given)
                        .replace(
                                """
        kms: {}
        network:
          cidr: 10.0.0.0/16
          zones: [a, b]
        rds:
          ${instance_class}
          ${storage}
          database:
            ${engine}
            ${engine_version}
            db_name: shop
            ${parameters}
            ${read_replicas}
            ${master_password}
            ${cluster}
          protection:
            skip_final_snapshot: true
            ${backup_replication}
          monitoring:
            ${log_exports}
        """));
        assertTrue(
                problems.stream().anyMatch(problem -> problem.contains(message)),
                () -> key + ": " + value + " gives " + problems);
    }

    private static Map<String, String> parameters(UnitJson unit) {
        Map<String, String> found = new TreeMap<>();
        unit.attribute("aws_rds_cluster_parameter_group.main", "parameter")
                .forEach(parameter -> found.put(
                        parameter.get("name").asText(), parameter.get("value").asText()));
        return found;
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
