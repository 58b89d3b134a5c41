package groundplan.systems;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.testing.FullSynthesis;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the text says of SARC-NG's services and images, held against what is generated. */
class SarcNgServicesTest {
    private static final String SERVICE = "aws_ecs_service.api";

    @ParameterizedTest(name = "{0}: {1} tasks of {2} CPU units and {3} MiB")
    @CsvSource({"dev/us-east-1, 1, 512, 1024", "prod/us-east-1, 3, 1024, 2048", "prod/us-west-2, 1, 1024, 2048"})
    void servicesHaveTheTextsSizes(String place, String tasks, String cpu, String memory) {
        Generated.is(api(place), SERVICE, "desired_count", tasks);
        Generated.is(api(place), SERVICE, "name", "sarc-ng-api");
        Generated.is(api(place), "aws_ecs_task_definition.api", "cpu", cpu);
        Generated.is(api(place), "aws_ecs_task_definition.api", "memory", memory);
        Generated.is(api(place), "aws_cloudwatch_log_group.api", "name", "/ecs/sarc-ng/api");
        Generated.is("sarc-ng/" + place + "/compute/ecs-cluster", "aws_ecs_cluster.main", "name", "sarc-ng-cluster");
    }

    @Test
    void rollingUpdatesKeepHalfAndMayDouble() {
        Generated.is(api("dev/us-east-1"), SERVICE, "deployment_maximum_percent", "200");
        Generated.is(api("dev/us-east-1"), SERVICE, "deployment_minimum_healthy_percent", "50");
    }

    @ParameterizedTest
    @ValueSource(strings = {"api_cpu", "api_memory"})
    void scalingAimsAtSeventyPercentAndWaitsFiveMinutes(String policy) {
        String address = "aws_appautoscaling_policy." + policy;
        String at = "target_tracking_scaling_policy_configuration.";
        Generated.is(api("prod/us-east-1"), address, at + "target_value", "70");
        Generated.is(api("prod/us-east-1"), address, at + "scale_in_cooldown", "300");
        Generated.is(api("prod/us-east-1"), address, at + "scale_out_cooldown", "300");
    }

    @Test
    void developmentRunsOnSpotAndRestsAtNight() {
        Generated.is(api("dev/us-east-1"), SERVICE, "capacity_provider_strategy.0.capacity_provider", "FARGATE_SPOT");
        Generated.is(
                api("dev/us-east-1"),
                "aws_appautoscaling_scheduled_action.api_evening",
                "scalable_target_action.max_capacity",
                "0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"staging/us-east-1", "prod/us-east-1"})
    void codeDeployLetsTwoVersionsTakeTurns(String place) {
        Generated.is(api(place), SERVICE, "deployment_controller.type", "CODE_DEPLOY");
        assertEquals(Set.of("api"), Generated.names(api(place), "aws_codedeploy_deployment_group"));
        assertEquals(2, Generated.names(api(place), "aws_lb_target_group").size(), "blue and green");
        assertTrue(Generated.names(api(place), "aws_lb_listener").contains("test"), "a listener for tests");
    }

    @ParameterizedTest(name = "port {1} is open: {0}")
    @CsvSource({"load_balancer_from_internet, 443", "load_balancer_from_internet_http, 80", "load_balancer_to_api, 8080"
    })
    void portsAreTheTexts(String rule, String port) {
        Generated.is(api("dev/us-east-1"), "aws_vpc_security_group_ingress_rule." + rule, "to_port", port);
    }

    @Test
    @DisplayName("row 78: in production a distribution with a web ACL answers at the function's name")
    void theFunctionIsReachedThroughADistribution() {
        String front = "sarc-ng/prod/us-east-1/services/sarcng-api/cloudfront";
        String distribution = "aws_cloudfront_distribution.main";
        String api = "sarc-ng/prod/us-east-1/services/sarcng-api/lambda-http-api";
        String name = FullSynthesis.unit(api)
                .attribute("aws_apigatewayv2_domain_name.main", "domain_name")
                .asText();
        Generated.is(front, distribution, "aliases.0", name);
        Generated.is(front, "aws_route53_record.functions_sarc_ng_example_com", "name", name);
        Generated.is(front, distribution, "web_acl_id", "${data.terraform_remote_state.waf_edge.outputs.web_acl_arn}");
        Generated.is(
                front,
                distribution,
                "origin.0.domain_name",
                "${data.terraform_remote_state.services_sarcng_api_lambda_http_api.outputs.target_domain_name}");
        Generated.is(api, "aws_apigatewayv2_api.main", "disable_execute_api_endpoint", "true");
    }

    @Test
    void imagesAreCopiedToTheSecondRegionAndScanned() {
        String ecr = "sarc-ng/prod/us-east-1/ecr";
        Generated.is(ecr, "aws_ecr_repository.api", "image_scanning_configuration.scan_on_push", "true");
        assertEquals(Set.of("main"), Generated.names(ecr, "aws_ecr_replication_configuration"));
    }

    @Test
    void statesAreCopiedToTheSecondRegion() {
        for (String environment : Set.of("dev", "staging", "prod")) {
            assertEquals(
                    Set.of("state"),
                    Generated.names(
                            "sarc-ng/" + environment + "/_global/state", "aws_s3_bucket_replication_configuration"),
                    environment);
        }
    }

    private static String api(String place) {
        return "sarc-ng/" + place + "/services/sarcng-api/ecs-alb-service";
    }

    @Test
    void theSecondRegionRecordsOnceTheFirstHasCreatedTheRole() {
        Generated.is(
                "sarc-ng/prod/us-west-2/account",
                "aws_config_configuration_recorder.main",
                "role_arn",
                "${data.terraform_remote_state.us_east_1_account.outputs.config_role_arn}");
        assertEquals(Set.of(), Generated.names("sarc-ng/prod/us-west-2/account", "aws_iam_service_linked_role"));
    }
}
