package groundplan.lambdaeventbridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.testing.Synthesized;
import groundplan.testing.UnitJson;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LambdaEventBridgeUnitTest {
    private static final String REST =
            """
      kms: {}
      network:
        cidr: 10.0.0.0/16
        zones: [a, b]
      """;
    private static final UnitJson UNIT = Synthesized.of(
                    REST
                            + """
      lambda-event-bridge:
        function:
          description: Sums up the day.
          deployment: {deploys: pipeline}
        rules:
          nightly:
            description: Each night.
            schedule_expression: cron(0 4 * * ? *)
            input: '{"what": "sums"}'
          placed:
            description: A new order.
            event_pattern: '{"source": ["shop.orders"]}'
            event_bus_name: shop
            maximum_retry_attempts: 10
            maximum_event_age_seconds: 3600
            enabled: false
      """)
            .unit("lambda-event-bridge");

    @Test
    void rulesAreByPatternOrByTime() {
        assertEquals(
                "cron(0 4 * * ? *)",
                UNIT.attribute("aws_cloudwatch_event_rule.nightly", "schedule_expression")
                        .asText());
        assertEquals(
                "ENABLED",
                UNIT.attribute("aws_cloudwatch_event_rule.nightly", "state").asText());
        String placed = "aws_cloudwatch_event_rule.placed";
        assertEquals(
                "{\"source\": [\"shop.orders\"]}",
                UNIT.attribute(placed, "event_pattern").asText(),
                placed);
        assertEquals("shop", UNIT.attribute(placed, "event_bus_name").asText(), placed);
        assertEquals("DISABLED", UNIT.attribute(placed, "state").asText(), placed);
        assertFalse(UNIT.has(placed, "schedule_expression"), placed);
    }

    @Test
    @DisplayName("what cannot be handed over is tried for a while, and then kept")
    void retriesAndDeadLetters() {
        String target = "aws_cloudwatch_event_target.placed";
        assertEquals(
                "${aws_lambda_alias.function.arn}",
                UNIT.attribute(target, "arn").asText(),
                target);
        assertEquals(
                10,
                UNIT.attribute(target, "retry_policy.maximum_retry_attempts").asInt(),
                target);
        assertEquals(
                3600,
                UNIT.attribute(target, "retry_policy.maximum_event_age_in_seconds")
                        .asInt(),
                target);
        assertEquals(
                "${aws_sqs_queue.function_failed.arn}",
                UNIT.attribute(target, "dead_letter_config.arn").asText(),
                target);
        assertEquals(
                185,
                UNIT.attribute("aws_cloudwatch_event_target.nightly", "retry_policy.maximum_retry_attempts")
                        .asInt());
        assertEquals(
                "{\"what\": \"sums\"}",
                UNIT.attribute("aws_cloudwatch_event_target.nightly", "input").asText());
    }

    @Test
    @DisplayName("row 71: the queue takes events of these rules alone, over TLS, under our own key")
    void theQueueKnowsItsRules() {
        var statements =
                UNIT.policy("aws_sqs_queue_policy.function_failed", "policy").path("Statement");
        assertEquals(
                "events.amazonaws.com", statements.at("/0/Principal/Service").asText());
        assertEquals(
                "[\"${aws_cloudwatch_event_rule.nightly.arn}\",\"${aws_cloudwatch_event_rule.placed.arn}\"]",
                statements.at("/0/Condition/ArnEquals/aws:SourceArn").toString());
        assertEquals("Deny", statements.at("/1/Effect").asText());
        assertEquals(
                "false", statements.at("/1/Condition/Bool/aws:SecureTransport").asText());
        assertEquals(
                "${data.terraform_remote_state.kms.outputs.notifications_key_arn}",
                UNIT.attribute("aws_sqs_queue.function_failed", "kms_master_key_id")
                        .asText());
    }

    @Test
    @DisplayName("row 76: each rule calls the alias in its own name")
    void permissions() {
        for (String rule : List.of("nightly", "placed")) {
            String permission = "aws_lambda_permission.function_" + rule;
            assertEquals(
                    "${aws_cloudwatch_event_rule." + rule + ".arn}",
                    UNIT.attribute(permission, "source_arn").asText());
            assertEquals(
                    "${aws_lambda_alias.function.name}",
                    UNIT.attribute(permission, "qualifier").asText(),
                    permission);
        }
    }

    @Test
    void contradictionsAreToldWithWhatWouldBeRight() {
        List<String> problems = Synthesized.problems(
                REST
                        + """
        lambda-event-bridge:
          function:
            description: Wrong.
            deployment: {deploys: pipeline}
          rules:
            neither: {description: Neither.}
            schedule: {description: On another bus., schedule_expression: rate(5 minutes), event_bus_name: shop}
            text: {description: No JSON., event_pattern: orders}
        """);
        for (String expected : List.of(
                "either event_pattern or schedule_expression",
                "schedules are supported on the default bus only",
                "must be a JSON object")) {
            assertTrue(
                    problems.stream().anyMatch(problem -> problem.contains(expected)),
                    () -> expected + " in " + problems);
        }
    }
}
