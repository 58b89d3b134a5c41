package groundplan.elasticache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.testing.Synthesized;
import groundplan.testing.UnitJson;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElasticacheUnitTest {
    private static final String BASE =
            """
      kms: {}
      network:
        cidr: 10.0.0.0/16
        zones: [a, b]
      elasticache:
        node_type: cache.t3.micro
      """;
    private static final String CACHE = "aws_elasticache_replication_group.main";
    private static final Synthesized ENV = Synthesized.of(
            BASE
                    + """
      sessions-of-all-the-customers-of-the-shop:
        kind: elasticache
        node_type: cache.r6g.large
        cluster_mode:
          num_node_groups: 3
        engine:
          parameters:
            maxmemory-policy: allkeys-lru
      signed-in:
        kind: elasticache
        node_type: cache.t3.micro
        engine:
          authentication: password
      """);
    private static final UnitJson UNIT = ENV.unit("elasticache");
    private static final UnitJson SHARDED = ENV.unit("sessions-of-all-the-customers-of-the-shop");

    private static final UnitJson SIGNED_IN = ENV.unit("signed-in");

    @ParameterizedTest(name = "rows 45, 46, 48, 49: {0} is {1}")
    @CsvSource({
        "at_rest_encryption_enabled, true",
        "transit_encryption_enabled, true",
        "transit_encryption_mode, required",
        "multi_az_enabled, true",
        "automatic_failover_enabled, true",
        "num_cache_clusters, 2",
        "snapshot_retention_limit, 7",
        "auto_minor_version_upgrade, true",
        "engine_version, 7.1",
        "apply_immediately, false",
        "replication_group_id, shop-dev-elasticache",
        "final_snapshot_identifier, shop-dev-elasticache-final",
        "kms_key_id, ${data.terraform_remote_state.kms.outputs.data_key_arn}",
        "subnet_group_name, ${aws_elasticache_subnet_group.main.name}",
        "parameter_group_name, ${aws_elasticache_parameter_group.main.name}"
    })
    void theCacheIsProtectedUnlessToldOtherwise(String attribute, String value) {
        assertEquals(value, UNIT.attribute(CACHE, attribute).asText(), CACHE + "." + attribute);
    }

    @Test
    @DisplayName("row 47: one user signs in through IAM, the default user not at all, and no token is anywhere")
    void nobodySignsInWithAPassword() {
        assertFalse(UNIT.has(CACHE, "auth_token"), CACHE + ".auth_token");
        assertEquals(
                "${aws_elasticache_user_group.main.user_group_id}",
                UNIT.attribute(CACHE, "user_group_ids.0").asText());
        String app = "aws_elasticache_user.app";
        assertEquals("iam", UNIT.attribute(app, "authentication_mode.type").asText(), app);
        assertEquals(
                UNIT.attribute(app, "user_id"), UNIT.attribute(app, "user_name"), "IAM wants the same id and name");
        String closed = "aws_elasticache_user.default";
        assertEquals("default", UNIT.attribute(closed, "user_name").asText(), closed + ".user_name");
        assertTrue(UNIT.attribute(closed, "access_string").asText().startsWith("off "), closed + ".access_string");
        assertEquals(
                2, UNIT.attribute("aws_elasticache_user_group.main", "user_ids").size());
    }

    @Test
    @DisplayName("row 47: a user with a password is shut out until a function sets it, and Terraform leaves it then")
    void aPasswordIsSetPastTerraform() {
        String app = "aws_elasticache_user.app";
        assertEquals("iam", SIGNED_IN.attribute(app, "authentication_mode.type").asText(), app);
        assertFalse(SIGNED_IN.resource(app).toString().contains("password"), app + ": " + SIGNED_IN.resource(app));
        assertEquals(
                "authentication_mode",
                SIGNED_IN.attribute(app, "lifecycle.ignore_changes.0").asText(),
                app);
        assertEquals(
                "${aws_elasticache_user.app.user_id}",
                SIGNED_IN.json().at("/output/password_user_id/value").asText());
        assertFalse(UNIT.has(app, "lifecycle"), "where IAM lets clients in, nobody else changes the user");
        assertTrue(
                UNIT.json().at("/output/password_user_id").isMissingNode(),
                "output password_user_id of a cache with IAM");
    }

    @Test
    @DisplayName("row 49: slow log and engine log go to encrypted groups")
    void bothLogsAreDelivered() {
        List<String> types = List.of("slow-log", "engine-log");
        JsonNode deliveries = UNIT.attribute(CACHE, "log_delivery_configuration");
        assertEquals(
                types,
                List.of(
                        deliveries.at("/0/log_type").asText(),
                        deliveries.at("/1/log_type").asText()));
        types.forEach(log -> {
            String address = "aws_cloudwatch_log_group." + log.replace('-', '_');
            assertEquals(
                    "/aws/elasticache/shop-dev-elasticache/" + log,
                    UNIT.attribute(address, "name").asText(),
                    address);
            assertEquals(
                    "${data.terraform_remote_state.kms.outputs.logs_key_arn}",
                    UNIT.attribute(address, "kms_key_id").asText(),
                    address + ".kms_key_id");
        });
    }

    @Test
    void aShardedCacheHasItsOwnEndpointAndParameters() {
        assertEquals(3, SHARDED.attribute(CACHE, "num_node_groups").asInt(), CACHE + ".num_node_groups");
        assertFalse(SHARDED.has(CACHE, "num_cache_clusters"), CACHE + ".num_cache_clusters");
        assertEquals(
                "${aws_elasticache_replication_group.main.configuration_endpoint_address}",
                SHARDED.json().at("/output/primary_endpoint/value").asText());
        JsonNode parameters = SHARDED.attribute("aws_elasticache_parameter_group.main", "parameter");
        assertEquals(
                "cluster-enabled", parameters.at("/0/name").asText(), "aws_elasticache_parameter_group.main.parameter");
        assertEquals(
                "allkeys-lru", parameters.at("/1/value").asText(), "aws_elasticache_parameter_group.main.parameter");
    }

    @Test
    void namesFitIntoFortyCharacters() {
        List.of(
                        CACHE + "/replication_group_id",
                        CACHE + "/final_snapshot_identifier",
                        "aws_elasticache_user.app/user_id",
                        "aws_elasticache_user.default/user_id",
                        "aws_elasticache_user_group.main/user_group_id")
                .forEach(it -> {
                    String[] parts = it.split("/");
                    String name = SHARDED.attribute(parts[0], parts[1]).asText();
                    assertTrue(name.length() <= 40, it + " is " + name);
                });
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "num_cache_clusters | 1 | at least 2 nodes",
                "cluster_mode | {num_node_groups: 2, replicas_per_node_group: 0} | at least 2 nodes",
                "node_type | db.t3.micro | begin with cache.",
                "node_type | cache.huge | is not a cache node type",
                "engine | {engine_version: \"6.2\"} | is not of the form",
                "engine | {authentication: token} | not one of iam, password",
                "engine | {parameters: {cluster-enabled: \"yes\"}} | this is set by cluster_mode",
                "upkeep | {snapshot_retention_in_days: 0} | out of range",
                "upkeep | {logs_retention_in_days: 8} | not supported"
            })
    void aSettingThatCannotWorkIsRefused(String key, String value, String message) {
        String base = key.equals("node_type") ? BASE.replaceFirst("  node_type.*\n", "") : BASE;
        List<String> problems = Synthesized.problems(base + "  " + key + ": " + value + "\n");
        assertEquals(1, problems.size(), () -> key + ": " + value + " gives " + problems);
        assertTrue(problems.get(0).contains(message), () -> key + ": " + value + " gives " + problems);
    }
}
