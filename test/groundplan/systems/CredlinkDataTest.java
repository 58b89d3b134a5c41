package groundplan.systems;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.synth.UnitDocument;
import groundplan.testing.FullSynthesis;
import groundplan.testing.UnitJson;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What CredLink's text says of its data, held against what is generated for its production. */
class CredlinkDataTest {
    @ParameterizedTest(name = "{1} {2} is {3}")
    @CsvSource({
        "us-east-1/rds, aws_db_instance.main, engine, postgres",
        "us-east-1/rds, aws_db_instance.main, instance_class, db.t3.micro",
        "us-east-1/rds, aws_db_instance.main, allocated_storage, 20",
        "us-east-1/rds, aws_db_instance.main, multi_az, true",
        "us-east-1/rds, aws_db_instance.main, backup_retention_period, 30",
        "us-east-1/rds, aws_db_instance.main, storage_encrypted, true",
        "us-east-1/elasticache, aws_elasticache_replication_group.main, engine, redis",
        "us-east-1/elasticache, aws_elasticache_replication_group.main, node_type, cache.t3.micro",
        "us-east-1/elasticache, aws_elasticache_replication_group.main, num_cache_clusters, 2",
        "us-east-1/storage, aws_s3_bucket.proofs, bucket, credlink-prod-proofs",
        "us-east-1/storage, aws_s3_bucket_lifecycle_configuration.proofs, rule.0.transition.0.storage_class, "
                + "INTELLIGENT_TIERING",
        "us-east-1/secrets, aws_secretsmanager_secret_rotation.signing_key, rotation_rules.automatically_after_days, 30",
        "_global/state, aws_s3_bucket.state, bucket, credlink-terraform-state",
        "_global/state, aws_dynamodb_table.locks, name, credlink-terraform-locks",
        "_global/state, aws_dynamodb_table.locks, hash_key, LockID",
        "_global/state, aws_dynamodb_table.locks, billing_mode, PAY_PER_REQUEST",
        "_global/state, aws_s3_bucket_versioning.state, versioning_configuration.status, Enabled"
    })
    void theTextsFigureIsGenerated(String unit, String address, String attribute, String value) {
        assertEquals(
                value, production(unit).attribute(address, attribute).asText(), unit + " " + address + "." + attribute);
    }

    @Test
    void statesHaveTheEncryptionThatTheTextGivesTheirBucket() {
        assertEquals(
                "AES256",
                production("_global/state")
                        .attribute(
                                "aws_s3_bucket_server_side_encryption_configuration.state",
                                "rule.0.apply_server_side_encryption_by_default.sse_algorithm")
                        .asText());
    }

    @Test
    @DisplayName("connections to RDS are encrypted")
    void connectionsToTheDatabaseAreEncrypted() {
        assertTrue(
                production("us-east-1/rds")
                        .attribute("aws_db_parameter_group.main", "parameter")
                        .toString()
                        .contains("{\"apply_method\":\"immediate\",\"name\":\"rds.force_ssl\",\"value\":\"1\"}"),
                "rds.force_ssl");
    }

    private static UnitJson production(String unit) {
        UnitDocument found = FullSynthesis.documents().stream()
                .filter(document -> document.unit().path().toString().equals("credlink/prod/" + unit))
                .findFirst()
                .orElseThrow(() -> new AssertionError("credlink/prod has no unit " + unit));
        return new UnitJson(unit, found.json());
    }
}
