package groundplan.iam;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * What a policy allows that an earlier version of it did not, whether it is attached to an identity or to a resource.
 *
 * @param grants what is allowed now and was not, such as {@code s3:GetObject on arn:aws:s3:::reports/*}
 * @param wide those of them that name every action of a service on every resource, every action, or everybody
 * @param conditions what was allowed under a condition, and is now without it or under another one
 * @param denials what was denied and is no longer
 */
public record PolicyComparison(List<String> grants, List<String> wide, List<String> conditions, List<String> denials) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String ANY = "*";
    private static final String ALL_BUT = "all but ";

    /**
     * One action on one resource for one principal.
     *
     * @param condition the statement's condition, as JSON; empty if it has none
     */
    private record Grant(String action, String resource, String principal, String condition) {
        boolean covers(Grant other) {
            return covers(action.toLowerCase(Locale.ROOT), other.action.toLowerCase(Locale.ROOT))
                    && covers(resource, other.resource)
                    && covers(principal, other.principal);
        }

        private static boolean covers(String pattern, String text) {
            return pattern.equals(text)
                    || !pattern.startsWith(ALL_BUT)
                            && !text.startsWith(ALL_BUT)
                            && Wildcards.match(pattern, text) == Certainty.YES
                    || pattern.equals(ANY);
        }

        boolean wide() {
            boolean everything = action.equals(ANY) || action.startsWith(ALL_BUT);
            boolean service = action.endsWith(":*") && (resource.equals(ANY) || resource.startsWith(ALL_BUT));
            return everything
                    || service && principal.isEmpty()
                    || principal.equals(ANY)
                    || principal.startsWith(ALL_BUT);
        }

        String shown() {
            return action
                    + (resource.isEmpty() ? "" : " on " + resource)
                    + (principal.isEmpty() ? "" : " by " + principal);
        }
    }

    /**
     * Compares two versions.
     *
     * @param before the policy as JSON; empty if there was none
     * @param after the policy as JSON
     */
    public static PolicyComparison of(String before, String after) {
        List<Grant> allowed = grants(before, "Allow");
        TreeSet<String> grown = new TreeSet<>();
        TreeSet<String> wide = new TreeSet<>();
        TreeSet<String> conditions = new TreeSet<>();
        for (Grant grant : grants(after, "Allow")) {
            List<Grant> covering =
                    allowed.stream().filter(old -> old.covers(grant)).toList();
            if (covering.stream()
                    .noneMatch(
                            old -> old.condition().isEmpty() || old.condition().equals(grant.condition()))) {
                if (covering.isEmpty()) {
                    grown.add(grant.shown());
                    if (grant.wide()) {
                        wide.add(grant.shown());
                    }
                } else {
                    conditions.add(grant.shown());
                }
            }
        }
        TreeSet<String> denials = new TreeSet<>();
        List<Grant> denied = grants(after, "Deny");
        for (Grant grant : grants(before, "Deny")) {
            if (denied.stream()
                    .noneMatch(now -> now.covers(grant)
                            && (now.condition().isEmpty() || now.condition().equals(grant.condition())))) {
                denials.add(grant.shown());
            }
        }
        return new PolicyComparison(
                List.copyOf(grown), List.copyOf(wide), List.copyOf(conditions), List.copyOf(denials));
    }

    private static List<Grant> grants(String policy, String effect) {
        List<Grant> grants = new ArrayList<>();
        JsonNode statements;
        try {
            statements = JSON.readTree(policy).path("Statement");
        } catch (JsonProcessingException notKnown) {
            return grants;
        }
        for (JsonNode statement : statements.isObject() ? List.of(statements) : statements) {
            if (!statement.path("Effect").asText().equals(effect)) {
                continue;
            }
            String condition = statement.path("Condition").isEmpty()
                    ? ""
                    : statement.path("Condition").toString();
            for (String action : values(statement, "Action")) {
                for (String resource : values(statement, "Resource")) {
                    for (String principal : principals(statement)) {
                        grants.add(new Grant(action, resource, principal, condition));
                    }
                }
            }
        }
        return grants;
    }

    /** The values of an element, or of its negation as one value; one empty text if the statement has neither. */
    private static List<String> values(JsonNode statement, String element) {
        List<String> but = PolicyStatement.texts(statement.path("Not" + element));
        List<String> named = PolicyStatement.texts(statement.path(element));
        return !but.isEmpty() ? List.of(ALL_BUT + String.join(", ", but)) : named.isEmpty() ? List.of("") : named;
    }

    private static List<String> principals(JsonNode statement) {
        boolean but = statement.has("NotPrincipal");
        JsonNode given = statement.path(but ? "NotPrincipal" : "Principal");
        List<String> names = new ArrayList<>();
        if (given.isObject()) {
            given.forEach(kind -> names.addAll(PolicyStatement.texts(kind)));
        } else {
            names.addAll(PolicyStatement.texts(given));
        }
        return but ? List.of(ALL_BUT + String.join(", ", names)) : names.isEmpty() ? List.of("") : names;
    }
}
