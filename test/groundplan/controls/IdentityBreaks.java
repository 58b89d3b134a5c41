package groundplan.controls;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Mistakes in roles, keys, secrets, logs and alarms. */
final class IdentityBreaks {
  private static final String ECS = "credlink/prod/us-east-1/ecs";
  private static final String GITHUB = "credlink/prod/_global/github";
  private static final String KMS = "credlink/prod/us-east-1/kms";
  private static final String SECRETS = "credlink/prod/us-east-1/secrets";
  private static final String WATCH = "credlink/prod/us-east-1/observability";
  private static final String DNS = "credlink/prod/_global/dns";
  private static final String TRUST = "assume_role_policy";
  private static final String SUBJECT = "repo:credlink/credlink:environment:prod";

  private IdentityBreaks() {}

  static final List<Break> ALL = List.of(
      Break.edit(ECS, "role may do everything", "aws_iam_role_policy.sign_task", "policy", "\"s3:ListBucket\"", "\"*\""),
      Break.rewrite(ECS, "role may do anything with every bucket", "aws_iam_role_policy.sign_task",
          "\\\"s3:ListBucket\\\",\\\"Resource\\\":\\\"${data.terraform_remote_state.storage.outputs.bucket_arns.proofs}\\\"",
          "\\\"s3:*\\\",\\\"Resource\\\":\\\"*\\\""),
      Break.with(ECS, "administrator's policy attached", "aws_iam_role_policy_attachment.all",
          "{\"role\": \"${aws_iam_role.sign_task.name}\", \"policy_arn\": \"arn:aws:iam::aws:policy/AdministratorAccess\"}"),
      Break.edit(ECS, "role trusts anyone", "aws_iam_role.sign_task", TRUST, "{\"Service\":\"ecs-tasks.amazonaws.com\"}",
          "{\"AWS\":\"*\"}"),
      Break.with(ECS, "user with a key", "aws_iam_user.deploy", "{\"name\": \"deploy\"}"),
      Break.edit(GITHUB, "every repository of the organisation is trusted", "aws_iam_role.apply", TRUST, SUBJECT,
          "repo:credlink/*"),
      Break.edit(GITHUB, "every branch of the repository is trusted", "aws_iam_role.apply", TRUST, SUBJECT,
          "repo:credlink/credlink:*"),
      Break.edit(GITHUB, "every audience is trusted", "aws_iam_role.apply", TRUST,
          "\"token.actions.githubusercontent.com:aud\":\"sts.amazonaws.com\",", ""),
      Break.edit(GITHUB, "subject compared with wildcards", "aws_iam_role.apply", TRUST, "StringEquals", "StringLike"),
      Break.set(GITHUB, "sessions of twelve hours", "aws_iam_role.apply", "max_session_duration", "43200"),
      Break.drop(GITHUB, "workflow without a boundary", "aws_iam_role.apply", "permissions_boundary"),
      Break.edit(GITHUB, "no role for plans alone", "aws_iam_role.plan", TRUST, "pull_request", "environment:prod"),
      Break.set(KMS, "key does not rotate", "aws_kms_key.data", "enable_key_rotation", "false"),
      Break.set(KMS, "key is gone after a week", "aws_kms_key.data", "deletion_window_in_days", "7"),
      Break.drop(KMS, "key without a policy", "aws_kms_key.data", "policy"),
      Break.drop(SECRETS, "secret without our own key", "aws_secretsmanager_secret.signing_key", "kms_key_id"),
      Break.set(SECRETS, "deleted secret cannot be recovered", "aws_secretsmanager_secret.signing_key",
          "recovery_window_in_days", "0"),
      Break.set(SECRETS, "secret's value in the text", "aws_secretsmanager_secret_version.signing_key", "secret_string",
          "\"correct-horse-battery\""),
      Break.set(SECRETS, "write-only value typed in", "aws_secretsmanager_secret_version.signing_key", "secret_string_wo",
          "\"correct-horse-battery\""),
      Break.without(SECRETS, "secret does not rotate", "aws_secretsmanager_secret_rotation.signing_key"),
      Break.set(SECRETS, "secret rotates once a year", "aws_secretsmanager_secret_rotation.signing_key",
          "rotation_rules.automatically_after_days", "365"),
      Break.drop(ECS, "logs are kept for ever", "aws_cloudwatch_log_group.sign", "retention_in_days"),
      Break.set(ECS, "logs are kept for a week", "aws_cloudwatch_log_group.sign", "retention_in_days", "7"),
      Break.drop(ECS, "logs without our own key", "aws_cloudwatch_log_group.sign", "kms_key_id"),
      Break.drop(WATCH, "topic without our own key", "aws_sns_topic.critical", "kms_master_key_id"),
      Break.drop(WATCH, "queue without our own key", "aws_sqs_queue.pagerduty_critical_failed", "kms_master_key_id"),
      Break.set(WATCH, "alarm is silent", "aws_cloudwatch_metric_alarm.rds_cpu_critical", "actions_enabled", "false"),
      Break.drop(WATCH, "alarm tells nobody", "aws_cloudwatch_metric_alarm.rds_cpu_critical", "alarm_actions"),
      Break.without(WATCH, "failures of the database are not told", "aws_db_event_subscription.database_failures"),
      Break.without(DNS, "zone is not signed", "aws_route53_hosted_zone_dnssec.main"),
      Break.without(DNS, "queries are not logged", "aws_route53_query_log.main"),
      new Break(WATCH, "credentials in the provider", document ->
          ((ObjectNode) document.path("provider").path("aws").path(0))
              .put("access_key", "AKIA" + "A".repeat(16))),
      new Break(WATCH, "state is not encrypted", document ->
          ((ObjectNode) document.path("terraform").path("backend").path("s3")).put("encrypt", false)));
}
