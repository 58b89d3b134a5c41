package groundplan.importids;

import static groundplan.importids.Form.named;
import static groundplan.importids.Form.tagged;

import java.util.List;
import java.util.Optional;

/** Finds the resource type and the import id of an ARN. */
public final class ImportIds {
    private static final String NAME = "(?<name>[^/]+)";
    private static final String ID = "(?<id>[^/]+)";

    private static final List<Form> FORMS = List.of(
            tagged("aws_acm_certificate", "acm", "certificate/.+", "{arn}"),
            tagged("aws_backup_plan", "backup", "backup-plan:(?<id>[^:]+)", "{id}"),
            named("aws_backup_vault", "backup", "backup-vault:(?<name>.+)", "name", "{name}"),
            tagged("aws_cloudfront_distribution", "cloudfront", "distribution/" + ID, "{id}"),
            named("aws_cloudtrail", "cloudtrail", "trail/(?<name>.+)", "name", "{arn}"),
            named("aws_cloudwatch_event_rule", "events", "rule/(?<name>[^/]+)", "name", "default/{name}"),
            named("aws_cloudwatch_log_group", "logs", "log-group:(?<name>[^:]+)(:\\*)?", "name", "{name}"),
            named("aws_cloudwatch_metric_alarm", "cloudwatch", "alarm:(?<name>.+)", "alarm_name", "{name}"),
            named("aws_db_instance", "rds", "db:(?<name>.+)", "identifier", "{name}"),
            named("aws_db_parameter_group", "rds", "pg:(?<name>.+)", "name", "{name}"),
            named("aws_db_subnet_group", "rds", "subgrp:(?<name>.+)", "name", "{name}"),
            named("aws_dynamodb_table", "dynamodb", "table/" + NAME, "name", "{name}"),
            named("aws_ecr_repository", "ecr", "repository/(?<name>.+)", "name", "{name}"),
            named("aws_ecs_cluster", "ecs", "cluster/" + NAME, "name", "{name}"),
            named("aws_ecs_service", "ecs", "service/(?<id>[^/]+)/(?<name>[^/]+)", "name", "{id}/{name}"),
            tagged("aws_efs_access_point", "elasticfilesystem", "access-point/" + ID, "{id}"),
            tagged("aws_efs_file_system", "elasticfilesystem", "file-system/" + ID, "{id}"),
            tagged("aws_eip", "ec2", "elastic-ip/" + ID, "{id}"),
            named("aws_eks_cluster", "eks", "cluster/" + NAME, "name", "{name}"),
            named(
                    "aws_elasticache_replication_group",
                    "elasticache",
                    "replicationgroup:(?<name>.+)",
                    "replication_group_id",
                    "{name}"),
            named("aws_elasticache_subnet_group", "elasticache", "subnetgroup:(?<name>.+)", "name", "{name}"),
            named("aws_iam_policy", "iam", "policy/(?:.*/)?(?<name>[^/]+)", "name", "{arn}"),
            named("aws_iam_role", "iam", "role/(?:.*/)?(?<name>[^/]+)", "name", "{name}"),
            tagged("aws_internet_gateway", "ec2", "internet-gateway/" + ID, "{id}"),
            tagged("aws_kms_key", "kms", "key/" + ID, "{id}"),
            named("aws_lambda_function", "lambda", "function:(?<name>[^:]+)", "function_name", "{name}"),
            named("aws_lb", "elasticloadbalancing", "loadbalancer/(?:app|net)/(?<name>[^/]+)/.+", "name", "{arn}"),
            named("aws_lb_target_group", "elasticloadbalancing", "targetgroup/(?<name>[^/]+)/.+", "name", "{arn}"),
            tagged("aws_nat_gateway", "ec2", "natgateway/" + ID, "{id}"),
            named("aws_rds_cluster", "rds", "cluster:(?<name>.+)", "cluster_identifier", "{name}"),
            named("aws_rds_global_cluster", "rds", "global-cluster:(?<name>.+)", "global_cluster_identifier", "{name}"),
            tagged("aws_route53_zone", "route53", "hostedzone/" + ID, "{id}"),
            tagged("aws_route_table", "ec2", "route-table/" + ID, "{id}"),
            named("aws_s3_bucket", "s3", NAME, "bucket", "{name}"),
            named("aws_secretsmanager_secret", "secretsmanager", "secret:(?<name>.+)-[A-Za-z0-9]{6}", "name", "{arn}"),
            tagged("aws_security_group", "ec2", "security-group/" + ID, "{id}"),
            named("aws_sns_topic", "sns", "(?<name>[^:]+)", "name", "{arn}"),
            named("aws_sqs_queue", "sqs", "(?<name>.+)", "name", "https://sqs.{region}.amazonaws.com/{account}/{name}"),
            named("aws_ssm_parameter", "ssm", "parameter(?<name>/.+)", "name", "{name}"),
            named("aws_ssm_parameter", "ssm", "parameter/" + NAME, "name", "{name}"),
            tagged("aws_subnet", "ec2", "subnet/" + ID, "{id}"),
            tagged("aws_vpc", "ec2", "vpc/" + ID, "{id}"),
            tagged("aws_vpc_endpoint", "ec2", "vpc-endpoint/" + ID, "{id}"),
            named(
                    "aws_wafv2_web_acl",
                    "wafv2",
                    "regional/webacl/(?<name>[^/]+)/(?<id>.+)",
                    "name",
                    "{id}/{name}/REGIONAL"),
            named(
                    "aws_wafv2_web_acl",
                    "wafv2",
                    "global/webacl/(?<name>[^/]+)/(?<id>.+)",
                    "name",
                    "{id}/{name}/CLOUDFRONT"));

    private ImportIds() {}

    /** The possible resources of an ARN; empty for an unknown type. */
    public static List<ImportId> of(String arn) {
        return FORMS.stream()
                .map(form -> form.of(arn))
                .flatMap(Optional::stream)
                .toList();
    }
}
