package groundplan.parts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.testing.Synthesized;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Who assumes roles, and under which condition. */
class ServiceRoleTest {
    private static final Synthesized ENV = Synthesized.of(
            """
      kms:
      network:
        cidr: 10.0.0.0/16
        zones: [a, b]
      secrets:
        secrets:
          session: {description: signs sessions, generated: {}, rotation: {}}
      db:
        kind: rds
        instance_class: db.t4g.medium
        storage: {allocated_storage: 20, own_key: true}
        database: {engine_version: "16", db_name: shop}
      observability:
        notifications:
          critical: {slack: {workspace_id: T012345678, channel_id: C012345678}}
      """);

    @Test
    @DisplayName(
            "row 84: a trust names the source account where AWS documents that the service sends it, and nowhere else")
    void theSourceAccountIsAskedForWhereItIsSent() {
        Map<String, String> conditions = new TreeMap<>();
        ENV.documents().forEach(document -> document.json()
                .path("resource")
                .path("aws_iam_role")
                .forEach(role -> {
                    JsonNode statement =
                            json(role.path("assume_role_policy").asText()).at("/Statement/0");
                    conditions.put(
                            statement.at("/Principal/Service").asText(),
                            statement.path("Condition").toString());
                }));
        String account = "{\"StringEquals\":{\"aws:SourceAccount\":\"123456789012\"}}";
        assertEquals(
                new TreeMap<>(Map.of(
                        "backup.amazonaws.com", "",
                        "chatbot.amazonaws.com", "",
                        "lambda.amazonaws.com", "",
                        "monitoring.rds.amazonaws.com", account,
                        "vpc-flow-logs.amazonaws.com", account)),
                conditions);
    }

    @Test
    void aKeyOfADatabasesOwnLetsTheSameServicesInAsTheEnvironments() {
        JsonNode common =
                ENV.unit("kms").policy("aws_kms_key.notifications", "policy").path("Statement");
        JsonNode own = ENV.unit("db").policy("aws_kms_key.db", "policy").path("Statement");
        for (String sid : new String[] {"Publishers", "EventsToTopics"}) {
            assertEquals(find(common, sid), find(own, sid), sid);
        }
    }

    private static JsonNode find(JsonNode statements, String sid) {
        for (JsonNode statement : statements) {
            if (statement.path("Sid").asText().equals(sid)) {
                return statement;
            }
        }
        throw new AssertionError("no statement " + sid + " among " + statements);
    }

    private static JsonNode json(String text) {
        try {
            return new com.fasterxml.jackson.databind.ObjectMapper().readTree(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }
}
