package groundplan.review;

import groundplan.iam.PolicyControl;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Policies after which principals, accounts or services can no longer do what they could. */
final class Denials {
    private static final Set<String> OF_PRINCIPALS =
            Set.of("aws_iam_policy", "aws_iam_role_policy", "aws_iam_user_policy", "aws_iam_group_policy");
    private static final Set<String> OF_ENDPOINTS = Set.of("aws_vpc_endpoint", "aws_vpc_endpoint_policy");
    private static final Set<String> OF_KEYS = Set.of("aws_kms_key", "aws_kms_key_policy", "aws_kms_replica_key");
    private static final String CONTROL = "SERVICE_CONTROL_POLICY";
    /** The policy that AWS attaches to each account and unit, and without which nothing is allowed there. */
    private static final String FULL_ACCESS = "p-FullAWSAccess";

    private Denials() {}

    static List<Danger> of(ResourceChange change) {
        if (!change.leaves()) {
            return destroyed(change);
        }
        List<Danger> dangers = new ArrayList<>();
        if (change.type().equals("aws_organizations_policy")
                && change.after().path("type").asText(CONTROL).equals(CONTROL)) {
            organization(change, dangers);
        } else if (OF_PRINCIPALS.contains(change.type())
                && (change.continues() || !change.type().equals("aws_iam_policy"))
                && begins(change, "policy")) {
            dangers.add(lockOut("denies everything: whoever has it can do nothing any more"));
        } else if (OF_ENDPOINTS.contains(change.type()) && change.continues() && begins(change, "policy")) {
            dangers.add(Danger.outage("denies everything: nothing can be reached through it"));
        } else if (change.type().equals("aws_iam_role")
                && PolicyControl.deniedToAll(text(change, "assume_role_policy", true), "sts:AssumeRole")
                        .isPresent()
                && PolicyControl.deniedToAll(text(change, "assume_role_policy", false), "sts:AssumeRole")
                        .isEmpty()) {
            dangers.add(lockOut("denies sts:AssumeRole to everybody: nobody can assume it any more"));
        } else if (OF_KEYS.contains(change.type()) && change.continues()) {
            services(change, dangers);
        }
        return dangers;
    }

    private static List<Danger> destroyed(ResourceChange change) {
        return switch (change.type()) {
            case "aws_iam_openid_connect_provider", "aws_iam_saml_provider" ->
                List.of(Danger.outage("is destroyed: roles that trust it can no longer be assumed through it"));
            case "aws_organizations_policy_attachment" ->
                change.before().path("policy_id").asText().equals(FULL_ACCESS)
                        ? List.of(lockOut("is destroyed: accounts of "
                                + change.before().path("target_id").asText("its target")
                                + " can do only what other policies allow"))
                        : List.of(Danger.protection("is destroyed: the policy no longer applies"));
            default -> List.of();
        };
    }

    private static void organization(ResourceChange change, List<Danger> dangers) {
        String before = text(change, "content", false);
        String after = text(change, "content", true);
        if (begins(change, "content")) {
            dangers.add(lockOut("denies everything: the accounts that it applies to can do nothing any more"));
        } else if (!after.isEmpty()
                && PolicyControl.allowsEverything(before)
                && !PolicyControl.allowsEverything(after)) {
            dangers.add(
                    lockOut(
                            "no longer allows everything: the accounts that it applies to can do only what it and others of their policies allow"));
        }
    }

    /** Services that can no longer use a key, which fails what they do with it. */
    private static void services(ResourceChange change, List<Danger> dangers) {
        if (change.notKnown(new Argument("policy"))) {
            return;
        }
        Set<String> lost = new TreeSet<>();
        for (String action : List.of("kms:Decrypt", "kms:GenerateDataKey")) {
            Set<String> own = new TreeSet<>(PolicyControl.services(text(change, "policy", false), action));
            own.removeAll(PolicyControl.services(text(change, "policy", true), action));
            lost.addAll(own);
        }
        if (!lost.isEmpty() && !text(change, "policy", true).isEmpty()) {
            dangers.add(Danger.outage("no longer lets " + String.join(", ", lost)
                    + " use the key: what they read or write with it fails"));
        }
    }

    /** Whether an argument denies everything that did not before. */
    private static boolean begins(ResourceChange change, String argument) {
        return !change.notKnown(new Argument(argument))
                && PolicyControl.deniesEverything(text(change, argument, true))
                && !PolicyControl.deniesEverything(text(change, argument, false));
    }

    private static String text(ResourceChange change, String argument, boolean afterwards) {
        return Argument.text((afterwards ? change.after() : change.before()).path(argument));
    }

    private static Danger lockOut(String what) {
        return new Danger(Danger.Weight.LOCK_OUT, what);
    }
}
