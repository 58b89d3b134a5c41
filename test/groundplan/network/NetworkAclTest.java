package groundplan.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.kernel.Cidr;
import groundplan.testing.Synthesized;
import groundplan.testing.UnitJson;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sends packets through the network ACLs, as AWS does: each by itself, and the first rule that fits decides. */
class NetworkAclTest {
    private static final UnitJson NETWORK = Synthesized.of(
                    """
      kms:
      network:
        cidr: 10.0.0.0/16
        zones: [a, b]
        interface_endpoints: [ecr.api]
        subnets:
          network_acls: tiered
          network_acl_ports:
            outbound: [443, 587]
      """)
            .unit("network");
    private static final String INTERNET = "203.0.113.7/32";
    private static final String LOAD_BALANCER = "10.0.0.10/32";
    private static final String TASK = "10.0.128.10/32";
    private static final String OTHER_TASK = "10.0.144.10/32";
    private static final String DATABASE = "10.0.16.10/32";
    private static final String NAT = "10.0.1.10/32";

    @ParameterizedTest(name = "{0} connects from {2} to {4}")
    @CsvSource({
        "client to load balancer, " + INTERNET + ", 51000, " + LOAD_BALANCER + ", 443",
        "client to redirect, " + INTERNET + ", 1024, " + LOAD_BALANCER + ", 80",
        "load balancer to task, " + LOAD_BALANCER + ", 1024, " + TASK + ", 5000",
        "load balancer to nginx, " + LOAD_BALANCER + ", 65535, " + TASK + ", 80",
        "task to task, " + TASK + ", 40000, " + OTHER_TASK + ", 4317",
        "task to interface endpoint, " + TASK + ", 40000, " + OTHER_TASK + ", 443",
        "task to file system, " + TASK + ", 40000, " + OTHER_TASK + ", 2049",
        "task to database, " + TASK + ", 32768, " + DATABASE + ", 5432",
        "task to cache, " + TASK + ", 60999, " + DATABASE + ", 6379",
        "function to database, " + TASK + ", 1024, " + DATABASE + ", 5432",
        "task to S3 through the gateway endpoint, " + TASK + ", 40000, " + INTERNET + ", 443",
        "task to mail server, " + TASK + ", 40000, " + INTERNET + ", 587",
        "NAT to Internet, " + NAT + ", 1024, " + INTERNET + ", 443",
        "NAT to mail server, " + NAT + ", 65535, " + INTERNET + ", 587"
    })
    void whatTheSystemNeedsPassesAndSoDoesTheAnswer(String what, String from, int port, String to, int server) {
        assertTrue(passes(from, to, server), () -> what + ": the question is dropped");
        assertTrue(passes(to, from, port), () -> what + ": the answer is dropped");
    }

    @ParameterizedTest
    @ValueSource(ints = {443, 587})
    void whatIsBoundForTheInternetPassesTheNatGatewaysSubnetInBothDirections(int port) {
        // Between task and NAT gateway a packet has the far end's address already, and still.
        assertTrue(decides("private", false, "tcp", INTERNET, port), "out of the private subnet");
        assertTrue(decides("public", true, "tcp", TASK, port), "into the public subnet");
        assertTrue(decides("public", false, "tcp", TASK, 40000), "out of the public subnet, back");
        assertTrue(decides("private", true, "tcp", INTERNET, 40000), "into the private subnet, back");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "database to Internet, " + DATABASE + ", " + INTERNET + ", 443",
        "Internet to database, " + INTERNET + ", " + DATABASE + ", 5432",
        "task to database on another port, " + TASK + ", " + DATABASE + ", 22",
        "Internet to load balancer on SSH, " + INTERNET + ", " + LOAD_BALANCER + ", 22",
        "Internet to task on its port below the answers', " + INTERNET + ", " + TASK + ", 443",
        "Internet to remote desktop, " + INTERNET + ", " + LOAD_BALANCER + ", 3389",
        "Internet to remote desktop in a task, " + INTERNET + ", " + TASK + ", 3389",
        "task to Internet on another port, " + TASK + ", " + INTERNET + ", 25"
    })
    void theRestIsDropped(String what, String from, String to, int port) {
        assertFalse(passes(from, to, port), () -> what + " on " + port + " passes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"public", "private"})
    void packetsThatAreTooLargeAreReported(String tier) {
        assertTrue(decides(tier, true, "icmp", INTERNET, 0), tier);
    }

    @ParameterizedTest
    @ValueSource(strings = {"public", "private", "database"})
    void eachTierHasAnAclForItsSubnetsWhoseRulesHaveEveryArgument(String tier) {
        JsonNode acl = NETWORK.resource("aws_network_acl." + tier);
        assertEquals(
                "[\"${aws_subnet." + tier + "_a.id}\",\"${aws_subnet." + tier + "_b.id}\"]",
                acl.path("subnet_ids").toString());
        for (String direction : List.of("ingress", "egress")) {
            acl.path(direction)
                    .forEach(rule -> assertEquals(
                            9,
                            rule.size(),
                            () -> tier + " " + direction + " lacks an argument, which Terraform wants: " + rule));
        }
    }

    @Test
    @DisplayName("row 5: no network ACL lets the world in everywhere, nor to SSH, FTP or remote desktop")
    void noAclLetsTheWorldInEverywhere() {
        for (String tier : List.of("public", "private", "database")) {
            for (int port : List.of(20, 21, 22, 3389)) {
                assertFalse(decides(tier, true, "tcp", INTERNET, port), tier + " on " + port);
            }
            NETWORK.resource("aws_network_acl." + tier)
                    .path("ingress")
                    .forEach(rule -> assertFalse(
                            rule.path("protocol").asText().equals("-1"),
                            () -> tier + " lets every protocol in: " + rule));
        }
    }

    /** Whether one packet leaves the sender's subnet and enters the receiver's. */
    private static boolean passes(String from, String to, int port) {
        boolean leaves = from.equals(INTERNET) || decides(tier(from), false, "tcp", to, port);
        boolean enters = to.equals(INTERNET) || decides(tier(to), true, "tcp", from, port);
        return leaves && enters;
    }

    private static String tier(String address) {
        for (String tier : List.of("public", "private", "database")) {
            for (String zone : List.of("a", "b")) {
                String range = NETWORK.attribute("aws_subnet." + tier + "_" + zone, "cidr_block")
                        .asText();
                if (Cidr.parse(range).contains(Cidr.parse(address))) {
                    return tier;
                }
            }
        }
        throw new AssertionError(address + " is in no subnet");
    }

    private static boolean decides(String tier, boolean ingress, String protocol, String other, int port) {
        List<JsonNode> rules = new ArrayList<>();
        NETWORK.resource("aws_network_acl." + tier)
                .path(ingress ? "ingress" : "egress")
                .forEach(rules::add);
        return rules.stream()
                .sorted(Comparator.comparingInt(rule -> rule.path("rule_no").asInt()))
                .filter(rule -> rule.path("protocol").asText().equals(protocol)
                        && Cidr.parse(rule.path("cidr_block").asText()).contains(Cidr.parse(other))
                        && rule.path("from_port").asInt() <= port
                        && port <= rule.path("to_port").asInt())
                .findFirst()
                .map(rule -> rule.path("action").asText().equals("allow"))
                .orElse(false);
    }
}
