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
  private static final Synthesized ENV = Synthesized.of("""
      kms: {}
      network:
        cidr: 10.0.0.0/16
        zones: [a, b]
      rds:
        instance_class: db.t3.micro
        storage:
          allocated_storage: 20
        database:
          engine_version: "16.10"
          db_name: shop
          parameters:
            shared_buffers: "16384"
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
          backup_plan: false
          deletion_protection: false
          skip_final_snapshot: true
          prevent_destroy: false
        monitoring:
          monitoring_interval_in_seconds: 0
      """);
  private static final UnitJson UNIT = ENV.unit("rds");
  private static final UnitJson OPEN = ENV.unit("orders-db");

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({"storage_encrypted, true", "publicly_accessible, false", "multi_az, true", "deletion_protection, true",
      "skip_final_snapshot, false", "copy_tags_to_snapshot, true", "iam_database_authentication_enabled, true",
      "performance_insights_enabled, true", "auto_minor_version_upgrade, true", "apply_immediately, false",
      "manage_master_user_password, true", "monitoring_interval, 60", "backup_retention_period, 35",
      "performance_insights_retention_period, 7", "allocated_storage, 20", "storage_type, gp3",
      "ca_cert_identifier, rds-ca-rsa2048-g1", "engine, postgres", "engine_version, 16.10",
      "final_snapshot_identifier, shop-dev-rds-final", "identifier, shop-dev-rds"})
  void theDatabaseIsProtectedUnlessToldOtherwise(String attribute, String value) {
    assertEquals(value, UNIT.attribute(DATABASE, attribute).asText(), DATABASE + "." + attribute);
  }

  @ParameterizedTest(name = "{0} has the data key")
  @CsvSource({"aws_db_instance.main, kms_key_id", "aws_db_instance.main, master_user_secret_kms_key_id",
      "aws_db_instance.main, performance_insights_kms_key_id", "aws_backup_vault.main, kms_key_arn"})
  void everyCopyOfTheDataHasTheCustomerKey(String address, String attribute) {
    assertEquals("${data.terraform_remote_state.kms.outputs.data_key_arn}", UNIT.attribute(address, attribute).asText(),
        address + "." + attribute);
  }

  @Test
  @DisplayName("row 38: RDS keeps the master password, and the user has no name that is tried first")
  void noPasswordIsWrittenDown() {
    assertFalse(UNIT.has(DATABASE, "password"), DATABASE + ".password");
    assertEquals("app_admin", UNIT.attribute(DATABASE, "username").asText(), DATABASE + ".username");
    assertEquals("${aws_db_instance.main.master_user_secret[0].secret_arn}",
        UNIT.json().at("/output/master_secret_arn/value").asText(), "output master_secret_arn");
  }

  @Test
  @DisplayName("rows 37, 40: connections are encrypted and logged by an attached parameter group")
  void theAttachedParametersAskForTlsAndLogs() {
    assertEquals("${aws_db_parameter_group.main.name}", UNIT.attribute(DATABASE, "parameter_group_name").asText());
    assertEquals("postgres16", UNIT.attribute("aws_db_parameter_group.main", "family").asText());
    Map<String, String> parameters = parameters(UNIT, "value");
    assertEquals(Map.of("rds.force_ssl", "1", "log_statement", "ddl", "log_connections", "1", "log_disconnections", "1",
        "log_min_duration_statement", "1000", "shared_buffers", "16384"), parameters,
        "aws_db_parameter_group.main.parameter");
    assertEquals("pending-reboot", parameters(UNIT, "apply_method").get("shared_buffers"),
        "RDS refuses to change a static parameter at once");
  }

  @Test
  @DisplayName("row 39: the logs go to encrypted groups that are there before RDS would make its own")
  void logGroupsComeFirst() {
    List.of("postgresql", "upgrade").forEach(log -> {
      String address = "aws_cloudwatch_log_group." + log;
      assertEquals("/aws/rds/instance/shop-dev-rds/" + log, UNIT.attribute(address, "name").asText(), address + ".name");
      assertEquals(365, UNIT.attribute(address, "retention_in_days").asInt(), address + ".retention_in_days");
      assertTrue(texts(UNIT.attribute(DATABASE, "depends_on")).contains(address), DATABASE + ".depends_on " + address);
      assertTrue(texts(UNIT.attribute(DATABASE, "enabled_cloudwatch_logs_exports")).contains(log), log + " is exported");
    });
  }

  @Test
  @DisplayName("rows 29, 34: a plan of AWS Backup covers the database")
  void theVaultTakesASecondCopy() {
    assertEquals("${aws_db_instance.main.arn}", UNIT.attribute("aws_backup_selection.main", "resources.0").asText());
    assertEquals(35, UNIT.attribute("aws_backup_plan.main", "rule.0.lifecycle.delete_after").asInt());
  }

  @Test
  void theDatabaseIsInTheDatabaseSubnetsAndOpenToNobody() {
    assertEquals(List.of("${data.terraform_remote_state.network.outputs.database_subnet_ids.a}",
            "${data.terraform_remote_state.network.outputs.database_subnet_ids.b}"),
        texts(UNIT.attribute("aws_db_subnet_group.main", "subnet_ids")), "aws_db_subnet_group.main.subnet_ids");
    assertTrue(UNIT.addresses().stream().noneMatch(address -> address.contains("_rule.")),
        "clients bring their own rules, but there is one in " + UNIT.addresses());
  }

  @Test
  void terraformRefusesToDestroyIt() {
    assertTrue(UNIT.attribute(DATABASE, "lifecycle.prevent_destroy").asBoolean(), DATABASE + ".lifecycle.prevent_destroy");
    assertFalse(OPEN.has(DATABASE, "lifecycle"), DATABASE + ".lifecycle of a database that may go");
  }

  @Test
  void whatIsTurnedOffIsAbsent() {
    assertTrue(OPEN.addresses().stream().noneMatch(address -> address.startsWith("aws_backup_")), "backup_plan: false");
    assertFalse(OPEN.has(DATABASE, "monitoring_role_arn"), DATABASE + ".monitoring_role_arn");
    assertFalse(OPEN.has(DATABASE, "final_snapshot_identifier"), DATABASE + ".final_snapshot_identifier");
    assertEquals(100, OPEN.attribute(DATABASE, "max_allocated_storage").asInt(), DATABASE + ".max_allocated_storage");
  }

  @Test
  void twoDatabasesOfAnEnvironmentShareNoName() {
    Map.of("aws_db_instance.main", "identifier", "aws_db_subnet_group.main", "name", "aws_db_parameter_group.main", "name")
        .forEach((address, name) -> assertNotEquals(UNIT.attribute(address, name), OPEN.attribute(address, name), address));
    assertEquals("shop-dev-orders-db", OPEN.attribute("aws_security_group.orders_db", "name").asText());
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(delimiter = '|', value = {
      "instance_class | cache.t3.micro | not a class of a database instance",
      "instance_class | t3.micro | begin with db.",
      "instance_class | db.q9.huge | not a class that RDS runs PostgreSQL on",
      "engine_version | \"8.0\" | not a version of PostgreSQL",
      "engine_version | 16.10 | quote it",
      "engine | oracle | not one of postgres",
      "username | postgres | first name an attacker tries",
      "parameters | {rds.force_ssl: \"0\"} | is set by Groundplan",
      "allocated_storage | 10 | out of range",
      "max_allocated_storage | 21 | at least a tenth more",
      "backup_retention_in_days | 36 | out of range",
      "backup_retention_in_days | 0 | out of range",
      "monitoring_interval_in_seconds | 7 | not on offer",
      "logs_retention_in_days | 10 | not on offer"})
  void aSettingThatCannotWorkIsRefused(String key, String value, String message) {
    Map<String, String> given = new TreeMap<>(Map.of("instance_class", "db.t3.micro", "allocated_storage", "20",
        "max_allocated_storage", "100", "engine", "postgres", "engine_version", "\"16\"", "username", "shop_admin",
        "parameters", "{}", "backup_retention_in_days", "7", "monitoring_interval_in_seconds",
        "60", "logs_retention_in_days", "30"));
    given.put(key, value);
    StringSubstitutor filled = new StringSubstitutor(given);
    List<String> problems = Synthesized.problems(filled.replace("""
        kms: {}
        network:
          cidr: 10.0.0.0/16
          zones: [a, b]
        rds:
          instance_class: ${instance_class}
          storage: {allocated_storage: ${allocated_storage}, max_allocated_storage: ${max_allocated_storage}}
          database:
            engine: ${engine}
            engine_version: ${engine_version}
            db_name: shop
            username: ${username}
            parameters: ${parameters}
          protection: {backup_retention_in_days: ${backup_retention_in_days}}
          monitoring:
            monitoring_interval_in_seconds: ${monitoring_interval_in_seconds}
            logs_retention_in_days: ${logs_retention_in_days}
        """));
    assertEquals(1, problems.size(), () -> key + ": " + value + " gives " + problems);
    assertTrue(problems.get(0).contains(message), () -> key + ": " + value + " gives " + problems);
  }

  private static Map<String, String> parameters(UnitJson unit, String attribute) {
    Map<String, String> found = new TreeMap<>();
    unit.attribute("aws_db_parameter_group.main", "parameter")
        .forEach(parameter -> found.put(parameter.get("name").asText(), parameter.get(attribute).asText()));
    return found;
  }

  private static List<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }
}
