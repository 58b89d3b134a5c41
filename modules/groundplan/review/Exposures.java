package groundplan.review;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.iam.PolicyComparison;
import groundplan.iam.PolicyControl;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Extended permissions. */
final class Exposures {
    private static final List<String> POLICIES = List.of(
            "access_policies",
            "access_policy",
            "assume_role_policy",
            "content",
            "inline_policy",
            "policy",
            "policy_document",
            "resource_policy");

    /** Documents that limit what others allow, and allow nothing themselves. */
    private static final Set<String> LIMITS =
            Set.of("aws_organizations_policy", "aws_vpc_endpoint", "aws_vpc_endpoint_policy");

    /** Types whose {@code policy} is no policy of IAM. */
    private static final Set<String> OTHER_POLICIES = Set.of("aws_ecr_lifecycle_policy", "aws_dlm_lifecycle_policy");

    private static final String POWERFUL =
            "arn:[^:]*:iam::aws:policy/.*(AdministratorAccess|PowerUserAccess|FullAccess|Administrator)(-.*)?"
                    + "|arn:[^:]*:eks::aws:cluster-access-policy/AmazonEKS(Cluster)?AdminPolicy";
    /** How many permissions one danger names. */
    private static final int MOST = 3;

    private Exposures() {}

    static List<Danger> of(ResourceChange change, PlannedResources others) {
        List<Danger> dangers = new ArrayList<>();
        if (!OTHER_POLICIES.contains(change.type())) {
            POLICIES.forEach(argument -> policy(change, argument, others, dangers));
            inline(change, dangers);
        }
        if (change.leaves()) {
            boundary(change, dangers);
            attached(change, dangers);
            invoked(change, dangers);
        }
        return dangers;
    }

    private static void policy(ResourceChange change, String argument, PlannedResources others, List<Danger> dangers) {
        JsonNode was = change.before().path(argument);
        JsonNode will = change.after().path(argument);
        if (change.notKnown(new Argument(argument))) {
            if (was.isTextual()) {
                dangers.add(Danger.notKnown(argument));
            }
            return;
        }
        String before = was.isTextual() ? was.asText() : "";
        String after = will.isTextual() ? will.asText() : "";
        if (!change.leaves()) {
            boolean gone = others.belongsToDestroyed(change);
            PolicyComparison compared = PolicyComparison.of(before, "");
            if (!gone
                    && change.type().endsWith("_policy")
                    && !compared.denials().isEmpty()) {
                dangers.add(Danger.exposure("is destroyed, and no longer denies " + some(compared.denials())));
            }
            return;
        }
        boolean limit = LIMITS.contains(change.type())
                || change.type().equals("aws_iam_policy")
                        && others.boundaries()
                                .contains(change.after().path("name").asText());
        compare(before, after, limit, dangers);
        if (before.isEmpty() && !limit) {
            Set<String> foreign = new TreeSet<>(PolicyControl.namedAccounts(after));
            foreign.removeAll(others.accounts());
            if (!foreign.isEmpty() && !others.accounts().isEmpty()) {
                dangers.add(Danger.exposure("lets account " + String.join(", ", foreign) + " in"));
            }
        }
    }

    /** @param limit whether it limits what others allow: a new one takes something away */
    private static void compare(String before, String after, boolean limit, List<Danger> dangers) {
        PolicyComparison compared = PolicyComparison.of(before, after);
        boolean there = !before.isEmpty();
        if (!compared.wide().isEmpty() && !limit) {
            dangers.add(Danger.exposure("allows " + some(compared.wide())));
        } else if (there && !compared.grants().isEmpty()) {
            dangers.add(Danger.exposure("allows more than before: " + some(compared.grants())));
        }
        if (!compared.conditions().isEmpty()) {
            dangers.add(Danger.exposure("allows under another condition than before: " + some(compared.conditions())));
        }
        if (!compared.denials().isEmpty()) {
            dangers.add(Danger.exposure("no longer denies " + some(compared.denials())));
        }
    }

    /** The policies that a role contains. */
    private static void inline(ResourceChange change, List<Danger> dangers) {
        TreeMap<String, String> before = new TreeMap<>();
        change.before()
                .path("inline_policy")
                .forEach(policy -> before.put(
                        policy.path("name").asText(), policy.path("policy").asText()));
        if (change.notKnown(new Argument("inline_policy"))) {
            return;
        }
        change.after()
                .path("inline_policy")
                .forEach(policy -> compare(
                        before.getOrDefault(policy.path("name").asText(), ""),
                        policy.path("policy").asText(),
                        false,
                        dangers));
    }

    /** The boundary is the most that a role can do, whatever its policies allow. */
    private static void boundary(ResourceChange change, List<Danger> dangers) {
        Argument argument = new Argument("permissions_boundary");
        String before = Argument.text(argument.in(change.before()));
        String after = Argument.text(argument.in(change.after()));
        if (change.does() == ResourceChange.Does.CREATE || before.isEmpty()) {
            return;
        }
        if (change.notKnown(argument)) {
            dangers.add(Danger.notKnown(argument.path()));
        } else if (!after.equals(before)) {
            dangers.add(Danger.exposure(
                    after.isEmpty() ? "has no permissions boundary any more" : "has another permissions boundary"));
        }
    }

    private static void attached(ResourceChange change, List<Danger> dangers) {
        Set<String> arns = new TreeSet<>(Argument.texts(change.after().path("managed_policy_arns")));
        if (change.type().endsWith("policy_attachment") || change.type().endsWith("policy_association")) {
            arns.add(Argument.text(change.after().path("policy_arn")));
            arns.add(Argument.text(change.after().path("managed_policy_arn")));
        }
        arns.removeAll(Argument.texts(change.before().path("managed_policy_arns")));
        arns.remove(Argument.text(change.before().path("policy_arn")));
        arns.remove(Argument.text(change.before().path("managed_policy_arn")));
        arns.stream()
                .filter(arn -> arn.matches(POWERFUL))
                .forEach(arn -> dangers.add(Danger.exposure("attaches " + arn.substring(arn.lastIndexOf('/') + 1))));
    }

    /** A function that everybody may call. */
    private static void invoked(ResourceChange change, List<Danger> dangers) {
        if (change.type().equals("aws_lambda_permission") && everybody(change.after()) && !everybody(change.before())) {
            boolean unknown = List.of("source_arn", "source_account", "principal_org_id").stream()
                    .anyMatch(name -> new Argument(name).unknown(change.unknown()));
            if (!unknown) {
                dangers.add(Danger.exposure("lets everyone call the function"));
            }
        }
    }

    private static boolean everybody(JsonNode permission) {
        return permission.path("principal").asText().equals("*")
                && Argument.text(permission.path("source_arn")).isEmpty()
                && Argument.text(permission.path("source_account")).isEmpty()
                && Argument.text(permission.path("principal_org_id")).isEmpty()
                && !permission.path("function_url_auth_type").asText().equals("AWS_IAM");
    }

    private static String some(List<String> all) {
        return String.join("; ", all.subList(0, Math.min(MOST, all.size())))
                + (all.size() > MOST ? "; and " + (all.size() - MOST) + " more" : "");
    }
}
