package groundplan.controls;

import java.util.List;

/** Mistakes in functions with an alias, and in the APIs in front of them. */
final class FunctionBreaks {
    private static final String STAGE = "aws_apigatewayv2_stage";

    private FunctionBreaks() {}

    static final List<Break> ALL = List.of(
            Break.set("route that anyone may take", "aws_apigatewayv2_route", "authorization_type", "\"NONE\""),
            Break.drop("requests to an API are not logged", STAGE, "access_log_settings"),
            Break.set("requests to an API without a limit", STAGE, "default_route_settings.throttling_rate_limit", "0"),
            Break.set("API answers at AWS's name too", "aws_apigatewayv2_api", "disable_execute_api_endpoint", "false"),
            Break.set(
                    "API speaks old TLS",
                    "aws_apigatewayv2_domain_name",
                    "domain_name_configuration.security_policy",
                    "\"TLS_1_0\""),
            Break.change(
                    "record leads to an API past its distribution", "aws_route53_record", spot -> spot.block("alias")
                            .ifPresent(alias -> alias.put(
                                    "name", "${data.terraform_remote_state.api.outputs.target_domain_name}"))),
            Break.change("distribution asks an API by another host", "aws_cloudfront_distribution", spot -> {
                if (spot.body().toString().contains(".outputs.target_domain_name}")) {
                    spot.block("default_cache_behavior")
                            .ifPresent(behavior -> behavior.remove("origin_request_policy_id"));
                }
            }),
            Break.drop("function takes any code", "aws_lambda_function", "code_signing_config_arn"),
            Break.change("function in one zone", "aws_lambda_function", spot -> spot.block("vpc_config")
                    .ifPresent(network ->
                            network.withArrayProperty("subnet_ids").removeAll().add("subnet-1"))));
}
