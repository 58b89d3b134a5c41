package groundplan.causes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import groundplan.testing.OfflineTerraform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A plan that Terraform makes of three modules: a network whose range has changed, logs whose group is tainted, and an application that
 * reads both.
 */
class PlanCausesTest {
    private static final String ROOT =
            """
            {"terraform": {"required_providers": {"aws": {"source": "hashicorp/aws", "version": "~> 5.100"}}},
             "provider": {"aws": [{"region": "us-east-1"}]},
             "module": {
               "network": {"source": "./network"},
               "logs": {"source": "./logs"},
               "app": {"source": "./app", "vpc_id": "${module.network.vpc_id}",
                 "logs": {"arn": "${module.logs.arn}", "name": "${module.logs.name}"}}}}""";

    private static final String NETWORK =
            """
            {"resource": {
               "aws_vpc": {"main": {"cidr_block": "10.1.0.0/16"}},
               "aws_subnet": {"a": {"vpc_id": "${aws_vpc.main.id}", "cidr_block": "10.1.0.0/24", "tags": {"Name": "a"}}}},
             "output": {"vpc_id": {"value": "${aws_vpc.main.id}"}}}""";

    private static final String LOGS =
            """
            {"resource": {"aws_cloudwatch_log_group": {"main": {"name": "shop"}}},
             "output": {"arn": {"value": "${aws_cloudwatch_log_group.main.arn}"},
                        "name": {"value": "${aws_cloudwatch_log_group.main.name}"}}}""";

    private static final String APP =
            """
            {"variable": {"vpc_id": {}, "logs": {}},
             "resource": {
               "aws_security_group": {
                 "app": {"name": "app", "description": "The application.", "vpc_id": "${var.vpc_id}"}},
               "aws_vpc_security_group_egress_rule": {
                 "all": {"security_group_id": "${aws_security_group.app.id}", "ip_protocol": "-1", "cidr_ipv4": "0.0.0.0/0"}},
               "aws_iam_role": {"task": {"name": "task", "assume_role_policy": "{\\"Statement\\":[]}"}},
               "aws_iam_role_policy": {
                 "logs": {"name": "logs", "role": "${aws_iam_role.task.id}",
                   "policy": "{\\"Statement\\":[{\\"Effect\\":\\"Allow\\",\\"Action\\":\\"logs:PutLogEvents\\",\\"Resource\\":\\"${var.logs.arn}:*\\"}]}"},
                 "more": {"name": "more", "role": "${aws_iam_role.task.id}",
                   "policy": "{\\"Statement\\":[{\\"Effect\\":\\"Allow\\",\\"Action\\":\\"logs:*\\",\\"Resource\\":\\"${var.logs.arn}:*\\"}]}"}},
               "aws_sqs_queue": {"jobs": {"name": "jobs", "delay_seconds": 5}, "gone": {"name": "gone"}},
               "aws_sns_topic": {"news": {"name": "news"}}}}""";

    @TempDir
    static Path folder;

    private static PlanCauses causes;

    @BeforeAll
    static void plan() throws IOException {
        Map<String, ObjectNode> modules = new TreeMap<>();
        modules.put("network", TerraformJson.read(NETWORK));
        modules.put("logs", TerraformJson.read(LOGS));
        modules.put("app", TerraformJson.read(APP));
        for (Map.Entry<String, ObjectNode> module : modules.entrySet()) {
            Files.writeString(
                    Files.createDirectories(folder.resolve(module.getKey())).resolve("main.tf.json"),
                    TerraformJson.write(module.getValue()));
        }
        ObjectNode root = TerraformJson.read(ROOT);
        Files.writeString(folder.resolve("main.tf.json"), TerraformJson.write(root));
        OfflineTerraform terraform = OfflineTerraform.in(folder, root);
        String provider = Files.readString(folder.resolve(".terraform.lock.hcl"))
                .lines()
                .filter(line -> line.startsWith("provider "))
                .map(line -> line.split("\"")[1])
                .findFirst()
                .orElseThrow();
        Files.writeString(folder.resolve("terraform.tfstate"), state().replace("PROVIDER", provider));
        JsonNode plan = terraform.json();
        causes = new PlanCauses(plan, root, modules);
    }

    private static String state() {
        String arn = "arn:aws:logs:us-east-1:123456789012:log-group:shop";
        return """
        {"version": 4, "terraform_version": "1.11.0", "serial": 1, "lineage": "l", "outputs": {}, "resources": ["""
                + String.join(
                        ",",
                        object("network", "aws_vpc", "main", "{\"id\": \"vpc-1\", \"cidr_block\": \"10.0.0.0/16\"}", 1),
                        object(
                                "network",
                                "aws_subnet",
                                "a",
                                "{\"id\": \"subnet-1\", \"vpc_id\": \"vpc-1\", \"cidr_block\": \"10.0.0.0/24\"}",
                                1),
                        object(
                                        "logs",
                                        "aws_cloudwatch_log_group",
                                        "main",
                                        "{\"id\": \"shop\", \"name\": \"shop\", \"arn\": \"" + arn + "\"}",
                                        0)
                                .replace("\"attributes\"", "\"status\": \"tainted\", \"attributes\""),
                        object(
                                "app",
                                "aws_security_group",
                                "app",
                                "{\"id\": \"sg-1\", \"name\": \"app\", \"description\": \"The application.\", \"vpc_id\": \"vpc-1\"}",
                                1),
                        object(
                                "app",
                                "aws_vpc_security_group_egress_rule",
                                "all",
                                "{\"id\": \"sgr-1\", \"security_group_id\": \"sg-1\", \"ip_protocol\": \"-1\", \"cidr_ipv4\": \"0.0.0.0/0\"}",
                                0),
                        role(),
                        policy("logs", arn),
                        policy("more", arn),
                        object(
                                "app",
                                "aws_sqs_queue",
                                "jobs",
                                "{\"id\": \"jobs\", \"name\": \"jobs\", \"delay_seconds\": 0}",
                                0),
                        object("app", "aws_sns_topic", "old", "{\"id\": \"old\", \"name\": \"old\"}", 0))
                + "]}";
    }

    private static String role() {
        ObjectNode attributes = TerraformJson.object();
        attributes
                .put("id", "task")
                .put("name", "task")
                .put("path", "/")
                .put("force_detach_policies", false)
                .put("max_session_duration", 3600)
                .put("assume_role_policy", "{\"Statement\":[]}");
        return object("app", "aws_iam_role", "task", attributes.toString(), 0);
    }

    private static String policy(String name, String arn) {
        ObjectNode attributes = TerraformJson.object();
        attributes
                .put("id", "task:" + name)
                .put("name", name)
                .put("role", "task")
                .put(
                        "policy",
                        "{\"Statement\":[{\"Action\":\"logs:PutLogEvents\",\"Effect\":\"Allow\",\"Resource\":\"" + arn
                                + ":*\"}]}");
        return object("app", "aws_iam_role_policy", name, attributes.toString(), 0);
    }

    private static String object(String module, String type, String name, String attributes, int version) {
        return """
        {"module": "module.%s", "mode": "managed", "type": "%s", "name": "%s",
         "provider": "provider[\\"PROVIDER\\"]",
         "instances": [{"schema_version": %d, "attributes": %s}]}"""
                .formatted(module, type, name, version, attributes);
    }

    @Test
    void whatChangesByItselfIsCertain() {
        for (String address : List.of(
                "module.network.aws_vpc.main",
                "module.network.aws_subnet.a",
                "module.logs.aws_cloudwatch_log_group.main",
                "module.app.aws_sqs_queue.jobs",
                "module.app.aws_sqs_queue.gone",
                "module.app.aws_sns_topic.old")) {
            assertTrue(causes.condition(address).isEmpty(), address);
        }
    }

    @Test
    void whatReadsAValueOfAnotherUnitIsConditional() {
        Condition group = causes.condition("module.app.aws_security_group.app").orElseThrow();
        assertEquals(List.of(new ValueSource("network", "aws_vpc.main", "id")), group.values());
        assertTrue(!group.expectedEqual(), "AWS makes a new id");
        assertTrue(
                causes.condition("module.app.aws_vpc_security_group_egress_rule.all")
                        .isPresent(),
                "stands on the group");
    }

    @Test
    void whatFollowsFromANameIsExpectedToBeEqual() {
        Condition same = causes.condition("module.app.aws_iam_role_policy.logs").orElseThrow();
        assertEquals(List.of(new ValueSource("logs", "aws_cloudwatch_log_group.main", "arn")), same.values());
        assertTrue(same.expectedEqual());
        assertTrue(
                !causes.condition("module.app.aws_iam_role_policy.more")
                        .orElseThrow()
                        .expectedEqual(),
                "its actions differ too");
    }

    /** A way through many objects is told by its ends, so that neither its text nor the work grows with each object on it. */
    @Test
    void aLongWayIsToldByItsEnds() {
        int count = 6_000;
        ObjectNode plan = TerraformJson.object();
        ArrayNode changes = plan.putArray("resource_changes");
        ObjectNode module = TerraformJson.object();
        // The last one first: nothing is answered yet of those that it is made of.
        for (int i = count; i >= 0; i--) {
            module.withObject("/resource/terraform_data")
                    .putObject("x" + i)
                    .put("input", i == 0 ? "new" : "${terraform_data.x" + (i - 1) + ".output}");
            ObjectNode object = changes.addObject();
            object.put("address", "module.app.terraform_data.x" + i)
                    .put("mode", "managed")
                    .put("type", "terraform_data")
                    .put("name", "x" + i)
                    .put("module_address", "module.app");
            ObjectNode change = object.putObject("change");
            change.putArray("actions").add("update");
            change.putObject("before").put("input", "old").put("output", "old");
            change.putObject("after");
            change.putObject("after_unknown").put("input", i > 0).put("output", true);
            if (i == 0) {
                change.withObject("/after").put("input", "new");
            }
        }
        PlanCauses chain = new PlanCauses(plan, TerraformJson.object(), Map.of("app", module));
        List<Cause> last = chain.causes("module.app.terraform_data.x" + count);
        assertEquals(1, last.size());
        assertEquals("module.app.terraform_data.x0", last.get(0).address());
        List<String> way = last.get(0).way(ValueSource::toString);
        assertEquals("module.app.terraform_data.x0.output", way.get(0));
        assertEquals("5992 more", way.get(way.size() - 2));
        assertEquals("module.app.terraform_data.x5999.output", way.get(way.size() - 1));
    }

    @Test
    void eachChangeKnowsWhereItBegins() {
        assertEquals(
                List.of(new Cause(CauseKind.ARGUMENT, "module.network.aws_vpc.main", "cidr_block", List.of())),
                causes.causes("module.network.aws_vpc.main"));
        assertEquals(
                List.of(new Cause(
                        CauseKind.ARGUMENT,
                        "module.network.aws_vpc.main",
                        "cidr_block",
                        List.of(
                                new ValueSource("network", "aws_vpc.main", "id"),
                                new ValueSource("app", "aws_security_group.app", "id")))),
                causes.causes("module.app.aws_vpc_security_group_egress_rule.all"));
        assertEquals(
                List.of(
                        "ARGUMENT module.network.aws_subnet.a cidr_block",
                        "ARGUMENT module.network.aws_vpc.main cidr_block"),
                texts("module.network.aws_subnet.a"));
        assertEquals(
                List.of("TAINTED module.logs.aws_cloudwatch_log_group.main "),
                texts("module.app.aws_iam_role_policy.logs"));
        assertEquals(
                List.of("ARGUMENT module.app.aws_sqs_queue.jobs delay_seconds"),
                texts("module.app.aws_sqs_queue.jobs"));
        assertEquals(List.of("ADDED module.app.aws_sqs_queue.gone "), texts("module.app.aws_sqs_queue.gone"));
        assertEquals(List.of("REMOVED module.app.aws_sns_topic.old "), texts("module.app.aws_sns_topic.old"));
    }

    /** As provider 5.100 plans it after a refresh, which lists a default tag that is another one now among the object's own tags. */
    @Test
    void aDefaultTagIsTheProvidersAndAnotherOneSomebodys() {
        JsonNode plan = TerraformJson.read(
                """
                {"resource_changes": [{"address": "module.app.aws_sns_topic.news", "type": "aws_sns_topic", "change": {
                   "actions": ["update"],
                   "before": {"name": "news", "tags": {"Name": "n", "Team": "shop"}, "tags_all": {"Name": "n", "Team": "shop"}},
                   "after": {"name": "news", "tags": {"Name": "n"}, "tags_all": {"Name": "n", "Team": "orders"}},
                   "after_unknown": {}}},
                  {"address": "module.app.aws_sns_topic.old", "type": "aws_sns_topic", "change": {
                   "actions": ["update"],
                   "before": {"name": "old", "tags": {"Hand": "made"}, "tags_all": {"Hand": "made", "Team": "orders"}},
                   "after": {"name": "old", "tags": {}, "tags_all": {"Team": "orders"}}, "after_unknown": {}}},
                  {"address": "module.app.aws_sns_topic.own", "type": "aws_sns_topic", "change": {
                   "actions": ["update"],
                   "before": {"name": "own", "tags": {"Cost": "1"}, "tags_all": {"Cost": "1", "Team": "orders"}},
                   "after": {"name": "own", "tags": null, "tags_all": {"Team": "orders"}}, "after_unknown": {}}}],
                 "resource_drift": [{"address": "module.app.aws_sns_topic.news", "change": {"actions": ["update"],
                   "before": {"name": "news", "tags": {"Name": "n"}, "tags_all": {"Name": "n", "Team": "shop"}},
                   "after": {"name": "news", "tags": {"Name": "n", "Team": "shop"}, "tags_all": {"Name": "n", "Team": "shop"}}}},
                  {"address": "module.app.aws_sns_topic.old", "change": {"actions": ["update"],
                   "before": {"name": "old", "tags": {}, "tags_all": {"Team": "orders"}},
                   "after": {"name": "old", "tags": {"Hand": "made"}, "tags_all": {"Hand": "made", "Team": "orders"}}}}]}""");
        PlanCauses known = new PlanCauses(
                plan,
                TerraformJson.object(),
                Map.of(
                        "app",
                        TerraformJson.read(
                                """
                                {"resource": {"aws_sns_topic": {"news": {"name": "news", "tags": {"Name": "n"}}, "old": {"name": "old"},
                                  "own": {"name": "own"}}}}""")));
        assertEquals(
                List.of(new Cause(CauseKind.ARGUMENT, "", "default_tags", List.of())),
                known.causes("module.app.aws_sns_topic.news"));
        assertEquals(
                List.of(new Cause(CauseKind.CHANGED_OUTSIDE, "module.app.aws_sns_topic.old", "tags.Hand", List.of())),
                known.causes("module.app.aws_sns_topic.old"));
        assertEquals(
                List.of(new Cause(CauseKind.ARGUMENT, "module.app.aws_sns_topic.own", "tags.Cost", List.of())),
                known.causes("module.app.aws_sns_topic.own"));
    }

    private static List<String> texts(String address) {
        return causes.causes(address).stream()
                .map(cause -> cause.kind() + " " + cause.address() + " " + cause.argument())
                .toList();
    }
}
