package groundplan.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.e2e.EmulatedAws.Caller;
import groundplan.json.TerraformJson;
import groundplan.testing.FullSynthesis;
import groundplan.testing.Repository;
import groundplan.testing.UnitJson;
import groundplan.tools.Emulator;
import groundplan.tools.Tool;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PagerDuty is told of an alarm by the function's own code as its own role, on an emulator that enforces permissions. */
class NotifierOnTheEmulatorTest {
    private static final String ENVIRONMENT = "credlink/prod";
    private static final String ACCOUNT = "123456789012";
    private static final String GET = "secretsmanager.GetSecretValue";

    @Test
    void anAlarmOpensAnIncidentWithTheKeyThatTheRoleReads(@TempDir Path folder) throws Exception {
        Tool tools = new Tool(Repository.root(), Repository.root().resolve(".groundplan"), System.getenv());
        Emulator emulator = new Emulator(tools.path("emulator"), folder);
        try {
            String url = emulator.start(0, Emulator.Abilities.ENFORCING).url();
            EmulatedAws aws = new EmulatedAws(url);
            GeneratedRoles roles = new GeneratedRoles(aws, ACCOUNT);
            Caller root = Caller.root(ACCOUNT);
            String key = aws.json(root, "kms", "TrentService.CreateKey", TerraformJson.object())
                    .well()
                    .text("Arn");
            ObjectNode secret =
                    TerraformJson.object().put("SecretString", "R0UT1NG").put("KmsKeyId", key);
            String create = "secretsmanager.CreateSecret";
            String routingKey = aws.json(
                            root, "secretsmanager", create, secret.put("Name", "credlink-prod-routing_key"))
                    .well()
                    .text("ARN");
            String other = aws.json(root, "secretsmanager", create, secret.put("Name", "credlink-prod-other"))
                    .well()
                    .text("ARN");
            roles.refer("data.terraform_remote_state.kms.outputs.data_key_arn", key);
            roles.refer("data.terraform_remote_state.secrets.outputs.secret_arns.pagerduty_routing_key", routingKey);
            roles.boundary(FullSynthesis.unit(ENVIRONMENT + "/_global/boundary"));
            UnitJson unit = FullSynthesis.unit(ENVIRONMENT + "/us-east-1/observability");
            unit = new UnitJson("observability", unit.json());
            Caller notifier = roles.signIn(unit, "pagerduty_critical");
            EmulatedFunctions functions = new EmulatedFunctions(tools, url, roles, folder);
            String alarm = "arn:aws:cloudwatch:us-east-1:" + ACCOUNT + ":alarm:cpu";
            functions.run(unit, "pagerduty_critical", notifier, event(alarm).toString());
            JsonNode sent = TerraformJson.read(functions.outside("pagerduty"));
            assertEquals("R0UT1NG", sent.path("routing_key").asText());
            assertEquals("trigger", sent.path("event_action").asText());
            assertEquals(alarm, sent.path("dedup_key").asText());
            assertTrue(
                    aws.json(
                                    notifier,
                                    "secretsmanager",
                                    GET,
                                    TerraformJson.object().put("SecretId", other))
                            .refused(),
                    "it reads another secret");
        } finally {
            emulator.stop();
        }
    }

    /** Where the key is a parameter, which only the role's own right to decrypt it opens. */
    @Test
    void anIncidentIsOpenedWithTheParameterThatTheRoleReads(@TempDir Path folder) throws Exception {
        String environment = "health-platform/prod";
        String account = "222233334444";
        Tool tools = new Tool(Repository.root(), Repository.root().resolve(".groundplan"), System.getenv());
        Emulator emulator = new Emulator(tools.path("emulator"), folder);
        try {
            String url = emulator.start(0, Emulator.Abilities.ENFORCING).url();
            EmulatedAws aws = new EmulatedAws(url);
            GeneratedRoles roles = new GeneratedRoles(aws, account);
            Caller root = Caller.root(account);
            String key = aws.json(root, "kms", "TrentService.CreateKey", TerraformJson.object())
                    .well()
                    .text("Arn");
            String prefix = "/health-platform/prod/";
            for (String name : List.of("pagerduty_routing_key", "other")) {
                ObjectNode parameter = TerraformJson.object()
                        .put("Name", prefix + name)
                        .put("Type", "SecureString")
                        .put("Value", "R0UT1NG")
                        .put("KeyId", key);
                aws.json(root, "ssm", "AmazonSSM.PutParameter", parameter).well();
            }
            roles.refer("data.terraform_remote_state.kms.outputs.data_key_arn", key);
            roles.refer(
                    "data.terraform_remote_state.parameters.outputs.parameter_arns.pagerduty_routing_key",
                    "arn:aws:ssm:us-east-1:" + account + ":parameter" + prefix + "pagerduty_routing_key");
            roles.boundary(FullSynthesis.unit(environment + "/_global/boundary"));
            UnitJson unit = FullSynthesis.unit(environment + "/us-east-1/observability");
            unit = new UnitJson("observability", unit.json());
            Caller notifier = roles.signIn(unit, "pagerduty_critical");
            EmulatedFunctions functions = new EmulatedFunctions(tools, url, roles, folder);
            functions.run(
                    unit,
                    "pagerduty_critical",
                    notifier,
                    event("arn:aws:cloudwatch:us-east-1:" + account + ":alarm:cpu")
                            .toString());
            JsonNode sent = TerraformJson.read(functions.outside("pagerduty"));
            assertEquals("R0UT1NG", sent.path("routing_key").asText());
            ObjectNode other =
                    TerraformJson.object().put("Name", prefix + "other").put("WithDecryption", true);
            assertTrue(
                    aws.json(notifier, "ssm", "AmazonSSM.GetParameter", other).refused(), "it reads another parameter");
        } finally {
            emulator.stop();
        }
    }

    private static ObjectNode event(String alarm) {
        ObjectNode message = TerraformJson.object()
                .put("AlarmArn", alarm)
                .put("AlarmName", "cpu")
                .put("NewStateValue", "ALARM");
        ObjectNode event = TerraformJson.object();
        event.putArray("Records")
                .addObject()
                .putObject("Sns")
                .put("TopicArn", "arn:aws:sns:us-east-1:" + ACCOUNT + ":critical")
                .put("MessageId", "1")
                .put("Message", message.toString());
        return event;
    }
}
