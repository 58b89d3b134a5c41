package groundplan.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.redact.Redactor;
import groundplan.states.StateKeys;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What was attached to an object by hand. The values are those that provider 5.100 has in its states after a refresh; a resource of
 * another unit may be the one that owns a part.
 */
class BesideStatesTest {
    private static final UnitPath RDS = UnitPath.parse("shop/dev/us-east-1/rds");
    private static final UnitPath ECS = UnitPath.parse("shop/dev/us-east-1/ecs");

    private static final String GROUP =
            """
            {"id": "sg-1", "egress": [], "ingress": [
              {"protocol": "tcp", "from_port": 5432, "to_port": 5432, "self": true, "description": "",
               "cidr_blocks": ["10.0.0.0/16", "10.1.0.0/16"], "ipv6_cidr_blocks": ["::/0"], "prefix_list_ids": [],
               "security_groups": ["sg-2", "210987654321/sg-3"]},
              {"protocol": "-1", "from_port": 0, "to_port": 0, "self": false, "description": "", "cidr_blocks": [],
               "ipv6_cidr_blocks": [], "prefix_list_ids": ["pl-1"], "security_groups": []}]}
            """;

    private final ObjectNode plan = TerraformJson.object().put("all_states", true);
    private final ArrayNode modules = plan.putObject("prior_state")
            .putObject("values")
            .putObject("root_module")
            .putArray("child_modules");
    private ObjectNode configuration = TerraformJson.object();

    @Test
    void ruleAfterRuleOfAGroupIsMatchedWithTheStates() {
        state(RDS, "aws_security_group", GROUP);
        assertEquals(
                List.of(
                        "ingress.all pl-1",
                        "ingress[\"tcp 5432 10.0.0.0/16\"]",
                        "ingress[\"tcp 5432 10.1.0.0/16\"]",
                        "ingress.tcp 5432 ::/0",
                        "ingress.tcp 5432 self",
                        "ingress.tcp 5432 sg-2",
                        "ingress.tcp 5432 sg-3"),
                found());
        rule("\"ip_protocol\": \"-1\", \"from_port\": null, \"to_port\": null, \"prefix_list_id\": \"pl-1\"");
        rule("\"ip_protocol\": \"6\", \"from_port\": 5432, \"to_port\": 5432, \"cidr_ipv4\": \"10.0.0.0/16\"");
        rule("\"ip_protocol\": \"tcp\", \"from_port\": 5432, \"to_port\": 5432, \"cidr_ipv6\": \"::/0\"");
        rule("\"ip_protocol\": \"tcp\", \"from_port\": 5432, \"to_port\": 5432,"
                + " \"referenced_security_group_id\": \"sg-1\"");
        state(
                ECS,
                "aws_security_group_rule",
                """
                {"type": "ingress", "security_group_id": "sg-1", "protocol": "tcp", "from_port": 5432, "to_port": 5432,
                 "cidr_blocks": null, "source_security_group_id": "210987654321/sg-3", "self": false}
                """);
        rule("\"ip_protocol\": \"tcp\", \"from_port\": 5433, \"to_port\": 5433, \"cidr_ipv4\": \"10.1.0.0/16\"");
        assertEquals(List.of("ingress[\"tcp 5432 10.1.0.0/16\"]", "ingress.tcp 5432 sg-2"), found());
    }

    @Test
    void rulesInsideTheGroupAreForThePlanToCompare() {
        state(RDS, "aws_security_group", GROUP);
        configuration = TerraformJson.read("{\"resource\": {\"aws_security_group\": {\"main\": {\"ingress\": [{}]}}}}");
        assertEquals(List.of(), found());
    }

    @Test
    void policiesOfARoleAreMatchedByNameAndArn() {
        state(
                ECS,
                "aws_iam_role",
                """
                {"id": "web", "name": "web", "managed_policy_arns": ["arn:aws:iam::aws:policy/A", "arn:aws:iam::aws:policy/B"],
                 "inline_policy": [{"name": "", "policy": ""}, {"name": "own", "policy": "{}"}, {"name": "added", "policy": "{}"}]}
                """);
        state(ECS, "aws_iam_role_policy", "{\"id\": \"web:own\", \"role\": \"web\", \"name\": \"own\"}");
        state(ECS, "aws_iam_role_policy", "{\"id\": \"x:added\", \"role\": \"x\", \"name\": \"added\"}");
        state(
                RDS,
                "aws_iam_role_policy_attachment",
                "{\"role\": \"web\", \"policy_arn\": \"arn:aws:iam::aws:policy/A\"}");
        assertEquals(List.of("inline_policy.added", "managed_policy_arns.arn:aws:iam::aws:policy/B"), found());
    }

    @Test
    void aRouteIsMatchedByItsDestination() {
        state(
                ECS,
                "aws_route_table",
                """
                {"id": "rtb-1", "route": [
                  {"cidr_block": "0.0.0.0/0", "nat_gateway_id": "nat-1", "gateway_id": "", "ipv6_cidr_block": ""},
                  {"cidr_block": "", "ipv6_cidr_block": "::/0", "gateway_id": "igw-1"},
                  {"cidr_block": "10.0.0.0/16", "gateway_id": "local"},
                  {"cidr_block": "", "destination_prefix_list_id": "pl-1", "gateway_id": "vpce-1"}]}
                """);
        state(ECS, "aws_route", "{\"route_table_id\": \"rtb-1\", \"destination_cidr_block\": \"0.0.0.0/0\"}");
        assertEquals(List.of("route.::/0"), found());
    }

    @Test
    void aPolicyIsToldIfNoResourceOwnsIt() {
        state(ECS, "aws_s3_bucket", "{\"id\": \"uploads\", \"policy\": \"{}\"}");
        state(ECS, "aws_sqs_queue", "{\"id\": \"https://queue\", \"policy\": \"\"}");
        state(ECS, "aws_secretsmanager_secret", "{\"id\": \"arn\", \"policy\": \"{\\\"a\\\":1}\"}");
        assertEquals(List.of("policy", "policy"), found());
        state(RDS, "aws_s3_bucket_policy", "{\"bucket\": \"uploads\", \"policy\": \"{ }\"}");
        state(RDS, "aws_secretsmanager_secret_policy", "{\"secret_arn\": \"arn\", \"policy\": \"{}\"}");
        assertEquals(List.of(), found());
    }

    @Test
    void aPlanOfSomeUnitsDoesNotKnowWhatTheOthersOwn() {
        state(RDS, "aws_security_group", GROUP);
        plan.put("all_states", false);
        assertEquals(List.of(), found());
    }

    private void rule(String values) {
        state(ECS, "aws_vpc_security_group_ingress_rule", "{\"security_group_id\": \"sg-1\", " + values + "}");
    }

    private void state(UnitPath unit, String type, String values) {
        String module = "module." + StateKeys.module(unit);
        ObjectNode resource =
                modules.addObject().put("address", module).putArray("resources").addObject();
        resource.put("address", module + "." + type + ".main")
                .put("mode", "managed")
                .put("type", type);
        resource.set("values", TerraformJson.read(values));
    }

    private List<String> found() {
        return Drift.of(
                        Map.of("module." + StateKeys.module(RDS), RDS, "module." + StateKeys.module(ECS), ECS),
                        new ConfiguredArguments(Map.of(RDS, configuration)),
                        plan,
                        Redactor.of(plan))
                .stream()
                .flatMap(drift -> drift.attributes().stream())
                .map(one -> one.path().toString())
                .toList();
    }
}
