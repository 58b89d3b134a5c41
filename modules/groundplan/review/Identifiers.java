package groundplan.review;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * By what AWS identifies a resource: two objects with the same values of these attributes cannot exist at the same time, or are one and
 * the same, so that the destruction of one destroys the other. The attributes name what the value is unique in, such as the listener of a
 * rule; a type that is not global is unique in its account and region besides.
 */
public final class Identifiers {
    /** In an attribute that is a list, each element identifies. */
    private static final String EACH = "[]";

    private static final Map<String, List<String>> ATTRIBUTES = Map.ofEntries(
            Map.entry("aws_apigatewayv2_domain_name", List.of("domain_name")),
            Map.entry("aws_apigatewayv2_route", List.of("api_id", "route_key")),
            Map.entry("aws_appautoscaling_target", List.of("service_namespace", "scalable_dimension", "resource_id")),
            Map.entry("aws_backup_plan", List.of("name")),
            Map.entry("aws_backup_vault", List.of("name")),
            Map.entry("aws_budgets_budget", List.of("name")),
            Map.entry("aws_cloudfront_distribution", List.of("aliases" + EACH)),
            Map.entry("aws_cloudfront_function", List.of("name")),
            Map.entry("aws_cloudfront_origin_access_control", List.of("name")),
            Map.entry("aws_cloudfront_response_headers_policy", List.of("name")),
            Map.entry("aws_cloudtrail", List.of("name")),
            Map.entry("aws_cloudwatch_dashboard", List.of("dashboard_name")),
            Map.entry("aws_cloudwatch_event_rule", List.of("event_bus_name", "name")),
            Map.entry("aws_cloudwatch_log_group", List.of("name")),
            Map.entry("aws_cloudwatch_metric_alarm", List.of("alarm_name")),
            Map.entry("aws_codedeploy_app", List.of("name")),
            Map.entry("aws_codedeploy_deployment_group", List.of("app_name", "deployment_group_name")),
            Map.entry("aws_cognito_user_pool_domain", List.of("domain")),
            Map.entry("aws_db_instance", List.of("identifier")),
            Map.entry("aws_db_parameter_group", List.of("name")),
            Map.entry("aws_db_subnet_group", List.of("name")),
            Map.entry("aws_dynamodb_table", List.of("name")),
            Map.entry("aws_ecr_lifecycle_policy", List.of("repository")),
            Map.entry("aws_ecr_repository", List.of("name")),
            Map.entry("aws_ecr_repository_policy", List.of("repository")),
            Map.entry("aws_ecs_cluster", List.of("name")),
            Map.entry("aws_ecs_service", List.of("cluster", "name")),
            Map.entry("aws_eks_cluster", List.of("name")),
            Map.entry("aws_eks_node_group", List.of("cluster_name", "node_group_name")),
            Map.entry("aws_elasticache_parameter_group", List.of("name")),
            Map.entry("aws_elasticache_replication_group", List.of("replication_group_id")),
            Map.entry("aws_elasticache_subnet_group", List.of("name")),
            Map.entry("aws_elasticache_user", List.of("user_id")),
            Map.entry("aws_iam_instance_profile", List.of("name")),
            Map.entry("aws_iam_policy", List.of("name")),
            Map.entry("aws_iam_role", List.of("name")),
            Map.entry("aws_iam_role_policy", List.of("role", "name")),
            Map.entry("aws_iam_role_policy_attachment", List.of("role", "policy_arn")),
            Map.entry("aws_iam_user", List.of("name")),
            Map.entry("aws_kms_alias", List.of("name")),
            Map.entry("aws_lambda_alias", List.of("function_name", "name")),
            Map.entry("aws_lambda_function", List.of("function_name")),
            Map.entry("aws_lambda_permission", List.of("function_name", "statement_id")),
            Map.entry("aws_lb", List.of("name")),
            Map.entry("aws_lb_listener", List.of("load_balancer_arn", "port")),
            Map.entry("aws_lb_listener_rule", List.of("listener_arn", "priority")),
            Map.entry("aws_lb_target_group", List.of("name")),
            Map.entry("aws_rds_cluster", List.of("cluster_identifier")),
            Map.entry("aws_rds_cluster_instance", List.of("identifier")),
            Map.entry("aws_rds_cluster_parameter_group", List.of("name")),
            Map.entry("aws_rds_global_cluster", List.of("global_cluster_identifier")),
            Map.entry("aws_route", List.of("route_table_id", "destination_cidr_block")),
            Map.entry("aws_route53_record", List.of("zone_id", "name", "type", "set_identifier")),
            Map.entry("aws_s3_bucket", List.of("bucket")),
            Map.entry("aws_s3_bucket_policy", List.of("bucket")),
            Map.entry("aws_secretsmanager_secret", List.of("name")),
            Map.entry("aws_security_group", List.of("vpc_id", "name")),
            Map.entry("aws_service_discovery_private_dns_namespace", List.of("vpc", "name")),
            Map.entry("aws_service_discovery_service", List.of("namespace_id", "name")),
            Map.entry("aws_sfn_state_machine", List.of("name")),
            Map.entry("aws_sns_topic", List.of("name")),
            Map.entry("aws_sqs_queue", List.of("name")),
            Map.entry("aws_ssm_parameter", List.of("name")),
            Map.entry("aws_subnet", List.of("vpc_id", "cidr_block")),
            Map.entry("aws_wafv2_web_acl", List.of("scope", "name")));

    /** Attributes that may be absent. */
    private static final List<String> OPTIONAL = List.of("set_identifier", "namespace_id");

    /** Types whose identifiers are unique in all regions of an account, or in the world. */
    private static final List<String> GLOBAL = List.of(
            "aws_iam_", "aws_cloudfront_", "aws_route53_", "aws_s3_bucket", "aws_budgets_", "aws_rds_global_cluster");

    private Identifiers() {}

    /**
     * An identifier.
     *
     * @param attribute the attribute that may have to be changed, such as {@code priority}
     * @param key equal for two objects that cannot exist at the same time
     */
    public record Identifier(String attribute, String key) {}

    /**
     * The identifiers of an object; none if its type has none in the table, or if one of its attributes is not known.
     *
     * @param region its region
     * @param attributes its attributes, without those that are not known
     */
    public static List<Identifier> of(String type, String region, JsonNode attributes) {
        List<String> names = ATTRIBUTES.getOrDefault(type, List.of());
        List<String> keys = names.isEmpty()
                ? List.of()
                : List.of(type + (GLOBAL.stream().anyMatch(type::startsWith) ? "" : " " + region));
        for (String name : names) {
            List<String> values = values(name, attributes);
            keys = keys.stream()
                    .flatMap(key -> values.stream().map(value -> key + " " + value))
                    .toList();
        }
        String last = names.isEmpty() ? "" : last(names);
        return keys.stream().map(key -> new Identifier(last, key)).toList();
    }

    private static String last(List<String> names) {
        List<String> required =
                names.stream().filter(name -> !OPTIONAL.contains(name)).toList();
        return required.get(required.size() - 1).replace(EACH, "");
    }

    private static List<String> values(String name, JsonNode attributes) {
        if (name.endsWith(EACH)) {
            List<String> values = new ArrayList<>();
            attributes.path(name.replace(EACH, "")).forEach(value -> values.add(value.asText()));
            return values;
        }
        String value = attributes.path(name).asText("");
        return value.isEmpty() && !OPTIONAL.contains(name)
                ? List.of()
                : Stream.of(value).toList();
    }
}
