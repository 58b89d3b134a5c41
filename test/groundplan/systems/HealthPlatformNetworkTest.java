package groundplan.systems;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the text says of the Health Platform's network. */
class HealthPlatformNetworkTest {
    @ParameterizedTest(name = "{0}: {1} in {2} zones")
    @CsvSource({"dev, 10.0.0.0/16, 2", "staging, 10.1.0.0/16, 2", "prod, 10.2.0.0/16, 3"})
    void eachEnvironmentHasItsRangeAndItsZones(String environment, String range, int zones) {
        String unit = unit(environment);
        Generated.is(unit, "aws_vpc.main", "cidr_block", range);
        assertEquals(3 * zones, Generated.names(unit, "aws_subnet").size(), "three tiers in each zone");
        assertEquals(zones, Generated.names(unit, "aws_nat_gateway").size(), "a NAT gateway in each zone");
        assertEquals(1, Generated.names(unit, "aws_internet_gateway").size(), "Internet gateway");
        Generated.is(unit, "aws_flow_log.main", "traffic_type", "ALL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "staging", "prod"})
    void networkAclsAndEndpointsAreInEveryEnvironment(String environment) {
        assertEquals(Set.of("public", "private", "database"), Generated.names(unit(environment), "aws_network_acl"));
        Set<String> endpoints = Generated.names(unit(environment), "aws_vpc_endpoint");
        assertTrue(
                endpoints.containsAll(Set.of("s3", "ecr_api", "ecr_dkr", "logs", "monitoring")), endpoints::toString);
    }

    private static String unit(String environment) {
        return "health-platform/" + environment + "/us-east-1/network";
    }
}
