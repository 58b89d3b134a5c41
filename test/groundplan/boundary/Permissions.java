package groundplan.boundary;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.iam.AccessRequest;
import groundplan.iam.EnvironmentRoles;
import groundplan.iam.PolicyDocument;
import groundplan.iam.RolePolicies;
import groundplan.json.TerraformJson;
import groundplan.testing.UnitJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a set of policies allows, as {@link RolePolicies} evaluates them: conditions whose keys are not known are taken as met by what
 * allows, and as not met by what denies.
 *
 * @param statements all statements of the policies
 */
record Permissions(RolePolicies policies, List<JsonNode> statements) {
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
        RolePolicies all = EnvironmentRoles.of(List.of(unit.json()))
                .get(unit.attribute("aws_iam_role." + role, "name").asText());
        return new Permissions(
                new RolePolicies(all.name(), all.identity(), Optional.empty()),
                unit.addresses().stream()
                        .filter(address -> address.equals("aws_iam_role_policy." + role))
                        .flatMap(address ->
                                unit.policy(address, "policy").path("Statement").valueStream())
                        .toList());
    }

    /** What a policy allows. */
    static Permissions ofPolicy(UnitJson unit, String address) {
        return new Permissions(
                new RolePolicies(
                        address,
                        List.of(PolicyDocument.of(
                                address, unit.attribute(address, "policy").asText())),
                        Optional.empty()),
                unit.policy(address, "policy").path("Statement").valueStream().toList());
    }

    /** Whether the action is allowed on the resource. */
    boolean allow(String action, String resource) {
        return !policies.decide(new AccessRequest(action, resource, Map.of())).refused();
    }

    /** The patterns of all actions that are allowed. */
    List<String> allowed() {
        return statements.stream()
                .filter(statement -> statement.path("Effect").asText().equals("Allow"))
                .flatMap(statement -> texts(statement.path("Action")).stream())
                .toList();
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
