package groundplan.kernel;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Resources that AWS accepts once: with the same values of some arguments it refuses the second, whose name in Terraform is another
 * one. What a unit declares is compared with what the same unit declares.
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
            Map.entry("aws_wafv2_web_acl_association", List.of("resource_arn")));

    private UniqueArguments() {}

    /** What a unit's document declares twice. */
    static List<String> problems(UnitPath path, JsonNode document) {
        List<String> problems = new ArrayList<>();
        OF_TYPE.forEach((type, arguments) -> {
            Map<String, String> declared = new TreeMap<>();
            document.path("resource").path(type).properties().forEach(resource -> {
                List<String> values = new ArrayList<>();
                arguments.forEach(argument -> {
                    JsonNode value = resource.getValue().path(argument);
                    if (!value.isMissingNode()) {
                        values.add(argument + " = " + value.asText());
                    }
                });
                String other = declared.putIfAbsent(
                        resource.getValue().path("provider").asText() + values, type + "." + resource.getKey());
                // A resource with count or for_each is several, which these arguments tell apart.
                if (other != null
                        && !resource.getValue().has("count")
                        && !resource.getValue().has("for_each")) {
                    problems.add(path + ": " + type + "." + resource.getKey() + " is the same as " + other
                            + ", and AWS accepts it once: " + String.join(", ", values));
                }
            });
        });
        return problems;
    }
}
