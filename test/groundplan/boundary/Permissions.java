package groundplan.boundary;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.json.TerraformJson;
import groundplan.testing.UnitJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a set of policies allows. Conditions of allowing statements are taken as met, and denying statements with a condition
 * as not applying.
 */
record Permissions(List<JsonNode> statements) {
    private static final JsonNode MANAGED = resource("managed-policies.json");

    /** The file next to this class. */
    static JsonNode resource(String name) {
        try (InputStream in = Permissions.class.getResourceAsStream(name)) {
            return TerraformJson.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a role's own policies allow: those of AWS that are attached, and its inline policy. */
    static Permissions ofRole(UnitJson unit, String role) {
        List<JsonNode> all = new ArrayList<>();
        for (String address : unit.addresses()) {
            if (address.equals("aws_iam_role_policy." + role)) {
                unit.policy(address, "policy").path("Statement").forEach(all::add);
            } else if (address.equals("aws_iam_role_policy_attachment." + role)
                    || address.startsWith("aws_iam_role_policy_attachment." + role + "_")) {
                String arn = unit.attribute(address, "policy_arn").asText();
                JsonNode managed = MANAGED.path(arn.substring(arn.lastIndexOf('/') + 1));
                if (managed.isMissingNode()) {
                    throw new AssertionError("managed-policies.json has no " + arn);
                }
                managed.forEach(all::add);
            }
        }
        return new Permissions(List.copyOf(all));
    }

    /** What a policy allows. */
    static Permissions ofPolicy(UnitJson unit, String address) {
        List<JsonNode> all = new ArrayList<>();
        unit.policy(address, "policy").path("Statement").forEach(all::add);
        return new Permissions(List.copyOf(all));
    }

    /** Whether the action is allowed on the resource. */
    boolean allow(String action, String resource) {
        return statements.stream()
                        .anyMatch(statement ->
                                is(statement, "Allow") && acts(statement, action) && meets(statement, resource))
                && statements.stream()
                        .noneMatch(statement -> is(statement, "Deny")
                                && statement.path("Condition").isMissingNode()
                                && acts(statement, action)
                                && meets(statement, resource));
    }

    /** The patterns of all actions that are allowed. */
    List<String> allowed() {
        return statements.stream()
                .filter(statement -> is(statement, "Allow"))
                .flatMap(statement -> texts(statement.path("Action")).stream())
                .toList();
    }

    private static boolean is(JsonNode statement, String effect) {
        return statement.path("Effect").asText().equals(effect);
    }

    private static boolean acts(JsonNode statement, String action) {
        return statement.has("NotAction")
                ? texts(statement.path("NotAction")).stream().noneMatch(pattern -> matches(pattern, action))
                : texts(statement.path("Action")).stream().anyMatch(pattern -> matches(pattern, action));
    }

    private static boolean meets(JsonNode statement, String resource) {
        return statement.has("NotResource")
                ? texts(statement.path("NotResource")).stream().noneMatch(pattern -> matches(pattern, resource))
                : texts(statement.path("Resource")).stream().anyMatch(pattern -> matches(pattern, resource));
    }

    private static boolean matches(String pattern, String text) {
        String expression = Pattern.quote(pattern.toLowerCase(Locale.ROOT))
                .replace("*", "\\E.*\\Q")
                .replace("?", "\\E.\\Q");
        return text.toLowerCase(Locale.ROOT).matches(expression);
    }

    static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node.isTextual()) {
            texts.add(node.asText());
        }
        node.forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
