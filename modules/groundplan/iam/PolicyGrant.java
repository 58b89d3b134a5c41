package groundplan.iam;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One action on one resource by one principal, as a statement of a policy allows or denies it.
 *
 * @param action the action
 * @param resource the resource; missing in a trust policy
 * @param principal who; missing in an identity-based policy
 * @param conditions when
 */
record PolicyGrant(Patterns action, Patterns resource, Patterns principal, ConditionSet conditions) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern EVERY_RESOURCE = Pattern.compile("\\*|arn:[^:]*:[^:]*:[^:]*:[^:]*:\\*");
    /** Providers of identities whose tokens everybody can get, told apart by the subject only. */
    private static final Pattern SHARED_PROVIDER = Pattern.compile(
            ".*oidc-provider/(token\\.actions\\.githubusercontent\\.com|gitlab\\.com|app\\.terraform\\.io|"
                    + "agent\\.buildkite\\.com|vstoken\\.dev\\.azure\\.com)(/.*)?");
    /** With any of these on every resource, a principal can give itself all permissions. */
    private static final Set<String> ESCALATION = Set.of(
            "iam:passrole",
            "iam:attachrolepolicy",
            "iam:attachuserpolicy",
            "iam:attachgrouppolicy",
            "iam:putrolepolicy",
            "iam:putuserpolicy",
            "iam:putgrouppolicy",
            "iam:createaccesskey",
            "iam:createloginprofile",
            "iam:createpolicyversion",
            "iam:setdefaultpolicyversion",
            "iam:updateassumerolepolicy",
            "iam:updateloginprofile",
            "sts:assumerole");

    /**
     * What the statements of a policy with an effect name.
     *
     * @param policy the policy as JSON; nothing is found in other text
     */
    static List<PolicyGrant> of(String policy, String effect) {
        List<PolicyGrant> grants = new ArrayList<>();
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
            ConditionSet conditions = ConditionSet.of(statement.path("Condition"));
            for (Patterns action : element(statement, "Action")) {
                for (Patterns resource : element(statement, "Resource")) {
                    for (Patterns principal : principals(statement)) {
                        grants.add(new PolicyGrant(action, resource, principal, conditions));
                    }
                }
            }
        }
        return grants;
    }

    private static List<Patterns> element(JsonNode statement, String name) {
        List<String> but = PolicyStatement.texts(statement.path("Not" + name));
        List<String> named = PolicyStatement.texts(statement.path(name));
        return patterns(but, named);
    }

    private static List<Patterns> principals(JsonNode statement) {
        return patterns(
                principals(statement.path("NotPrincipal"), statement.has("NotPrincipal")),
                principals(statement.path("Principal"), statement.has("Principal")));
    }

    private static List<String> principals(JsonNode given, boolean there) {
        List<String> names = new ArrayList<>();
        if (there && given.isObject()) {
            given.forEach(kind -> names.addAll(PolicyStatement.texts(kind)));
        } else if (there) {
            names.addAll(PolicyStatement.texts(given));
        }
        return names.stream()
                .map(name -> ACCOUNT.matcher(name).matches() ? "arn:aws:iam::" + name + ":root" : name)
                .toList();
    }

    private static List<Patterns> patterns(List<String> but, List<String> named) {
        if (!but.isEmpty()) {
            return List.of(new Patterns(true, but));
        }
        return named.isEmpty()
                ? List.of(Patterns.of(""))
                : named.stream().map(Patterns::of).toList();
    }

    /** Whether everything that the other one names is named by this one, whatever the conditions. */
    boolean covers(PolicyGrant other) {
        return lowerCase(action).covers(lowerCase(other.action))
                && resource.covers(other.resource)
                && principal.covers(other.principal);
    }

    /** Whether an action is among those that it names. */
    boolean names(String name) {
        return covers(new PolicyGrant(Patterns.of(name), resource, principal, conditions));
    }

    /** Whether everything that the other one names is named by this one, under conditions that are met whenever the other's are. */
    boolean includes(PolicyGrant other) {
        return covers(other) && conditions.cover(other.conditions);
    }

    private static Patterns lowerCase(Patterns patterns) {
        return new Patterns(
                patterns.allBut(),
                patterns.patterns().stream()
                        .map(text -> text.toLowerCase(Locale.ROOT))
                        .toList());
    }

    /**
     * Whether it names every action of a service, or one that leads to all permissions, on every resource; or everybody. A resource's
     * policy that names all actions for one principal is about that resource only.
     */
    boolean wide() {
        return principal.missing() ? wideForIdentity() : everybody();
    }

    private boolean wideForIdentity() {
        boolean allActions =
                action.everything() || action.allBut() || action.first().equals("*:*");
        boolean escalation =
                conditions.none() && ESCALATION.contains(action.first().toLowerCase(Locale.ROOT));
        boolean allResources =
                resource.allBut() || EVERY_RESOURCE.matcher(resource.first()).matches();
        return allActions || (action.first().endsWith(":*") || escalation) && allResources;
    }

    /** Whether anybody may be the principal. */
    boolean everybody() {
        return (principal.everything() || principal.allBut()) && !conditions.restrictCaller() || anySubject();
    }

    /** Whether every user of a provider that everybody can use is accepted. */
    private boolean anySubject() {
        return SHARED_PROVIDER.matcher(principal.first()).matches() && !conditions.restrictSubject();
    }

    String shown() {
        return action
                + (resource.missing() ? "" : " on " + resource)
                + (principal.missing() ? "" : " by " + principal)
                + (anySubject() ? " with any subject" : "");
    }
}
