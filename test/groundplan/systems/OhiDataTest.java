package groundplan.systems;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the text says of ohi's database, caches and secrets, held against what is generated. */
class OhiDataTest {
    private static final String DATABASE = "aws_db_instance.main";
    private static final String CACHE = "aws_elasticache_replication_group.main";

    @ParameterizedTest(name = "{0}: {1} is {2}")
    @CsvSource({
        "prod, identifier, ohi-prod-db",
        "prod, engine, postgres",
        "prod, instance_class, db.t3.large",
        "prod, multi_az, true",
        "prod, backup_retention_period, 30",
        "prod, storage_encrypted, true",
        "staging, identifier, ohi-staging-db",
        "staging, instance_class, db.t3.medium",
        "staging, multi_az, true",
        "staging, backup_retention_period, 7",
        "dev, identifier, ohi-dev-db",
        "dev, instance_class, db.t3.micro",
        "dev, multi_az, false",
        "dev, backup_retention_period, 7"
    })
    void theDatabaseIsAsTheTextSays(String environment, String attribute, String value) {
        Generated.is("ohi/" + environment + "/eu-west-1/db", DATABASE, attribute, value);
    }

    @ParameterizedTest(name = "{0} {1}: {2} is {3}")
    @CsvSource({
        "prod, redis, node_type, cache.t3.small",
        "prod, redis, multi_az_enabled, true",
        "prod, redis, num_cache_clusters, 2",
        "prod, redis-blnk, node_type, cache.t3.small",
        "prod, redis-blnk, multi_az_enabled, true",
        "prod, redis-blnk, num_cache_clusters, 2",
        "prod, redis-blnk, transit_encryption_mode, required",
        "staging, redis, node_type, cache.t3.micro",
        "staging, redis-blnk, node_type, cache.t3.micro",
        "staging, redis, multi_az_enabled, false",
        "dev, redis, node_type, cache.t3.micro",
        "dev, redis-blnk, node_type, cache.t3.micro",
        "dev, redis-blnk, multi_az_enabled, false"
    })
    void bothCachesAreAsTheTextSays(String environment, String cache, String attribute, String value) {
        Generated.is("ohi/" + environment + "/eu-west-1/" + cache, CACHE, attribute, value);
    }

    @ParameterizedTest(name = "{0}: {1} days")
    @CsvSource({"prod, 30", "staging, 7", "dev, 7"})
    void thereAreSixSecretsThatCanBeBroughtBack(String environment, int days) {
        String unit = "ohi/" + environment + "/eu-west-1/secrets";
        assertEquals(
                Set.of("blnk_api_key", "jwt_access", "jwt_refresh", "provider_api_keys", "redis_app", "redis_blnk"),
                Generated.names(unit, "aws_secretsmanager_secret"),
                "the database's password is a seventh that RDS keeps");
        Generated.resources(unit, "aws_secretsmanager_secret")
                .forEach(secret -> assertEquals(
                        days, secret.path("recovery_window_in_days").asInt(), secret.toString()));
    }

    @Test
    @DisplayName("secrets rotate quarterly in prod, but those that providers issue")
    void generatedSecretsRotateQuarterly() {
        String type = "aws_secretsmanager_secret_rotation";
        assertEquals(
                Set.of("blnk_api_key", "jwt_access", "jwt_refresh", "redis_app", "redis_blnk"),
                Generated.names("ohi/prod/eu-west-1/secrets", type));
        Generated.resources("ohi/prod/eu-west-1/secrets", type)
                .forEach(rotation -> assertEquals(
                        90,
                        rotation.at("/rotation_rules/automatically_after_days").asInt(),
                        rotation.toString()));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"prod", "staging", "dev"})
    void eachCacheHasItsTokenFromTheFirstDay(String environment) {
        assertEquals(
                Set.of(
                        "blnk_api_key_first",
                        "jwt_access_first",
                        "jwt_refresh_first",
                        "redis_app",
                        "redis_app_first",
                        "redis_blnk",
                        "redis_blnk_first"),
                Generated.names("ohi/" + environment + "/eu-west-1/secrets", "aws_lambda_invocation"),
                "the first value of each generated secret, and its use as the password of a cache");
    }
}
