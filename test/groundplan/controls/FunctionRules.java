package groundplan.controls;

import java.util.List;
import java.util.Set;

/** Rows 75, 77 and 78: functions, and the APIs in front of them. */
final class FunctionRules {
    private static final Set<String> KNOWN_CALLERS = Set.of("JWT", "AWS_IAM", "CUSTOM");

    /** The output by which units know the name behind an API's domain. */
    static final String API_TARGET = ".outputs.target_domain_name}";
    /** AWS's policy that forwards all that the viewer sent, the host among it. */
    private static final String ALL_VIEWER = "216adef6-5c7f-47e4-b989-5492eafa07d3";

    private FunctionRules() {}

    static final List<Rule> ALL = List.of(
            Rule.everywhere(
                    75,
                    "functions in a network are in two zones of it",
                    inspection -> inspection.each(
                            "aws_lambda_function",
                            function -> inspection.require(
                                    !function.body().has("vpc_config")
                                            || function.blocks("vpc_config.subnet_ids")
                                                            .size()
                                                    >= 2,
                                    function,
                                    "is in less than two subnets"))),
            Rule.everywhere(
                    77,
                    "every route of an API knows its callers",
                    inspection -> inspection.each("aws_apigatewayv2_route", route -> {
                        String type = route.text("authorization_type");
                        inspection.require(KNOWN_CALLERS.contains(type), route, "lets anyone call");
                        inspection.require(
                                type.equals("AWS_IAM")
                                        || !route.text("authorizer_id").isEmpty(),
                                route,
                                "names no authorizer");
                    })),
            Rule.everywhere(
                    77,
                    "requests to an API are logged and limited",
                    inspection -> inspection.each("aws_apigatewayv2_stage", stage -> {
                        inspection.require(
                                inspection
                                        .others("aws_cloudwatch_log_group")
                                        .anyMatch(group -> group.isNamedBy(
                                                        stage.text("access_log_settings.destination_arn"))
                                                && !group.text("kms_key_id").isEmpty()),
                                stage,
                                "logs requests to no encrypted group");
                        for (String limit : List.of("throttling_rate_limit", "throttling_burst_limit")) {
                            inspection.require(
                                    stage.at("default_route_settings." + limit).asDouble() > 0,
                                    stage,
                                    "has no " + limit);
                        }
                    })),
            Rule.everywhere(78, "an API answers at its own name alone, over TLS 1.2", inspection -> {
                inspection.each(
                        "aws_apigatewayv2_api",
                        api -> inspection.require(
                                api.isTrue("disable_execute_api_endpoint"),
                                api,
                                "answers at the name that AWS gives it too"));
                inspection.each(
                        "aws_apigatewayv2_domain_name",
                        name -> inspection.require(
                                name.text("domain_name_configuration.security_policy")
                                        .equals("TLS_1_2"),
                                name,
                                "does not ask for TLS_1_2"));
            }),
            Rule.inProd(
                    78, "an API is reached through a distribution alone, which keeps its host", FunctionRules::behind));

    /** An HTTP API takes no web ACL: the distribution in front has it (row 62), and callers sign with the API's own host. */
    private static void behind(Inspection inspection) {
        inspection.each(
                "aws_route53_record",
                record -> inspection.require(
                        !record.text("alias.name").contains(API_TARGET),
                        record,
                        "leads to an API past its distribution"));
        inspection.each("aws_cloudfront_distribution", distribution -> distribution.blocks("origin").stream()
                .filter(origin -> origin.path("domain_name").asText().contains(API_TARGET))
                .forEach(origin -> EdgeRules.behaviors(distribution).stream()
                        .filter(behavior -> behavior.path("target_origin_id").equals(origin.path("origin_id")))
                        .forEach(behavior -> inspection.require(
                                behavior.path("origin_request_policy_id")
                                        .asText()
                                        .equals(ALL_VIEWER),
                                distribution,
                                "asks " + origin.path("origin_id") + " by another host than the API's"))));
    }
}
