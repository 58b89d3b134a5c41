package groundplan.review;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** New network access, and extended permissions. */
final class Exposures {
    private static final Set<String> WORLD = Set.of("0.0.0.0/0", "::/0");
    private static final Set<String> POLICIES =
            Set.of("assume_role_policy", "policy", "access_policies", "resource_policy");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Exposures() {}

    static List<Danger> of(ResourceChange change) {
        List<Danger> dangers = new ArrayList<>();
        if (!change.leaves()) {
            return dangers;
        }
        if (change.type().equals("aws_vpc_security_group_ingress_rule")) {
            String range = world(change.after());
            if (range != null && !range.equals(world(change.before()))) {
                dangers.add(new Danger(
                        Danger.Weight.EXPOSURE, "opens " + ports(change.after()) + " to everyone (" + range + ")"));
            }
        }
        if (change.after().path("publicly_accessible").asBoolean()
                && !change.before().path("publicly_accessible").asBoolean()) {
            dangers.add(new Danger(Danger.Weight.EXPOSURE, "becomes reachable from the Internet"));
        }
        POLICIES.forEach(argument -> policy(change, argument, dangers));
        if (change.type().equals("aws_iam_role_policy_attachment")) {
            String arn = change.after().path("policy_arn").asText();
            if (arn.matches(".*/(AdministratorAccess|PowerUserAccess|IAMFullAccess)")
                    && !arn.equals(change.before().path("policy_arn").asText())) {
                dangers.add(new Danger(Danger.Weight.EXPOSURE, "attaches " + arn.substring(arn.lastIndexOf('/') + 1)));
            }
        }
        return dangers;
    }

    private static void policy(ResourceChange change, String argument, List<Danger> dangers) {
        if (!change.after().path(argument).isTextual()) {
            return;
        }
        Set<String> grown = grants(change.after().path(argument));
        grown.removeAll(grants(change.before().path(argument)));
        boolean there = change.before().path(argument).isTextual();
        List<String> wide = grown.stream()
                .filter(grant -> grant.startsWith("* ")
                        || grant.contains(" * ") && grant.contains(":* ")
                        || grant.endsWith(" by *"))
                .toList();
        if (!wide.isEmpty()) {
            dangers.add(new Danger(
                    Danger.Weight.EXPOSURE, "allows " + String.join("; ", wide.subList(0, Math.min(3, wide.size())))));
        } else if (there && !grown.isEmpty()) {
            List<String> first = List.copyOf(grown).subList(0, Math.min(3, grown.size()));
            dangers.add(new Danger(
                    Danger.Weight.EXPOSURE,
                    "allows more than before: " + String.join("; ", first)
                            + (grown.size() > 3 ? "; and " + (grown.size() - 3) + " more" : "")));
        }
    }

    /** Each permission as "action on resource", or "action by principal". */
    private static Set<String> grants(JsonNode policy) {
        Set<String> grants = new TreeSet<>();
        if (!policy.isTextual()) {
            return grants;
        }
        try {
            for (JsonNode statement : list(MAPPER.readTree(policy.asText()).path("Statement"))) {
                if (!statement.path("Effect").asText().equals("Allow")) {
                    continue;
                }
                for (JsonNode action : list(statement.path("Action"))) {
                    for (JsonNode resource : list(statement.path("Resource"))) {
                        grants.add(action.asText() + " on " + resource.asText() + " ");
                    }
                    for (JsonNode kind : list(statement.path("Principal"))) {
                        principals(kind).forEach(principal -> grants.add(action.asText() + " by " + principal));
                    }
                }
            }
        } catch (JsonProcessingException noPolicy) {
            return grants;
        }
        return grants;
    }

    private static List<String> principals(JsonNode kind) {
        List<String> names = new ArrayList<>();
        if (kind.isTextual()) {
            names.add(kind.asText());
        }
        kind.forEach(entry -> list(entry).forEach(name -> names.add(name.asText())));
        return names;
    }

    private static List<JsonNode> list(JsonNode node) {
        List<JsonNode> items = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(items::add);
        } else if (!node.isMissingNode() && !node.isNull()) {
            items.add(node);
        }
        return items;
    }

    private static String world(JsonNode rule) {
        for (String key : List.of("cidr_ipv4", "cidr_ipv6")) {
            if (WORLD.contains(rule.path(key).asText())) {
                return rule.path(key).asText();
            }
        }
        return null;
    }

    private static String ports(JsonNode rule) {
        if (rule.path("ip_protocol").asText().equals("-1")) {
            return "every port";
        }
        int from = rule.path("from_port").asInt();
        int to = rule.path("to_port").asInt();
        return from == to ? "port " + from : "ports " + from + " to " + to;
    }
}
