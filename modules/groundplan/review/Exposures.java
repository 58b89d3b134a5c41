package groundplan.review;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.iam.PolicyComparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** New network access, and extended permissions. */
final class Exposures {
    private static final Set<String> WORLD = Set.of("0.0.0.0/0", "::/0");
    private static final Set<String> POLICIES =
            Set.of("assume_role_policy", "policy", "access_policies", "resource_policy");
    /** How many permissions one danger names. */
    private static final int MOST = 3;

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
        boundary(change, dangers);
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
        String before = change.before().path(argument).asText("");
        PolicyComparison compared =
                PolicyComparison.of(before, change.after().path(argument).asText());
        boolean there = !before.isEmpty();
        if (!compared.wide().isEmpty()) {
            dangers.add(exposure("allows " + some(compared.wide())));
        } else if (there && !compared.grants().isEmpty()) {
            dangers.add(exposure("allows more than before: " + some(compared.grants())));
        }
        if (!compared.conditions().isEmpty()) {
            dangers.add(exposure("allows under another condition than before: " + some(compared.conditions())));
        }
        if (!compared.denials().isEmpty()) {
            dangers.add(exposure("no longer denies " + some(compared.denials())));
        }
    }

    /** The boundary is the most that a role can do, whatever its policies allow. */
    private static void boundary(ResourceChange change, List<Danger> dangers) {
        String argument = "permissions_boundary";
        String before = change.before().path(argument).asText("");
        if (change.does() != ResourceChange.Does.CREATE
                && !before.isEmpty()
                && (change.after().path(argument).isNull()
                        || !change.after().path(argument).asText("").equals(before))) {
            dangers.add(exposure(
                    change.after().path(argument).asText("").isEmpty()
                            ? "has no permissions boundary any more"
                            : "has another permissions boundary"));
        }
    }

    private static Danger exposure(String what) {
        return new Danger(Danger.Weight.EXPOSURE, what);
    }

    private static String some(List<String> all) {
        return String.join("; ", all.subList(0, Math.min(MOST, all.size())))
                + (all.size() > MOST ? "; and " + (all.size() - MOST) + " more" : "");
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
