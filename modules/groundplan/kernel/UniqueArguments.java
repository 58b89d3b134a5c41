package groundplan.kernel;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Resources that AWS accepts once: with the same values of some arguments it refuses the second, whose name in Terraform is another
 * one, in the same unit or in another.
 */
final class UniqueArguments {
    private static final List<String> RULE = List.of(
            "security_group_id",
            "ip_protocol",
            "from_port",
            "to_port",
            "cidr_ipv4",
            "cidr_ipv6",
            "prefix_list_id",
            "referenced_security_group_id");

    private static final Map<String, List<String>> OF_TYPE = Map.ofEntries(
            Map.entry("aws_vpc_security_group_ingress_rule", RULE),
            Map.entry("aws_vpc_security_group_egress_rule", RULE),
            Map.entry(
                    "aws_route",
                    List.of(
                            "route_table_id",
                            "destination_cidr_block",
                            "destination_ipv6_cidr_block",
                            "destination_prefix_list_id")),
            Map.entry("aws_network_acl_rule", List.of("network_acl_id", "egress", "rule_number")),
            Map.entry("aws_lb_listener", List.of("load_balancer_arn", "port")),
            Map.entry("aws_lb_listener_rule", List.of("listener_arn", "priority")),
            Map.entry("aws_iam_role_policy_attachment", List.of("role", "policy_arn")),
            Map.entry("aws_route53_record", List.of("zone_id", "name", "type", "set_identifier")),
            Map.entry("aws_apigatewayv2_route", List.of("api_id", "route_key")),
            Map.entry("aws_cloudwatch_log_metric_filter", List.of("log_group_name", "name")),
            Map.entry("aws_eks_access_entry", List.of("cluster_name", "principal_arn")),
            Map.entry("aws_wafv2_web_acl_association", List.of("resource_arn")),
            Map.entry("aws_ecs_service", List.of("cluster", "name")),
            Map.entry("kubernetes_namespace", List.of(ArgumentValues.CLUSTER, "metadata/name")));

    private UniqueArguments() {}

    /**
     * What units declare twice.
     *
     * @param documents the Terraform JSON of the units
     */
    static List<String> problems(Map<UnitPath, JsonNode> documents) {
        List<String> problems = new ArrayList<>();
        Map<String, String> declared = new TreeMap<>();
        Map<String, String> aliases = new TreeMap<>();
        documents.forEach((path, document) -> {
            ArgumentValues values = new ArgumentValues(documents, path);
            OF_TYPE.forEach((type, arguments) -> document.path("resource")
                    .path(type)
                    .properties()
                    .forEach(resource -> {
                        String where = path + ": " + type + "." + resource.getKey();
                        List<String> own = values.of(resource.getValue(), arguments);
                        String identity = type + " " + border(document, resource.getValue())
                                + values.resolved(resource.getValue(), arguments);
                        String other = declared.putIfAbsent(identity, where);
                        // A resource with count or for_each is several, which these arguments tell apart.
                        if (other != null
                                && !resource.getValue().has("count")
                                && !resource.getValue().has("for_each")) {
                            problems.add(where + " is the same as " + shortened(other, path)
                                    + ", and AWS accepts it once: " + String.join(", ", own));
                        }
                    }));
            document.path("resource")
                    .path("aws_cloudfront_distribution")
                    .properties()
                    .forEach(resource -> {
                        String where = path + ": aws_cloudfront_distribution." + resource.getKey();
                        resource.getValue().path("aliases").forEach(alias -> {
                            String other = aliases.putIfAbsent(alias.asText(), where);
                            if (other != null && !other.equals(where)) {
                                problems.add(where + " has the alias '" + alias.asText() + "' that " + other
                                        + " has too, and CloudFront accepts it for one distribution");
                            }
                        });
                    });
        });
        return problems;
    }

    /** The address alone of what the same unit declares. */
    private static String shortened(String where, UnitPath path) {
        return where.startsWith(path + ": ") ? where.substring((path + ": ").length()) : where;
    }

    private static String border(JsonNode document, JsonNode resource) {
        return document.at("/provider/aws/0/allowed_account_ids/0").asText() + " "
                + resource.path("provider").asText();
    }
}
