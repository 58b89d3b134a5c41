package groundplan.controls;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Rows 58 to 63: distributions at the edge. */
final class EdgeRules {
    private static final String DISTRIBUTION = "aws_cloudfront_distribution";
    private static final Set<String> TLS = Set.of("TLSv1.2_2021", "TLSv1.2_2025", "TLSv1.3_2025");
    private static final List<String> HEADERS = List.of(
            "strict_transport_security",
            "content_type_options",
            "frame_options",
            "referrer_policy",
            "content_security_policy");
    private static final int YEAR_IN_SECONDS = 31_536_000;

    private EdgeRules() {}

    static final List<Rule> ALL = List.of(
            Rule.everywhere(
                    58, "a bucket behind a distribution is read by that distribution alone", EdgeRules::buckets),
            Rule.everywhere(
                    59,
                    "viewers speak TLS 1.2 of 2021 or newer, with a certificate of ours",
                    inspection -> inspection.each(DISTRIBUTION, distribution -> {
                        String version = distribution.text("viewer_certificate.minimum_protocol_version");
                        inspection.require(
                                TLS.contains(version), distribution, "has minimum_protocol_version '" + version + "'");
                        inspection.require(
                                distribution
                                        .text("viewer_certificate.ssl_support_method")
                                        .equals("sni-only"),
                                distribution,
                                "has another ssl_support_method than sni-only");
                        // What stands in that region itself reads it without the region's name.
                        boolean there =
                                inspection.document().unit().path().region().equals("us-east-1");
                        String certificate = distribution.text("viewer_certificate.acm_certificate_arn");
                        inspection.require(
                                certificate.contains(".us_east_1_") || there && certificate.contains(".certificate"),
                                distribution,
                                "has no certificate of us-east-1");
                    })),
            Rule.everywhere(60, "from viewer to origin there is HTTPS", EdgeRules::https),
            Rule.everywhere(61, "every behaviour tells browsers what is safe", EdgeRules::headers),
            Rule.everywhere(
                    62,
                    "distributions log requests and have a root object",
                    inspection -> inspection.each(DISTRIBUTION, distribution -> {
                        inspection.require(
                                !distribution.text("logging_config.bucket").isEmpty(),
                                distribution,
                                "has no logging_config");
                        inspection.require(
                                !distribution.text("default_root_object").isEmpty() || signed(distribution),
                                distribution,
                                "has no default_root_object");
                    })),
            Rule.inProd(
                    62,
                    "a distribution is behind a web ACL",
                    inspection -> inspection.each(
                            DISTRIBUTION,
                            distribution -> inspection.require(
                                    !distribution.text("web_acl_id").isEmpty(), distribution, "has no web_acl_id"))),
            Rule.inProd(
                    63,
                    "distributions have a say on countries, and pairs of origins are pairs",
                    inspection -> inspection.each(DISTRIBUTION, distribution -> {
                        inspection.require(
                                Set.of("blacklist", "whitelist")
                                        .contains(distribution.text("restrictions.geo_restriction.restriction_type")),
                                distribution,
                                "lets every country in");
                        distribution
                                .blocks("origin_group")
                                .forEach(group -> inspection.require(
                                        Set.copyOf(group.path("member").findValuesAsText("origin_id"))
                                                                .size()
                                                        == 2
                                                && !Resource.at(group, "failover_criteria.status_codes")
                                                        .isEmpty(),
                                        distribution,
                                        "has the origin group " + group.path("origin_id")
                                                + ", which never changes over"));
                    })));

    private static void buckets(Inspection inspection) {
        inspection.each(
                DISTRIBUTION, distribution -> distribution.blocks("origin").forEach(origin -> inspection
                        .others("aws_s3_bucket")
                        .filter(bucket ->
                                bucket.isNamedBy(origin.path("domain_name").asText()))
                        .forEach(bucket -> {
                            String name = origin.path("origin_id").asText();
                            inspection.require(
                                    inspection
                                            .others("aws_cloudfront_origin_access_control")
                                            .anyMatch(
                                                    control -> control.isNamedBy(origin.path("origin_access_control_id")
                                                            .asText())),
                                    distribution,
                                    "asks origin " + name + " without an origin access control");
                            List<JsonNode> readers = allowed(inspection, bucket);
                            inspection.require(
                                    !readers.isEmpty()
                                            && readers.stream().allMatch(reader -> reader.at(
                                                            "/Condition/StringEquals/AWS:SourceArn")
                                                    .asText()
                                                    .equals("${" + distribution.address() + ".arn}")),
                                    bucket,
                                    "is read by other distributions than " + distribution.address());
                        })));
        inspection.each("aws_cloudfront_origin_access_control", control -> {
            inspection.require(control.text("signing_behavior").equals("always"), control, "does not always sign");
            inspection.require(control.text("signing_protocol").equals("sigv4"), control, "does not sign with sigv4");
        });
    }

    /** What a bucket's policy allows CloudFront. */
    private static List<JsonNode> allowed(Inspection inspection, Resource bucket) {
        return inspection
                .others("aws_s3_bucket_policy")
                .filter(policy -> bucket.isNamedBy(policy.text("bucket")))
                .flatMap(policy -> policy.statements("policy").stream())
                .filter(statement -> statement.path("Effect").asText().equals("Allow")
                        && statement.at("/Principal/Service").asText().equals("cloudfront.amazonaws.com"))
                .toList();
    }

    /** Whether what a viewer requests is signed for the origin: another path than the requested one is refused. */
    private static boolean signed(Resource distribution) {
        String origin = distribution.text("default_cache_behavior.target_origin_id");
        return distribution.blocks("origin").stream()
                .filter(one -> one.path("origin_id").asText().equals(origin))
                .anyMatch(one -> one.path("domain_name").asText().matches(".*target_domain_name}"));
    }

    private static void https(Inspection inspection) {
        inspection.each(DISTRIBUTION, distribution -> {
            behaviors(distribution)
                    .forEach(behavior -> inspection.require(
                            Set.of("redirect-to-https", "https-only")
                                    .contains(behavior.path("viewer_protocol_policy")
                                            .asText()),
                            distribution,
                            "has a behaviour with viewer_protocol_policy " + behavior.path("viewer_protocol_policy")));
            distribution.blocks("origin").stream()
                    .filter(origin -> origin.has("custom_origin_config"))
                    .forEach(origin -> {
                        inspection.require(
                                Resource.at(origin, "custom_origin_config.origin_protocol_policy")
                                        .asText()
                                        .equals("https-only"),
                                distribution,
                                "calls " + origin.path("origin_id") + " over HTTP");
                        inspection.require(
                                Resource.at(origin, "custom_origin_config.origin_ssl_protocols")
                                        .toString()
                                        .equals("[\"TLSv1.2\"]"),
                                distribution,
                                "calls " + origin.path("origin_id") + " with an old TLS");
                    });
        });
    }

    private static void headers(Inspection inspection) {
        inspection.each(DISTRIBUTION, distribution -> behaviors(distribution)
                .forEach(behavior -> inspection.require(
                        inspection
                                .others("aws_cloudfront_response_headers_policy")
                                .anyMatch(policy -> policy.isNamedBy(behavior.path("response_headers_policy_id")
                                        .asText())),
                        distribution,
                        "has a behaviour without response_headers_policy_id, to origin "
                                + behavior.path("target_origin_id"))));
        inspection.each("aws_cloudfront_response_headers_policy", policy -> {
            HEADERS.forEach(header -> inspection.require(
                    Resource.at(policy.at("security_headers_config." + header), "override")
                            .asBoolean(),
                    policy,
                    "leaves " + header + " to the origin"));
            inspection.require(
                    policy.at("security_headers_config.strict_transport_security.access_control_max_age_sec")
                                    .asInt()
                            >= YEAR_IN_SECONDS,
                    policy,
                    "asks for HTTPS for less than a year");
        });
    }

    static List<JsonNode> behaviors(Resource distribution) {
        List<JsonNode> behaviors = new ArrayList<>();
        Stream.of("default_cache_behavior", "ordered_cache_behavior")
                .forEach(name -> behaviors.addAll(distribution.blocks(name)));
        return behaviors;
    }
}
