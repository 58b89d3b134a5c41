package groundplan.systems;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.testing.FullSynthesis;
import groundplan.testing.UnitJson;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the text says of SARC-NG's databases, held against what is generated. */
class SarcNgDatabaseTest {
    private static final String PROD = "sarc-ng/prod/us-east-1/database";
    private static final String WEST = "sarc-ng/prod/us-west-2/database";
    private static final String CLUSTER = "aws_rds_cluster.main";

    @ParameterizedTest(name = "dev: {0} is {1}")
    @CsvSource({
        "engine, mysql",
        "engine_version, 8.0",
        "instance_class, db.t3.medium",
        "allocated_storage, 20",
        "max_allocated_storage, 100",
        "multi_az, false",
        "backup_retention_period, 7",
        "deletion_protection, false",
        "identifier, sarc-ng-db",
        "port, 3306",
        "copy_tags_to_snapshot, true",
        "backup_window, 03:00-06:00",
        "maintenance_window, mon:00:00-mon:03:00",
        "storage_encrypted, true",
        "performance_insights_enabled, true"
    })
    void developmentHasTheTextsInstance(String attribute, String value) {
        Generated.is("sarc-ng/dev/us-east-1/database", "aws_db_instance.main", attribute, value);
    }

    @ParameterizedTest(name = "prod: {0} is {1}")
    @CsvSource({
        "engine, aurora-mysql",
        // The text's 3.03.1 is no longer offered for new clusters.
        "engine_version, 8.0.mysql_aurora.3.10.6",
        "backup_retention_period, 30",
        "deletion_protection, true",
        "preferred_backup_window, 03:00-06:00",
        "preferred_maintenance_window, mon:00:00-mon:03:00",
        "copy_tags_to_snapshot, true",
        "port, 3306",
        "storage_encrypted, true"
    })
    void productionHasTheTextsCluster(String attribute, String value) {
        Generated.is(PROD, CLUSTER, attribute, value);
        Generated.is(WEST, CLUSTER, attribute, value);
    }

    @ParameterizedTest(name = "instance {0} has promotion tier {0} in zone {1}")
    @CsvSource({"1, a", "2, b"})
    void productionHasTheTextsInstancesInBothRegions(String name, String zone) {
        String instance = "aws_rds_cluster_instance.instance_" + name;
        for (String unit : Set.of(PROD, WEST)) {
            assertEquals(Set.of("instance_1", "instance_2"), Generated.names(unit, "aws_rds_cluster_instance"), unit);
            Generated.is(unit, instance, "instance_class", "db.r5.large");
            Generated.is(unit, instance, "promotion_tier", name);
            Generated.is(unit, instance, "performance_insights_enabled", "true");
            Generated.is(unit, instance, "availability_zone", unit.split("/")[2] + zone);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"error", "slowquery"})
    void developmentHasTheTextsLogGroups(String log) {
        Generated.is(
                "sarc-ng/dev/us-east-1/database",
                "aws_cloudwatch_log_group." + log,
                "name",
                "/aws/rds/instance/sarc-ng-db/" + log);
        // Where Aurora writes is not for anyone to choose.
        Generated.is(PROD, "aws_cloudwatch_log_group." + log, "name", "/aws/rds/cluster/sarc-ng-db/" + log);
    }

    @Test
    void aGlobalDatabaseReplicatesToTheSecondRegion() {
        Generated.is(PROD, "aws_rds_global_cluster.main", "global_cluster_identifier", "sarc-ng-global");
        Generated.is(PROD, CLUSTER, "global_cluster_identifier", "${aws_rds_global_cluster.main.id}");
        Generated.is(WEST, CLUSTER, "source_region", "us-east-1");
        Generated.is(
                WEST,
                CLUSTER,
                "global_cluster_identifier",
                "${data.terraform_remote_state.us_east_1_database.outputs.global_cluster_identifier}");
        UnitJson west = FullSynthesis.unit(WEST);
        assertFalse(
                west.json().path("resource").has("aws_rds_global_cluster"),
                WEST + " makes a global database of its own");
        Set.of("master_username", "master_password_wo", "database_name", "manage_master_user_password")
                .forEach(from -> assertFalse(
                        west.has(CLUSTER, from), WEST + " " + CLUSTER + "." + from + " comes from the primary"));
    }

    @ParameterizedTest
    @ValueSource(strings = {PROD, WEST})
    void eachRegionEncryptsWithAKeyOfItsOwn(String unit) {
        Generated.is(unit, CLUSTER, "kms_key_id", "${data.terraform_remote_state.kms.outputs.data_key_arn}");
    }

    /** "The names you choose for each of your individual Aurora DB clusters must be unique across all AWS Regions" (Aurora). */
    @Test
    void theClustersOfTheGlobalDatabaseHaveDifferentNames() {
        Generated.is(PROD, CLUSTER, "cluster_identifier", "sarc-ng-db");
        Generated.is(WEST, CLUSTER, "cluster_identifier", "sarc-ng-db-us-west-2");
    }

    @Test
    void theMasterPasswordIsInBothRegions() {
        String secret = "aws_secretsmanager_secret.master_user";
        Generated.is(PROD, secret, "replica.0.region", "us-west-2");
        Generated.is(
                PROD,
                secret,
                "replica.0.kms_key_id",
                "${data.terraform_remote_state.us_west_2_kms.outputs.data_key_arn}");
        assertEquals(
                "${data.terraform_remote_state.us_east_1_database.outputs.master_secret_replica_arns.us-west-2}",
                FullSynthesis.unit(WEST)
                        .json()
                        .at("/output/master_secret_arn/value")
                        .asText(),
                WEST + " output master_secret_arn");
    }

    @Test
    void theFunctionThatRotatesMayEncryptTheReplicasValue() {
        JsonNode statement = null;
        for (JsonNode one : FullSynthesis.unit(PROD)
                .policy("aws_iam_role_policy.rotation", "policy")
                .path("Statement")) {
            if (one.path("Sid").asText().equals("EncryptReplicauswest2")) {
                statement = one;
            }
        }
        assertTrue(statement != null, PROD + " lets the function encrypt nothing in us-west-2");
        assertEquals(
                "[\"kms:Encrypt\",\"kms:GenerateDataKey\"]",
                statement.path("Action").toString());
        assertEquals(
                "${data.terraform_remote_state.us_west_2_kms.outputs.data_key_arn}",
                statement.path("Resource").asText());
        assertEquals(
                "secretsmanager.us-west-2.amazonaws.com",
                statement.at("/Condition/StringEquals/kms:ViaService").asText());
    }

    @Test
    void stagingIsLikeProductionButInOneRegion() {
        UnitJson staging = FullSynthesis.unit("sarc-ng/staging/us-east-1/database");
        assertEquals("aurora-mysql", staging.attribute(CLUSTER, "engine").asText(), CLUSTER + ".engine");
        assertTrue(
                staging.attribute(CLUSTER, "manage_master_user_password").asBoolean(),
                "RDS keeps the password of one region");
        assertEquals(
                86400,
                staging.attribute(CLUSTER, "backtrack_window").asInt(),
                "a cluster of one region can be turned back");
    }
}
