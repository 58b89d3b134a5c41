package groundplan.observability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.testing.Synthesized;
import groundplan.testing.UnitJson;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class NotificationsTest {
    private static final Synthesized ENV = Synthesized.of(Example.REST + Example.WATCHING);
    private static final UnitJson UNIT = ENV.unit("observability");
    private static final UnitJson OWN = ENV.unit("own");

    @Test
    @DisplayName("row 71: topics are encrypted, and only AWS's services of this account may tell them something")
    void topicsAreClosed() {
        for (String severity : List.of("critical", "warning")) {
            assertEquals(
                    "${data.terraform_remote_state.kms.outputs.notifications_key_arn}",
                    UNIT.attribute("aws_sns_topic." + severity, "kms_master_key_id")
                            .asText());
            for (JsonNode statement :
                    UNIT.policy("aws_sns_topic_policy." + severity, "policy").path("Statement")) {
                if (statement.path("Effect").asText().equals("Allow")) {
                    assertTrue(statement.path("Principal").has("Service"), severity + ": " + statement);
                    boolean eventBridge =
                            statement.at("/Principal/Service").asText().equals("events.amazonaws.com");
                    // EventBridge sends no condition keys to a topic: with one, nothing would ever arrive.
                    assertEquals(
                            eventBridge ? "" : "123456789012",
                            statement
                                    .at("/Condition/StringEquals/aws:SourceAccount")
                                    .asText(),
                            severity + ": " + statement);
                }
            }
        }
        assertEquals(
                2,
                UNIT.policy("aws_sns_topic_policy.critical", "policy")
                        .path("Statement")
                        .size(),
                "EventBridge has nothing to tell the critical topic");
    }

    @Test
    @DisplayName("the key that encrypts topics lets EventBridge use it for topics of this account")
    void keyLetsEventBridgeTellTopics() {
        List<JsonNode> found = new ArrayList<>();
        ENV.unit("kms")
                .policy("aws_kms_key.notifications", "policy")
                .path("Statement")
                .forEach(statement -> {
                    if (statement.at("/Principal/Service").asText().equals("events.amazonaws.com")) {
                        found.add(statement);
                    }
                });
        assertEquals(1, found.size(), "aws_kms_key.notifications policy");
        assertEquals(
                "arn:aws:sns:us-east-1:123456789012:*",
                found.get(0)
                        .at("/Condition/ArnLike/kms:EncryptionContext:aws:sns:topicArn")
                        .asText());
    }

    @Test
    @DisplayName("row 44: RDS tells of failures, maintenance and changes of configuration")
    void databaseEvents() {
        assertEquals(
                "${aws_sns_topic.critical.arn}",
                UNIT.attribute("aws_db_event_subscription.database_failures", "sns_topic")
                        .asText());
        assertEquals(
                Set.of("failover", "failure", "low storage"),
                texts(UNIT.attribute("aws_db_event_subscription.database_failures", "event_categories")));
        assertEquals(
                Set.of("configuration change", "maintenance"),
                texts(UNIT.attribute("aws_db_event_subscription.database_changes", "event_categories")));
        assertEquals(
                Set.of("${data.terraform_remote_state.rds.outputs.identifier}"),
                texts(UNIT.attribute("aws_db_event_subscription.database_changes", "source_ids")));
    }

    @Test
    @DisplayName("PagerDuty is told by a function that reads the key by its ARN; the key is in no file")
    void pagerdutyReadsItsKeyAtRunTime() {
        assertEquals(
                "lambda",
                UNIT.attribute("aws_sns_topic_subscription.critical_pagerduty", "protocol")
                        .asText());
        JsonNode variables = UNIT.attribute("aws_lambda_function.pagerduty_critical", "environment.variables");
        assertEquals(
                "${data.terraform_remote_state.secrets.outputs.secret_arns.pagerduty_routing_key}",
                variables.path("SECRET_ARN").asText());
        assertEquals(2, variables.size(), "variables of aws_lambda_function.pagerduty_critical: " + variables);
        JsonNode read = statement(UNIT.policy("aws_iam_role_policy.pagerduty_critical", "policy"), "ReadKey");
        assertEquals("secretsmanager:GetSecretValue", read.path("Action").asText());
        assertEquals(
                variables.path("SECRET_ARN").asText(), read.path("Resource").asText());
        assertEquals(
                "${aws_sns_topic.critical.arn}",
                UNIT.attribute("aws_lambda_permission.pagerduty_critical_topic", "source_arn")
                        .asText());
        assertEquals(
                "${aws_sns_topic.warning.arn}",
                UNIT.attribute("aws_cloudwatch_metric_alarm.pagerduty_critical_lost_warning", "alarm_actions.0")
                        .asText());
    }

    @Test
    @DisplayName("Slack may read and nothing else, and one channel has one configuration whatever it hears")
    void slackReadsOnly() {
        String address = "aws_chatbot_slack_channel_configuration.c0shared0";
        assertEquals(
                Set.of("arn:aws:iam::aws:policy/CloudWatchReadOnlyAccess"),
                texts(OWN.attribute(address, "guardrail_policy_arns")));
        assertEquals(
                Set.of("${aws_sns_topic.critical.arn}", "${aws_sns_topic.warning.arn}"),
                texts(OWN.attribute(address, "sns_topic_arns")));
        assertEquals(
                1,
                OWN.addresses().stream()
                        .filter(a -> a.startsWith("aws_chatbot"))
                        .count());
    }

    private static JsonNode statement(ObjectNode policy, String sid) {
        for (JsonNode statement : policy.path("Statement")) {
            if (statement.path("Sid").asText().equals(sid)) {
                return statement;
            }
        }
        throw new AssertionError("no statement " + sid + " in " + policy);
    }

    private static Set<String> texts(JsonNode list) {
        Set<String> texts = new HashSet<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    @Test
    void aChannelIsInOneWorkspace() {
        List<String> problems = Synthesized.problems(
                """
                  kms: {}
                  observability:
                    notifications:
                      critical: {slack: {workspace_id: T0EXAMPLE1, channel_id: C0EXAMPLE1}, email: [a.b@example.com]}
                      warning:
                        slack: {workspace_id: T0EXAMPLE2, channel_id: C0EXAMPLE1}
                        email: [a.b@example.com]
                """);
        assertTrue(
                problems.stream()
                        .anyMatch(problem -> problem.contains("notifications.warning.slack.workspace_id:")
                                && problem.contains("critical.slack names the same channel C0EXAMPLE1")),
                () -> problems.toString());
    }
}
