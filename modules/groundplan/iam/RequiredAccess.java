package groundplan.iam;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.iam.ProviderActions.Action;
import groundplan.iam.ProviderActions.Phase;
import java.util.ArrayList;
import java.util.HashMap;
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
            // Most actions on a resource can be restricted to the same ARNs.
            Map<ArnForms, String> arns = new HashMap<>();
            for (Phase phase : phases) {
                for (String name : ProviderActions.of(TerraformResources.type(address), phase)) {
                    Action action = ProviderActions.action(name);
                    String region = action.region().isEmpty() ? resources.region(address) : action.region();
                    String arn = arns.computeIfAbsent(
                            new ArnForms(region, action.arns()),
                            key -> new ResourceArn(resources, address, accountId, region).of(action.arns()));
                    required.add(new RequiredAccess(
                            address,
                            phase,
                            new AccessRequest(name, arn, context(resources, address, name, region, accountId))));
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
        document.path("resource").fieldNames().forEachRemaining(types::add);
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

    private static Map<String, List<String>> context(
            TerraformResources resources, String address, String action, String region, String accountId) {
        Map<String, List<String>> context = new TreeMap<>(Map.of(
                "aws:RequestedRegion", List.of(region),
                "aws:SecureTransport", List.of("true"),
                "aws:PrincipalAccount", List.of(accountId),
                "aws:ResourceAccount", List.of(accountId)));
        String role = TerraformResources.type(address).equals(ROLE)
                ? address
                : resources.referred(resources.at(address).path("role")).orElse("");
        if (action.startsWith("iam:") && role.startsWith(ROLE + ".")) {
            context.put("iam:PermissionsBoundary", boundary(resources, resources.at(role), accountId));
        }
        return context;
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

    /** What an ARN is worked out from, for one resource. */
    private record ArnForms(String region, List<String> forms) {}
}
