package groundplan.pricing;

/** CloudFront and Amplify. */
final class Delivery {
    private Delivery() {}

    static Tariff tariff() {
        return new Tariff()
                .metered("aws_cloudfront_distribution", Delivery::distribution)
                .metered(
                        "aws_cloudfront_function",
                        (function, usage, bill) -> bill.add(
                                "invocations",
                                "cloudfront.function_million",
                                function.referrers("aws_cloudfront_distribution")
                                                .isEmpty()
                                        ? 0
                                        : usage.delivery().cdnRequestsMillion()))
                .metered("aws_amplify_app", Delivery::app)
                .partOf(
                        "its app",
                        "aws_amplify_backend_environment",
                        "aws_amplify_branch",
                        "aws_amplify_domain_association",
                        "aws_amplify_webhook")
                .free(
                        "aws_cloudfront_cache_policy",
                        "aws_cloudfront_key_group",
                        "aws_cloudfront_monitoring_subscription",
                        "aws_cloudfront_origin_access_control",
                        "aws_cloudfront_origin_access_identity",
                        "aws_cloudfront_origin_request_policy",
                        "aws_cloudfront_public_key",
                        "aws_cloudfront_response_headers_policy",
                        "aws_cloudfront_vpc_origin");
    }

    private static void distribution(Subject distribution, Usage usage, Bill bill) {
        boolean far = usage.delivery().viewers().equals("africa_middle_east");
        bill.add(
                "data to viewers",
                far ? "cloudfront.africa_out_gb" : "cloudfront.out_gb",
                usage.delivery().cdnOutGb());
        bill.add(
                "HTTPS requests",
                far ? "cloudfront.africa_https_million" : "cloudfront.https_million",
                usage.delivery().cdnRequestsMillion());
    }

    private static void app(Subject app, Usage usage, Bill bill) {
        bill.add("builds", "amplify.build_minute", usage.compute().buildMinutes());
        bill.add("hosted files", "amplify.gb", usage.delivery().hostingGb());
        bill.add("data to viewers", "amplify.out_gb", usage.delivery().hostingOutGb());
    }
}
