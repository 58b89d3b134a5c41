package groundplan.controls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;

/** Mistakes in distributions, zones and certificates. */
final class EdgeBreaks {
    private static final String MAIN = "aws_cloudfront_distribution";
    private static final String HEADERS = "aws_cloudfront_response_headers_policy";
    private static final String CERTIFICATE = "aws_acm_certificate";

    private EdgeBreaks() {}

    static final List<Break> ALL = List.of(
            Break.rewrite("distribution asks its bucket unsigned", MAIN, "origin_access_control_id", "access_control"),
            Break.set(
                    "distribution signs only what viewers did not",
                    "aws_cloudfront_origin_access_control",
                    "signing_behavior",
                    "\"no-override\""),
            reader("every distribution of the world reads the bucket", statement -> statement.remove("Condition")),
            reader("every distribution of the account reads the bucket", statement -> statement
                    .putObject("Condition")
                    .putObject("StringEquals")
                    .put("AWS:SourceArn", "arn:aws:cloudfront::111122223333:distribution/*")),
            Break.set(
                    "viewers may speak the TLS of 2019",
                    MAIN,
                    "viewer_certificate.minimum_protocol_version",
                    "\"TLSv1.2_2019\""),
            Break.set(
                            "viewers may speak the TLS of 2016",
                            MAIN,
                            "viewer_certificate.minimum_protocol_version",
                            "\"TLSv1_2016\"")
                    .offends("CKV_AWS_174"),
            Break.set(
                            "CloudFront's own certificate",
                            MAIN,
                            "viewer_certificate",
                            "{\"cloudfront_default_certificate\": true}")
                    .offends("CKV_AWS_174"),
            Break.set("pages over plain HTTP", MAIN, "default_cache_behavior.viewer_protocol_policy", "\"allow-all\"")
                    .offends("CKV_AWS_34"),
            Break.set(
                            "other paths over plain HTTP",
                            MAIN,
                            "ordered_cache_behavior.viewer_protocol_policy",
                            "\"allow-all\"")
                    .offends("CKV_AWS_34"),
            Break.rewrite("origins called over plain HTTP", MAIN, "\"https-only\"", "\"http-only\""),
            Break.rewrite(
                    "origins called with the TLS of 1999",
                    MAIN,
                    "\"origin_ssl_protocols\":[",
                    "\"origin_ssl_protocols\":[\"TLSv1\","),
            Break.drop("pages without security headers", MAIN, "default_cache_behavior.response_headers_policy_id"),
            Break.drop(
                    "other paths without security headers", MAIN, "ordered_cache_behavior.response_headers_policy_id"),
            Break.set(
                    "browsers keep to HTTPS for a day",
                    HEADERS,
                    "security_headers_config.strict_transport_security.access_control_max_age_sec",
                    "86400"),
            Break.drop("browsers guess types", HEADERS, "security_headers_config.content_type_options"),
            Break.drop("any site may frame the pages", HEADERS, "security_headers_config.frame_options"),
            Break.drop("pages load scripts from anywhere", HEADERS, "security_headers_config.content_security_policy"),
            Break.drop("distribution without access logs", MAIN, "logging_config"),
            Break.drop("distribution without a root object", MAIN, "default_root_object"),
            Break.drop("distribution without a web ACL", MAIN, "web_acl_id"),
            Break.set(
                    "every country is let in",
                    MAIN,
                    "restrictions.geo_restriction",
                    "{\"restriction_type\": \"none\"}"),
            Break.change("origins that are a pair of one", MAIN, spot -> spot.block("origin_group")
                    .ifPresent(group ->
                            group.path("member").forEach(member -> ((ObjectNode) member).put("origin_id", "one")))),
            Break.without("zone is not signed", "aws_route53_hosted_zone_dnssec"),
            Break.without("queries are not logged", "aws_route53_query_log"),
            Break.set(
                            "zone is signed with another kind of key",
                            "aws_kms_key",
                            "customer_master_key_spec",
                            "\"RSA_2048\"")
                    .beside("aws_route53_key_signing_key")
                    .where(spot -> spot.body().has("customer_master_key_spec")),
            Break.drop("certificate goes before its successor is there", CERTIFICATE, "lifecycle"),
            Break.set("certificate is renewed by mail", CERTIFICATE, "validation_method", "\"EMAIL\""));

    /** In the statement by which CloudFront reads a bucket. */
    private static Break reader(String what, Consumer<ObjectNode> make) {
        return Break.text(what, "aws_s3_bucket_policy", "policy", policy -> {
                    for (JsonNode statement : policy.path("Statement")) {
                        if (statement.at("/Principal/Service").asText().equals("cloudfront.amazonaws.com")) {
                            make.accept((ObjectNode) statement);
                        }
                    }
                })
                .beside(MAIN);
    }
}
