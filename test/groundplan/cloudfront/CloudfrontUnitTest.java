package groundplan.cloudfront;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.json.TerraformJson;
import groundplan.synth.UnitDocument;
import groundplan.testing.TempProject;
import groundplan.testing.TestFiles;
import groundplan.testing.UnitJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A site in buckets of its own: their regions, who reads them, what is cached, what browsers are told. */
class CloudfrontUnitTest {
    private static final String MAIN = "aws_cloudfront_distribution.main";
    private static UnitJson site;

    @BeforeAll
    static void synthesize() throws Exception {
        Path folder = Files.createTempDirectory("groundplan-test-");
        try {
            TempProject project = new TempProject(folder)
                    .with(
                            TempProject.SYSTEM,
                            """
          region: eu-west-1
          account_id: "123456789012"
          state:
            bucket: shop-terraform-state
            lock_table: shop-terraform-locks
          units:
            kms:
            storage:
            dns:
              zone_name: example.com
            site:
              kind: cloudfront
              origins:
                hosting:
                  bucket: {}
                spare:
                  bucket: {versioning: false, prevent_destroy: false, force_destroy: true}
              origin_groups:
                either: {primary: hosting, secondary: spare}
              behaviors:
                pages:
                  origin: either
                  cache: {default_ttl_seconds: 300, max_ttl_seconds: 3600}
                media:
                  path_pattern: /media/*
                  priority: 20
                  origin: hosting
                  cache: {min_ttl_seconds: 60, query_strings: none, headers: [Accept-Language]}
                assets:
                  path_pattern: /assets/*
                  priority: 10
                  origin: hosting
                  content_security_policy: "default-src 'none'"
                  compress: false
              viewers:
                aliases: [www.example.com, example.com]
                dns: dns
                require_web_acl: false
                blocked_countries: [KP, SY]
              delivery:
                single_page_app: true
              access_logs:
                retention_in_days: 30
              storage: eu-west-1/storage
          """)
                    .with(TempProject.DEV, "units: {}\n")
                    .with(
                            "environments/shop/dev/us-east-1.yaml",
                            """
          units:
            certificate:
              domain_name: www.example.com
              subject_alternative_names: [example.com]
              dns: dns
          """);
            UnitDocument document = project.documents().stream()
                    .filter(unit -> unit.unit().path().toString().equals("shop/dev/_global/site"))
                    .findFirst()
                    .orElseThrow();
            site = new UnitJson("site", document.json());
        } finally {
            TestFiles.delete(folder);
        }
    }

    @Test
    void bucketsStandInTheEnvironmentsRegionAndTheRestInUsEast1() {
        assertEquals("us-east-1", site.json().at("/provider/aws/0/region").asText());
        assertEquals("eu-west-1", site.json().at("/provider/aws/1/region").asText());
        assertEquals("eu_west_1", site.json().at("/provider/aws/1/alias").asText());
        site.addresses().forEach(address -> {
            boolean regional = address.startsWith("aws_s3_") || address.startsWith("aws_kms_");
            assertEquals(regional, site.has(address, "provider"), address + " provider");
        });
        assertEquals(
                "aws.eu_west_1",
                site.attribute("aws_s3_bucket.hosting", "provider").asText());
        assertEquals(
                "shop-dev-site-hosting",
                site.attribute("aws_s3_bucket.hosting", "bucket").asText());
    }

    @Test
    @DisplayName("row 58: only this distribution reads the buckets, and signs its requests")
    void onlyTheDistributionReadsItsBuckets() {
        String access = "aws_cloudfront_origin_access_control.main";
        assertEquals("always", site.attribute(access, "signing_behavior").asText());
        assertEquals("sigv4", site.attribute(access, "signing_protocol").asText());
        for (String bucket : List.of("hosting", "spare")) {
            JsonNode origin = origin(bucket);
            assertEquals(
                    "${aws_cloudfront_origin_access_control.main.id}",
                    origin.path("origin_access_control_id").asText(),
                    bucket);
            assertEquals(
                    "${aws_s3_bucket." + bucket + ".bucket_regional_domain_name}",
                    origin.path("domain_name").asText(),
                    bucket);
            JsonNode read = statement("aws_s3_bucket_policy." + bucket, "Distribution");
            assertEquals("s3:GetObject", read.path("Action").asText(), bucket + " Action");
            assertEquals(
                    "{\"Service\":\"cloudfront.amazonaws.com\"}",
                    read.path("Principal").toString(),
                    bucket + " Principal");
            assertEquals("${aws_cloudfront_distribution.main.arn}", source(read), bucket + " AWS:SourceArn");
        }
        JsonNode key = statement("aws_kms_key.site", "Distribution");
        assertEquals("kms:Decrypt", key.path("Action").asText());
        assertEquals("${aws_cloudfront_distribution.main.arn}", source(key));
        assertEquals(
                "${aws_kms_key.site.arn}",
                site.attribute(
                                "aws_s3_bucket_server_side_encryption_configuration.hosting",
                                "rule.0.apply_server_side_encryption_by_default.kms_master_key_id")
                        .asText());
    }

    @Test
    @DisplayName("row 63: the second bucket steps in for the first; embargoed countries stay out")
    void aSecondOriginStepsIn() {
        JsonNode group = site.attribute(MAIN, "origin_group.0");
        assertEquals("either", group.path("origin_id").asText());
        assertEquals("[\"hosting\",\"spare\"]", texts(group.path("member"), "origin_id"));
        assertEquals(
                "[500,502,503,504]", group.at("/failover_criteria/status_codes").toString());
        assertEquals(
                "either",
                site.attribute(MAIN, "default_cache_behavior.target_origin_id").asText());
        assertEquals(
                "blacklist",
                site.attribute(MAIN, "restrictions.geo_restriction.restriction_type")
                        .asText());
        assertEquals(
                "[\"KP\",\"SY\"]",
                site.attribute(MAIN, "restrictions.geo_restriction.locations").toString());
    }

    @Test
    void eachBehaviourHasCacheTimesOfItsOwn() {
        assertEquals(
                "${aws_cloudfront_cache_policy.pages.id}",
                site.attribute(MAIN, "default_cache_behavior.cache_policy_id").asText());
        assertEquals(
                300,
                site.attribute("aws_cloudfront_cache_policy.pages", "default_ttl")
                        .asInt());
        assertEquals(
                3600,
                site.attribute("aws_cloudfront_cache_policy.pages", "max_ttl").asInt());
        String media = "aws_cloudfront_cache_policy.media";
        String parameters = "parameters_in_cache_key_and_forwarded_to_origin.";
        assertEquals(60, site.attribute(media, "min_ttl").asInt());
        assertEquals(
                "none",
                site.attribute(media, parameters + "query_strings_config.query_string_behavior")
                        .asText());
        assertEquals(
                "[\"Accept-Language\"]",
                site.attribute(media, parameters + "headers_config.headers.items")
                        .toString());
        assertEquals(
                "all",
                site.attribute(
                                "aws_cloudfront_cache_policy.pages",
                                parameters + "query_strings_config.query_string_behavior")
                        .asText());
        assertEquals(
                "[\"/assets/*\",\"/media/*\"]",
                texts(site.attribute(MAIN, "ordered_cache_behavior"), "path_pattern"),
                "in the order of their priorities");
        assertEquals(
                "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
                site.attribute(MAIN, "ordered_cache_behavior.0.cache_policy_id").asText(),
                "AWS's policy that keeps nothing");
    }

    @Test
    @DisplayName("row 61: every behaviour sets the security headers")
    void everyBehaviourSetsTheSecurityHeaders() {
        List<JsonNode> behaviors = new ArrayList<>(List.of(site.attribute(MAIN, "default_cache_behavior")));
        site.attribute(MAIN, "ordered_cache_behavior").forEach(behaviors::add);
        assertEquals(
                List.of(
                        "${aws_cloudfront_response_headers_policy.main.id}",
                        "${aws_cloudfront_response_headers_policy.assets.id}",
                        "${aws_cloudfront_response_headers_policy.main.id}"),
                behaviors.stream()
                        .map(behavior ->
                                behavior.path("response_headers_policy_id").asText())
                        .toList());
        String policy = "aws_cloudfront_response_headers_policy.main";
        String headers = "security_headers_config.";
        assertEquals(
                31536000,
                site.attribute(policy, headers + "strict_transport_security.access_control_max_age_sec")
                        .asInt());
        for (String part : List.of(
                "strict_transport_security",
                "content_type_options",
                "frame_options",
                "referrer_policy",
                "content_security_policy")) {
            assertTrue(site.attribute(policy, headers + part + ".override").asBoolean(), part + ".override");
        }
        assertEquals(
                "DENY",
                site.attribute(policy, headers + "frame_options.frame_option").asText());
        assertEquals(
                "default-src 'none'",
                site.attribute(
                                "aws_cloudfront_response_headers_policy.assets",
                                headers + "content_security_policy.content_security_policy")
                        .asText());
    }

    @Test
    void aSinglePageApplicationWorksWithTheDefaultPolicyAndInlineScriptsDoNot() {
        List<String> directives = List.of(site.attribute(
                        "aws_cloudfront_response_headers_policy.main",
                        "security_headers_config.content_security_policy.content_security_policy")
                .asText()
                .split("; ?"));
        assertTrue(directives.contains("style-src 'self' 'unsafe-inline'"), directives::toString);
        assertTrue(directives.contains("img-src 'self' data:"), directives::toString);
        assertTrue(directives.contains("font-src 'self' data:"), directives::toString);
        // Without a directive of their own, scripts have the default.
        assertTrue(directives.contains("default-src 'self'"), directives::toString);
        assertTrue(
                directives.stream().noneMatch(directive -> directive.startsWith("script-src")), directives::toString);
    }

    @Test
    @DisplayName("rows 59 and 60: viewers speak TLS 1.2 of 2021 and are sent to HTTPS")
    void viewersSpeakTls() {
        assertEquals(
                "TLSv1.2_2021",
                site.attribute(MAIN, "viewer_certificate.minimum_protocol_version")
                        .asText());
        assertEquals(
                "sni-only",
                site.attribute(MAIN, "viewer_certificate.ssl_support_method").asText());
        assertEquals(
                "${data.terraform_remote_state.us_east_1_certificate.outputs.certificate_arn}",
                site.attribute(MAIN, "viewer_certificate.acm_certificate_arn").asText());
        Stream.of("default_cache_behavior", "ordered_cache_behavior.0", "ordered_cache_behavior.1")
                .forEach(behavior -> assertEquals(
                        "redirect-to-https",
                        site.attribute(MAIN, behavior + ".viewer_protocol_policy")
                                .asText(),
                        behavior));
        assertEquals("http2and3", site.attribute(MAIN, "http_version").asText());
    }

    @Test
    @DisplayName("row 62: requests are logged, to a bucket that CloudFront's writer may use")
    void requestsAreLogged() {
        assertEquals(
                "shop-dev-site-logs.s3.amazonaws.com",
                site.attribute(MAIN, "logging_config.bucket").asText());
        assertEquals("index.html", site.attribute(MAIN, "default_root_object").asText());
        assertEquals(
                "BucketOwnerPreferred",
                site.attribute("aws_s3_bucket_ownership_controls.logs", "rule.object_ownership")
                        .asText());
        assertEquals(
                "BucketOwnerEnforced",
                site.attribute("aws_s3_bucket_ownership_controls.hosting", "rule.object_ownership")
                        .asText());
        assertTrue(
                texts(site.attribute(MAIN, "depends_on")).contains("aws_s3_bucket_ownership_controls.logs"),
                MAIN + " depends_on");
        assertEquals(
                30,
                site.attribute("aws_s3_bucket_lifecycle_configuration.logs", "rule.0.expiration.days")
                        .asInt());
        JsonNode writer = statement("aws_kms_key.site_logs", "Deliver");
        assertEquals(
                "{\"Service\":\"delivery.logs.amazonaws.com\"}",
                writer.path("Principal").toString());
        assertEquals(
                "[\"${aws_s3_bucket.logs.arn}\",\"${aws_s3_bucket.logs.arn}/*\"]",
                writer.at("/Condition/ArnLike/kms:EncryptionContext:aws:s3:arn").toString());
        assertEquals(
                "${data.terraform_remote_state.eu_west_1_storage.outputs.logs_bucket_name}",
                site.attribute("aws_s3_bucket_logging.hosting", "target_bucket").asText());
    }

    @Test
    void namesLeadToTheDistributionOverBothProtocols() {
        for (String name : List.of("www_example_com", "example_com")) {
            assertEquals(
                    "A", site.attribute("aws_route53_record." + name, "type").asText());
            assertEquals(
                    "AAAA",
                    site.attribute("aws_route53_record." + name + "_ipv6", "type")
                            .asText());
            assertEquals(
                    "${aws_cloudfront_distribution.main.domain_name}",
                    site.attribute("aws_route53_record." + name, "alias.name").asText());
        }
        assertEquals(
                "[\"www.example.com\",\"example.com\"]",
                site.attribute(MAIN, "aliases").toString());
    }

    @Test
    void pathsOfASinglePageAppGetItsPage() {
        assertEquals(
                "[404]",
                texts(site.attribute(MAIN, "custom_error_response"), "error_code"),
                "403 is also what the web ACL and geographic restrictions respond with");
        for (String bucket : List.of("hosting", "spare")) {
            JsonNode list = statement("aws_s3_bucket_policy." + bucket, "MissingObjects");
            assertEquals("s3:ListBucket", list.path("Action").asText(), "without it, a missing object is a 403");
            assertEquals(
                    "${aws_s3_bucket." + bucket + ".arn}", list.path("Resource").asText());
            assertEquals(
                    "${aws_cloudfront_distribution.main.arn}",
                    list.at("/Condition/StringEquals/AWS:SourceArn").asText());
        }
        site.attribute(MAIN, "custom_error_response")
                .forEach(page -> assertEquals(
                        "200 /index.html",
                        page.path("response_code").asText() + " "
                                + page.path("response_page_path").asText()));
    }

    @Test
    void bucketsAreKeptUnlessTheSettingsSayOtherwise() {
        assertTrue(
                site.attribute("aws_s3_bucket.hosting", "lifecycle.prevent_destroy")
                        .asBoolean(),
                "hosting prevent_destroy");
        assertTrue(site.attribute("aws_s3_bucket.spare", "force_destroy").asBoolean(), "spare force_destroy");
        assertFalse(site.has("aws_s3_bucket.spare", "lifecycle"), "spare lifecycle");
        assertEquals(
                "Enabled",
                site.attribute("aws_s3_bucket_versioning.hosting", "versioning_configuration.status")
                        .asText());
        assertEquals(
                "Suspended",
                site.attribute("aws_s3_bucket_versioning.spare", "versioning_configuration.status")
                        .asText());
    }

    @Test
    void itPublishesWhatDeploymentsNeed() {
        JsonNode outputs = site.json().path("output");
        assertEquals(
                Set.of(
                        "bucket_arns",
                        "bucket_key_arn",
                        "bucket_names",
                        "distribution_arn",
                        "distribution_id",
                        "domain_name"),
                Set.copyOf(names(outputs)));
        assertEquals(
                Set.of("hosting", "spare"),
                Set.copyOf(names(outputs.at("/bucket_names/value"))),
                "the log's is not among them");
    }

    private static JsonNode origin(String name) {
        for (JsonNode origin : site.attribute(MAIN, "origin")) {
            if (origin.path("origin_id").asText().equals(name)) {
                return origin;
            }
        }
        throw new AssertionError(MAIN + " has no origin " + name);
    }

    private static JsonNode statement(String address, String sid) {
        for (JsonNode statement :
                TerraformJson.read(site.attribute(address, "policy").asText()).path("Statement")) {
            if (statement.path("Sid").asText().equals(sid)) {
                return statement;
            }
        }
        throw new AssertionError(address + " has no statement " + sid);
    }

    private static String source(JsonNode statement) {
        return statement.at("/Condition/StringEquals/AWS:SourceArn").asText();
    }

    private static String texts(JsonNode list, String attribute) {
        return list.findValues(attribute).toString().replace(", ", ",");
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
