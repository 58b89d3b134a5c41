package groundplan.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.testing.Synthesized;
import groundplan.testing.UnitJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretsUnitTest {
    private static final Synthesized ENV = Synthesized.of(
            """
      kms: {}
      network:
        cidr: 10.0.0.0/16
        zones: [a, b]
      storage: {}
      redis:
        kind: elasticache
        node_type: cache.t3.micro
        engine:
          authentication: password
      secrets:
        secrets:
          routing_key:
            description: Routes pages.
          session_key:
            description: Signs sessions.
            generated:
              password_length: 32
      entered:
        kind: secrets
        released: [aws_secretsmanager_secret_version.api_key]
        secrets:
          api_key:
            description: Of a service.
      rotated:
        kind: secrets
        network: network
        storage: storage
        secrets:
          routing_key:
            description: Routes pages.
          session_key:
            description: Signs sessions.
            generated:
              password_length: 32
            rotation:
              automatically_after_days: 30
      signed-in:
        kind: secrets
        recovery_window_in_days: 7
        network: network
        secrets:
          redis_password:
            description: Of the cache.
            generated:
              exclude_punctuation: true
            cache: redis
      """);
    private static final UnitJson UNIT = ENV.unit("secrets");
    private static final UnitJson ROTATED = ENV.unit("rotated");
    private static final UnitJson SIGNED_IN = ENV.unit("signed-in");
    private static final String FUNCTION = "aws_lambda_function.rotation";

    @Test
    @DisplayName("row 67: a generated value is written by a function, and neither plan nor state nor provider reads it")
    void aGeneratedValueIsWrittenByTheFunction() {
        assertEquals(
                "{\"SecretId\":\"${aws_secretsmanager_secret.session_key.arn}\",\"Step\":\"createFirst\"}",
                UNIT.attribute("aws_lambda_invocation.session_key_first", "input")
                        .asText());
        assertTrue(
                UNIT.attribute(FUNCTION, "environment.variables.FORMS").asText().contains("\"PasswordLength\":32"));
        for (UnitJson unit : List.of(UNIT, ROTATED, SIGNED_IN)) {
            assertFalse(
                    unit.json().toString().contains("\"aws_secretsmanager_secret_version\""),
                    "the provider reads such a resource with GetSecretValue whenever it plans");
        }
        List<String> actions = new ArrayList<>();
        UNIT.policy("aws_iam_role_policy.rotation", "policy")
                .path("Statement")
                .forEach(statement -> actions.addAll(actions(statement.path("Action"))));
        assertTrue(actions.contains("secretsmanager:PutSecretValue"), actions.toString());
        assertFalse(actions.contains("secretsmanager:GetSecretValue"), "a value that nothing rotates is never read");
    }

    @Test
    @DisplayName("a value that an earlier version wrote stays, once its resource is released")
    void aFormerVersionCanBeReleased() {
        assertEquals(
                "[{\"from\":\"aws_secretsmanager_secret_version.api_key\",\"lifecycle\":{\"destroy\":false}}]",
                ENV.unit("entered").json().path("removed").toString());
    }

    @Test
    void aValueThatPeopleEnterIsWrittenByNobodyElse() {
        assertFalse(
                UNIT.addresses().contains("aws_lambda_invocation.routing_key_first"),
                UNIT.addresses().toString());
        assertTrue(
                UNIT.attribute("aws_secretsmanager_secret.routing_key", "description")
                        .asText()
                        .contains("is entered manually"),
                "the description says where the value comes from");
    }

    @Test
    @DisplayName("row 67: secrets have the customer key, and 30 days to come back")
    void everySecretHasTheCustomerKey() {
        List.of("routing_key", "session_key").forEach(name -> {
            String secret = "aws_secretsmanager_secret." + name;
            assertEquals(
                    "${data.terraform_remote_state.kms.outputs.data_key_arn}",
                    UNIT.attribute(secret, "kms_key_id").asText());
            assertEquals(
                    30, UNIT.attribute(secret, "recovery_window_in_days").asInt(), secret + ".recovery_window_in_days");
            assertEquals("shop-dev-" + name, UNIT.attribute(secret, "name").asText(), secret + ".name");
        });
    }

    @Test
    void withoutAGeneratedValueThereIsNoFunction() {
        assertEquals(
                Set.of("aws_secretsmanager_secret.api_key"), ENV.unit("entered").addresses());
    }

    @Test
    void rotationChangesNoSecret() {
        TreeSet<String> gone = new TreeSet<>(UNIT.addresses());
        gone.removeIf(address -> !address.startsWith("aws_secretsmanager_secret."));
        assertFalse(gone.isEmpty(), "secrets");
        gone.forEach(address -> assertEquals(UNIT.resource(address), ROTATED.resource(address), address));
    }

    @Test
    @DisplayName("row 68: the value is replaced every 30 days, by a function that Secrets Manager may call")
    void theFunctionRotates() {
        String rotation = "aws_secretsmanager_secret_rotation.session_key";
        assertEquals(
                30,
                ROTATED.attribute(rotation, "rotation_rules.automatically_after_days")
                        .asInt(),
                rotation);
        assertEquals(
                "${aws_lambda_function.rotation.arn}",
                ROTATED.attribute(rotation, "rotation_lambda_arn").asText());
        assertTrue(
                ROTATED.attribute(rotation, "depends_on")
                        .toString()
                        .contains("aws_lambda_permission.rotation_secretsmanager"),
                rotation + ".depends_on");
        assertFalse(
                ROTATED.addresses().contains("aws_secretsmanager_secret_rotation.routing_key"), "nothing replaces it");
        assertTrue(ROTATED.attribute(FUNCTION, "environment.variables.FORMS")
                .asText()
                .contains("\"PasswordLength\":32"));
    }

    @ParameterizedTest(name = "row 75: {0} is {1}")
    @CsvSource({
        "runtime, python3.13",
        "tracing_config.mode, Active",
        "reserved_concurrent_executions, 2",
        "handler, rotation.handler",
        "kms_key_arn, ${data.terraform_remote_state.kms.outputs.data_key_arn}",
        "dead_letter_config.target_arn, ${aws_sqs_queue.rotation_failed.arn}",
        "logging_config.0.log_group, ${aws_cloudwatch_log_group.rotation.name}",
        "vpc_config.security_group_ids.0, ${aws_security_group.rotated_rotation.id}"
    })
    void theFunctionIsGuarded(String attribute, String value) {
        assertEquals(value, ROTATED.attribute(FUNCTION, attribute).asText(), FUNCTION + "." + attribute);
    }

    @Test
    @DisplayName("row 76: nobody but Secrets Manager of this account calls the function")
    void theCallerIsNamed() {
        String permission = "aws_lambda_permission.rotation_secretsmanager";
        assertEquals(
                "secretsmanager.amazonaws.com",
                ROTATED.attribute(permission, "principal").asText(),
                permission);
        assertEquals(
                "123456789012", ROTATED.attribute(permission, "source_account").asText(), permission);
    }

    @Test
    @DisplayName("row 71: the queue of failed events has the customer key")
    void failedEventsAreKeptEncrypted() {
        assertEquals(
                "${data.terraform_remote_state.kms.outputs.notifications_key_arn}",
                ROTATED.attribute("aws_sqs_queue.rotation_failed", "kms_master_key_id")
                        .asText());
    }

    @Test
    @DisplayName("row 83: the function reads and writes the secrets that it rotates, and no other")
    void theRoleNamesItsSecrets() {
        List<String> everything = new ArrayList<>();
        ROTATED.policy("aws_iam_role_policy.rotation", "policy")
                .path("Statement")
                .forEach(statement -> {
                    if (statement.path("Sid").asText().equals("Rotate")) {
                        assertEquals(
                                "${aws_secretsmanager_secret.session_key.arn}",
                                statement.path("Resource").asText());
                    }
                    if (statement.path("Effect").asText().equals("Allow")
                            && statement.path("Resource").asText().equals("*")) {
                        actions(statement.path("Action")).forEach(everything::add);
                    }
                });
        assertEquals(
                List.of("xray:PutTraceSegments", "xray:PutTelemetryRecords", "secretsmanager:GetRandomPassword"),
                everything,
                "actions on everything: those that know no resource");
    }

    @Test
    @DisplayName("a cache takes the first value of its password, whether or not it ever rotates")
    void theFirstValueIsThePasswordOfTheCache() {
        String call = "aws_lambda_invocation.redis_password";
        assertEquals(
                "{\"SecretId\":\"${aws_secretsmanager_secret.redis_password.arn}\",\"Step\":\"acceptCurrent\"}",
                SIGNED_IN.attribute(call, "input").asText(),
                call + ".input");
        String version = "aws_lambda_invocation.redis_password_first";
        assertEquals(version, SIGNED_IN.attribute(call, "depends_on.0").asText(), call + ".depends_on");
        assertEquals(
                version + ".id",
                SIGNED_IN.attribute(call, "lifecycle.replace_triggered_by.0").asText(),
                call + " when it is new");
        assertFalse(SIGNED_IN.addresses().contains("aws_lambda_permission.rotation_secretsmanager"), "nothing rotates");
        assertEquals(180, SIGNED_IN.attribute(FUNCTION, "timeout").asInt(), "changes of a user take a while");
        assertEquals(
                7,
                SIGNED_IN
                        .attribute("aws_secretsmanager_secret.redis_password", "recovery_window_in_days")
                        .asInt());
    }

    @Test
    @DisplayName("row 83: the function sets the password of one user, and reads no other secret")
    void theRoleNamesItsUser() {
        Map<String, String> resources = new TreeMap<>();
        SIGNED_IN
                .policy("aws_iam_role_policy.rotation", "policy")
                .path("Statement")
                .forEach(statement -> resources.put(
                        statement.path("Sid").asText(),
                        statement.path("Resource").asText()));
        assertEquals("${data.terraform_remote_state.redis.outputs.user_arn}", resources.get("SetPasswords"));
        assertEquals("${aws_secretsmanager_secret.redis_password.arn}", resources.get("Read"));
        assertFalse(resources.containsKey("Rotate"), "nothing rotates");
    }

    @Test
    void theFunctionReachesTheCacheToTryThePassword() {
        String rule = "aws_vpc_security_group_ingress_rule.signed_in_rotation_to_redis";
        assertEquals(
                "${data.terraform_remote_state.redis.outputs.security_group_id}",
                SIGNED_IN.attribute(rule, "security_group_id").asText(),
                rule);
    }

    @Test
    void aWindowThatSecretsManagerDoesNotOfferIsRefused() {
        List<String> problems =
                Synthesized.problems("kms: {}\nsecrets:\n  recovery_window_in_days: 3\n  secrets: {}\n");
        assertEquals(1, problems.size(), problems.toString());
        assertTrue(problems.get(0).contains("7 to 30, or 0"), problems.get(0));
    }

    @Test
    void theCodeComesWithTheConfiguration() {
        String object = "aws_s3_object.rotation";
        assertEquals(ROTATED.attribute(FUNCTION, "source_code_hash"), ROTATED.attribute(object, "source_hash"), object);
        assertEquals(
                "shop-dev-rotated-code",
                ROTATED.attribute("aws_s3_bucket.rotated_code", "bucket").asText());
        assertEquals(
                "${data.terraform_remote_state.storage.outputs.logs_bucket_name}",
                ROTATED.attribute("aws_s3_bucket_logging.rotated_code", "target_bucket")
                        .asText());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{description: A., rotation: {}} | add generated",
                "{description: A., generated: {}, rotation: {automatically_after_days: 91}} | out of range",
                "{description: A., value: hunter22} | unknown key",
                "{description: A., generated: {password_length: 8}} | out of range"
            })
    void aSettingThatCannotWorkIsRefused(String yaml, String message) {
        List<String> problems = Synthesized.problems("kms: {}\nsecrets:\n  secrets:\n    a: " + yaml + "\n");
        assertEquals(1, problems.size(), () -> yaml + " gives " + problems);
        assertTrue(problems.get(0).contains(message), () -> yaml + " gives " + problems);
    }

    private static List<String> actions(JsonNode actions) {
        List<String> found = new ArrayList<>();
        if (actions.isArray()) {
            actions.forEach(action -> found.add(action.asText()));
        } else {
            found.add(actions.asText());
        }
        return found;
    }
}
