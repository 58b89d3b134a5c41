package groundplan.parameters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.testing.Synthesized;
import groundplan.testing.UnitJson;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersUnitTest {
    private static final String BASE =
            """
      kms: {}
      network:
        cidr: 10.0.0.0/16
        zones: [a, b]
      redis:
        kind: elasticache
        node_type: cache.t3.micro
        engine:
          authentication: password
      open:
        kind: elasticache
        node_type: cache.t3.micro
      """;
    private static final Synthesized ENV = Synthesized.of(
            BASE
                    + """
      parameters:
        parameters:
          session_secret:
            description: Signs sessions.
            generated:
              password_length: 32
          smtp_password:
            description: Of the mail service.
      rotated:
        kind: parameters
        network: network
        parameters:
          redis_auth_token:
            description: Of the cache.
            generated:
              exclude_punctuation: true
            rotation:
              automatically_after_days: 90
            cache: redis
          session_secret:
            description: Signs sessions.
            generated: {}
            rotation:
              automatically_after_days: 1
          smtp_password:
            description: Of the mail service.
      """);
    private static final UnitJson UNIT = ENV.unit("parameters");
    private static final UnitJson ROTATED = ENV.unit("rotated");
    private static final String TOKEN = "aws_ssm_parameter.redis_auth_token";

    @ParameterizedTest(name = "row 69: {0}")
    @ValueSource(strings = {"session_secret", "smtp_password"})
    void everyParameterIsEncryptedWithTheCustomerKey(String name) {
        String parameter = "aws_ssm_parameter." + name;
        assertEquals("SecureString", UNIT.attribute(parameter, "type").asText(), parameter + ".type");
        assertEquals(
                "${data.terraform_remote_state.kms.outputs.data_key_arn}",
                UNIT.attribute(parameter, "key_id").asText());
        assertEquals("/shop/dev/" + name, UNIT.attribute(parameter, "name").asText(), parameter + ".name");
        assertEquals(
                "${aws_ssm_parameter." + name + ".arn}",
                UNIT.json().at("/output/parameter_arns/value/" + name).asText(),
                "output parameter_arns");
        assertEquals(
                "${aws_ssm_parameter." + name + ".name}",
                UNIT.json().at("/output/parameter_names/value/" + name).asText(),
                "output parameter_names");
    }

    @Test
    @DisplayName("row 67: a generated value is written without passing through plan or state")
    void aGeneratedValueIsEphemeralAndWriteOnly() {
        String parameter = "aws_ssm_parameter.session_secret";
        assertEquals(
                "${ephemeral.aws_secretsmanager_random_password.session_secret.random_password}",
                UNIT.attribute(parameter, "value_wo").asText(),
                parameter + ".value_wo");
        assertFalse(UNIT.has(parameter, "value"), parameter + ".value");
        assertEquals(
                32,
                UNIT.json()
                        .at("/ephemeral/aws_secretsmanager_random_password/session_secret/password_length")
                        .asInt());
    }

    @Test
    @DisplayName("row 67: until people enter a value nobody can guess it, and Terraform never puts it back")
    void aValueThatPeopleEnterBeginsAsARandomOne() {
        String parameter = "aws_ssm_parameter.smtp_password";
        assertEquals(
                "${ephemeral.aws_secretsmanager_random_password.smtp_password.random_password}",
                UNIT.attribute(parameter, "value_wo").asText(),
                parameter + ".value_wo");
        assertEquals(
                1,
                UNIT.attribute(parameter, "value_wo_version").asInt(),
                "a higher version would undo what was entered");
        assertTrue(
                UNIT.attribute(parameter, "description").asText().contains("is entered manually"),
                "the description says where the value comes from");
        assertEquals(
                List.of("description", "key_id", "tier"),
                texts(UNIT.attribute(parameter, "lifecycle.ignore_changes")),
                "what the provider changes together with the value alone");
    }

    @Test
    void withoutRotationThereIsNoFunction() {
        assertEquals(Set.of("aws_ssm_parameter.session_secret", "aws_ssm_parameter.smtp_password"), UNIT.addresses());
    }

    @ParameterizedTest(name = "row 68: {0} is replaced by a {1}")
    @CsvSource({"redis_auth_token, rate(90 days)", "session_secret, rate(1 day)"})
    void aScheduleCallsTheFunction(String name, String schedule) {
        String rule = "aws_cloudwatch_event_rule." + name;
        assertEquals(schedule, ROTATED.attribute(rule, "schedule_expression").asText(), rule);
        String target = "aws_cloudwatch_event_target." + name;
        assertEquals(
                "{\"Parameter\":\"/shop/dev/" + name + "\",\"Step\":\"rotate\"}",
                ROTATED.attribute(target, "input").asText(),
                target + ".input");
        assertEquals(
                "${aws_lambda_function.rotation.arn}",
                ROTATED.attribute(target, "arn").asText(),
                target);
        String permission = "aws_lambda_permission.rotation_" + name;
        assertEquals(
                "${" + rule + ".arn}",
                ROTATED.attribute(permission, "source_arn").asText(),
                "row 76: " + permission);
    }

    @Test
    void whatPeopleEnterIsNotReplaced() {
        assertFalse(
                ROTATED.addresses().contains("aws_cloudwatch_event_rule.smtp_password"),
                ROTATED.addresses().toString());
    }

    @Test
    @DisplayName("the cache takes the first value before anything that reads this unit is made")
    void theFirstValueIsThePasswordOfTheCache() {
        String call = "aws_lambda_invocation.redis_auth_token";
        assertEquals(
                "{\"Parameter\":\"/shop/dev/redis_auth_token\",\"Step\":\"acceptCurrent\"}",
                ROTATED.attribute(call, "input").asText(),
                call + ".input");
        assertEquals(List.of(TOKEN), texts(ROTATED.attribute(call, "depends_on")), call + ".depends_on");
        assertEquals(
                List.of(TOKEN),
                texts(ROTATED.attribute(call, "lifecycle.replace_triggered_by")),
                call + " when it is new");
        assertEquals(
                "${data.terraform_remote_state.redis.outputs.password_user_id}",
                ROTATED.attribute(call, "triggers.user").asText(),
                call + " when the user is another one");
        assertFalse(ROTATED.addresses().contains("aws_lambda_invocation.session_secret"), "nobody's password");
    }

    @Test
    @DisplayName("row 83: the function reads and writes what it rotates, and sets the password of one user")
    void theRoleNamesItsParameters() {
        Set<String> named = new TreeSet<>();
        ROTATED.policy("aws_iam_role_policy.rotation", "policy")
                .path("Statement")
                .forEach(statement -> {
                    if (Set.of("Read", "Rotate", "SetPasswords")
                            .contains(statement.path("Sid").asText())) {
                        named.add(statement.path("Sid").asText() + " " + statement.path("Resource"));
                    }
                });
        String both = "[\"${aws_ssm_parameter.redis_auth_token.arn}\",\"${aws_ssm_parameter.session_secret.arn}\"]";
        assertEquals(
                Set.of(
                        "Read " + both,
                        "Rotate " + both,
                        "SetPasswords \"${data.terraform_remote_state.redis.outputs.user_arn}\""),
                named);
    }

    @Test
    void theFunctionReachesTheCacheToTryThePassword() {
        String rule = "aws_vpc_security_group_ingress_rule.rotated_rotation_to_redis";
        assertEquals(
                "${data.terraform_remote_state.redis.outputs.security_group_id}",
                ROTATED.attribute(rule, "security_group_id").asText(),
                rule);
        String cache = "\"/shop/dev/redis_auth_token\":{\"host\":"
                + "\"${data.terraform_remote_state.redis.outputs.primary_endpoint}\"";
        assertTrue(
                ROTATED.attribute("aws_lambda_function.rotation", "environment.variables.CACHES")
                        .asText()
                        .contains(cache),
                "CACHES has " + cache);
        assertEquals(
                "${data.terraform_remote_state.kms.outputs.data_key_arn}",
                ROTATED.attribute("aws_lambda_function.rotation", "environment.variables.KEY")
                        .asText(),
                "KEY");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{description: A., rotation: {}} | add generated",
                "{description: A., cache: redis} | add generated",
                "{description: A., generated: {}, cache: redis} | set this to true",
                "{description: A., generated: {exclude_punctuation: true, password_length: 129}, cache: redis} | a cache takes 128",
                "{description: A., value: hunter22} | unknown key"
            })
    void aSettingThatCannotWorkIsRefused(String yaml, String message) {
        List<String> problems =
                Synthesized.problems(BASE + "parameters:\n  network: network\n  parameters:\n    a: " + yaml + "\n");
        assertEquals(1, problems.size(), () -> yaml + " gives " + problems);
        assertTrue(problems.get(0).contains(message), () -> yaml + " gives " + problems);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{parameters: {a: {description: A., generated: {exclude_punctuation: true}, cache: redis}}} | reachable from the network only",
                "{network: network, parameters: {a: {description: A., generated: {exclude_punctuation: true}, cache: redis}, b: "
                        + "{description: B., generated: {exclude_punctuation: true}, cache: redis}}} | which is already a",
                "{reserved_concurrent_executions: 0, parameters: {}} | set 1 or more"
            })
    void aUnitThatCannotWorkIsRefused(String yaml, String message) {
        List<String> problems = Synthesized.problems(BASE + "parameters: " + yaml + "\n");
        assertEquals(1, problems.size(), () -> yaml + " gives " + problems);
        assertTrue(problems.get(0).contains(message), () -> yaml + " gives " + problems);
    }

    @Test
    void aCacheThatLetsClientsInThroughIamTakesNoPassword() {
        List<String> refused = Synthesized.problems(
                BASE
                        + """
        parameters:
          network: network
          parameters:
            a:
              description: A.
              generated: {exclude_punctuation: true}
              cache: open
        """);
        assertTrue(
                refused.toString().contains("clients of the cache 'open' authenticate with IAM"), refused.toString());
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
