package groundplan.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the roles of an environment, and what decides what each may do, from its Terraform JSON documents. */
public final class EnvironmentRoles {
    private static final String POLICY = "policy";

    private EnvironmentRoles() {}

    /**
     * The roles by name. A policy that is neither in the documents nor kept among those of AWS is left out: the role then seems to
     * lack what that policy allows.
     *
     * @param documents the configurations of the environment's units
     */
    public static Map<String, RolePolicies> of(Collection<JsonNode> documents) {
        Map<String, PolicyDocument> policies = new TreeMap<>();
        List<TerraformResources> units =
                documents.stream().map(TerraformResources::new).toList();
        for (TerraformResources unit : units) {
            for (String address : unit.of("aws_iam_policy")) {
                JsonNode policy = unit.at(address);
                String name = policy.path("name").asText();
                policies.put(
                        name,
                        PolicyDocument.of("policy " + name, policy.path(POLICY).asText()));
            }
        }
        Map<String, RolePolicies> roles = new TreeMap<>();
        for (TerraformResources unit : units) {
            for (String address : unit.of("aws_iam_role")) {
                RolePolicies role = role(unit, address, policies);
                roles.put(role.name(), role);
            }
        }
        return roles;
    }

    /**
     * The name of a role of the environment's workflows, which sign in with a token of their own.
     *
     * @param task {@code plan}, {@code apply} or {@code deploy}
     */
    public static Optional<String> named(Collection<JsonNode> documents, String task) {
        return documents.stream()
                .map(TerraformResources::new)
                .map(unit -> unit.at("aws_iam_role." + task))
                .filter(role -> role.path("assume_role_policy").asText().contains("sts:AssumeRoleWithWebIdentity"))
                .map(role -> role.path("name").asText())
                .findFirst();
    }

    /**
     * Whether a unit decides what a role may do: it makes the role, its permissions boundary, or a role of the workflows. An
     * administrator applies such a unit, since the boundary denies it to the roles themselves.
     */
    public static boolean decides(JsonNode document, RolePolicies role) {
        TerraformResources unit = new TerraformResources(document);
        return unit.of("aws_iam_role").stream()
                        .map(unit::at)
                        .anyMatch(made -> made.path("name").asText().equals(role.name())
                                || made.path("assume_role_policy").asText().contains("sts:AssumeRoleWithWebIdentity"))
                || unit.of("aws_iam_policy").stream()
                        .map(address ->
                                "policy " + unit.at(address).path("name").asText())
                        .anyMatch(name -> role.boundary()
                                .map(PolicyDocument::name)
                                .filter(name::equals)
                                .isPresent());
    }

    private static RolePolicies role(TerraformResources unit, String address, Map<String, PolicyDocument> policies) {
        JsonNode role = unit.at(address);
        List<PolicyDocument> identity = new ArrayList<>();
        for (String inline : unit.of("aws_iam_role_policy")) {
            if (belongs(unit, inline, address)) {
                JsonNode policy = unit.at(inline);
                identity.add(PolicyDocument.of(
                        "inline policy " + policy.path("name").asText(),
                        policy.path(POLICY).asText()));
            }
        }
        for (String attachment : unit.of("aws_iam_role_policy_attachment")) {
            if (belongs(unit, attachment, address)) {
                policy(unit, unit.at(attachment).path("policy_arn"), policies).ifPresent(identity::add);
            }
        }
        return new RolePolicies(
                role.path("name").asText(),
                List.copyOf(identity),
                policy(unit, role.path("permissions_boundary"), policies));
    }

    private static boolean belongs(TerraformResources unit, String address, String role) {
        JsonNode given = unit.at(address).path("role");
        return unit.referred(given).map(role::equals).orElseGet(() -> given.asText()
                .equals(unit.at(role).path("name").asText("")));
    }

    private static Optional<PolicyDocument> policy(
            TerraformResources unit, JsonNode arn, Map<String, PolicyDocument> policies) {
        return unit.literal(arn, List.of("name")).flatMap(text -> ManagedPolicies.of(text)
                .or(() -> Optional.ofNullable(policies.get(text.substring(text.lastIndexOf('/') + 1)))));
    }
}
