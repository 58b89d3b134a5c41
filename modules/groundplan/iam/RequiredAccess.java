package groundplan.iam;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.iam.ProviderActions.Action;
import groundplan.iam.ProviderActions.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One thing that a role must be allowed to do.
 *
 * @param address the resource for which it is needed
 * @param phase when
 * @param request what is asked of AWS
 */
public record RequiredAccess(String address, Phase phase, AccessRequest request) {
    private static final String ROLE = "aws_iam_role";

    /**
     * What a unit needs: the recorded actions of the types of its resources, and that the roles in their arguments are passed.
     *
     * @param document its configuration, providers included
     * @param accountId the environment's account
     * @param phases what is done with its resources
     */
    public static List<RequiredAccess> of(JsonNode document, String accountId, Set<Phase> phases) {
        TerraformResources resources = new TerraformResources(document);
        List<RequiredAccess> required = new ArrayList<>();
        resources.addresses().forEach(address -> {
            for (Phase phase : phases) {
                for (String action : ProviderActions.of(TerraformResources.type(address), phase)) {
                    required.add(new RequiredAccess(address, phase, request(resources, address, action, accountId)));
                }
                if (phase == Phase.READ) {
                    decryption(resources, address, accountId)
                            .forEach(request -> required.add(new RequiredAccess(address, phase, request)));
                }
                if (phase == Phase.CREATE || phase == Phase.UPDATE) {
                    PassedRoles.of(resources, address, accountId)
                            .forEach(request -> required.add(new RequiredAccess(address, phase, request)));
                }
            }
        });
        return required;
    }

    /** The types of a unit's resources of which no actions are known. */
    public static SortedSet<String> unknownTypes(JsonNode document) {
        SortedSet<String> types = new TreeSet<>();
        new TerraformResources(document).addresses().forEach(address -> types.add(TerraformResources.type(address)));
        types.removeIf(ProviderActions::knows);
        return types;
    }

    /** What Systems Manager asks of KMS in the caller's name: the provider reads each parameter decrypted. */
    private static List<AccessRequest> decryption(TerraformResources resources, String address, String accountId) {
        if (!TerraformResources.type(address).equals("aws_ssm_parameter")
                || !resources.at(address).path("type").asText().equals("SecureString")) {
            return List.of();
        }
        String region = resources.region(address);
        return List.of(new AccessRequest(
                "kms:Decrypt",
                "arn:aws:kms:" + region + ":" + accountId + ":key/*",
                Map.of(
                        "aws:RequestedRegion", List.of(region),
                        "kms:ViaService", List.of("ssm." + region + ".amazonaws.com"))));
    }

    private static AccessRequest request(TerraformResources resources, String address, String name, String accountId) {
        Action action = ProviderActions.action(name);
        String region = action.region().isEmpty() ? resources.region(address) : action.region();
        Map<String, List<String>> context = new TreeMap<>(Map.of(
                "aws:RequestedRegion", List.of(region),
                "aws:SecureTransport", List.of("true"),
                "aws:PrincipalAccount", List.of(accountId),
                "aws:ResourceAccount", List.of(accountId)));
        String role = TerraformResources.type(address).equals(ROLE)
                ? address
                : resources.referred(resources.at(address).path("role")).orElse("");
        if (name.startsWith("iam:") && role.startsWith(ROLE + ".")) {
            context.put("iam:PermissionsBoundary", boundary(resources, resources.at(role), accountId));
        }
        ResourceArn arn = new ResourceArn(resources, address, accountId, region);
        return new AccessRequest(name, arn.of(action.arns()), context);
    }

    private static List<String> boundary(TerraformResources resources, JsonNode role, String accountId) {
        JsonNode boundary = role.path("permissions_boundary");
        return boundary.isMissingNode()
                ? List.of()
                : List.of(resources
                        .literal(boundary, List.of("name"))
                        .map(text -> text.startsWith("arn:") ? text : ResourceArn.iam(accountId, "policy", text))
                        .orElse("*"));
    }
}
