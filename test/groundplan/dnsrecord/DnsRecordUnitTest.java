package groundplan.dnsrecord;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.testing.Synthesized;
import groundplan.testing.UnitJson;
import java.util.List;
import org.junit.jupiter.api.Test;

class DnsRecordUnitTest {
    private static final Synthesized ENV = Synthesized.of(
            """
      kms:
      storage:
      certificate: {domain_name: shop.example.com, dns: dns}
      dns: {zone_name: shop.example.com, regional: true}
      cdn:
        kind: cloudfront
        regional: true
        origins: {site: {bucket: {}}}
        behaviors: {pages: {origin: site}}
        viewers: {aliases: [shop.example.com], certificate: us-east-1/certificate, require_web_acl: false}
        storage: us-east-1/storage
      services/api/dns/record:
        kind: dns-record
        records:
          plain: {name: plain, records: [192.0.2.1, 192.0.2.2]}
          text: {name: _spf, type: TXT, records: ["v=spf1 exists:%{i}.example.com -all"]}
          pages: {alias: {cloudfront: cdn}}
          pages-ipv6: {type: AAAA, alias: {cloudfront: cdn}}
          blue: {name: api, records: [192.0.2.3], routing: {set_identifier: blue, weighted: {weight: 90}}}
          green: {name: api, records: [192.0.2.4], routing: {set_identifier: green, weighted: {weight: 10}}}
          first:
            name: main
            records: [192.0.2.5]
            routing: {set_identifier: first, failover: primary, health_check: both}
          second: {name: main, records: [192.0.2.6], routing: {set_identifier: second, failover: secondary}}
          europe: {name: near, records: [192.0.2.7], routing: {set_identifier: eu, geolocation: {continent: EU}}}
          texas:
            name: near
            records: [192.0.2.8]
            routing: {set_identifier: tx, geolocation: {country: US, subdivision: TX}}
          others: {name: near, records: [192.0.2.9], routing: {set_identifier: rest, geolocation: {country: "*"}}}
          behind: {name: place, alias: {record: main}, routing: {set_identifier: all, geolocation: {country: "*"}}}
        health_checks:
          one: {fqdn: one.shop.example.com, request_interval_in_seconds: 10}
          two: {fqdn: two.shop.example.com, resource_path: /ready}
          both: {calculated: {children: [one, two], healthy_children: 2}}
      place:
        kind: dns-record
        records:
          all:
            name: world
            alias: {record: main, dns_record: services/api/dns/record}
            routing: {set_identifier: all, geolocation: {country: "*"}}
          made: {name: made, alias: {record: hand}}
      """);
    private static final UnitJson UNIT = ENV.unit("services/api/dns/record");

    private static String text(String record, String path) {
        return UNIT.attribute("aws_route53_record." + record, path).asText();
    }

    @Test
    void aPlainRecordHasItsValuesAndIsTheOnlyAnswer() {
        assertEquals("${data.terraform_remote_state.dns.outputs.zone_id}", text("plain", "zone_id"));
        assertEquals("plain.${data.terraform_remote_state.dns.outputs.zone_name}", text("plain", "name"));
        assertEquals(300, UNIT.attribute("aws_route53_record.plain", "ttl").asInt());
        assertEquals(2, UNIT.attribute("aws_route53_record.plain", "records").size());
        assertFalse(UNIT.has("aws_route53_record.plain", "set_identifier"), "a plain record has a set_identifier");
        assertEquals(
                "v=spf1 exists:%%{i}.example.com -all", text("text", "records.0"), "macros of SPF are no templates");
    }

    @Test
    void anAliasLeadsToTheDistributionInTheOneZoneOfAll() {
        for (String record : List.of("pages", "pages_ipv6")) {
            assertEquals("${data.terraform_remote_state.cdn.outputs.domain_name}", text(record, "alias.name"));
            assertEquals("Z2FDTNDATAQYW2", text(record, "alias.zone_id"));
            assertFalse(
                    UNIT.attribute("aws_route53_record." + record, "alias.evaluate_target_health")
                            .asBoolean(true),
                    record);
            assertFalse(UNIT.has("aws_route53_record." + record, "ttl"), record + " has a ttl, which an alias has not");
        }
    }

    @Test
    void recordsShareTheAnswersByWeight() {
        assertEquals("blue", text("blue", "set_identifier"));
        assertEquals(
                90,
                UNIT.attribute("aws_route53_record.blue", "weighted_routing_policy.weight")
                        .asInt());
        assertEquals(
                10,
                UNIT.attribute("aws_route53_record.green", "weighted_routing_policy.weight")
                        .asInt());
    }

    @Test
    void theSecondaryAnswersWhenTheCheckOfThePrimaryFails() {
        assertEquals("PRIMARY", text("first", "failover_routing_policy.type"));
        assertEquals("${aws_route53_health_check.both.id}", text("first", "health_check_id"));
        assertEquals("SECONDARY", text("second", "failover_routing_policy.type"));
        assertFalse(UNIT.has("aws_route53_record.second", "health_check_id"), "the last resort has a health check");
    }

    @Test
    void recordsAnswerByPlace() {
        assertEquals("EU", text("europe", "geolocation_routing_policy.continent"));
        assertEquals("US", text("texas", "geolocation_routing_policy.country"));
        assertEquals("TX", text("texas", "geolocation_routing_policy.subdivision"));
        assertEquals("*", text("others", "geolocation_routing_policy.country"));
    }

    @Test
    void behindAPlaceThereMayBeFailover() {
        assertEquals("${data.terraform_remote_state.dns.outputs.zone_id}", text("behind", "alias.zone_id"));
        assertEquals("true", text("behind", "alias.evaluate_target_health"), "a pair without a healthy record");
        assertTrue(problems("records: {a: {name: x, alias: {record: x}}}").contains("this is the record's own name"));
        assertTrue(problems("records: {a: {name: x, alias: {record: y}}, b: {name: y, alias: {record: x}}}")
                .contains("the aliases from 'y' on lead back to 'x'"));
    }

    /** "Tried to create an alias that targets main.shop.example.com., type A in zone Z, but that target was not found" (Route 53). */
    @Test
    void anAliasIsCreatedAfterTheRecordsThatItLeadsTo() {
        assertEquals("${aws_route53_record.first.fqdn}", text("behind", "alias.name"), "records of its own unit");
        assertEquals(
                "${data.terraform_remote_state.services_api_dns_record.outputs.record_names.first}",
                ENV.unit("place")
                        .attribute("aws_route53_record.all", "alias.name")
                        .asText(),
                "records of another unit");
        assertEquals(
                "hand.${data.terraform_remote_state.dns.outputs.zone_name}",
                ENV.unit("place")
                        .attribute("aws_route53_record.made", "alias.name")
                        .asText(),
                "records that are in no settings");
        assertTrue(problems("records: {a: {name: x, alias: {record: y}}, b: {name: y, type: AAAA, records: [\"::1\"]}}")
                .contains("'y' is of type AAAA; Route 53 accepts an alias of type A to records of this type only"));
        assertTrue(problems("records: {a: {name: x, alias: {record: y, dns_record: other}}}\n"
                        + "other: {kind: dns-record, records: {z: {name: z, records: [192.0.2.1]}}}")
                .contains("unit 'other' has no record 'y'"));
    }

    private static String problems(String record) {
        String[] lines = record.split("\n", 2);
        return Synthesized.problems("dns: {zone_name: shop.example.com}\nrecord:\n  kind: dns-record\n  " + lines[0]
                        + "\n" + (lines.length > 1 ? lines[1] + "\n" : ""))
                .toString();
    }

    @Test
    void checksAskOverHttpsOrPutAnswersTogether() {
        assertEquals(
                "HTTPS", UNIT.attribute("aws_route53_health_check.one", "type").asText());
        assertEquals(443, UNIT.attribute("aws_route53_health_check.one", "port").asInt());
        assertEquals(
                10,
                UNIT.attribute("aws_route53_health_check.one", "request_interval")
                        .asInt());
        assertEquals(
                "/ready",
                UNIT.attribute("aws_route53_health_check.two", "resource_path").asText());
        assertEquals(
                "CALCULATED",
                UNIT.attribute("aws_route53_health_check.both", "type").asText());
        assertEquals(
                2,
                UNIT.attribute("aws_route53_health_check.both", "child_health_threshold")
                        .asInt());
        assertEquals(
                "[\"${aws_route53_health_check.one.id}\",\"${aws_route53_health_check.two.id}\"]",
                UNIT.attribute("aws_route53_health_check.both", "child_healthchecks")
                        .toString());
    }

    @Test
    void settingsThatRoute53WouldRefuseAreRefusedAtOnce() {
        assertEquals(
                List.of(
                        "records.b: this has the same name and type as 'a'; set different values of routing.set_identifier",
                        "records.c.routing.health_check: there is no health check 'gone'; there are []",
                        "records.c: several records with the same name and type must all have routing",
                        "records.d.records: set either records (values) or alias"),
                Synthesized.problems(
                                """
            dns: {zone_name: shop.example.com}
            record:
              kind: dns-record
              records:
                a: {name: x, records: [192.0.2.1]}
                b: {name: x, records: [192.0.2.2]}
                c: {name: x, records: [192.0.2.3], routing: {set_identifier: c, failover: primary, health_check: gone}}
                d: {name: y}
            """)
                        .stream()
                        .map(problem -> problem.replaceFirst(".*units\\.record\\.", ""))
                        .sorted()
                        .toList());
    }
}
