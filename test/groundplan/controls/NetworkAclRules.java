package groundplan.controls;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Row 5, for network ACLs: what a tier lets in, where a network has ACLs of its own. */
final class NetworkAclRules {
    private static final Set<String> WORLD = Set.of("0.0.0.0/0", "::/0");
    /** File transfer, SSH, remote desktop. */
    private static final List<Integer> NOBODYS = List.of(20, 21, 22, 3389);

    private NetworkAclRules() {}

    static final List<Rule> ALL = List.of(
            Rule.everywhere(
                    5,
                    "network ACLs let the world in to answers and to the web",
                    inspection -> inspection.each("aws_network_acl", acl -> {
                        for (int port : NOBODYS) {
                            inspection.require(!letsIn(acl, port), acl, "lets the world in to port " + port);
                        }
                        acl.blocks("ingress").stream()
                                .filter(NetworkAclRules::world)
                                .forEach(rule -> inspection.require(
                                        !rule.path("protocol").asText().equals("-1"),
                                        acl,
                                        "lets the world in with every protocol"));
                    })),
            Rule.everywhere(
                    5,
                    "a network ACL keeps the world from databases",
                    inspection -> inspection.each(
                            one -> one.type().equals("aws_network_acl")
                                    && one.name().equals("database"),
                            acl -> {
                                for (String direction : List.of("ingress", "egress")) {
                                    inspection.require(
                                            acl.blocks(direction).stream().noneMatch(NetworkAclRules::world),
                                            acl,
                                            "has the world in its " + direction);
                                }
                            })),
            Rule.everywhere(
                    5,
                    "where there are network ACLs, each subnet has one",
                    inspection -> inspection.each(
                            "aws_subnet",
                            subnet -> inspection.require(
                                    inspection
                                                    .others("aws_network_acl")
                                                    .findAny()
                                                    .isEmpty()
                                            || inspection
                                                    .others("aws_network_acl")
                                                    .anyMatch(acl -> subnet.isNamedBy(
                                                            acl.at("subnet_ids").toString())),
                                    subnet,
                                    "is behind the VPC's default network ACL, which lets everything pass"))));

    /** Whether the first rule that fits a connection from anywhere to the port allows it. */
    private static boolean letsIn(Resource acl, int port) {
        return acl.blocks("ingress").stream()
                .filter(NetworkAclRules::world)
                .filter(rule -> rule.path("protocol").asText().equals("-1")
                        || rule.path("protocol").asText().equals("tcp")
                                && rule.path("from_port").asInt() <= port
                                && port <= rule.path("to_port").asInt())
                .min(Comparator.comparingInt(rule -> rule.path("rule_no").asInt()))
                .map(rule -> rule.path("action").asText().equals("allow"))
                .orElse(false);
    }

    private static boolean world(JsonNode rule) {
        return WORLD.contains(rule.path("cidr_block").asText())
                || WORLD.contains(rule.path("ipv6_cidr_block").asText());
    }
}
