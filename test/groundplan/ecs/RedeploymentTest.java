package groundplan.ecs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.json.TerraformJson;
import groundplan.testing.PythonTests;
import groundplan.testing.Synthesized;
import groundplan.testing.UnitJson;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Services are deployed again when a secret that their tasks read is rotated. */
class RedeploymentTest {
    private static final String IMAGE =
            "image: {external: \"example.com/api@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\"}";
    private static final Synthesized ENV = Synthesized.of(
            """
      kms:
      network:
        cidr: 10.0.0.0/16
        zones: [a, b]
      db:
        kind: rds
        instance_class: db.t4g.medium
        storage: {allocated_storage: 20}
        database: {engine_version: "16", db_name: shop, password_rotation: {automatically_after_days: 14}}
      ecs:
        services:
          api:
            %1$s
            connections: {databases: [db]}
          worker:
            %1$s
      quiet:
        kind: ecs
        services:
          worker:
            %1$s
            connections: {databases: [db], iam_users: {db: shop_worker}}
      """
                    .formatted(IMAGE));
    private static final UnitJson ECS = ENV.unit("ecs");
    private static final String SECRET = "${data.terraform_remote_state.db.outputs.master_secret_arn}";

    @Test
    void thePythonTestsPass() throws IOException, InterruptedException {
        PythonTests.pass(getClass());
    }

    @Test
    void theMasterPasswordRotatesOnTheScheduleOfTheSettings() {
        String rotation = "aws_secretsmanager_secret_rotation.main";
        UnitJson db = ENV.unit("db");
        assertEquals(
                "${aws_db_instance.main.master_user_secret[0].secret_arn}",
                db.attribute(rotation, "secret_id").asText());
        assertEquals(
                14,
                db.attribute(rotation, "rotation_rules.automatically_after_days")
                        .asInt());
        assertFalse(db.has(rotation, "rotation_lambda_arn"), "RDS rotates it");
        assertFalse(db.attribute(rotation, "rotate_immediately").asBoolean(true), "services start with the first one");
    }

    @Test
    void theFunctionKnowsWhoReadsWhat() {
        JsonNode config =
                TerraformJson.read(ECS.attribute("aws_lambda_function.redeploy", "environment.variables.SERVICES")
                        .asText());
        assertEquals("${aws_ecs_cluster.main.name}", config.path("cluster").asText());
        assertEquals(1, config.path("services").size(), "the worker reads no secret");
        assertEquals(
                "{\"name\":\"${aws_ecs_service.api.name}\",\"secrets\":[\"" + SECRET + "\"]}",
                config.at("/services/0").toString());
        assertFalse(ENV.unit("quiet").addresses().contains("aws_lambda_function.redeploy"));
    }

    @Test
    void itIsToldOfRotationsAndLooksForThemAsWell() {
        JsonNode pattern =
                TerraformJson.read(ECS.attribute("aws_cloudwatch_event_rule.redeploy_rotated", "event_pattern")
                        .asText());
        assertEquals("aws.secretsmanager", pattern.at("/source/0").asText());
        assertEquals(
                "AWS Service Event via CloudTrail", pattern.at("/detail-type/0").asText());
        assertEquals("RotationSucceeded", pattern.at("/detail/eventName/0").asText());
        assertEquals(
                "rate(5 minutes)",
                ECS.attribute("aws_cloudwatch_event_rule.redeploy_schedule", "schedule_expression")
                        .asText());
        for (String rule : new String[] {"rotated", "schedule"}) {
            assertEquals(
                    "${aws_lambda_function.redeploy.arn}",
                    ECS.attribute("aws_cloudwatch_event_target.redeploy_" + rule, "arn")
                            .asText());
            assertEquals(
                    "${aws_cloudwatch_event_rule.redeploy_" + rule + ".arn}",
                    ECS.attribute("aws_lambda_permission.redeploy_" + rule, "source_arn")
                            .asText());
        }
    }

    @Test
    void itMayDeployThoseServicesAndReadNoSecret() {
        JsonNode statements =
                ECS.policy("aws_iam_role_policy.redeploy", "policy").path("Statement");
        boolean deploys = false;
        for (JsonNode statement : statements) {
            assertFalse(statement.path("Action").toString().contains("GetSecretValue"), statement::toString);
            if (statement.path("Sid").asText().equals("Deploy")) {
                deploys = true;
                assertEquals(
                        "arn:aws:ecs:us-east-1:123456789012:service/${aws_ecs_cluster.main.name}/${aws_ecs_service.api.name}",
                        statement.path("Resource").asText());
            }
        }
        assertTrue(deploys, statements::toString);
    }

    @Test
    void aServiceMaySignInAsAUserOfItsOwnInsteadOfTheMaster() {
        UnitJson unit = ENV.unit("quiet");
        JsonNode container = TerraformJson.read("{\"all\": "
                        + unit.attribute("aws_ecs_task_definition.worker", "container_definitions")
                                .asText()
                        + "}")
                .at("/all/0");
        assertTrue(
                container
                        .path("environment")
                        .toString()
                        .contains("{\"name\":\"DATABASE_USERNAME\",\"value\":\"shop_worker\"}"),
                container::toString);
        assertEquals(0, container.path("secrets").size(), "there is no password");
        assertEquals(
                "arn:aws:rds-db:us-east-1:123456789012:dbuser:${data.terraform_remote_state.db.outputs.resource_id}/shop_worker",
                unit.policy("aws_iam_role_policy.worker_task", "policy")
                        .at("/Statement/0/Resource")
                        .asText());
        assertTrue(Synthesized.problems(
                        """
          kms:
          network:
            cidr: 10.0.0.0/16
            zones: [a, b]
          ecs:
            services:
              api:
                %s
                connections: {iam_users: {db: shop_api}}
          """
                                .formatted(IMAGE))
                .toString()
                .contains("connections.iam_users.db: is not among the databases []: add it there too"));
    }
}
