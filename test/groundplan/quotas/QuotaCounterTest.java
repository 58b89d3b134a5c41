package groundplan.quotas;

import static org.junit.jupiter.api.Assertions.assertEquals;

import groundplan.json.TerraformJson;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotaCounterTest {
    private static final String ACCOUNT = "111122223333";

    @Test
    void addressesOfAllUnitsOfAnAccountAreCountedTogetherByRegion() {
        String two = "{\"aws_eip\": {\"a\": {}, \"b\": {}}}";
        List<QuotaUse> uses = QuotaCounter.count(List.of(
                unit("shop/dev/us-east-1/network", ACCOUNT, two),
                unit("store/prod/us-east-1/network", ACCOUNT, two),
                unit("shop/dev/eu-west-1/network", ACCOUNT, two),
                unit("shop/prod/us-east-1/network", "444455556666", two)));
        assertEquals(
                Map.of(ACCOUNT + " us-east-1", 4, ACCOUNT + " eu-west-1", 2, "444455556666 us-east-1", 2),
                totals(uses, "vpc-elastic-ips", use -> use.account() + " " + use.region()));
    }

    @Test
    void aResourceOfAnotherProviderIsInItsRegion() {
        CountedUnit unit = unit(
                "shop/prod/us-east-1/storage",
                ACCOUNT,
                "{\"aws_kms_key\": {\"own\": {}, \"copy\": {\"provider\": \"aws.us_west_2\"}}}");
        assertEquals(
                Map.of("us-east-1", 1, "us-west-2", 1),
                totals(QuotaCounter.count(List.of(unit)), "kms-keys", QuotaUse::region));
    }

    @Test
    void whatIsGlobalIsCountedOnceForTheAccount() {
        String role = "{\"aws_iam_role\": {\"a\": {}}, \"aws_s3_bucket\": {\"a\": {}}}";
        List<QuotaUse> uses = QuotaCounter.count(
                List.of(unit("shop/dev/us-east-1/a", ACCOUNT, role), unit("shop/dev/eu-west-1/a", ACCOUNT, role)));
        assertEquals(Map.of("us-east-1", 2), totals(uses, "iam-roles", QuotaUse::region));
        assertEquals(Map.of("us-east-1", 2), totals(uses, "s3-buckets", QuotaUse::region));
    }

    @Test
    void natGatewaysAreCountedByZone() {
        CountedUnit unit = unit(
                "shop/dev/us-east-1/network",
                ACCOUNT,
                """
                {"aws_subnet": {"a": {"availability_zone": "us-east-1a"}, "b": {"availability_zone": "us-east-1b"}},
                 "aws_nat_gateway": {"one": {"subnet_id": "${aws_subnet.a.id}"}, "two": {"subnet_id": "${aws_subnet.a.id}"},
                                     "three": {"subnet_id": "${aws_subnet.b.id}"}}}""");
        assertEquals(
                Map.of("us-east-1a", 2, "us-east-1b", 1),
                totals(QuotaCounter.count(List.of(unit)), "nat-gateways-per-zone", QuotaUse::subject));
    }

    /** The unit of each client adds a rule to the server's group, which it knows by the server's state. */
    @Test
    void rulesThatOtherUnitsAddToASecurityGroupAreCountedWithItsOwn() {
        CountedUnit server = unit(
                "shop/dev/us-east-1/rds",
                ACCOUNT,
                """
                {"aws_security_group": {"main": {}},
                 "aws_vpc_security_group_ingress_rule": {"own": {"security_group_id": "${aws_security_group.main.id}"}},
                 "aws_vpc_security_group_egress_rule": {"own": {"security_group_id": "${aws_security_group.main.id}"}}}""",
                """
                , "output": {"group": {"value": "${aws_security_group.main.id}"},
                             "groups": {"value": {"db-1": "${aws_security_group.main.id}"}}}""");
        CountedUnit client = unit(
                "shop/dev/us-east-1/ecs",
                ACCOUNT,
                """
                {"aws_vpc_security_group_ingress_rule": {
                  "one": {"security_group_id": "${data.terraform_remote_state.db.outputs.group}"},
                  "two": {"security_group_id": "${data.terraform_remote_state.db.outputs.groups[\\"db-1\\"]}"}}}""",
                """
                , "data": {"terraform_remote_state": {"db": {"config": {"bucket": "states", "key": "shop/dev/us-east-1/rds"}}}}""");
        assertEquals(
                Map.of(
                        "shop/dev/us-east-1/rds aws_security_group.main inbound", 3,
                        "shop/dev/us-east-1/rds aws_security_group.main outbound", 1),
                totals(QuotaCounter.count(List.of(client, server)), "security-group-rules", QuotaUse::subject));
    }

    @Test
    void rulesOfAllListenersOfALoadBalancerAreCountedTogether() {
        CountedUnit unit = unit(
                "shop/dev/us-east-1/ecs",
                ACCOUNT,
                """
                {"aws_lb": {"main": {}}, "aws_lb_listener": {"https": {"load_balancer_arn": "${aws_lb.main.arn}"},
                                                             "test": {"load_balancer_arn": "${aws_lb.main.arn}"}},
                 "aws_lb_listener_rule": {"a": {"listener_arn": "${aws_lb_listener.https.arn}"},
                                          "b": {"listener_arn": "${aws_lb_listener.test.arn}"}}}""");
        List<QuotaUse> uses = QuotaCounter.count(List.of(unit));
        String balancer = "shop/dev/us-east-1/ecs aws_lb.main";
        assertEquals(Map.of(balancer, 2), totals(uses, "rules-per-application-load-balancer", QuotaUse::subject));
        assertEquals(Map.of(balancer, 2), totals(uses, "listeners-per-application-load-balancer", QuotaUse::subject));
    }

    /** A task of 1 vCPU: what a service may grow to counts, not what it starts with. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FARGATE | 0 | 1 | - | 0 | 0 | | 2 | 0",
                "FARGATE | 0 | 1 | - | 0 | 0 | 10 | 10 | 0",
                "FARGATE_SPOT | 0 | 1 | - | 0 | 0 | 10 | 0 | 10",
                "FARGATE | 1 | 1 | FARGATE_SPOT | 0 | 2 | 10 | 4 | 6",
            })
    void tasksOnFargateAreCountedAsFarAsTheyMayGrow(
            String first,
            int base,
            int weight,
            String second,
            int otherBase,
            int otherWeight,
            Integer most,
            int onDemand,
            int spot) {
        String target = most == null
                ? ""
                : ", \"aws_appautoscaling_target\": {\"api\": {\"resource_id\": \"service/main/${aws_ecs_service.api.name}\", \"max_capacity\": "
                        + most + "}}";
        String other = second.equals("-")
                ? ""
                : ", {\"capacity_provider\": \"" + second + "\", \"base\": " + otherBase + ", \"weight\": "
                        + otherWeight + "}";
        CountedUnit unit = unit(
                "shop/dev/us-east-1/ecs",
                ACCOUNT,
                "{\"aws_ecs_task_definition\": {\"api\": {\"cpu\": \"1024\"}}, \"aws_ecs_service\": {\"api\": {\"desired_count\": 2,"
                        + "\"task_definition\": \"${aws_ecs_task_definition.api.arn}\", \"capacity_provider_strategy\": [{"
                        + "\"capacity_provider\": \"" + first + "\", \"base\": " + base + ", \"weight\": " + weight
                        + "}"
                        + other + "]}}" + target + "}");
        List<QuotaUse> uses = QuotaCounter.count(List.of(unit));
        assertEquals(
                onDemand == 0 ? Map.of() : Map.of("", onDemand),
                totals(uses, "fargate-on-demand-vcpus", QuotaUse::subject));
        assertEquals(spot == 0 ? Map.of() : Map.of("", spot), totals(uses, "fargate-spot-vcpus", QuotaUse::subject));
    }

    @Test
    void aScheduleMayRaiseTheNumberOfTasks() {
        CountedUnit unit = unit(
                "shop/dev/us-east-1/ecs",
                ACCOUNT,
                """
                {"aws_ecs_task_definition": {"api": {"cpu": "512"}},
                 "aws_ecs_service": {"api": {"desired_count": 1, "launch_type": "FARGATE", "task_definition": "${aws_ecs_task_definition.api.arn}"}},
                 "aws_appautoscaling_target": {"api": {"resource_id": "service/main/${aws_ecs_service.api.name}", "max_capacity": 2}},
                 "aws_appautoscaling_scheduled_action": {"day": {"resource_id": "${aws_appautoscaling_target.api.resource_id}",
                                                                 "scalable_target_action": {"min_capacity": 2, "max_capacity": 9}}}}""");
        assertEquals(
                Map.of("", 5), totals(QuotaCounter.count(List.of(unit)), "fargate-on-demand-vcpus", QuotaUse::subject));
    }

    /** Lambda refuses a reservation that leaves fewer than 100 for all other functions. */
    @Test
    void reservedConcurrencyLeavesAHundred() {
        String function = "{\"aws_lambda_function\": {\"a\": {\"reserved_concurrent_executions\": 5}, \"b\": {}}}";
        List<QuotaUse> uses = QuotaCounter.count(List.of(
                unit("shop/dev/us-east-1/a", ACCOUNT, function), unit("shop/dev/us-east-1/b", ACCOUNT, function)));
        assertEquals(Map.of("", 110), totals(uses, "lambda-concurrent-executions", QuotaUse::subject));
    }

    @Test
    void aCacheHasItsNodesAndTheirReplicas() {
        CountedUnit unit = unit(
                "shop/dev/us-east-1/redis",
                ACCOUNT,
                "{\"aws_elasticache_replication_group\": {\"plain\": {\"num_cache_clusters\": 2},"
                        + "\"cluster\": {\"num_node_groups\": 3, \"replicas_per_node_group\": 1}}}");
        assertEquals(Map.of("", 8), totals(QuotaCounter.count(List.of(unit)), "elasticache-nodes", QuotaUse::subject));
    }

    @Test
    void allInlinePoliciesOfARoleAreOneLengthWithoutWhiteSpace() {
        CountedUnit unit = unit(
                "shop/dev/_global/github",
                ACCOUNT,
                """
                {"aws_iam_role": {"deploy": {"assume_role_policy": "{}"}},
                 "aws_iam_role_policy": {"a": {"role": "${aws_iam_role.deploy.name}", "policy": "{ \\"a\\" : 1 }"},
                                         "b": {"role": "${aws_iam_role.deploy.name}", "policy": "{\\"b\\":\\"${aws_kms_key.x.arn}\\"}"}}}""");
        assertEquals(
                Map.of("shop/dev/_global/github aws_iam_role.deploy", 7 + 8 + 64),
                totals(QuotaCounter.count(List.of(unit)), "inline-policies-length-per-role", QuotaUse::subject));
    }

    private static Map<String, Integer> totals(
            List<QuotaUse> uses, String quota, java.util.function.Function<QuotaUse, String> by) {
        Map<String, Integer> totals = new TreeMap<>();
        uses.stream()
                .filter(use -> use.quota().name().equals(quota))
                .forEach(use -> totals.put(by.apply(use), use.total()));
        return totals;
    }

    private static CountedUnit unit(String path, String account, String resources) {
        return unit(path, account, resources, "");
    }

    /** A unit whose state has its path as key, with a provider in the region of its path and one in us-west-2. */
    private static CountedUnit unit(String path, String account, String resources, String more) {
        String region = path.split("/")[2];
        return new CountedUnit(
                path,
                account,
                TerraformJson.read("{\"terraform\": {\"backend\": {\"s3\": {\"bucket\": \"states\", \"key\": \"" + path
                        + "\"}}}, \"provider\": {\"aws\": [{\"region\": \""
                        + (region.equals("_global") ? "us-east-1" : region)
                        + "\"}, {\"alias\": \"us_west_2\", \"region\": \"us-west-2\"}]}, \"resource\": " + resources
                        + more
                        + "}"));
    }
}
