package groundplan.lambdasqsconsumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.testing.Synthesized;
import groundplan.testing.UnitJson;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LambdaSqsConsumerUnitTest {
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
      lambda-sqs-consumer:
        function:
          description: Sends orders on.
          runtime: {timeout_seconds: 20}
          deployment: {deploys: pipeline}
        queue:
          name: shop-orders
          max_receive_count: 3
          batch_size: 50
          maximum_batching_window_seconds: 5
          maximum_concurrency: 4
      """)
            .unit("lambda-sqs-consumer");
    private static final String QUEUE = "aws_sqs_queue.main";
    private static final String MAPPING = "aws_lambda_event_source_mapping.main";

    @Test
    @DisplayName("row 71: the queue has our own key, and a message stays out of sight for as long as it may take")
    void theQueue() {
        assertEquals("shop-orders", UNIT.attribute(QUEUE, "name").asText(), QUEUE);
        assertEquals(
                "${data.terraform_remote_state.kms.outputs.notifications_key_arn}",
                UNIT.attribute(QUEUE, "kms_master_key_id").asText(),
                QUEUE);
        assertEquals(
                6 * 20 + 5, UNIT.attribute(QUEUE, "visibility_timeout_seconds").asInt(), QUEUE);
    }

    @Test
    @DisplayName("what fails too often goes to the dead-letter queue, which takes messages of this queue alone")
    void deadLetters() {
        assertEquals(
                "{\"deadLetterTargetArn\":\"${aws_sqs_queue.function_failed.arn}\",\"maxReceiveCount\":3}",
                UNIT.attribute(QUEUE, "redrive_policy").asText(),
                QUEUE);
        String allowed = "aws_sqs_queue_redrive_allow_policy.main";
        assertEquals(
                "{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":[\"${aws_sqs_queue.main.arn}\"]}",
                UNIT.attribute(allowed, "redrive_allow_policy").asText(),
                allowed);
        assertEquals(
                14 * 24 * 3600,
                UNIT.attribute("aws_sqs_queue.function_failed", "message_retention_seconds")
                        .asInt());
    }

    @Test
    @DisplayName("the function says which messages of a batch it failed on, and runs for few batches at once")
    void theMapping() {
        assertEquals(
                "[\"ReportBatchItemFailures\"]",
                UNIT.attribute(MAPPING, "function_response_types").toString(),
                MAPPING);
        assertEquals(
                "${aws_lambda_alias.function.arn}",
                UNIT.attribute(MAPPING, "function_name").asText(),
                MAPPING);
        assertEquals(50, UNIT.attribute(MAPPING, "batch_size").asInt(), MAPPING);
        assertEquals(
                4, UNIT.attribute(MAPPING, "scaling_config.maximum_concurrency").asInt(), MAPPING);
    }

    @Test
    @DisplayName("row 83: the role takes messages from this queue alone")
    void theRole() {
        boolean found = false;
        for (var statement :
                UNIT.policy("aws_iam_role_policy.function", "policy").path("Statement")) {
            if (statement.path("Sid").asText().equals("Consume")) {
                found = true;
                assertEquals(
                        "arn:aws:sqs:us-east-1:123456789012:shop-orders",
                        statement.path("Resource").asText());
                assertTrue(statement.path("Action").toString().contains("sqs:ReceiveMessage"), statement::toString);
            }
        }
        assertTrue(found, "the role may consume");
    }

    @Test
    void contradictionsAreToldWithWhatWouldBeRight() {
        List<String> problems = Synthesized.problems(
                REST
                        + """
        lambda-sqs-consumer:
          function:
            description: Wrong.
            deployment: {deploys: pipeline}
            runtime: {reserved_concurrent_executions: 2}
          queue:
            batch_size: 100
            visibility_timeout_seconds: 30
        """);
        for (String expected : List.of(
                "at least 180 is required",
                "raise function.runtime.reserved_concurrent_executions",
                "a batch size above 10 needs a batching window")) {
            assertTrue(
                    problems.stream().anyMatch(problem -> problem.contains(expected)),
                    () -> expected + " in " + problems);
        }
    }
}
