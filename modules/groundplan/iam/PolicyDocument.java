package groundplan.iam;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;

/**
 * A policy.
 *
 * @param name how messages call it, such as {@code policy 'plan'}
 * @param statements its statements
 */
public record PolicyDocument(String name, List<PolicyStatement> statements) {
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * Reads a policy.
     *
     * @param name how messages call it
     * @param text the policy as JSON; references of Terraform stand for what is not known
     * @throws IllegalArgumentException if it is not JSON
     */
    public static PolicyDocument of(String name, String text) {
        try {
            return of(name, JSON.readTree(text));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(name + " is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** A policy that was read already. */
    static PolicyDocument of(String name, JsonNode json) {
        List<PolicyStatement> statements = new ArrayList<>();
        JsonNode given = json.path("Statement");
        if (given.isObject()) {
            statements.add(PolicyStatement.of(given));
        } else {
            given.forEach(statement -> statements.add(PolicyStatement.of(statement)));
        }
        return new PolicyDocument(name, List.copyOf(statements));
    }

    /** How sure it is that one of its statements with an effect applies. */
    Certainty applies(boolean allowing, AccessRequest request) {
        Certainty result = Certainty.NO;
        for (PolicyStatement statement : statements) {
            if (statement.allows() == allowing && result != Certainty.YES) {
                result = result.or(statement.applies(request));
            }
        }
        return result;
    }

    /** The first statement that applies for sure, as messages name it. */
    String denying(AccessRequest request) {
        return statements.stream()
                .filter(statement -> !statement.allows() && statement.applies(request) == Certainty.YES)
                .findFirst()
                .map(statement -> statement.sid().isEmpty() ? name : name + ", statement " + statement.sid())
                .orElse(name);
    }
}
