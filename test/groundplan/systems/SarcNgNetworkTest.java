package groundplan.systems;

import static org.junit.jupiter.api.Assertions.assertEquals;

import groundplan.testing.FullSynthesis;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the text says of SARC-NG's network and accounts, held against what is generated. */
class SarcNgNetworkTest {
    @ParameterizedTest(name = "{0}: the tiers begin at 1, 10 and 20 of {1}")
    @CsvSource({
        "dev/us-east-1, 10.0, ab",
        "staging/us-east-1, 10.0, ab",
        "prod/us-east-1, 10.0, abc",
        "prod/us-west-2, 10.1, abc"
    })
    void subnetsHaveTheTextsRanges(String place, String range, String zones) {
        String unit = unit(place);
        Generated.is(unit, "aws_vpc.main", "cidr_block", range + ".0.0/16");
        assertEquals(3 * zones.length(), Generated.names(unit, "aws_subnet").size(), unit + ": subnets");
        for (int i = 0; i < zones.length(); i++) {
            String zone = zones.substring(i, i + 1);
            Generated.is(unit, "aws_subnet.public_" + zone, "cidr_block", range + "." + (1 + i) + ".0/24");
            Generated.is(unit, "aws_subnet.private_" + zone, "cidr_block", range + "." + (10 + i) + ".0/24");
            Generated.is(unit, "aws_subnet.database_" + zone, "cidr_block", range + "." + (20 + i) + ".0/24");
            Generated.is(unit, "aws_subnet.database_" + zone, "availability_zone", place.split("/")[1] + zone);
        }
    }

    @Test
    void developmentHasOneNatGatewayAndProductionOneInEachZone() {
        assertEquals(Set.of("public_a"), Generated.names(unit("dev/us-east-1"), "aws_nat_gateway"));
        assertEquals(
                Set.of("public_a", "public_b", "public_c"), Generated.names(unit("prod/us-east-1"), "aws_nat_gateway"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev/us-east-1", "staging/us-east-1", "prod/us-east-1", "prod/us-west-2"})
    void networkAclsAndFlowLogsAreEverywhere(String place) {
        assertEquals(Set.of("public", "private", "database"), Generated.names(unit(place), "aws_network_acl"));
        Generated.is(unit(place), "aws_flow_log.main", "traffic_type", "ALL");
    }

    @ParameterizedTest(name = "{0} is account {1}")
    @CsvSource({"dev, 444455556666", "staging, 555566667777", "prod, 666677778888"})
    void eachEnvironmentIsAnAccountWithTheTextsTags(String environment, String account) {
        FullSynthesis.documents().stream()
                .filter(unit -> unit.unit().path().toString().startsWith("sarc-ng/" + environment + "/"))
                .forEach(unit -> unit.json().path("provider").path("aws").forEach(provider -> {
                    assertEquals(
                            account,
                            provider.path("allowed_account_ids").path(0).asText(),
                            unit.unit().path() + ": allowed_account_ids");
                    assertEquals(
                            "{\"CostCenter\":\"engineering\",\"Environment\":\"" + environment
                                    + "\",\"ManagedBy\":\"terraform\","
                                    + "\"Owner\":\"platform-team\",\"Project\":\"sarc-ng\"}",
                            provider.path("default_tags").path(0).path("tags").toString(),
                            unit.unit().path() + ": default_tags");
                }));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"everywhere, country, *", "asia, continent, AS", "oceania, continent, OC"})
    void theApiAnswersByPlaceAndFailsOverBehindThat(String name, String area, String value) {
        String unit = "sarc-ng/prod/us-east-1/services/sarcng-api/dns/place";
        String record = "aws_route53_record." + name;
        String zone = "${data.terraform_remote_state.dns.outputs.zone_name}";
        Generated.is(unit, record, "name", "api." + zone);
        Generated.is(unit, record, "geolocation_routing_policy." + area, value);
        Generated.is(
                unit,
                record,
                "alias.name",
                "${data.terraform_remote_state.services_sarcng_api_dns_record.outputs.record_names.api}");
        Generated.is(unit, record, "alias.evaluate_target_health", "true");
    }

    @Test
    void theNameBehindTheApiFailsOverToTheSecondRegion() {
        for (String region : List.of("us-east-1", "us-west-2")) {
            Generated.is(
                    "sarc-ng/prod/" + region + "/services/sarcng-api/dns/record",
                    "aws_route53_record.api",
                    "name",
                    "api-failover.${data.terraform_remote_state." + (region.equals("us-east-1") ? "" : "us_east_1_")
                            + "dns.outputs.zone_name}");
        }
        String record = "aws_route53_record.api";
        Generated.is(
                "sarc-ng/prod/us-east-1/services/sarcng-api/dns/record",
                record,
                "failover_routing_policy.type",
                "PRIMARY");
        Generated.is(
                "sarc-ng/prod/us-west-2/services/sarcng-api/dns/record",
                record,
                "failover_routing_policy.type",
                "SECONDARY");
        Generated.is(
                "sarc-ng/prod/us-east-1/services/sarcng-api/dns/record",
                "aws_route53_health_check.api",
                "type",
                "HTTPS");
    }

    private static String unit(String place) {
        return "sarc-ng/" + place + "/network";
    }
}
