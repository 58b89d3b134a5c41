package groundplan.review;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Rules of security groups, and lists of addresses, that let everyone in. */
final class OpenPorts {
    private static final int ALL_PORTS = 65_535;
    /** Ranges that are larger than the largest private one of their kind, 10.0.0.0/8 and fc00::/7. */
    private static final int LARGEST_PRIVATE = 8;

    private static final int LARGEST_PRIVATE_V6 = 7;

    private static final String ICMP = "icmp";
    private static final String ICMP_V6 = "icmpv6";
    /** Types of messages of ICMP without which connections fail or cannot be examined: unreachable, echo, time exceeded. */
    private static final Set<Integer> USUAL_ICMP = Set.of(0, 3, 8, 11);

    private static final Set<String> GROUPS = Set.of("aws_security_group", "aws_default_security_group");

    /** Lists of the addresses that may reach something, by argument. */
    private static final List<String> LISTS = List.of(
            "vpc_config.public_access_cidrs",
            "public_access_cidrs",
            "allowed_cidrs",
            "inbound_cidrs",
            "cluster_endpoint_public_access_cidrs");

    /**
     * Ports that a range may reach.
     *
     * @param protocol {@code -1} for all
     */
    private record Opening(String range, String protocol, int from, int to) {
        boolean covers(Opening other) {
            boolean all = protocol.equals("-1");
            return prefix(range) <= prefix(other.range)
                    && range.contains(":") == other.range.contains(":")
                    && (all || protocol.equals(other.protocol) && from <= other.from && to >= other.to);
        }

        /** Whether it lets in no more than what tells of failures. */
        boolean harmless() {
            return protocol.equals(ICMP_V6) || protocol.equals(ICMP) && USUAL_ICMP.contains(from);
        }

        Danger danger() {
            if (protocol.equals(ICMP)) {
                return Danger.exposure(
                        "opens ICMP" + (from < 0 ? "" : " messages of type " + from) + " to everyone (" + range + ")");
            }
            boolean all = protocol.equals("-1") || from <= 0 && to >= ALL_PORTS || from < 0;
            String ports = all ? "every port" : from == to ? "port " + from : "ports " + from + " to " + to;
            return Danger.exposure("opens " + ports + " to everyone (" + range + ")");
        }
    }

    private OpenPorts() {}

    static List<Danger> of(ResourceChange change) {
        List<Danger> dangers = new ArrayList<>();
        if (!change.leaves()) {
            return dangers;
        }
        boolean rule = change.type().equals("aws_vpc_security_group_ingress_rule")
                || change.type().equals("aws_security_group_rule")
                        && change.after().path("type").asText().equals("ingress");
        for (String argument : List.of("cidr_ipv4", "cidr_ipv6", "cidr_blocks", "ipv6_cidr_blocks", "ingress")) {
            if (change.notKnown(new Argument(argument)) && (rule || GROUPS.contains(change.type()))) {
                dangers.add(Danger.notKnown(argument));
            }
        }
        List<Opening> before = openings(change.type(), change.before());
        openings(change.type(), change.after()).stream()
                .filter(opening -> !opening.harmless() && before.stream().noneMatch(old -> old.covers(opening)))
                .map(Opening::danger)
                .distinct()
                .forEach(dangers::add);
        for (String argument : LISTS) {
            Argument at = new Argument(argument);
            Set<String> open = Argument.texts(at.in(change.after()));
            open.removeIf(range -> !everyone(range));
            if (!open.isEmpty()
                    && Argument.texts(at.in(change.before())).stream().noneMatch(OpenPorts::everyone)) {
                dangers.add(Danger.exposure(argument + " lets everyone in (" + String.join(", ", open) + ")"));
            }
        }
        return dangers;
    }

    private static List<Opening> openings(String type, JsonNode attributes) {
        List<Opening> found = new ArrayList<>();
        if (type.equals("aws_lightsail_instance_public_ports")) {
            attributes.path("port_info").forEach(rule -> add(rule, "protocol", found));
        } else if (GROUPS.contains(type)) {
            attributes.path("ingress").forEach(rule -> add(rule, "protocol", found));
        } else if (type.equals("aws_vpc_security_group_ingress_rule")) {
            add(attributes, "ip_protocol", found);
        } else if (type.equals("aws_security_group_rule")
                && attributes.path("type").asText().equals("ingress")) {
            add(attributes, "protocol", found);
        }
        return found;
    }

    private static void add(JsonNode rule, String protocol, List<Opening> into) {
        Set<String> ranges = new TreeSet<>();
        ranges.add(Argument.text(rule.path("cidr_ipv4")));
        ranges.add(Argument.text(rule.path("cidr_ipv6")));
        ranges.addAll(Argument.texts(rule.path("cidr_blocks")));
        ranges.addAll(Argument.texts(rule.path("ipv6_cidr_blocks")));
        ranges.addAll(Argument.texts(rule.path("cidrs")));
        ranges.addAll(Argument.texts(rule.path("ipv6_cidrs")));
        ranges.stream()
                .filter(OpenPorts::everyone)
                .forEach(range -> into.add(new Opening(
                        range,
                        protocol(Argument.text(rule.path(protocol))),
                        rule.path("from_port").asInt(),
                        rule.path("to_port").asInt())));
    }

    private static String protocol(String name) {
        return switch (name) {
            case "all" -> "-1";
            case "6" -> "tcp";
            case "17" -> "udp";
            case "1" -> ICMP;
            case "58" -> ICMP_V6;
            default -> name;
        };
    }

    /** Whether a range is larger than any private one. */
    static boolean everyone(String range) {
        int prefix = prefix(range);
        return prefix >= 0 && prefix < (range.contains(":") ? LARGEST_PRIVATE_V6 : LARGEST_PRIVATE);
    }

    private static int prefix(String range) {
        String bits = range.substring(range.indexOf('/') + 1);
        return range.indexOf('/') > 0 && bits.matches("\\d{1,3}") ? Integer.parseInt(bits) : -1;
    }
}
