package groundplan.systems;

import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.testing.FullSynthesis;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the text says of H2O's database, cache and secrets, held against what is generated. */
class H2oDataTest {
    @ParameterizedTest(name = "{0}: {1} {2} is {3}")
    @CsvSource({
        "dev/us-east-1/database, aws_db_instance.main, instance_class, db.t4g.micro",
        "dev/us-east-1/database, aws_db_instance.main, multi_az, false",
        "dev/us-east-1/database, aws_db_instance.main, backup_retention_period, 7",
        "prod/us-east-1/database, aws_db_instance.main, engine, postgres",
        "prod/us-east-1/database, aws_db_instance.main, instance_class, db.t4g.small",
        "prod/us-east-1/database, aws_db_instance.main, multi_az, true",
        "prod/us-east-1/database, aws_db_instance.main, backup_retention_period, 7",
        "prod/us-east-1/database, aws_db_instance.main, storage_encrypted, true",
        "dev/us-east-1/redis, aws_elasticache_replication_group.main, node_type, cache.t4g.micro",
        "dev/us-east-1/redis, aws_elasticache_replication_group.main, num_cache_clusters, 1",
        "prod/us-east-1/redis, aws_elasticache_replication_group.main, node_type, cache.t4g.small",
        "dev/us-east-1/secrets, aws_secretsmanager_secret_rotation.jwt_secret, rotation_rules.automatically_after_days, 30",
        "prod/us-east-1/secrets, aws_secretsmanager_secret_rotation.jwt_secret, rotation_rules.automatically_after_days, 30"
    })
    void theTextsFigureIsGenerated(String unit, String address, String attribute, String value) {
        Generated.is("h2o/" + unit, address, attribute, value);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"dev", "prod"})
    void passwordsAndApiKeysAreSecretsUnderTheCustomerKey(String environment) {
        Generated.is(
                "h2o/" + environment + "/us-east-1/database",
                "aws_db_instance.main",
                "manage_master_user_password",
                "true");
        String key = "aws_secretsmanager_secret.ai_api_key";
        assertTrue(
                FullSynthesis.unit("h2o/" + environment + "/us-east-1/secrets")
                        .attribute(key, "kms_key_id")
                        .asText()
                        .endsWith("data_key_arn}"),
                key + ".kms_key_id");
    }
}
