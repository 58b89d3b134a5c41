package groundplan.review;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Data that is lost permanently, and resources that are unavailable during a replacement. */
final class Losses {
    /** What is lost with a resource that holds data. */
    private static final Map<String, String> HOLDS = Map.ofEntries(
            Map.entry("aws_backup_vault", "its recovery points"),
            Map.entry("aws_cloudwatch_log_group", "its logs"),
            Map.entry("aws_cognito_user_pool", "its users"),
            Map.entry("aws_db_instance", "its data"),
            Map.entry("aws_dynamodb_table", "its items"),
            Map.entry("aws_ebs_volume", "its data"),
            Map.entry("aws_ecr_repository", "its images"),
            Map.entry("aws_efs_file_system", "its files"),
            Map.entry("aws_eks_cluster", "everything in it"),
            Map.entry("aws_elasticache_replication_group", "its keys and values"),
            Map.entry("aws_kms_key", "everything that it encrypts"),
            Map.entry("aws_rds_cluster", "its data"),
            Map.entry("aws_rds_global_cluster", "its replication"),
            Map.entry("aws_route53_zone", "its records and its name servers"),
            Map.entry("aws_s3_bucket", "its objects"),
            Map.entry("aws_secretsmanager_secret", "its value"),
            Map.entry("aws_sqs_queue", "its messages"),
            Map.entry("aws_ssm_parameter", "its value"),
            Map.entry("kubernetes_namespace", "everything in it"));

    private static final Set<String> SERVES = Set.of(
            "aws_acm_certificate",
            "aws_apigatewayv2_api",
            "aws_apigatewayv2_domain_name",
            "aws_apigatewayv2_route",
            "aws_lambda_alias",
            "aws_lambda_event_source_mapping",
            "aws_cloudfront_distribution",
            "aws_db_subnet_group",
            "aws_ecs_cluster",
            "aws_ecs_service",
            "aws_eks_node_group",
            "aws_internet_gateway",
            "aws_lambda_function",
            "aws_lb",
            "aws_lb_listener",
            "aws_lb_target_group",
            "aws_nat_gateway",
            "aws_route",
            "aws_route53_record",
            "aws_rds_cluster_instance",
            "aws_subnet",
            "aws_vpc",
            "aws_vpc_endpoint",
            "helm_release");

    private Losses() {}

    static boolean holdsData(String type, JsonNode resource) {
        return held(type, resource) != null;
    }

    static Optional<Danger> of(ResourceChange change) {
        if (!change.loses()) {
            return Optional.empty();
        }
        String verb = change.does() == ResourceChange.Does.REPLACE ? "is replaced" : "is destroyed";
        String held = held(change.type(), change.before());
        if (held != null) {
            return Optional.of(new Danger(
                    Danger.Weight.DATA_LOSS,
                    verb + ": " + held + (plural(held) ? " are" : " is") + " lost" + snapshot(change)));
        }
        return SERVES.contains(change.type()) ? Optional.of(new Danger(Danger.Weight.OUTAGE, verb)) : Optional.empty();
    }

    /** A function that is also invoked when its invocation is destroyed deletes what it created: a parameter, with its value. */
    private static String held(String type, JsonNode resource) {
        return type.equals("aws_lambda_invocation")
                        && resource.path("lifecycle_scope").asText().equals("CRUD")
                ? "what its function created"
                : HOLDS.get(type);
    }

    private static boolean plural(String held) {
        return held.endsWith("s") || held.endsWith("data");
    }

    private static String snapshot(ResourceChange change) {
        return change.before().path("final_snapshot_identifier").isTextual()
                        && !change.before().path("skip_final_snapshot").asBoolean()
                ? ", except for a final snapshot"
                : "";
    }
}
