package groundplan.pricing;

/** Lambda, and the HTTP APIs in front of it. */
final class Functions {
    private static final double THOUSANDS_OF_A_MILLION = 1000;
    private static final double MILLISECONDS = 1000;
    private static final double MIB = 1024;
    private static final double LEAST_MEMORY_MIB = 128;

    private Functions() {}

    static Tariff tariff() {
        return new Tariff()
                .metered("aws_lambda_function", Functions::function)
                // Each request to an API invokes its function.
                .metered(
                        "aws_apigatewayv2_api",
                        (api, usage, bill) -> bill.add(
                                "requests",
                                "apigateway.http_million",
                                usage.compute().functionInvocationsThousands() / THOUSANDS_OF_A_MILLION))
                // CodeDeploy and Signer are free for Lambda.
                .free(
                        "aws_apigatewayv2_api_mapping",
                        "aws_apigatewayv2_authorizer",
                        "aws_apigatewayv2_domain_name",
                        "aws_apigatewayv2_integration",
                        "aws_apigatewayv2_route",
                        "aws_apigatewayv2_stage",
                        "aws_signer_signing_job",
                        "aws_signer_signing_profile",
                        "aws_lambda_alias",
                        "aws_lambda_code_signing_config",
                        "aws_lambda_event_source_mapping",
                        "aws_lambda_function_event_invoke_config",
                        "aws_lambda_invocation",
                        "aws_lambda_layer_version",
                        "aws_lambda_permission");
    }

    private static void function(Subject function, Usage usage, Bill bill) {
        double thousands = usage.compute().functionInvocationsThousands();
        double seconds =
                thousands * THOUSANDS_OF_A_MILLION * usage.compute().functionDurationMilliseconds() / MILLISECONDS;
        boolean arm = function.text("architectures.0").filter("arm64"::equals).isPresent();
        bill.add("requests", "lambda.requests_million", thousands / THOUSANDS_OF_A_MILLION);
        bill.add(
                "duration",
                arm ? "lambda.arm_gb_second" : "lambda.gb_second",
                function.number("memory_size", LEAST_MEMORY_MIB) / MIB * seconds);
    }
}
