package groundplan.review;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Rules of security groups as texts that are equal for equal rules, such as {@code tcp 443 0.0.0.0/0}: one for each protocol, ports
 * and source or destination, however many of these a rule of the provider has.
 */
final class SecurityRules {
    private static final String ALL = "all";
    private static final String SELF = "self";

    /** Protocols that the provider accepts by number too. */
    private static final Map<String, String> PROTOCOLS =
            Map.of("-1", ALL, ALL, ALL, "1", "icmp", "6", "tcp", "17", "udp", "58", "icmpv6");

    /** Attributes with sources or destinations, of the three types of resources that have rules. */
    private static final List<String> PEERS = List.of(
            "cidr_blocks",
            "ipv6_cidr_blocks",
            "prefix_list_ids",
            "security_groups",
            "cidr_ipv4",
            "cidr_ipv6",
            "prefix_list_id",
            "referenced_security_group_id",
            "source_security_group_id");

    private SecurityRules() {}

    /** All rules of a group in one direction. */
    static Set<String> of(JsonNode group, String direction) {
        Set<String> rules = new TreeSet<>();
        group.path(direction)
                .forEach(rule -> rules.addAll(single(group.path("id").asText(), rule)));
        return rules;
    }

    /** The rules of one block, or of one resource. */
    static Set<String> single(String group, JsonNode rule) {
        Set<String> rules = new TreeSet<>();
        String head = protocol(rule) + " ";
        PEERS.forEach(attribute -> {
            JsonNode peers = rule.path(attribute);
            (peers.isArray() ? peers : List.of(peers)).forEach(peer -> {
                // A group of another account has the account in front.
                String name = peer.asText("").replaceFirst("^[0-9]{12}/", "");
                if (!name.isEmpty() && !name.equals("null")) {
                    rules.add(head + (name.equals(group) ? SELF : name));
                }
            });
        });
        if (rule.path(SELF).asBoolean()) {
            rules.add(head + SELF);
        }
        return rules;
    }

    private static String protocol(JsonNode rule) {
        String given =
                rule.path(rule.has("ip_protocol") ? "ip_protocol" : "protocol").asText();
        String name = PROTOCOLS.getOrDefault(given, given);
        if (name.equals(ALL)) {
            return name;
        }
        String from = rule.path("from_port").asText();
        String to = rule.path("to_port").asText();
        return name + " " + (from.equals(to) ? from : from + "-" + to);
    }
}
