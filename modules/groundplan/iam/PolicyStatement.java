package groundplan.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A statement of an identity-based policy or a permissions boundary.
 *
 * @param sid its id; empty if it has none
 * @param allows whether its effect is {@code Allow}
 * @param actions patterns of actions
 * @param allButActions whether it is about all actions except those
 * @param resources patterns of ARNs
 * @param allButResources whether it is about all resources except those
 * @param conditions all of which a request has to meet
 * @param certain whether all of its resources are known. A reference of Terraform is taken for any text: what is allowed with it is
 *     wired to it, but whether a denial with it applies is not known.
 */
record PolicyStatement(
        String sid,
        boolean allows,
        List<String> actions,
        boolean allButActions,
        List<String> resources,
        boolean allButResources,
        List<Condition> conditions,
        boolean certain) {
    /** A reference of Terraform: what it refers to is not known before the apply. */
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{[^}$]*+}");

    static PolicyStatement of(JsonNode json) {
        boolean allButActions = json.has("NotAction");
        boolean allButResources = json.has("NotResource");
        return new PolicyStatement(
                json.path("Sid").asText(),
                json.path("Effect").asText().equals("Allow"),
                texts(json.path(allButActions ? "NotAction" : "Action")),
                allButActions,
                texts(json.path(allButResources ? "NotResource" : "Resource")).stream()
                        .map(arn -> REFERENCE.matcher(arn).replaceAll("*"))
                        .toList(),
                allButResources,
                Condition.of(json.path("Condition")),
                !json.path("Effect").asText().equals("Deny")
                        || texts(json.path("Resource")).stream().noneMatch(arn -> arn.contains("${")));
    }

    /** A text, or an array of them. */
    static List<String> texts(JsonNode value) {
        List<String> texts = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(item -> texts.add(item.asText()));
        } else if (!value.isMissingNode()) {
            texts.add(value.asText());
        }
        return texts;
    }

    /** Whether it applies to a request. */
    Certainty applies(AccessRequest request) {
        boolean named = actions.stream().anyMatch(pattern -> Wildcards.action(pattern, request.action()));
        if (named == allButActions) {
            return Certainty.NO;
        }
        Certainty result = Certainty.NO;
        for (String pattern : resources) {
            result = result.or(Wildcards.match(pattern, request.resource()));
        }
        result = allButResources ? result.not() : result;
        for (Condition condition : conditions) {
            if (result == Certainty.NO) {
                return result;
            }
            result = result.and(condition.holds(request));
        }
        return certain ? result : result.and(Certainty.MAYBE);
    }
}
