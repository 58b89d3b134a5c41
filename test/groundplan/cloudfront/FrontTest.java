package groundplan.cloudfront;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.testing.Synthesized;
import groundplan.testing.UnitJson;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A distribution in front of a load balancer, an Amplify app and a host; and what settings must not say. */
class FrontTest {
    private static final String AROUND =
            """
      kms:
      network: {cidr: 10.0.0.0/16, zones: [a, b]}
      storage:
      dns: {zone_name: example.com}
      certificate: {domain_name: www.example.com, subject_alternative_names: [origin.example.com], dns: dns}
      pages: {kind: amplify}
      ecs:
        storage: storage
        load_balancer: {require_web_acl: false}
        services:
          api:
            image: {external: "example.com/api@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"}
            port: 5000
            routing: {priority: 1, path_patterns: ["/*"]}
      workers:
        kind: ecs
        services:
          worker:
            image: {external: "example.com/api@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"}
      waf: {scope: cloudfront}
      """;
    private static final String CDN =
            """
      cdn:
        kind: cloudfront
        origins:
          pages: {amplify: us-east-1/pages}
          api:
            load_balancer: {ecs: us-east-1/ecs, host_name: origin.example.com}
            read_timeout_seconds: 60
          images: {host: images.example.net}
        behaviors:
          pages: {origin: pages, cache: {default_ttl_seconds: 60}}
          api: {path_pattern: /api/*, priority: 1, origin: api, methods: all, forward: viewer}
          images: {path_pattern: /images/*, priority: 2, origin: images, forward: viewer_and_host}
        viewers:
          aliases: [www.example.com]
          dns: dns
          web_acl: us-east-1/waf
        access_logs: {enabled: false}
      """;
    private static final String API =
            """
      orders:
        kind: lambda-http-api
        %s
        function: {description: Takes orders., deployment: {deploys: pipeline}}
        api:
          routes:
            all: {route_key: "ANY /{proxy+}"}
      """;
    private static final String API_CDN =
            """
      cdn:
        kind: cloudfront
        origins:
          orders: {lambda_http_api: us-east-1/orders}
        behaviors:
          all: {origin: orders, methods: all, forward: viewer_and_host}
        viewers:
          aliases: [www.example.com]
          dns: dns
          web_acl: us-east-1/waf
        access_logs: {enabled: false}
      """;
    private static final UnitJson FRONT = Synthesized.of(AROUND + CDN).unit("cdn");
    private static final String MAIN = "aws_cloudfront_distribution.main";

    @Test
    @DisplayName("row 60: origins are called over TLS 1.2")
    void originsAreCalledOverTls() {
        for (JsonNode origin : FRONT.attribute(MAIN, "origin")) {
            String name = origin.path("origin_id").asText();
            assertEquals(
                    "https-only",
                    origin.at("/custom_origin_config/origin_protocol_policy").asText(),
                    name);
            assertEquals(
                    "[\"TLSv1.2\"]",
                    origin.at("/custom_origin_config/origin_ssl_protocols").toString(),
                    name);
        }
    }

    @Test
    void originsAreCalledByNamesThatTheirCertificatesCover() {
        JsonNode origins = FRONT.attribute(MAIN, "origin");
        assertEquals(
                List.of(
                        "origin.example.com",
                        "images.example.net",
                        "${data.terraform_remote_state.us_east_1_pages.outputs.branch_host}"),
                origins.findValuesAsText("domain_name"));
        assertEquals(
                60,
                origins.path(0).at("/custom_origin_config/origin_read_timeout").asInt());
    }

    @Test
    void writingRequestsPassUncachedWithWhatTheViewerSent() {
        JsonNode api = FRONT.attribute(MAIN, "ordered_cache_behavior.0");
        assertEquals(7, api.path("allowed_methods").size(), "allowed_methods");
        assertEquals(
                "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
                api.path("cache_policy_id").asText(),
                "keeps nothing");
        assertEquals(
                "b689b0a8-53d0-40ab-baf2-68738e2966ac",
                api.path("origin_request_policy_id").asText(),
                "all but the host");
        assertEquals(
                "216adef6-5c7f-47e4-b989-5492eafa07d3",
                FRONT.attribute(MAIN, "ordered_cache_behavior.1.origin_request_policy_id")
                        .asText(),
                "the host too");
        assertFalse(FRONT.attribute(MAIN, "default_cache_behavior").has("origin_request_policy_id"), "nothing");
    }

    @Test
    @DisplayName("row 62: a web ACL looks first")
    void aWebAclLooksFirst() {
        assertEquals(
                "${data.terraform_remote_state.us_east_1_waf.outputs.web_acl_arn}",
                FRONT.attribute(MAIN, "web_acl_id").asText());
        assertProblem(CDN.replace("    web_acl: us-east-1/waf\n", ""), "or set require_web_acl: false");
    }

    @Test
    void withoutBucketsAndLogsThereIsOneRegion() {
        assertEquals(1, FRONT.json().at("/provider/aws").size(), "providers");
        FRONT.addresses()
                .forEach(address ->
                        assertFalse(address.startsWith("aws_s3_") || address.startsWith("aws_kms_"), address));
        assertFalse(FRONT.has(MAIN, "logging_config"), "logging_config");
        assertFalse(FRONT.has(MAIN, "custom_error_response"), "custom_error_response");
        assertEquals(
                "none",
                FRONT.attribute(MAIN, "restrictions.geo_restriction.restriction_type")
                        .asText());
    }

    @Test
    void aClusterWithoutALoadBalancerCannotBeAnOrigin() {
        String message = Synthesized.problems(AROUND + CDN.replace("us-east-1/ecs", "us-east-1/workers"))
                .toString();
        assertTrue(message.contains("unit 'us-east-1/workers' has no load balancer"), message);
    }

    @Test
    void anOriginIsOneThing() {
        assertProblem(
                CDN.replace("{amplify: us-east-1/pages}", "{amplify: us-east-1/pages, host: example.net}"),
                "an origin needs exactly one of bucket, load_balancer, amplify, lambda_http_api and host; found 2");
        assertProblem(CDN.replace("{amplify: us-east-1/pages}", "{}"), "found 0");
    }

    @Test
    @DisplayName(
            "row 78: a distribution stands in front of an HTTP API, and leaves it the host that callers signed with")
    void anHttpApiIsAskedByTheViewersHost() {
        UnitJson front = Synthesized.of(AROUND + API.formatted("domain: {domain_name: www.example.com}") + API_CDN)
                .unit("cdn");
        assertEquals(
                "${data.terraform_remote_state.us_east_1_orders.outputs.target_domain_name}",
                front.attribute(MAIN, "origin.0.domain_name").asText(),
                MAIN + ".origin.domain_name");
        assertFalse(
                front.has(MAIN, "default_root_object"),
                "callers sign the path /, and the API would be asked for another");
        assertEquals("index.html", FRONT.attribute(MAIN, "default_root_object").asText());
        assertEquals(
                "https-only",
                front.attribute(MAIN, "origin.0.custom_origin_config.origin_protocol_policy")
                        .asText());
        assertEquals(
                "216adef6-5c7f-47e4-b989-5492eafa07d3",
                front.attribute(MAIN, "default_cache_behavior.origin_request_policy_id")
                        .asText(),
                "all that the viewer sent");
        assertEquals(
                "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
                front.attribute(MAIN, "default_cache_behavior.cache_policy_id").asText(),
                "keeps nothing");
    }

    @Test
    void anHttpApiBehindADistributionHasADomainAndIsAskedByIt() {
        List<String> problems = Synthesized.problems(AROUND
                + API.formatted("domain: {domain_name: www.example.com}")
                + API_CDN.replace("forward: viewer_and_host", "forward: viewer"));
        assertTrue(problems.toString().contains("which callers sign; set this to viewer_and_host"), problems::toString);
        String message = Synthesized.problems(AROUND + API.formatted("kms: kms") + API_CDN)
                .toString();
        assertTrue(message.contains("unit 'us-east-1/orders' has no domain"), message);
    }

    @Test
    void behavioursNameOriginsAndLeaveNoPathOut() {
        assertProblem(
                CDN.replace("{origin: pages, cache", "{origin: sites, cache"),
                "there is no origin or origin group 'sites'; there are [api, images, pages] and []");
        assertProblem(
                CDN.replace("path_pattern: /api/*, priority: 1, ", ""),
                "exactly one behavior must have no path_pattern; found 2");
        assertProblem(CDN.replace("priority: 2", "priority: 1"), "1 is also the priority of 'api'");
        assertProblem(
                CDN.replace("default_ttl_seconds: 60", "min_ttl_seconds: 61, default_ttl_seconds: 60"),
                "must be between min_ttl_seconds and max_ttl_seconds, which are 61 and 31536000");
    }

    @Test
    void pairsOfOriginsAnswerReadingRequestsOnly() {
        String group =
                CDN.replace("behaviors:", "origin_groups: {both: {primary: pages, secondary: images}}\n  behaviors:");
        assertProblem(
                group.replace("origin: api, methods", "origin: both, methods"),
                "origin groups and buckets support only methods: read");
        assertProblem(group.replace("secondary: images", "secondary: pictures"), "there is no origin 'pictures'");
        assertProblem(
                group.replace("secondary: images", "secondary: pages"), "this is also the primary; use another origin");
        assertProblem(
                group.replace("secondary: images", "secondary: images, status_codes: [418]"), "418 is not supported");
    }

    @Test
    void pagesForEveryPathAreForBucketsAlone() {
        assertProblem(
                CDN + "  delivery: {single_page_app: true}\n",
                "this would hide the errors of load balancers and hosts");
    }

    @Test
    @DisplayName("row 59: the certificate is one of us-east-1")
    void theCertificateIsOneOfUsEast1() {
        assertProblem(
                CDN.replace("    dns: dns\n", "    dns: dns\n    certificate: certificate\n"),
                "CloudFront requires a certificate in us-east-1");
    }

    private static void assertProblem(String cdn, String expected) {
        List<String> problems = Synthesized.problems(AROUND + cdn);
        assertTrue(problems.toString().contains(expected), "'" + expected + "' is not among " + problems);
    }
}
