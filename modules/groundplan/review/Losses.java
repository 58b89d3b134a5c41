package groundplan.review;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Data that is lost with the resource that holds it, and resources that are unavailable during a replacement. */
final class Losses {
    /** What is lost with a resource that holds data. */
    private static final Map<String, String> HOLDS = Map.ofEntries(
            Map.entry("aws_backup_vault", "its recovery points"),
            Map.entry("aws_cloudformation_stack", "everything in it"),
            Map.entry("aws_cloudtrail_event_data_store", "its events"),
            Map.entry("aws_cloudwatch_event_archive", "its events"),
            Map.entry("aws_cloudwatch_log_group", "its logs"),
            Map.entry("aws_codeartifact_repository", "its packages"),
            Map.entry("aws_codecommit_repository", "its commits"),
            Map.entry("aws_cognito_user_pool", "its users"),
            Map.entry("aws_db_cluster_snapshot", "its data"),
            Map.entry("aws_db_instance", "its data"),
            Map.entry("aws_db_snapshot", "its data"),
            Map.entry("aws_docdb_cluster", "its data"),
            Map.entry("aws_dynamodb_table", "its items"),
            Map.entry("aws_dynamodb_table_replica", "its items"),
            Map.entry("aws_ebs_snapshot", "its data"),
            Map.entry("aws_ebs_volume", "its data"),
            Map.entry("aws_ecr_repository", "its images"),
            Map.entry("aws_ecrpublic_repository", "its images"),
            Map.entry("aws_efs_file_system", "its files"),
            Map.entry("aws_eks_cluster", "everything in it"),
            Map.entry("aws_elasticache_cluster", "its keys and values"),
            Map.entry("aws_elasticache_replication_group", "its keys and values"),
            Map.entry("aws_elasticache_serverless_cache", "its keys and values"),
            Map.entry("aws_elasticsearch_domain", "its indexes"),
            Map.entry("aws_fsx_lustre_file_system", "its files"),
            Map.entry("aws_fsx_ontap_file_system", "its files"),
            Map.entry("aws_fsx_openzfs_file_system", "its files"),
            Map.entry("aws_fsx_windows_file_system", "its files"),
            Map.entry("aws_keyspaces_table", "its rows"),
            Map.entry("aws_kinesis_stream", "its records"),
            Map.entry("aws_kms_external_key", "everything that it encrypts"),
            Map.entry("aws_kms_key", "everything that it encrypts"),
            Map.entry("aws_kms_replica_key", "everything that it encrypts in this region"),
            Map.entry("aws_lightsail_database", "its data"),
            Map.entry("aws_memorydb_cluster", "its keys and values"),
            Map.entry("aws_mq_broker", "its messages"),
            Map.entry("aws_msk_cluster", "its records"),
            Map.entry("aws_msk_serverless_cluster", "its records"),
            Map.entry("aws_neptune_cluster", "its data"),
            Map.entry("aws_opensearch_domain", "its indexes"),
            Map.entry("aws_opensearchserverless_collection", "its indexes"),
            Map.entry("aws_organizations_account", "access to it"),
            Map.entry("aws_prometheus_workspace", "its metrics"),
            Map.entry("aws_qldb_ledger", "its documents"),
            Map.entry("aws_rds_cluster", "its data"),
            Map.entry("aws_rds_global_cluster", "its replication"),
            Map.entry("aws_redshift_cluster", "its data"),
            Map.entry("aws_redshiftserverless_namespace", "its data"),
            Map.entry("aws_route53_zone", "its records and its name servers"),
            Map.entry("aws_s3_bucket", "its objects"),
            Map.entry("aws_s3_directory_bucket", "its objects"),
            Map.entry("aws_secretsmanager_secret", "its value"),
            Map.entry("aws_sqs_queue", "its messages"),
            Map.entry("aws_ssm_parameter", "its value"),
            Map.entry("aws_timestreamwrite_table", "its records"),
            Map.entry("kubernetes_namespace", "everything in it"),
            Map.entry("kubernetes_persistent_volume_claim", "its data"));

    private static final Set<String> SERVES = Set.of(
            "aws_acm_certificate",
            "aws_api_gateway_stage",
            "aws_apigatewayv2_stage",
            "aws_ec2_transit_gateway",
            "aws_ec2_transit_gateway_vpc_attachment",
            "aws_vpc_peering_connection",
            "aws_api_gateway_rest_api",
            "aws_apigatewayv2_api",
            "aws_apigatewayv2_domain_name",
            "aws_apigatewayv2_route",
            "aws_autoscaling_group",
            "aws_lambda_alias",
            "aws_lambda_event_source_mapping",
            "aws_cloudfront_distribution",
            "aws_db_subnet_group",
            "aws_docdb_cluster_instance",
            "aws_ecs_cluster",
            "aws_ecs_service",
            "aws_eip",
            "aws_eks_node_group",
            "aws_instance",
            "aws_internet_gateway",
            "aws_lambda_function",
            "aws_lb",
            "aws_lb_listener",
            "aws_lb_target_group",
            "aws_nat_gateway",
            "aws_neptune_cluster_instance",
            "aws_route",
            "aws_route53_record",
            "aws_rds_cluster_instance",
            "aws_sns_topic",
            "aws_subnet",
            "aws_vpc",
            "aws_vpc_endpoint",
            "aws_vpn_connection",
            "helm_release");

    /** Arguments without which AWS deletes a resource only when it is empty. */
    private static final Map<String, String> EMPTIED = Map.of(
            "aws_backup_vault", "force_destroy",
            "aws_ecr_repository", "force_delete",
            "aws_ecrpublic_repository", "force_destroy",
            "aws_route53_zone", "force_destroy",
            "aws_s3_bucket", "force_destroy");

    private Losses() {}

    static boolean holdsData(String type) {
        return HOLDS.containsKey(type);
    }

    static Optional<Danger> of(ResourceChange change) {
        // With skip_destroy it leaves the state and stays in AWS.
        if (!change.loses() || change.before().path("skip_destroy").asBoolean()) {
            return Optional.empty();
        }
        String verb = change.does() == ResourceChange.Does.REPLACE ? "is replaced" : "is destroyed";
        String held = HOLDS.get(change.type());
        if (held != null) {
            return Optional.of(Danger.loss(
                    verb + ": " + held + (plural(held) ? " are" : " is") + " lost" + snapshot(change) + empty(change)));
        }
        boolean gap = change.does() == ResourceChange.Does.DESTROY || !change.createdFirst();
        return SERVES.contains(change.type()) && gap ? Optional.of(Danger.outage(verb)) : Optional.empty();
    }

    private static boolean plural(String held) {
        return held.startsWith("its ") && (held.endsWith("s") || held.endsWith("data"));
    }

    private static String snapshot(ResourceChange change) {
        return change.before().path("final_snapshot_identifier").isTextual()
                        && !change.before().path("skip_final_snapshot").asBoolean()
                ? ", except for a final snapshot"
                : "";
    }

    private static String empty(ResourceChange change) {
        String argument = EMPTIED.get(change.type());
        return argument != null
                        && !change.before().path(argument).asBoolean()
                        && change.before().has(argument)
                ? "; AWS refuses that while it is not empty, since " + argument + " is false"
                : "";
    }
}
