package groundplan.rds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.testing.Synthesized;
import groundplan.testing.UnitJson;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The unit of a global database whose cluster writes, and the password of its master user. */
class GlobalDatabaseTest {
    private static final String CLUSTER = "aws_rds_cluster.main";
    private static final String UNITS =
            """
      kms: {}
      network:
        cidr: 10.0.0.0/16
        zones: [a, b]
        nat_gateways: %s
        interface_endpoints: [ecr.api, ecr.dkr, logs, rds, secretsmanager]
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
      """;
    private static final UnitJson GLOBAL =
            Synthesized.of(UNITS.formatted("single")).unit("ledger");

    @Test
    @DisplayName(
            "row 38: the password of a global database is made up, written and never read, and replaced by a function")
    void theMasterUserOfAGlobalDatabaseHasASecretOfTheUnit() {
        assertFalse(GLOBAL.has(CLUSTER, "manage_master_user_password"), "RDS manages none in a global database");
        assertFalse(GLOBAL.has(CLUSTER, "master_password"), CLUSTER + ".master_password");
        String password = "ephemeral.aws_secretsmanager_random_password.master_user.random_password";
        assertEquals(
                "${" + password + "}",
                GLOBAL.attribute(CLUSTER, "master_password_wo").asText());
        assertEquals(
                "{\"SecretId\":\"${aws_secretsmanager_secret.master_user.arn}\",\"Step\":\"createFirst\"}",
                GLOBAL.attribute("aws_lambda_invocation.master_user_first", "input")
                        .asText(),
                "the function writes the secret; with a resource for its version, every plan would read it");
        assertEquals(
                "aws_lambda_invocation.master_user_first",
                GLOBAL.attribute("aws_lambda_invocation.master_user", "depends_on.0")
                        .asText(),
                "the cluster gets the secret's password once there is one");
        assertFalse(GLOBAL.json().toString().contains("\"aws_secretsmanager_secret_version\""));
        assertEquals(
                30,
                GLOBAL.attribute(
                                "aws_secretsmanager_secret_rotation.master_user",
                                "rotation_rules.automatically_after_days")
                        .asInt(),
                "days from one password to the next");
        assertFalse(GLOBAL.attribute("aws_secretsmanager_secret_rotation.master_user", "rotate_immediately")
                .asBoolean());
        assertEquals(
                "${aws_secretsmanager_secret.master_user.arn}",
                GLOBAL.json().at("/output/master_secret_arn/value").asText(),
                "output master_secret_arn");
    }

    @Test
    void theFunctionThatReplacesThePasswordReachesTheClusterAndNothingElseOfRds() {
        assertEquals(
                "${aws_security_group.ledger.id}",
                GLOBAL.attribute("aws_vpc_security_group_ingress_rule.ledger_rotation_to_database", "security_group_id")
                        .asText());
        assertEquals(
                3306,
                GLOBAL.attribute("aws_vpc_security_group_egress_rule.ledger_rotation_to_database", "to_port")
                        .asInt());
        JsonNode statements =
                GLOBAL.policy("aws_iam_role_policy.rotation", "policy").path("Statement");
        List<JsonNode> rds = StreamSupport.stream(statements.spliterator(), false)
                .filter(statement -> statement.path("Action").toString().contains("rds:"))
                .toList();
        assertEquals(1, rds.size(), () -> "statements on RDS: " + rds);
        assertEquals(
                "rds:ModifyDBCluster on ${aws_rds_cluster.main.arn}",
                rds.get(0).path("Action").asText() + " on "
                        + rds.get(0).path("Resource").asText());
    }

    @Test
    void thePasswordIsSetOnceThereIsAnInstanceAndRotatedOnceItIsSet() {
        assertTrue(
                GLOBAL.attribute("aws_lambda_invocation.master_user", "depends_on")
                        .toString()
                        .contains("aws_rds_cluster_instance.instance_a"),
                "a cluster without an instance accepts no password");
        assertTrue(
                GLOBAL.attribute("aws_secretsmanager_secret_rotation.master_user", "depends_on")
                        .toString()
                        .contains("aws_lambda_invocation.master_user"),
                "the first password is set before it is rotated");
    }

    @Test
    @DisplayName("row 75: the function that knows the password takes signed code alone")
    void theFunctionThatReplacesThePasswordRunsSignedCodeAlone() {
        assertEquals(
                "${aws_lambda_code_signing_config.rotation.arn}",
                GLOBAL.attribute("aws_lambda_function.rotation", "code_signing_config_arn")
                        .asText());
        assertEquals(
                "Enforce",
                GLOBAL.attribute("aws_lambda_code_signing_config.rotation", "policies.untrusted_artifact_on_deployment")
                        .asText());
        assertEquals(
                "${aws_s3_object.rotation.version_id}",
                GLOBAL.attribute("aws_signer_signing_job.rotation", "source.s3.version")
                        .asText(),
                "what is signed");
        assertEquals(
                "${aws_signer_signing_job.rotation.signed_object[0].s3[0].key}",
                GLOBAL.attribute("aws_lambda_function.rotation", "s3_key").asText(),
                "what runs");
    }

    @Test
    void theClusterThatWritesMakesTheGlobalDatabase() {
        String global = "aws_rds_global_cluster.main";
        assertEquals(
                "shop-global",
                GLOBAL.attribute(global, "global_cluster_identifier").asText(),
                global);
        assertTrue(GLOBAL.attribute(global, "storage_encrypted").asBoolean(), global + ".storage_encrypted");
        assertTrue(GLOBAL.attribute(global, "deletion_protection").asBoolean(), global + ".deletion_protection");
        assertEquals(
                "${aws_rds_global_cluster.main.id}",
                GLOBAL.attribute(CLUSTER, "global_cluster_identifier").asText());
        assertEquals(
                "${aws_rds_global_cluster.main.id}",
                GLOBAL.json().at("/output/global_cluster_identifier/value").asText());
        assertFalse(GLOBAL.has(CLUSTER, "backtrack_window"), "a global database cannot be turned back");
    }

    @Test
    void theCertificatesOfRdsAreFetchedFromTheInternet() {
        List<String> refused = Synthesized.problems(UNITS.formatted("none"));
        assertTrue(refused.toString().contains("nat_gateways"), refused.toString());
    }
}
