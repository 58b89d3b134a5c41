package groundplan.systems;

import static org.junit.jupiter.api.Assertions.assertEquals;

import groundplan.testing.FullSynthesis;
import groundplan.testing.UnitJson;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What CredLink's text says of its network. */
class CredlinkNetworkTest {
    @ParameterizedTest(name = "{0}: {1} {2} is {3}")
    @CsvSource({
        "dev, aws_vpc.main, cidr_block, 10.0.0.0/16",
        "staging, aws_vpc.main, cidr_block, 10.0.0.0/16",
        "prod, aws_vpc.main, cidr_block, 10.0.0.0/16",
        "prod, aws_flow_log.main, traffic_type, ALL",
        "prod, aws_subnet.public_a, availability_zone, us-east-1a",
        "prod, aws_subnet.private_b, availability_zone, us-east-1b",
        "prod, aws_subnet.database_b, availability_zone, us-east-1b"
    })
    void theTextsFigureIsGenerated(String environment, String address, String attribute, String value) {
        assertEquals(
                value,
                network(environment).attribute(address, attribute).asText(),
                environment + " " + address + "." + attribute);
    }

    @ParameterizedTest(name = "{0} has {1} NAT gateways and {2} subnets")
    @CsvSource({"dev, 1, 6", "staging, 2, 6", "prod, 2, 6"})
    void eachEnvironmentHasItsNumberOf(String environment, int gateways, int subnets) {
        UnitJson network = network(environment);
        assertEquals(
                gateways,
                network.json().path("resource").path("aws_nat_gateway").size(),
                environment + " aws_nat_gateway");
        assertEquals(subnets, network.json().path("resource").path("aws_subnet").size(), environment + " aws_subnet");
    }

    private static UnitJson network(String environment) {
        String path = "credlink/" + environment + "/us-east-1/network";
        return FullSynthesis.documents().stream()
                .filter(document -> document.unit().path().toString().equals(path))
                .map(document -> new UnitJson(path, document.json()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no unit " + path));
    }
}
