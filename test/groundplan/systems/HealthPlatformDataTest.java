package groundplan.systems;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.testing.FullSynthesis;
import groundplan.testing.UnitJson;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the text says of Health Platform's database, cache and parameters, held against what is generated. */
class HealthPlatformDataTest {
    private static final String DATABASE = "aws_db_instance.main";
    private static final String CACHE = "aws_elasticache_replication_group.main";

    @ParameterizedTest(name = "{0}: {1} is {2}")
    @CsvSource({
        "dev, instance_class, db.t3.micro",
        "dev, backup_retention_period, 1",
        // The text's 15.4 is no longer offered for new databases.
        "dev, engine_version, 15.19",
        "staging, instance_class, db.t3.small",
        "staging, backup_retention_period, 3",
        "staging, multi_az, true",
        "staging, engine_version, 15.19",
        "prod, instance_class, db.r6g.large",
        "prod, backup_retention_period, 30",
        "prod, multi_az, true",
        "prod, engine_version, 15.19",
        "prod, engine, postgres",
        "prod, storage_encrypted, true",
        "prod, port, 5432",
        "prod, max_allocated_storage, 1000",
        "dev, max_allocated_storage, 100"
    })
    void theDatabaseIsAsTheTextSays(String environment, String attribute, String value) {
        Generated.is("health-platform/" + environment + "/us-east-1/database", DATABASE, attribute, value);
    }

    @ParameterizedTest(name = "{0}: {1} days")
    @CsvSource({"dev, 7", "staging, 7", "prod, 35"})
    @DisplayName("backups are kept for 7 to 30 days in every environment, and longer in prod")
    void aVaultKeepsWhatTheAutomatedBackupsDoNot(String environment, String days) {
        Generated.is(
                "health-platform/" + environment + "/us-east-1/database",
                "aws_backup_plan.main",
                "rule.0.lifecycle.delete_after",
                days);
    }

    @Test
    void productionHasAReadReplica() {
        UnitJson database = FullSynthesis.unit("health-platform/prod/us-east-1/database");
        assertEquals(
                "db.r6g.large",
                database.attribute("aws_db_instance.replica_reader", "instance_class")
                        .asText());
        assertEquals(
                "${aws_db_instance.main.identifier}",
                database.attribute("aws_db_instance.replica_reader", "replicate_source_db")
                        .asText());
        assertTrue(
                !database.has(DATABASE, "manage_master_user_password"),
                "RDS refuses a replica of an instance whose password it manages");
        Generated.is(
                "health-platform/prod/us-east-1/database",
                "aws_secretsmanager_secret_rotation.master_user",
                "rotation_rules.automatically_after_days",
                "30");
        assertTrue(
                FullSynthesis.unit("health-platform/prod/us-east-1/ecs")
                        .json()
                        .toString()
                        .contains("${data.terraform_remote_state.database.outputs.master_secret_arn}:password::"),
                "the backend reads that secret");
    }

    @Test
    @DisplayName("production's backups are replicated to another region, under a key of that region")
    void productionsBackupsAreInAnotherRegion() {
        String copies = "aws_db_instance_automated_backups_replication.main";
        Generated.is("health-platform/prod/us-east-1/database", copies, "provider", "aws.us_west_2");
        Generated.is("health-platform/prod/us-east-1/database", copies, "retention_period", "30");
        Generated.is(
                "health-platform/prod/us-east-1/database", "aws_kms_key.database_backups", "provider", "aws.us_west_2");
    }

    @Test
    void aParameterGroupTunesTheDatabase() {
        Map<String, String> parameters =
                Generated.parameters("health-platform/prod/us-east-1/database", "aws_db_parameter_group.main");
        Map.of(
                        "shared_preload_libraries",
                        "pg_stat_statements",
                        "max_connections",
                        "1600",
                        "work_mem",
                        "16384",
                        "random_page_cost",
                        "1.1",
                        "rds.force_ssl",
                        "1")
                .forEach((name, value) -> assertEquals(value, parameters.get(name), name));
        Generated.is("health-platform/prod/us-east-1/database", "aws_db_parameter_group.main", "family", "postgres15");
    }

    @ParameterizedTest(name = "{0}: {1} is {2}")
    @CsvSource({
        "dev, node_type, cache.t3.micro", "staging, node_type, cache.t3.small", "prod, node_type, cache.r6g.large",
        "prod, replicas_per_node_group, 1", "prod, multi_az_enabled, true", "prod, engine_version, 7.1",
        "prod, at_rest_encryption_enabled, true", "prod, transit_encryption_mode, required", "prod, port, 6379",
        "dev, num_node_groups, 1", "dev, replicas_per_node_group, 0"
    })
    void theCacheIsAsTheTextSays(String environment, String attribute, String value) {
        Generated.is("health-platform/" + environment + "/us-east-1/redis", CACHE, attribute, value);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"dev", "staging", "prod"})
    void theCacheIsInClusterMode(String environment) {
        assertEquals(
                Map.of("cluster-enabled", "yes"),
                Generated.parameters(
                        "health-platform/" + environment + "/us-east-1/redis", "aws_elasticache_parameter_group.main"));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"dev", "staging", "prod"})
    @DisplayName("sensitive data is in encrypted parameters, one of them the cache's token")
    void parametersAreEncrypted(String environment) {
        String unit = "health-platform/" + environment + "/us-east-1/parameters";
        Generated.resources(unit, "aws_ssm_parameter").forEach(parameter -> {
            assertEquals("SecureString", parameter.path("type").asText(), parameter.toString());
            assertTrue(
                    parameter.path("name").asText().startsWith("/health-platform/" + environment + "/"),
                    parameter.toString());
        });
        Set<String> names = Generated.names(unit, "aws_ssm_parameter");
        assertTrue(
                names.containsAll(Set.of(
                        "encryption_key", "jwt_secret", "redis_auth_token", "session_secret", "third_party_api_keys")),
                names.toString());
        assertEquals(Set.of("redis_auth_token"), Generated.names(unit, "aws_lambda_invocation"));
    }

    @Test
    void parametersRotateInProduction() {
        assertEquals(
                Set.of("jwt_secret", "redis_auth_token", "session_secret"),
                Generated.names("health-platform/prod/us-east-1/parameters", "aws_cloudwatch_event_rule"));
    }
}
