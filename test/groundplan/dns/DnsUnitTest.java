package groundplan.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.testing.Synthesized;
import groundplan.testing.UnitJson;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DnsUnitTest {
  private static final Synthesized ENV = Synthesized.of("""
      dns:
        zone_name: example.com
        records:
          mail: {type: MX, records: ["10 mx.example.net"]}
          spf: {type: TXT, ttl_seconds: 60, records: ["v=spf1 exists:%{i}.example.net -all"]}
          status-page: {name: status, type: CNAME, records: [pages.example.net]}
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
    assertEquals("/aws/route53/example.com", DNS.attribute("aws_cloudwatch_log_group.query_log", "name").asText());
    assertEquals("${aws_kms_key.query_log.arn}", DNS.attribute("aws_cloudwatch_log_group.query_log", "kms_key_id").asText());
    assertEquals("${aws_cloudwatch_log_group.query_log.arn}",
        DNS.attribute("aws_route53_query_log.main", "cloudwatch_log_group_arn").asText());
    JsonNode statement = DNS.policy("aws_cloudwatch_log_resource_policy.query_log", "policy_document").at("/Statement/0");
    assertEquals("route53.amazonaws.com", statement.at("/Principal/Service").asText());
    assertEquals("arn:aws:logs:us-east-1:123456789012:log-group:/aws/route53/example.com:*",
        statement.path("Resource").asText());
    assertEquals("123456789012", statement.at("/Condition/StringEquals/aws:SourceAccount").asText());
  }

  @Test
  @DisplayName("row 64: the zone is signed with an elliptic key that Route 53 alone signs with")
  void theZoneIsSigned() {
    assertEquals("ECC_NIST_P256", DNS.attribute("aws_kms_key.dnssec", "customer_master_key_spec").asText());
    assertEquals("SIGN_VERIFY", DNS.attribute("aws_kms_key.dnssec", "key_usage").asText());
    JsonNode sign = DNS.policy("aws_kms_key.dnssec", "policy").at("/Statement/1");
    assertEquals("dnssec-route53.amazonaws.com", sign.at("/Principal/Service").asText());
    assertEquals("123456789012", sign.at("/Condition/StringEquals/aws:SourceAccount").asText());
    assertEquals("${aws_kms_key.dnssec.arn}",
        DNS.attribute("aws_route53_key_signing_key.main", "key_management_service_arn").asText());
    assertEquals("aws_route53_key_signing_key.main",
        DNS.attribute("aws_route53_hosted_zone_dnssec.main", "depends_on.0").asText());
  }

  @Test
  void switchedOffQueryLogAndSignaturesLeaveTheZoneAlone() {
    assertEquals(Set.of("aws_route53_zone.main"), ENV.unit("plain").addresses());
  }

  @Test
  void recordsStandBelowTheZone() {
    assertEquals("example.com", DNS.attribute("aws_route53_record.mail", "name").asText());
    assertEquals(300, DNS.attribute("aws_route53_record.mail", "ttl").asInt());
    assertEquals("status.example.com", DNS.attribute("aws_route53_record.status_page", "name").asText());
  }

  @Test
  void recordsAreTextAndNotTemplates() {
    assertEquals("v=spf1 exists:%%{i}.example.net -all", DNS.attribute("aws_route53_record.spf", "records.0").asText());
  }

  @Test
  void recordsThatRoute53WouldRefuseAreNamed() {
    List<String> problems = Synthesized.problems("""
        dns:
          zone_name: example.com
          records:
            apex: {type: CNAME, records: [a.example.net]}
            address: {name: www, type: A, records: [www.example.net]}
            again: {name: www, type: A, records: [192.0.2.1]}
            servers: {type: NS, records: [ns.example.net]}
        """);
    assertProblem(problems, "records.apex.type", "cannot be a CNAME");
    assertProblem(problems, "records.address.records", "'www.example.net' is not an IPv4 address");
    assertProblem(problems, "records.again", "name and type of 'address'");
    assertProblem(problems, "records.servers.type", "zone's own NS");
  }

  private static void assertProblem(List<String> problems, String key, String text) {
    assertTrue(problems.stream().anyMatch(problem -> problem.contains(key + ":") && problem.contains(text)),
        key + ": " + text + " is not among " + problems);
  }
}
