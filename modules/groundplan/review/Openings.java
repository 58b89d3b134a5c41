package groundplan.review;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Network ACLs, routes, lists of addresses, listeners and shares that let in who could not get in before. */
final class Openings {
    private static final String EVERYONE = "0.0.0.0/0";
    private static final String EVERYONE_V6 = "::/0";

    private Openings() {}

    static List<Danger> of(ResourceChange change) {
        List<Danger> found = new ArrayList<>();
        switch (change.type()) {
            case "aws_network_acl", "aws_default_network_acl" -> lists(change, found);
            case "aws_network_acl_rule" -> rule(change, found);
            case "aws_route", "aws_route_table" -> routes(change, found);
            case "aws_ec2_managed_prefix_list",
                    "aws_ec2_managed_prefix_list_entry",
                    "aws_wafv2_ip_set",
                    "aws_waf_ipset",
                    "aws_wafregional_ipset",
                    "aws_workspaces_ip_group",
                    "aws_medialive_input_security_group" -> prefixes(change, found);
            case "aws_lb_listener" -> signIn(change, "default_action", found);
            case "aws_lb_listener_rule" -> signIn(change, "action", found);
            default -> {}
        }
        return found;
    }

    private static void lists(ResourceChange change, List<Danger> found) {
        if (!change.continues() || new Argument("ingress").unknown(change.unknown())) {
            return;
        }
        Set<String> before = new TreeSet<>();
        change.before().path("ingress").forEach(rule -> before.add(allowed(rule, "action")));
        change.after().path("ingress").forEach(rule -> {
            String now = allowed(rule, "action");
            if (!now.isEmpty() && !before.contains(now)) {
                found.add(Danger.exposure("lets everyone in: " + now));
            }
        });
        if (!change.before().path("ingress").isEmpty()
                && change.after().path("ingress").isEmpty()) {
            found.add(Danger.outage("ingress is emptied: nothing gets in any more"));
        }
    }

    /** What a rule of a network ACL lets in from everywhere; empty if it is none of these. */
    private static String allowed(JsonNode rule, String action) {
        boolean everyone = OpenPorts.everyone(Argument.text(rule.path("cidr_block")))
                || OpenPorts.everyone(Argument.text(rule.path("ipv6_cidr_block")));
        if (!everyone || !rule.path(action).asText().equals("allow")) {
            return "";
        }
        String protocol = Argument.text(rule.path("protocol"));
        int from = rule.path("from_port").asInt();
        int to = rule.path("to_port").asInt();
        return protocol.equals("-1") || protocol.equals("all")
                ? "every port"
                : from == to ? "port " + from : "ports " + from + " to " + to;
    }

    private static void rule(ResourceChange change, List<Danger> found) {
        // A rule of a new ACL opens nothing that was closed.
        if (change.leaves()
                && !new Argument("network_acl_id").unknown(change.unknown())
                && !change.after().path("egress").asBoolean()) {
            String now = allowed(change.after(), "rule_action");
            if (!now.isEmpty() && !now.equals(allowed(change.before(), "rule_action"))) {
                found.add(Danger.exposure("lets everyone in: " + now));
            }
        }
        if (!change.leaves()
                && change.before().path("rule_action").asText().equals("deny")
                && !change.before().path("egress").asBoolean()) {
            found.add(Danger.exposure("is destroyed, and no longer denies "
                    + (Argument.text(change.before().path("cidr_block"))
                            + Argument.text(change.before().path("ipv6_cidr_block")))));
        }
    }

    private static void routes(ResourceChange change, List<Danger> found) {
        if (!change.leaves() || new Argument("route_table_id").unknown(change.unknown())) {
            return;
        }
        boolean single = change.type().equals("aws_route");
        if (!single && !change.continues()) {
            return;
        }
        boolean was = single
                ? toInternet(change.before(), "destination_cidr_block", "destination_ipv6_cidr_block")
                : inTable(change.before());
        boolean will = single
                ? toInternet(change.after(), "destination_cidr_block", "destination_ipv6_cidr_block")
                : inTable(change.after());
        if (will && !was) {
            found.add(Danger.exposure("routes to an Internet gateway: its subnets become reachable from the Internet"));
        }
    }

    private static boolean inTable(JsonNode table) {
        for (JsonNode route : table.path("route")) {
            if (toInternet(route, "cidr_block", "ipv6_cidr_block")) {
                return true;
            }
        }
        return false;
    }

    private static boolean toInternet(JsonNode route, String range, String range6) {
        boolean all = Argument.text(route.path(range)).equals(EVERYONE)
                || Argument.text(route.path(range6)).equals(EVERYONE_V6);
        return all && Argument.text(route.path("gateway_id")).startsWith("igw-");
    }

    private static void prefixes(ResourceChange change, List<Danger> found) {
        Set<String> open = ranges(change.after());
        open.removeAll(ranges(change.before()));
        if (change.leaves() && (change.continues() || change.type().endsWith("_entry"))) {
            if (!open.isEmpty()) {
                found.add(Danger.exposure("contains everyone (" + String.join(", ", open)
                        + "): what uses it takes all addresses for those that are meant"));
            }
        }
    }

    private static Set<String> ranges(JsonNode list) {
        Set<String> ranges = new TreeSet<>();
        list.path("entry").forEach(entry -> ranges.add(Argument.text(entry.path("cidr"))));
        list.path("whitelist_rules").forEach(entry -> ranges.add(Argument.text(entry.path("cidr"))));
        list.path("rules").forEach(entry -> ranges.add(Argument.text(entry.path("source"))));
        list.path("ip_set_descriptors").forEach(entry -> ranges.add(Argument.text(entry.path("value"))));
        list.path("ip_set_descriptor").forEach(entry -> ranges.add(Argument.text(entry.path("value"))));
        ranges.addAll(Argument.texts(list.path("addresses")));
        ranges.add(Argument.text(list.path("cidr")));
        ranges.removeIf(range -> !OpenPorts.everyone(range));
        return ranges;
    }

    private static void signIn(ResourceChange change, String argument, List<Danger> found) {
        if (change.continues()
                && !new Argument(argument).unknown(change.unknown())
                && authenticates(change.before().path(argument))
                && !authenticates(change.after().path(argument))
                && forwards(change.after().path(argument))) {
            found.add(Danger.exposure(argument + " no longer asks who it is: everyone reaches the targets"));
        }
    }

    private static boolean authenticates(JsonNode actions) {
        return type(actions, "authenticate-");
    }

    private static boolean forwards(JsonNode actions) {
        return type(actions, "forward");
    }

    private static boolean type(JsonNode actions, String begin) {
        for (JsonNode action : actions) {
            if (action.path("type").asText().startsWith(begin)) {
                return true;
            }
        }
        return false;
    }
}
