package groundplan.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.testing.Synthesized;
import groundplan.testing.UnitJson;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class NetworkUnitTest {
    private static final Synthesized ENV = Synthesized.of(
            """
      kms:
      network:
        cidr: 10.0.0.0/16
        zones: [a, b]
      single:
        kind: network
        cidr: 10.1.0.0/16
        zones: [a, b, c]
        nat_gateways: single
        interface_endpoints: [ecr.api, logs]
      closed:
        kind: network
        cidr: 10.2.0.0/20
        zones: [b, c]
        nat_gateways: none
        gateway_endpoints: [s3, dynamodb]
        interface_endpoints: [ecr.api, ecr.dkr, logs]
        subnets:
          cidrs:
            public: {b: 10.2.2.0/28}
          endpoint_zones: [c]
      two-tiers:
        kind: network
        cidr: 10.3.0.0/16
        zones: [a, b]
        subnets:
          database_tier: false
          network_acls: tiered
        flow_logs:
          enabled: false
      """);
    private static final UnitJson TWO_ZONES = ENV.unit("network");
    private static final UnitJson THREE_ZONES = ENV.unit("single");
    private static final UnitJson CLOSED = ENV.unit("closed");
    private static final UnitJson TWO_TIERS = ENV.unit("two-tiers");

    @Test
    void eachZoneHasASubnetOfEachTier() {
        for (String tier : List.of("public", "private", "database")) {
            for (String zone : List.of("a", "b")) {
                assertEquals(
                        "us-east-1" + zone, text(TWO_ZONES, "aws_subnet." + tier + "_" + zone, "availability_zone"));
            }
        }
    }

    @Test
    void anotherZoneMovesNoSubnetRange() {
        for (String tier : List.of("public", "private", "database")) {
            for (String zone : List.of("a", "b")) {
                String address = "aws_subnet." + tier + "_" + zone;
                assertEquals(
                        text(TWO_ZONES, address, "cidr_block").replace("10.0.", "10.1."),
                        text(THREE_ZONES, address, "cidr_block"),
                        address);
            }
        }
    }

    @Test
    void aRangeThatIsGivenReplacesTheDerivedOneOnly() {
        assertEquals("10.2.2.0/28", text(CLOSED, "aws_subnet.public_b", "cidr_block"));
        assertEquals("10.2.0.32/28", text(CLOSED, "aws_subnet.public_c", "cidr_block"));
    }

    @Test
    @DisplayName("row 3: no subnet hands out public addresses")
    void noSubnetHandsOutPublicAddresses() {
        TWO_ZONES
                .json()
                .path("resource")
                .path("aws_subnet")
                .properties()
                .forEach(subnet -> assertFalse(
                        subnet.getValue().path("map_public_ip_on_launch").asBoolean(true),
                        "aws_subnet." + subnet.getKey()));
    }

    @Test
    @DisplayName("row 4: database subnets have no way out")
    void databaseSubnetsHaveNoWayOut() {
        for (UnitJson unit : List.of(TWO_ZONES, THREE_ZONES, CLOSED)) {
            unit.json()
                    .path("resource")
                    .path("aws_route")
                    .properties()
                    .forEach(route -> assertFalse(
                            route.getValue().path("route_table_id").asText().contains("aws_route_table.database"),
                            unit.name() + " aws_route." + route.getKey()));
        }
    }

    @Test
    void perZoneEachPrivateSubnetGoesOutThroughItsOwnGateway() {
        assertEquals("${aws_nat_gateway.public_a.id}", text(TWO_ZONES, "aws_route.private_a_nat", "nat_gateway_id"));
        assertEquals("${aws_nat_gateway.public_b.id}", text(TWO_ZONES, "aws_route.private_b_nat", "nat_gateway_id"));
    }

    @Test
    void aSingleGatewayServesAllZonesAndKeepsTheAddressesOfRoutes() {
        assertEquals(List.of("public_a"), names(THREE_ZONES, "aws_nat_gateway"));
        for (String zone : List.of("a", "b", "c")) {
            assertEquals(
                    "${aws_nat_gateway.public_a.id}",
                    text(THREE_ZONES, "aws_route.private_" + zone + "_nat", "nat_gateway_id"));
        }
    }

    @Test
    void withoutGatewaysPrivateSubnetsReachAwsThroughEndpoints() {
        assertEquals(List.of(), names(CLOSED, "aws_nat_gateway"));
        assertEquals(List.of("dynamodb", "ecr_api", "ecr_dkr", "logs", "s3"), names(CLOSED, "aws_vpc_endpoint"));
        assertTrue(
                CLOSED.attribute("aws_vpc_endpoint.ecr_api", "private_dns_enabled")
                        .asBoolean(),
                "private_dns_enabled");
    }

    @Test
    void withoutGatewaysTheEndpointsThatTasksNeedAreAskedFor() {
        List<String> problems = Synthesized.problems(
                """
        kms:
        network: {cidr: 10.0.0.0/16, zones: [a, b], nat_gateways: none, interface_endpoints: [logs]}
        """);
        assertEquals(1, problems.size(), problems::toString);
        assertTrue(problems.get(0).contains("[ecr.api, ecr.dkr]"), problems.get(0));
    }

    @Test
    void withoutGatewaysTheLayersOfImagesComeThroughTheEndpointOfS3() {
        List<String> problems = Synthesized.problems(
                """
        kms:
        network:
          cidr: 10.0.0.0/16
          zones: [a, b]
          nat_gateways: none
          gateway_endpoints: [dynamodb]
          interface_endpoints: [ecr.api, ecr.dkr, logs]
        """);
        assertEquals(1, problems.size(), problems::toString);
        assertTrue(problems.get(0).contains("add s3 to gateway_endpoints"), problems.get(0));
    }

    @Test
    void endpointsStandInEachZoneUnlessSomeAreNamed() {
        assertEquals(
                "[\"${aws_subnet.private_a.id}\",\"${aws_subnet.private_b.id}\",\"${aws_subnet.private_c.id}\"]",
                THREE_ZONES.attribute("aws_vpc_endpoint.ecr_api", "subnet_ids").toString());
        assertEquals(
                "[\"${aws_subnet.private_c.id}\"]",
                CLOSED.attribute("aws_vpc_endpoint.ecr_api", "subnet_ids").toString());
    }

    @Test
    void endpointsStandInZonesThatTheNetworkHas() {
        List<String> problems = Synthesized.problems(
                """
        kms:
        network: {cidr: 10.0.0.0/16, zones: [a, b], subnets: {endpoint_zones: [c]}}
        """);
        assertEquals(1, problems.size(), problems::toString);
        assertTrue(problems.get(0).contains("'c' is not one of the zones [a, b]"), problems.get(0));
    }

    @Test
    void aNetworkOfTwoTiersHasNoDatabaseSubnetsAndPublishesThePrivateOnes() {
        assertEquals(List.of("private_a", "private_b", "public_a", "public_b"), names(TWO_TIERS, "aws_subnet"));
        assertEquals(List.of("private_a", "private_b", "public"), names(TWO_TIERS, "aws_route_table"));
        assertEquals(
                TWO_TIERS.json().at("/output/private_subnet_ids/value"),
                TWO_TIERS.json().at("/output/database_subnet_ids/value"));
        assertEquals(names(TWO_ZONES, "aws_nat_gateway"), names(TWO_TIERS, "aws_nat_gateway"));
    }

    @Test
    void rangesOfATierThatIsNotThereAreRefused() {
        List<String> problems = Synthesized.problems(
                """
        kms:
        network:
          cidr: 10.0.0.0/16
          zones: [a, b]
          subnets: {database_tier: false, cidrs: {database: {a: 10.0.16.0/24}}}
        """);
        assertEquals(1, problems.size(), problems::toString);
        assertTrue(problems.get(0).contains("there is no database tier"), problems.get(0));
    }

    @Test
    void theWaysOutArePublished() {
        assertEquals(
                "${aws_nat_gateway.public_b.id}",
                TWO_ZONES.json().at("/output/nat_gateway_ids/value/b").asText());
        assertFalse(CLOSED.json().path("output").has("nat_gateway_ids"), "output.nat_gateway_ids");
        assertEquals(
                "${aws_vpc_endpoint.ecr_api.id}",
                CLOSED.json().at("/output/interface_endpoint_ids/value/ecr_api").asText());
        assertEquals(
                "${aws_vpc.main.cidr_block}",
                TWO_ZONES.json().at("/output/cidr_block/value").asText());
    }

    @Test
    @DisplayName("row 8: the gateway endpoint of S3 is in the tables of private and database subnets")
    void theGatewayEndpointServesPrivateAndDatabaseSubnets() {
        for (String table : List.of("private_a", "private_b", "database")) {
            String address = "aws_vpc_endpoint_route_table_association.s3_" + table;
            assertEquals("${aws_route_table." + table + ".id}", text(TWO_ZONES, address, "route_table_id"), address);
            assertEquals("${aws_vpc_endpoint.s3.id}", text(TWO_ZONES, address, "vpc_endpoint_id"), address);
        }
        assertFalse(
                TWO_ZONES.resource("aws_vpc_endpoint.s3").has("route_table_ids"),
                "a list would be corrected after a table of it is gone, which AWS refuses");
    }

    @Test
    @DisplayName("row 1: the flow log records all traffic into an encrypted group")
    void theFlowLogRecordsAllTraffic() {
        assertEquals("ALL", text(TWO_ZONES, "aws_flow_log.main", "traffic_type"));
        assertEquals(
                "${data.terraform_remote_state.kms.outputs.logs_key_arn}",
                text(TWO_ZONES, "aws_cloudwatch_log_group.flow_log", "kms_key_id"));
    }

    @Test
    void aNetworkWithoutFlowLogsHasNoTraceOfThem() {
        assertTrue(
                TWO_TIERS.addresses().stream()
                        .noneMatch(address -> address.endsWith(".flow_log") || address.startsWith("aws_flow_log")),
                TWO_TIERS.addresses()::toString);
    }

    @Test
    void networkAclsAreAwssOwnUnlessTheyAreAskedFor() {
        assertEquals(List.of(), names(TWO_ZONES, "aws_network_acl"));
        assertEquals(List.of("private", "public"), names(TWO_TIERS, "aws_network_acl"));
    }

    @Test
    @DisplayName("row 2: the default security group is closed")
    void theDefaultSecurityGroupIsClosed() {
        assertFalse(TWO_ZONES.has("aws_default_security_group.main", "ingress"), "ingress");
        assertFalse(TWO_ZONES.has("aws_default_security_group.main", "egress"), "egress");
    }

    private static String text(UnitJson unit, String address, String attribute) {
        return unit.attribute(address, attribute).asText();
    }

    private static List<String> names(UnitJson unit, String type) {
        SortedSet<String> names = new TreeSet<>();
        unit.json().path("resource").path(type).fieldNames().forEachRemaining(names::add);
        return List.copyOf(names);
    }
}
