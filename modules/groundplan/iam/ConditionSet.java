package groundplan.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The conditions of a statement, all of which a request has to meet.
 *
 * @param conditions one for each operator and key
 */
record ConditionSet(Set<Condition> conditions) {
    /** Keys whose value a caller from anywhere cannot choose. AWS's rules for what is public name them. */
    private static final Set<String> CALLER = Set.of(
            "aws:principalaccount",
            "aws:principalarn",
            "aws:principalorgid",
            "aws:principalorgpaths",
            "aws:sourceaccount",
            "aws:sourcearn",
            "aws:sourceip",
            "aws:sourceorgid",
            "aws:sourceorgpaths",
            "aws:sourceowner",
            "aws:sourcevpc",
            "aws:sourcevpce",
            "aws:userid",
            "elasticfilesystem:accesspointarn",
            "elasticfilesystem:accessedviamounttarget",
            "kms:calleraccount",
            "s3:dataaccesspointaccount",
            "s3:dataaccesspointarn",
            "sns:endpoint");

    /** Keys that say from which network a request comes. */
    private static final Set<String> NETWORK =
            Set.of("aws:sourceip", "aws:sourcevpc", "aws:sourcevpce", "aws:vpcsourceip");

    /** Keys that say whether a service of AWS makes the request for somebody. */
    private static final Set<String> SERVICE = Set.of("aws:principalisawsservice", "aws:viaawsservice");

    /** Ranges that are too large to restrict anybody. */
    private static final Pattern WIDE_RANGE = Pattern.compile(".*/[0-7]");

    private static final int ACCOUNT_IN_ARN = 4;
    private static final int PARTS_OF_ARN = 6;

    static ConditionSet of(JsonNode block) {
        Set<Condition> found = new HashSet<>();
        Condition.of(block)
                .forEach(condition -> found.add(new Condition(
                        condition.operator(),
                        condition.key().toLowerCase(Locale.ROOT),
                        condition.values().stream().distinct().sorted().toList())));
        return new ConditionSet(Set.copyOf(found));
    }

    /** Whether every request that meets the other conditions meets these too, as far as their texts say so. */
    boolean cover(ConditionSet other) {
        return conditions.stream()
                .allMatch(wanted -> other.conditions.stream().anyMatch(given -> implies(given, wanted)));
    }

    private static boolean implies(Condition given, Condition wanted) {
        boolean sameOperator = given.operator().equals(wanted.operator())
                || (given.operator() + "IfExists").equals(wanted.operator())
                || given.operator().replace("Equals", "Like").equals(wanted.operator());
        if (!sameOperator || !given.key().equals(wanted.key())) {
            return false;
        }
        return given.operator().contains("Not")
                ? wanted.values().stream().allMatch(out -> matchedBy(out, given.values(), given.operator()))
                : given.values().stream().allMatch(value -> matchedBy(value, wanted.values(), wanted.operator()));
    }

    private static boolean matchedBy(String value, List<String> patterns, String operator) {
        boolean wild = operator.contains("Like") || operator.contains("Arn");
        return patterns.stream()
                .anyMatch(pattern ->
                        wild ? Wildcards.match(pattern, value) == Certainty.YES : pattern.equalsIgnoreCase(value));
    }

    /** Whether they let only callers pass that the policy names by account, organization, resource or address. */
    boolean restrictCaller() {
        return conditions.stream()
                .anyMatch(condition -> CALLER.contains(condition.key())
                        && !condition.operator().contains("Not")
                        && !condition.operator().contains("Null")
                        && !condition.operator().endsWith("IfExists")
                        && !condition.operator().startsWith("ForAllValues")
                        && condition.values().stream().allMatch(ConditionSet::fixed));
    }

    private static boolean fixed(String value) {
        String[] parts = value.split(":", PARTS_OF_ARN);
        if (value.startsWith("arn:") && parts.length == PARTS_OF_ARN) {
            String account = parts[ACCOUNT_IN_ARN];
            String resource = parts[PARTS_OF_ARN - 1];
            return account.indexOf('*') < 0 && !(account.isEmpty() && resource.startsWith("*"));
        }
        return !value.matches("[*?:]*|arn:[*:]*") && !WIDE_RANGE.matcher(value).matches();
    }

    /** Whether one of them is about the subject of a web identity, and does not accept every subject. */
    boolean restrictSubject() {
        return conditions.stream()
                .anyMatch(condition -> condition.key().endsWith(":sub")
                        && !condition.operator().contains("Not")
                        && !condition.operator().endsWith("IfExists")
                        && condition.values().stream().noneMatch(value -> value.matches("\\*|repo:\\*.*")));
    }

    /** Whether they are met by all requests but those from some networks, so that a denial leaves only these. */
    boolean onlyFromNetwork() {
        List<Condition> places = conditions.stream()
                .filter(condition -> !SERVICE.contains(condition.key()))
                .toList();
        return !places.isEmpty()
                && places.stream()
                        .allMatch(condition -> NETWORK.contains(condition.key())
                                && condition.operator().contains("Not"));
    }

    boolean none() {
        return conditions.isEmpty();
    }
}
