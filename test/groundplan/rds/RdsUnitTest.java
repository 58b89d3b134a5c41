package groundplan.rds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
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

class RdsUnitTest {
    private static final String DATABASE = "aws_db_instance.main";
    private static final Synthesized ENV = Synthesized.of(
            """
      kms: {}
      network:
        cidr: 10.0.0.0/16
        zones: [a, b]
        nat_gateways: single
      rds:
        instance_class: db.t3.micro
        storage:
          allocated_storage: 20
        database:
          engine_version: "16.10"
          db_name: shop
          parameters:
            shared_buffers: "16384"
            max_connections: "200"
          master_password: {}
          read_replicas:
            reader: {}
            reports_of-today:
              instance_class: db.t3.small
              multi_az: false
        protection:
          backup_replication:
            region: us-west-2
      orders-db:
        kind: rds
        instance_class: db.m6g.large
        multi_az: false
        storage:
          allocated_storage: 50
          max_allocated_storage: 100
        database:
          engine_version: "17"
          db_name: orders
        protection:
          backup_plan:
            enabled: false
          deletion_protection: false
          skip_final_snapshot: true
          prevent_destroy: false
        monitoring:
          monitoring_interval_in_seconds: 0
      """);
    private static final UnitJson UNIT = ENV.unit("rds");
    private static final UnitJson OPEN = ENV.unit("orders-db");

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "storage_encrypted, true",
        "publicly_accessible, false",
        "multi_az, true",
        "deletion_protection, true",
        "skip_final_snapshot, false",
        "copy_tags_to_snapshot, true",
        "iam_database_authentication_enabled, true",
        "performance_insights_enabled, true",
        "auto_minor_version_upgrade, true",
        "apply_immediately, false",
        "monitoring_interval, 60",
        "backup_retention_period, 35",
        "performance_insights_retention_period, 7",
        "allocated_storage, 20",
        "storage_type, gp3",
        "ca_cert_identifier, rds-ca-rsa2048-g1",
        "engine, postgres",
        "engine_version, 16.10",
        "final_snapshot_identifier, shop-dev-rds-final",
        "identifier, shop-dev-rds"
    })
    void theDatabaseIsProtectedUnlessToldOtherwise(String attribute, String value) {
        assertEquals(value, UNIT.attribute(DATABASE, attribute).asText(), DATABASE + "." + attribute);
    }

    @ParameterizedTest(name = "{0} has the data key")
    @CsvSource({
        "aws_db_instance.main, kms_key_id",
        "aws_secretsmanager_secret.master_user, kms_key_id",
        "aws_db_instance.main, performance_insights_kms_key_id",
        "aws_backup_vault.main, kms_key_arn"
    })
    void everyCopyOfTheDataHasTheCustomerKey(String address, String attribute) {
        assertEquals(
                "${data.terraform_remote_state.kms.outputs.data_key_arn}",
                UNIT.attribute(address, attribute).asText(),
                address + "." + attribute);
    }

    @Test
    @DisplayName("row 38: RDS keeps the master password, and the user has no name that is tried first")
    void noPasswordIsWrittenDown() {
        assertFalse(OPEN.has(DATABASE, "password"), DATABASE + ".password");
        assertTrue(
                OPEN.attribute(DATABASE, "manage_master_user_password").asBoolean(),
                DATABASE + ".manage_master_user_password");
        assertEquals(
                "${data.terraform_remote_state.kms.outputs.data_key_arn}",
                OPEN.attribute(DATABASE, "master_user_secret_kms_key_id").asText());
        assertEquals("app_admin", OPEN.attribute(DATABASE, "username").asText(), DATABASE + ".username");
        assertEquals(
                "${aws_db_instance.main.master_user_secret[0].secret_arn}",
                OPEN.json().at("/output/master_secret_arn/value").asText(),
                "output master_secret_arn");
    }

    @Test
    @DisplayName("rows 37, 40: connections are encrypted and logged by an attached parameter group")
    void theAttachedParametersAskForTlsAndLogs() {
        assertEquals(
                "${aws_db_parameter_group.main.name}",
                UNIT.attribute(DATABASE, "parameter_group_name").asText());
        assertEquals(
                "postgres16",
                UNIT.attribute("aws_db_parameter_group.main", "family").asText());
        Map<String, String> parameters = parameters(UNIT, "value");
        assertEquals(
                Map.of(
                        "rds.force_ssl",
                        "1",
                        "log_statement",
                        "ddl",
                        "log_connections",
                        "1",
                        "log_disconnections",
                        "1",
                        "log_min_duration_statement",
                        "1000",
                        "shared_buffers",
                        "16384",
                        "max_connections",
                        "200"),
                parameters,
                "aws_db_parameter_group.main.parameter");
        assertEquals(
                "pending-reboot",
                parameters(UNIT, "apply_method").get("shared_buffers"),
                "RDS refuses to change a static parameter at once");
    }

    @Test
    @DisplayName("row 39: the logs go to encrypted groups that are there before RDS would make its own")
    void logGroupsComeFirst() {
        List.of("postgresql", "upgrade").forEach(log -> {
            String address = "aws_cloudwatch_log_group." + log;
            assertEquals(
                    "/aws/rds/instance/shop-dev-rds/" + log,
                    UNIT.attribute(address, "name").asText(),
                    address + ".name");
            assertEquals(365, UNIT.attribute(address, "retention_in_days").asInt(), address + ".retention_in_days");
            assertTrue(
                    texts(UNIT.attribute(DATABASE, "depends_on")).contains(address),
                    DATABASE + ".depends_on " + address);
            assertTrue(
                    texts(UNIT.attribute(DATABASE, "enabled_cloudwatch_logs_exports"))
                            .contains(log),
                    log + " is exported");
        });
    }

    @Test
    @DisplayName("rows 29, 34: a plan of AWS Backup covers the database")
    void theVaultTakesASecondCopy() {
        assertEquals(
                "${aws_db_instance.main.arn}",
                UNIT.attribute("aws_backup_selection.main", "resources.0").asText());
        assertEquals(
                35,
                UNIT.attribute("aws_backup_plan.main", "rule.0.lifecycle.delete_after")
                        .asInt());
    }

    @ParameterizedTest(name = "rows 29 to 43: {0} of a replica is {1}")
    @CsvSource({
        "storage_encrypted, true",
        "publicly_accessible, false",
        "multi_az, true",
        "deletion_protection, true",
        "copy_tags_to_snapshot, true",
        "iam_database_authentication_enabled, true",
        "performance_insights_enabled, true",
        "auto_minor_version_upgrade, true",
        "monitoring_interval, 60",
        "skip_final_snapshot, true",
        "identifier, shop-dev-rds-reader",
        "instance_class, db.t3.micro",
        "replicate_source_db, ${aws_db_instance.main.identifier}",
        "parameter_group_name, ${aws_db_parameter_group.main.name}"
    })
    void aReplicaIsProtectedLikeTheDatabase(String attribute, String value) {
        assertEquals(
                value,
                UNIT.attribute("aws_db_instance.replica_reader", attribute).asText(),
                attribute);
    }

    @Test
    void aReplicaSaysNothingThatItHasFromItsSource() {
        List.of(
                        "engine",
                        "engine_version",
                        "username",
                        "manage_master_user_password",
                        "kms_key_id",
                        "allocated_storage",
                        "db_subnet_group_name",
                        "backup_retention_period",
                        "final_snapshot_identifier")
                .forEach(attribute -> assertFalse(
                        UNIT.has("aws_db_instance.replica_reader", attribute),
                        "aws_db_instance.replica_reader." + attribute));
    }

    @Test
    void aReplicaMayBeAnotherClass() {
        String replica = "aws_db_instance.replica_reports_of_today";
        assertEquals(
                "shop-dev-rds-reports-of-today",
                UNIT.attribute(replica, "identifier").asText(),
                replica);
        assertEquals("db.t3.small", UNIT.attribute(replica, "instance_class").asText(), replica);
        assertFalse(UNIT.attribute(replica, "multi_az").asBoolean(), replica);
        assertEquals(
                "${aws_db_instance.replica_reports_of_today.address}",
                UNIT.json().at("/output/reader_hosts/value/reports_of-today").asText(),
                "output reader_hosts");
        assertTrue(
                UNIT.addresses().contains("aws_cloudwatch_log_group.replica_reader_postgresql"),
                "the logs of a replica");
    }

    @Test
    @DisplayName("backups are replicated to another region under a key of that region, as long as they are kept here")
    void backupsAreReplicated() {
        String copies = "aws_db_instance_automated_backups_replication.main";
        assertEquals("aws.us_west_2", UNIT.attribute(copies, "provider").asText(), copies);
        assertEquals(
                "${aws_db_instance.main.arn}",
                UNIT.attribute(copies, "source_db_instance_arn").asText(),
                copies);
        assertEquals(
                "${aws_kms_key.rds_backups.arn}",
                UNIT.attribute(copies, "kms_key_id").asText(),
                copies);
        assertEquals(35, UNIT.attribute(copies, "retention_period").asInt(), copies);
        assertEquals(
                "aws.us_west_2",
                UNIT.attribute("aws_kms_key.rds_backups", "provider").asText(),
                "where the copies are");
    }

    @Test
    void aMinorVersionIsWhereADatabaseBegins() {
        assertEquals(
                "engine_version",
                UNIT.attribute(DATABASE, "lifecycle.ignore_changes.0").asText(),
                "RDS moves on, and a plan would want to go back");
        assertFalse(OPEN.has(DATABASE, "lifecycle"), "a major version is the prefix of what RDS installs");
    }

    @Test
    void whatTheParametersSayOfConnectionsIsPublished() {
        assertEquals("200", UNIT.json().at("/output/max_connections/value").asText(), "output max_connections");
        assertTrue(
                OPEN.json().at("/output/max_connections").isMissingNode(),
                "output max_connections of a computed number");
    }

    @Test
    void theDatabaseIsInTheDatabaseSubnetsAndOpenToNobody() {
        assertEquals(
                List.of(
                        "${data.terraform_remote_state.network.outputs.database_subnet_ids.a}",
                        "${data.terraform_remote_state.network.outputs.database_subnet_ids.b}"),
                texts(UNIT.attribute("aws_db_subnet_group.main", "subnet_ids")),
                "aws_db_subnet_group.main.subnet_ids");
        assertTrue(
                OPEN.addresses().stream().noneMatch(address -> address.contains("_rule.")),
                "clients bring their own rules, but there is one in " + OPEN.addresses());
    }

    @Test
    void terraformRefusesToDestroyIt() {
        assertTrue(
                UNIT.attribute(DATABASE, "lifecycle.prevent_destroy").asBoolean(),
                DATABASE + ".lifecycle.prevent_destroy");
        assertFalse(OPEN.has(DATABASE, "lifecycle"), DATABASE + ".lifecycle of a database that may go");
    }

    @Test
    void whatIsTurnedOffIsAbsent() {
        assertTrue(
                OPEN.addresses().stream().noneMatch(address -> address.startsWith("aws_backup_")),
                "backup_plan: false");
        assertFalse(OPEN.has(DATABASE, "monitoring_role_arn"), DATABASE + ".monitoring_role_arn");
        assertFalse(OPEN.has(DATABASE, "final_snapshot_identifier"), DATABASE + ".final_snapshot_identifier");
        assertEquals(
                100, OPEN.attribute(DATABASE, "max_allocated_storage").asInt(), DATABASE + ".max_allocated_storage");
    }

    @Test
    void twoDatabasesOfAnEnvironmentShareNoName() {
        Map.of(
                        "aws_db_instance.main",
                        "identifier",
                        "aws_db_subnet_group.main",
                        "name",
                        "aws_db_parameter_group.main",
                        "name")
                .forEach((address, name) ->
                        assertNotEquals(UNIT.attribute(address, name), OPEN.attribute(address, name), address));
        assertEquals(
                "shop-dev-orders-db",
                OPEN.attribute("aws_security_group.orders_db", "name").asText());
    }

    @Test
    @DisplayName("row 38: RDS refuses a replica of an instance whose password it manages, so that the unit keeps it")
    void thePasswordOfADatabaseWithReplicasIsTheUnitsOwn() {
        assertFalse(UNIT.has(DATABASE, "manage_master_user_password"), DATABASE + ".manage_master_user_password");
        assertFalse(UNIT.has(DATABASE, "password"), DATABASE + ".password");
        assertEquals(
                "${ephemeral.aws_secretsmanager_random_password.master_user.random_password}",
                UNIT.attribute(DATABASE, "password_wo").asText());
        assertEquals(1, UNIT.attribute(DATABASE, "password_wo_version").asInt());
        assertEquals(
                "${aws_secretsmanager_secret.master_user.arn}",
                UNIT.json().at("/output/master_secret_arn/value").asText(),
                "output master_secret_arn, which services read");
        assertEquals(
                30,
                UNIT.attribute(
                                "aws_secretsmanager_secret_rotation.master_user",
                                "rotation_rules.automatically_after_days")
                        .asInt());
        assertTrue(
                texts(UNIT.attribute("aws_lambda_invocation.master_user", "depends_on"))
                        .containsAll(List.of(
                                "aws_lambda_invocation.master_user_first",
                                "aws_db_instance.replica_reader",
                                "aws_db_instance.replica_reports_of_today")),
                "RDS creates no replica while it changes the password");
        assertEquals(
                List.of("rds:ModifyDBInstance on ${aws_db_instance.main.arn}"),
                StreamSupport.stream(
                                UNIT.policy("aws_iam_role_policy.rotation", "policy")
                                        .path("Statement")
                                        .spliterator(),
                                false)
                        .filter(one -> one.path("Action").toString().contains("rds:"))
                        .map(one -> one.path("Action").asText() + " on "
                                + one.path("Resource").asText())
                        .toList(),
                "what the function may do to databases");
        assertEquals(
                5432,
                UNIT.attribute("aws_vpc_security_group_egress_rule.rds_rotation_to_database", "to_port")
                        .asInt());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "instance_class | cache.t3.micro | not a database instance class",
                "instance_class | t3.micro | begin with db.",
                "instance_class | db.q9.huge | not a class that RDS supports for PostgreSQL",
                "read_replicas | {a: {instance_class: t3.micro}} | begin with db.",
                "engine_version | \"8.0\" | not a version of postgres that AWS offers; use 13, 14,",
                "engine_version | \"15.4\" | use 15.13, 15.14, 15.15, 15.16, 15.17, 15.18 or 15.19",
                "engine_version | \"16.10.2\" | AWS does not offer postgres 16.10.2",
                "engine_version | 16.10 | quote it",
                "engine | oracle | not one of postgres",
                "username | postgres | well-known name that attackers try first",
                "parameters | {rds.force_ssl: \"0\"} | is set by Groundplan",
                "master_password | {password_length: 42} | out of range",
                "password_rotation | {automatically_after_days: 60} | set master_password.rotation",
                "allocated_storage | 10 | out of range",
                "max_allocated_storage | 21 | at least 10 % more",
                "backup_retention_in_days | 36 | out of range",
                "backup_retention_in_days | 0 | out of range",
                "monitoring_interval_in_seconds | 7 | not supported",
                "logs_retention_in_days | 10 | not supported"
            })
    void aSettingThatCannotWorkIsRefused(String key, String value, String message) {
        Map<String, String> given = new TreeMap<>(Map.of(
                "instance_class",
                "db.t3.micro",
                "allocated_storage",
                "20",
                "max_allocated_storage",
                "100",
                "engine",
                "postgres",
                "engine_version",
                "\"16\"",
                "username",
                "shop_admin",
                "parameters",
                "{}",
                "backup_retention_in_days",
                "7",
                "monitoring_interval_in_seconds",
                "60",
                "logs_retention_in_days",
                "30"));
        given.putAll(Map.of("read_replicas", "{}", "master_password", "{}", "password_rotation", "{}"));
        given.put(key, value);
        StringSubstitutor filled = new StringSubstitutor(given);
        List<String> problems = Synthesized.problems(
                filled.replace(
                        """
        kms: {}
        network:
          cidr: 10.0.0.0/16
          zones: [a, b]
          nat_gateways: single
        rds:
          instance_class: ${instance_class}
          storage: {allocated_storage: ${allocated_storage}, max_allocated_storage: ${max_allocated_storage}}
          database:
            engine: ${engine}
            engine_version: ${engine_version}
            db_name: shop
            username: ${username}
            parameters: ${parameters}
            read_replicas: ${read_replicas}
            master_password: ${master_password}
            password_rotation: ${password_rotation}
          protection: {backup_retention_in_days: ${backup_retention_in_days}}
          monitoring:
            monitoring_interval_in_seconds: ${monitoring_interval_in_seconds}
            logs_retention_in_days: ${logs_retention_in_days}
        """));
        assertEquals(1, problems.size(), () -> key + ": " + value + " gives " + problems);
        assertTrue(problems.get(0).contains(message), () -> key + ": " + value + " gives " + problems);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"postgres, 16", "mysql, 8.0"})
    void aReplicaOfADatabaseWhosePasswordRdsManagesIsRefused(String engine, String version) {
        String settings =
                """
      kms: {}
      network:
        cidr: 10.0.0.0/16
        zones: [a, b]
        nat_gateways: %s
        interface_endpoints: [ecr.api, ecr.dkr, logs, rds, secretsmanager]
      rds:
        instance_class: db.t3.medium
        storage: {allocated_storage: 20}
        database:
          engine: %s
          engine_version: "%s"
          db_name: shop
          %s
          read_replicas: {reader: {}}
      """;
        List<String> problems = Synthesized.problems(settings.formatted("single", engine, version, ""));
        assertEquals(1, problems.size(), problems::toString);
        assertTrue(
                problems.get(0).contains("units.rds.database.read_replicas")
                        && problems.get(0).contains("add master_password: {}"),
                problems::toString);
        String mended = "master_password: {}";
        assertEquals(List.of(), Synthesized.problems(settings.formatted("single", engine, version, mended)));
        assertTrue(
                Synthesized.problems(settings.formatted("none", engine, version, mended))
                        .toString()
                        .contains("nat_gateways: single"),
                "the function downloads RDS's certificates");
    }

    private static Map<String, String> parameters(UnitJson unit, String attribute) {
        Map<String, String> found = new TreeMap<>();
        unit.attribute("aws_db_parameter_group.main", "parameter")
                .forEach(parameter -> found.put(
                        parameter.get("name").asText(), parameter.get(attribute).asText()));
        return found;
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
