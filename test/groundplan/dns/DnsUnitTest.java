package groundplan.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.testing.Synthesized;
import groundplan.testing.UnitJson;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DnsUnitTest {
    private static final Synthesized ENV = Synthesized.of(
            """
      dns:
        zone_name: example.com
        records:
          mail: {type: MX, records: ["10 mx.example.net"]}
          spf: {type: TXT, ttl_seconds: 60, records: ["v=spf1 exists:%{i}.example.net -all"]}
          status-page: {name: status, type: CNAME, records: [pages.example.net]}
        delegations:
          eu.shop: signed
          test-zone: plain
        health_checks:
          api: {fqdn: api.example.com}
          slow-page: {fqdn: www.example.com, resource_path: /up, request_interval_in_seconds: 10, failure_threshold: 5}
      signed:
        kind: dns
        zone_name: eu.shop.example.com
        query_log: false
      plain:
        kind: dns
        zone_name: example.org
        query_log: false
        dnssec: false
      """);
    private static final UnitJson DNS = ENV.unit("dns");

    @Test
    @DisplayName("row 64: every query is logged, in us-east-1, with a key of its own")
    void queriesAreLogged() {
        assertEquals("us-east-1", DNS.json().at("/provider/aws/0/region").asText());
        assertEquals(
                "/aws/route53/example.com",
                DNS.attribute("aws_cloudwatch_log_group.query_log", "name").asText());
        assertEquals(
                "${aws_kms_key.query_log.arn}",
                DNS.attribute("aws_cloudwatch_log_group.query_log", "kms_key_id")
                        .asText());
        assertEquals(
                "${aws_cloudwatch_log_group.query_log.arn}",
                DNS.attribute("aws_route53_query_log.main", "cloudwatch_log_group_arn")
                        .asText());
        JsonNode statement = DNS.policy("aws_cloudwatch_log_resource_policy.query_log", "policy_document")
                .at("/Statement/0");
        assertEquals("route53.amazonaws.com", statement.at("/Principal/Service").asText());
        assertEquals(
                "arn:aws:logs:us-east-1:123456789012:log-group:/aws/route53/example.com:*",
                statement.path("Resource").asText());
        assertEquals(
                "123456789012",
                statement.at("/Condition/StringEquals/aws:SourceAccount").asText());
    }

    @Test
    @DisplayName("row 64: the zone is signed with an elliptic key that Route 53 alone signs with")
    void theZoneIsSigned() {
        assertEquals(
                "ECC_NIST_P256",
                DNS.attribute("aws_kms_key.dnssec", "customer_master_key_spec").asText());
        assertEquals(
                "SIGN_VERIFY", DNS.attribute("aws_kms_key.dnssec", "key_usage").asText());
        JsonNode sign = DNS.policy("aws_kms_key.dnssec", "policy").at("/Statement/1");
        assertEquals(
                "dnssec-route53.amazonaws.com", sign.at("/Principal/Service").asText());
        assertEquals(
                "123456789012",
                sign.at("/Condition/StringEquals/aws:SourceAccount").asText());
        JsonNode grant = DNS.policy("aws_kms_key.dnssec", "policy").at("/Statement/2");
        assertEquals("kms:CreateGrant", grant.path("Action").asText());
        assertEquals(
                "{\"Bool\":{\"kms:GrantIsForAWSResource\":\"true\"}}",
                grant.path("Condition").toString(),
                "with a condition on the source, which Route 53 does not send with a grant, nothing could be signed");
        assertEquals(
                "${aws_kms_key.dnssec.arn}",
                DNS.attribute("aws_route53_key_signing_key.main", "key_management_service_arn")
                        .asText());
        assertEquals(
                "aws_route53_key_signing_key.main",
                DNS.attribute("aws_route53_hosted_zone_dnssec.main", "depends_on.0")
                        .asText());
    }

    @Test
    void switchedOffQueryLogAndSignaturesLeaveTheZoneAlone() {
        assertEquals(Set.of("aws_route53_zone.main"), ENV.unit("plain").addresses());
    }

    @Test
    void aZoneBelowIsDelegatedToItsOwnNameServers() {
        assertEquals(
                "test-zone.example.com",
                DNS.attribute("aws_route53_record.delegation_test_zone", "name").asText());
        assertEquals(
                "NS",
                DNS.attribute("aws_route53_record.delegation_test_zone", "type").asText());
        assertEquals(
                3600,
                DNS.attribute("aws_route53_record.delegation_test_zone", "ttl").asInt());
        assertEquals(
                "${split(\",\", \"${data.terraform_remote_state.plain.outputs.name_servers}\")}",
                DNS.attribute("aws_route53_record.delegation_test_zone", "records")
                        .asText());
    }

    @Test
    @DisplayName(
            "row 64: the zone vouches for the key of a signed zone below it, and its own key is published for its parent")
    void theChainOfSignaturesIsWhole() {
        assertEquals(
                "eu.shop.example.com",
                DNS.attribute("aws_route53_record.delegation_eu_shop_ds", "name")
                        .asText());
        assertEquals(
                "DS",
                DNS.attribute("aws_route53_record.delegation_eu_shop_ds", "type")
                        .asText());
        assertEquals(
                "${data.terraform_remote_state.signed.outputs.ds_record}",
                DNS.attribute("aws_route53_record.delegation_eu_shop_ds", "records.0")
                        .asText());
        assertFalse(
                DNS.addresses().contains("aws_route53_record.delegation_test_zone_ds"), "the plain zone is not signed");
        assertEquals(
                "${aws_route53_key_signing_key.main.ds_record}",
                DNS.json().at("/output/ds_record/value").asText());
        assertFalse(ENV.unit("plain").json().path("output").has("ds_record"), "the plain zone has no key to publish");
    }

    @Test
    void hostsAreAskedWhetherTheyAreWell() {
        assertEquals(
                "HTTPS", DNS.attribute("aws_route53_health_check.api", "type").asText());
        assertEquals(
                "api.example.com",
                DNS.attribute("aws_route53_health_check.api", "fqdn").asText());
        assertEquals(
                "/health",
                DNS.attribute("aws_route53_health_check.api", "resource_path").asText());
        assertEquals(
                30,
                DNS.attribute("aws_route53_health_check.api", "request_interval")
                        .asInt());
        assertEquals(
                "/up",
                DNS.attribute("aws_route53_health_check.slow_page", "resource_path")
                        .asText());
        assertEquals(
                10,
                DNS.attribute("aws_route53_health_check.slow_page", "request_interval")
                        .asInt());
        assertEquals(
                5,
                DNS.attribute("aws_route53_health_check.slow_page", "failure_threshold")
                        .asInt());
        assertEquals(
                "${aws_route53_health_check.slow_page.id}",
                DNS.json().at("/output/health_check_ids/value/slow-page").asText());
    }

    @Test
    void recordsStandBelowTheZone() {
        assertEquals(
                "example.com", DNS.attribute("aws_route53_record.mail", "name").asText());
        assertEquals(300, DNS.attribute("aws_route53_record.mail", "ttl").asInt());
        assertEquals(
                "status.example.com",
                DNS.attribute("aws_route53_record.status_page", "name").asText());
    }

    @Test
    void recordsAreTextAndNotTemplates() {
        assertEquals(
                "v=spf1 exists:%%{i}.example.net -all",
                DNS.attribute("aws_route53_record.spf", "records.0").asText());
    }

    @Test
    void recordsThatRoute53WouldRefuseAreNamed() {
        List<String> problems = Synthesized.problems(
                """
        dns:
          zone_name: example.com
          records:
            apex: {type: CNAME, records: [a.example.net]}
            address: {name: www, type: A, records: [www.example.net]}
            again: {name: www, type: A, records: [192.0.2.1]}
            octal: {name: two, type: A, records: [192.0.02.1]}
            six: {name: three, type: AAAA, records: [192.0.2.1]}
            servers: {type: NS, records: [ns.example.net]}
            occluded: {name: www.dev, type: A, records: [192.0.2.1]}
          delegations:
            dev: dns
          health_checks:
            api: {fqdn: api.example.com, request_interval_in_seconds: 20}
        """);
        assertProblem(problems, "records.occluded", "'dev' is delegated");
        assertProblem(problems, "health_checks.api.request_interval_in_seconds", "must be 10 or 30");
        assertProblem(problems, "records.apex.type", "cannot be a CNAME");
        assertProblem(problems, "records.address.records", "'www.example.net' is not an IPv4 address");
        assertProblem(problems, "records.octal.records", "'192.0.02.1' is not an IPv4 address");
        assertProblem(problems, "records.six.records", "'192.0.2.1' is not an IPv6 address");
        assertProblem(problems, "records.again", "the name and type are the same as those of 'address'");
        assertProblem(problems, "records.servers.type", "manages the NS record of the zone apex");
    }

    private static void assertProblem(List<String> problems, String key, String text) {
        assertTrue(
                problems.stream().anyMatch(problem -> problem.contains(key + ":") && problem.contains(text)),
                key + ": " + text + " is not among " + problems);
    }
}
