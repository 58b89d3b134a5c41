package groundplan.parameters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.json.TerraformJson;
import groundplan.testing.Synthesized;
import groundplan.testing.UnitJson;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
          api_key:
            description: Of callers.
            generated:
              password_length: 32
          smtp_password:
            description: Of the mail service.
      none:
        kind: parameters
        parameters: {}
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
          pager_key:
            description: Of the pager.
      """);
    private static final UnitJson UNIT = ENV.unit("parameters");
    private static final String FUNCTION = "aws_lambda_function.rotation";
    private static final UnitJson ROTATED = ENV.unit("rotated");
    private static final String TOKEN = "aws_lambda_invocation.redis_auth_token_parameter";

    @ParameterizedTest(name = "row 69: {0}")
    @ValueSource(strings = {"api_key", "smtp_password"})
    void aFunctionKeepsEveryParameterWithTheCustomerKey(String name) {
        String kept = "aws_lambda_invocation." + name + "_parameter";
        assertEquals("CRUD", UNIT.attribute(kept, "lifecycle_scope").asText(), kept + ".lifecycle_scope");
        JsonNode input = TerraformJson.read(UNIT.attribute(kept, "input").asText());
        assertEquals(
                "${data.terraform_remote_state.kms.outputs.data_key_arn}",
                input.path("KeyId").asText(),
                kept + ".input");
        assertEquals("/shop/dev/" + name, input.path("Parameter").asText(), kept + ".input");
        assertEquals("terraform", input.at("/Tags/ManagedBy").asText(), kept + ".input");
        assertEquals(
                "/shop/dev/" + name,
                UNIT.attribute(kept, "triggers.name").asText(),
                "another name is another parameter: Terraform shows that the first one is deleted");
        assertEquals(
                "arn:aws:ssm:us-east-1:123456789012:parameter${" + kept + ".triggers.name}",
                UNIT.json().at("/output/parameter_arns/value/" + name).asText(),
                "output parameter_arns");
        assertEquals(
                "${" + kept + ".triggers.name}",
                UNIT.json().at("/output/parameter_names/value/" + name).asText(),
                "output parameter_names");
    }

    @Test
    @DisplayName("row 67: a value is written by a function, and neither plan nor state nor provider reads it")
    void noProviderReadsAParameter() {
        for (UnitJson unit : List.of(UNIT, ROTATED)) {
            assertFalse(
                    unit.json().at("/resource").toString().contains("\"aws_ssm_parameter\""),
                    "the provider decrypts such a resource whenever it plans");
            assertFalse(unit.json().has("ephemeral"), "ephemeral");
        }
        String forms = UNIT.attribute(FUNCTION, "environment.variables.FORMS").asText();
        assertEquals(
                32,
                TerraformJson.read(forms)
                        .at("/~1shop~1dev~1api_key/PasswordLength")
                        .asInt(),
                forms);
    }

    @Test
    @DisplayName("row 67: until people enter a value nobody can guess it")
    void aValueThatPeopleEnterBeginsAsARandomOne() {
        String forms = UNIT.attribute(FUNCTION, "environment.variables.FORMS").asText();
        assertEquals(
                64,
                TerraformJson.read(forms)
                        .at("/~1shop~1dev~1smtp_password/PasswordLength")
                        .asInt(),
                forms);
        assertTrue(
                UNIT.attribute("aws_lambda_invocation.smtp_password_parameter", "input")
                        .asText()
                        .contains("is entered manually"),
                "the description says where the value comes from");
    }

    @Test
    @DisplayName("what a resource of an earlier version created stays, and is the function's from then on")
    void resourcesOfEarlierVersionsAreForgotten() {
        assertEquals(
                "[{\"from\":\"aws_ssm_parameter.api_key\",\"lifecycle\":{\"destroy\":false}},"
                        + "{\"from\":\"aws_ssm_parameter.smtp_password\",\"lifecycle\":{\"destroy\":false}}]",
                UNIT.json().path("removed").toString());
    }

    @Test
    void withoutParametersThereIsNoFunction() {
        assertEquals(Set.of(), ENV.unit("none").addresses());
    }

    /** A function that is replaced must not take the parameters with it; one that is destroyed has to delete them first. */
    @Test
    void theParametersDependOnTheNameOfTheFunctionAndOnItsWayToAws() {
        assertEquals(
                "${aws_lambda_function.rotation.function_name}",
                ROTATED.attribute(TOKEN, "function_name").asText());
        assertTrue(
                texts(ROTATED.attribute(TOKEN, "depends_on"))
                        .contains("aws_vpc_security_group_egress_rule.rotated_rotation_to_aws"),
                ROTATED.attribute(TOKEN, "depends_on").toString());
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
                ROTATED.addresses().contains("aws_cloudwatch_event_rule.pager_key"),
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
                List.of(TOKEN + ".id"),
                texts(ROTATED.attribute(call, "lifecycle.replace_triggered_by")),
                call + " when it is new, and not when its description changes");
        assertEquals(
                "${data.terraform_remote_state.redis.outputs.password_user_id}",
                ROTATED.attribute(call, "triggers.user").asText(),
                call + " when the user is another one");
        assertFalse(ROTATED.addresses().contains("aws_lambda_invocation.session_secret"), "nobody's password");
    }

    @Test
    @DisplayName("row 83: the function reads and writes its own parameters, and sets the password of one user")
    void theRoleNamesItsParameters() {
        Map<String, JsonNode> statements = new TreeMap<>();
        ROTATED.policy("aws_iam_role_policy.rotation", "policy")
                .path("Statement")
                .forEach(statement -> statements.put(statement.path("Sid").asText(), statement));
        String arn = "arn:aws:ssm:us-east-1:123456789012:parameter/shop/dev/";
        List<String> own = List.of(arn + "pager_key", arn + "redis_auth_token", arn + "session_secret");
        assertEquals(own, texts(statements.get("Keep").path("Resource")));
        assertEquals(
                own,
                texts(statements
                        .get("DecryptParameters")
                        .at("/Condition/StringEquals/kms:EncryptionContext:PARAMETER_ARN")),
                "whatever the key, only what is encrypted for these");
        assertEquals(
                "${data.terraform_remote_state.redis.outputs.user_arn}",
                statements.get("SetPasswords").path("Resource").asText());
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
                "{description: A., value: hunter22} | unknown key",
                "{description: A%s} | use at most 900"
            })
    void aSettingThatCannotWorkIsRefused(String yaml, String message) {
        List<String> problems = Synthesized.problems(BASE + "parameters:\n  network: network\n  parameters:\n    a: "
                + yaml.formatted("a".repeat(900)) + "\n");
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
