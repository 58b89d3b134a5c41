package groundplan.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** That roles are passed to services, which AWS checks for each resource that has a role among its arguments. */
final class PassedRoles {
    private static final Pattern ROLE = Pattern.compile("role|iam_service_role|(?:[a-z_]+_)?role_arn");
    private static final Pattern LINKED =
            Pattern.compile("arn:aws:iam::[0-9]{12}:role/(aws-service-role/([a-z0-9.-]+)/\\w+)");
    private static final Pattern SERVICE = Pattern.compile("\"([a-z0-9.-]+\\.amazonaws\\.com)\"");

    private PassedRoles() {}

    /** The requests for a resource. A role of another unit, and the services that it trusts, are not known. Service-linked
     * roles are passed as well. */
    static List<AccessRequest> of(TerraformResources resources, String address, String accountId) {
        List<AccessRequest> requests = new ArrayList<>();
        if (!address.startsWith("aws_iam_")) {
            add(resources.at(address), resources, accountId, requests);
        }
        return requests;
    }

    private static void add(
            JsonNode value, TerraformResources resources, String accountId, List<AccessRequest> requests) {
        if (value.isArray()) {
            value.forEach(item -> add(item, resources, accountId, requests));
        }
        value.properties().forEach(argument -> {
            if (ROLE.matcher(argument.getKey()).matches()) {
                Matcher linked = LINKED.matcher(argument.getValue().asText());
                if (linked.matches()) {
                    requests.add(passing(accountId, linked.group(1), List.of(linked.group(2))));
                }
                resources
                        .referred(argument.getValue())
                        .filter(target -> TerraformResources.type(target).equals("aws_iam_role"))
                        .map(resources::at)
                        .ifPresent(role -> requests.add(
                                passing(accountId, role.path("name").asText("*"), services(role))));
            } else {
                add(argument.getValue(), resources, accountId, requests);
            }
        });
    }

    private static AccessRequest passing(String accountId, String role, List<String> services) {
        return new AccessRequest(
                "iam:PassRole", ResourceArn.iam(accountId, "role", role), Map.of("iam:PassedToService", services));
    }

    private static List<String> services(JsonNode role) {
        Matcher service = SERVICE.matcher(role.path("assume_role_policy").asText());
        List<String> services = new ArrayList<>();
        while (service.find()) {
            services.add(service.group(1));
        }
        return services;
    }
}
