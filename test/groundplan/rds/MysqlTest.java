package groundplan.rds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.testing.Synthesized;
import groundplan.testing.UnitJson;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** MySQL on an instance. */
class MysqlTest {
    private static final String DATABASE = "aws_db_instance.main";
    private static final Synthesized ENV = Synthesized.of(
            """
      kms: {}
      network:
        cidr: 10.0.0.0/16
        zones: [a, b]
      database:
        kind: rds
        instance_class: db.t3.medium
        multi_az: false
        storage: {allocated_storage: 20, max_allocated_storage: 100}
        database:
          engine: mysql
          engine_version: "8.0"
          db_name: shop
          endpoint: {identifier: shop-db}
        protection:
          maintenance_window: Mon:00:00-Mon:03:00
      small:
        kind: rds
        instance_class: db.t3.micro
        storage: {allocated_storage: 20, own_key: true}
        database:
          engine: mysql
          engine_version: "8.4.5"
          db_name: shop
          endpoint: {port: 3307}
        monitoring:
          performance_insights: false
          log_exports: [error, general]
          log_min_duration_statement_in_ms: 250
      """);
    private static final UnitJson UNIT = ENV.unit("database");
    private static final UnitJson SMALL = ENV.unit("small");

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "engine, mysql",
        "engine_version, 8.0",
        "identifier, shop-db",
        "port, 3306",
        "instance_class, db.t3.medium",
        "allocated_storage, 20",
        "max_allocated_storage, 100",
        "multi_az, false",
        "manage_master_user_password, true",
        "iam_database_authentication_enabled, true",
        "maintenance_window, mon:00:00-mon:03:00",
        "performance_insights_enabled, true",
        "option_group_name, ${aws_db_option_group.main.name}"
    })
    void theInstanceIsWhatTheSettingsSay(String attribute, String value) {
        assertEquals(value, UNIT.attribute(DATABASE, attribute).asText(), DATABASE + "." + attribute);
    }

    @Test
    @DisplayName("row 37: connections without TLS are refused")
    void theParametersAreThoseOfTheControls() {
        assertEquals(
                Map.of(
                        "require_secure_transport",
                        "1",
                        "tls_version",
                        "TLSv1.2,TLSv1.3",
                        "slow_query_log",
                        "1",
                        "long_query_time",
                        "1",
                        "general_log",
                        "0",
                        "log_output",
                        "FILE",
                        "innodb_print_all_deadlocks",
                        "1"),
                parameters(UNIT));
        assertEquals(
                "mysql8.0",
                UNIT.attribute("aws_db_parameter_group.main", "family").asText());
        assertEquals(
                "0.25", parameters(SMALL).get("long_query_time"), "seconds, which the settings give in milliseconds");
        assertEquals("1", parameters(SMALL).get("general_log"), "a log that is handed over is written");
    }

    @Test
    @DisplayName("row 39: who comes and what changes is written to an audit log")
    void theAuditLogHasItsPlugin() {
        String options = "aws_db_option_group.main";
        assertEquals(
                "MARIADB_AUDIT_PLUGIN",
                UNIT.attribute(options, "option.0.option_name").asText(),
                options);
        assertEquals("8.0", UNIT.attribute(options, "major_engine_version").asText(), options);
        assertEquals(
                "/aws/rds/instance/shop-db/slowquery",
                UNIT.attribute("aws_cloudwatch_log_group.slowquery", "name").asText());
        assertEquals(
                "/aws/rds/instance/shop-db/error",
                UNIT.attribute("aws_cloudwatch_log_group.error", "name").asText());
        assertFalse(SMALL.addresses().contains(options), "options of an instance without an audit log");
    }

    @Test
    void whatIsNotOnOfferIsNotAskedFor() {
        assertFalse(SMALL.attribute(DATABASE, "performance_insights_enabled").asBoolean(), DATABASE);
        assertFalse(
                SMALL.has(DATABASE, "performance_insights_kms_key_id"), DATABASE + ".performance_insights_kms_key_id");
        assertEquals(3307, SMALL.attribute(DATABASE, "port").asInt(), DATABASE + ".port");
        assertEquals(
                "engine_version",
                SMALL.attribute(DATABASE, "lifecycle.ignore_changes.0").asText());
    }

    @Test
    void aKeyOfItsOwnIsPublishedForThoseWhoReadTheSecret() {
        assertEquals(
                "${aws_kms_key.small.arn}",
                SMALL.attribute(DATABASE, "master_user_secret_kms_key_id").asText());
        assertEquals(
                "${aws_kms_key.small.arn}",
                SMALL.json().at("/output/own_key_arn/value").asText(),
                "output own_key_arn");
        assertTrue(
                UNIT.json().at("/output/own_key_arn").isMissingNode(), "output own_key_arn of the environment's key");
    }

    @Test
    void theSmallestClassesHaveNoPerformanceInsights() {
        List<String> problems = Synthesized.problems(
                """
        kms: {}
        network: {cidr: 10.0.0.0/16, zones: [a, b]}
        rds:
          instance_class: db.t4g.small
          storage: {allocated_storage: 20}
          database: {engine: mysql, engine_version: "8.0", db_name: shop}
        """);
        assertEquals(1, problems.size(), problems::toString);
        assertTrue(problems.get(0).contains("monitoring.performance_insights: false"), problems::toString);
    }

    private static Map<String, String> parameters(UnitJson unit) {
        Map<String, String> found = new TreeMap<>();
        unit.attribute("aws_db_parameter_group.main", "parameter")
                .forEach(parameter -> found.put(
                        parameter.get("name").asText(), parameter.get("value").asText()));
        return found;
    }
}
