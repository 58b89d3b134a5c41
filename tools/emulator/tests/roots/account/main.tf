resource "aws_kms_key" "main" {}

resource "aws_backup_vault" "main" {
  name        = "main"
  kms_key_arn = aws_kms_key.main.arn
}

resource "aws_backup_vault_lock_configuration" "main" {
  backup_vault_name  = aws_backup_vault.main.name
  min_retention_days = 7
  max_retention_days = 90
}

resource "aws_backup_vault_policy" "main" {
  backup_vault_name = aws_backup_vault.main.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Principal = "*", Action = "backup:DeleteRecoveryPoint", Resource = "*" }]
  })
}

resource "aws_backup_plan" "main" {
  name = "main"
  rule {
    rule_name           = "daily"
    target_vault_name   = aws_backup_vault.main.name
    schedule            = "cron(0 3 * * ? *)"
    start_window        = 60
    completion_window   = 240
    recovery_point_tags = { plan = "daily" }
    lifecycle {
      cold_storage_after = 30
      delete_after       = 365
    }
  }
  rule {
    rule_name         = "weekly"
    target_vault_name = aws_backup_vault.main.name
    schedule          = "cron(0 4 ? * SUN *)"
    copy_action {
      destination_vault_arn = aws_backup_vault.main.arn
      lifecycle {
        delete_after = 30
      }
    }
  }
}

resource "aws_iam_policy" "boundary" {
  name   = "boundary"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })
}

resource "aws_iam_role" "main" {
  name                 = "main"
  permissions_boundary = aws_iam_policy.boundary.arn
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = ["backup.amazonaws.com", "chatbot.amazonaws.com"] }
    }]
  })
}

resource "aws_backup_selection" "tagged" {
  name         = "tagged"
  plan_id      = aws_backup_plan.main.id
  iam_role_arn = aws_iam_role.main.arn
  selection_tag {
    type  = "STRINGEQUALS"
    key   = "Backup"
    value = "daily"
  }
}

resource "aws_backup_selection" "conditional" {
  name          = "conditional"
  plan_id       = aws_backup_plan.main.id
  iam_role_arn  = aws_iam_role.main.arn
  resources     = ["*"]
  not_resources = ["arn:aws:s3:::*"]
  condition {
    string_equals {
      key   = "aws:ResourceTag/Environment"
      value = "prod"
    }
  }
}

resource "aws_sns_topic" "alarms" {
  name              = "alarms"
  kms_master_key_id = aws_kms_key.main.id
}

resource "aws_chatbot_slack_channel_configuration" "main" {
  configuration_name    = "main"
  iam_role_arn          = aws_iam_role.main.arn
  slack_channel_id      = "C07EZ1ABC23"
  slack_team_id         = "T07EA123LEP"
  sns_topic_arns        = [aws_sns_topic.alarms.arn]
  guardrail_policy_arns = ["arn:aws:iam::aws:policy/ReadOnlyAccess"]
  logging_level         = "ERROR"
}

resource "aws_ce_anomaly_monitor" "services" {
  name              = "services"
  monitor_type      = "DIMENSIONAL"
  monitor_dimension = "SERVICE"
}

resource "aws_ce_anomaly_monitor" "environment" {
  name         = "environment"
  monitor_type = "CUSTOM"
  monitor_specification = jsonencode({
    And  = null, CostCategories = null, Dimensions = null, Not = null, Or = null
    Tags = { Key = "Environment", MatchOptions = null, Values = ["prod"] }
  })
}

resource "aws_ce_anomaly_subscription" "daily" {
  name             = "daily"
  frequency        = "DAILY"
  monitor_arn_list = [aws_ce_anomaly_monitor.services.arn, aws_ce_anomaly_monitor.environment.arn]
  subscriber {
    type    = "EMAIL"
    address = "ops@example.org"
  }
  threshold_expression {
    dimension {
      key           = "ANOMALY_TOTAL_IMPACT_ABSOLUTE"
      match_options = ["GREATER_THAN_OR_EQUAL"]
      values        = ["100"]
    }
  }
}

resource "aws_budgets_budget" "monthly" {
  name         = "monthly"
  budget_type  = "COST"
  limit_amount = "500"
  limit_unit   = "USD"
  time_unit    = "MONTHLY"
  cost_filter {
    name   = "TagKeyValue"
    values = ["user:Environment$prod"]
  }
  notification {
    comparison_operator        = "GREATER_THAN"
    threshold                  = 80
    threshold_type             = "PERCENTAGE"
    notification_type          = "ACTUAL"
    subscriber_email_addresses = ["ops@example.org"]
    subscriber_sns_topic_arns  = [aws_sns_topic.alarms.arn]
  }
  notification {
    comparison_operator        = "GREATER_THAN"
    threshold                  = 100
    threshold_type             = "PERCENTAGE"
    notification_type          = "FORECASTED"
    subscriber_email_addresses = ["ops@example.org"]
  }
}

resource "aws_cloudwatch_dashboard" "main" {
  dashboard_name = "main"
  dashboard_body = jsonencode({
    widgets = [{
      type       = "metric", x = 0, y = 0, width = 12, height = 6
      properties = { metrics = [["AWS/ECS", "CPUUtilization", "ClusterName", "main"]], region = "us-east-1", title = "CPU" }
    }]
  })
}

resource "aws_cloudwatch_metric_alarm" "error_rate" {
  alarm_name          = "error-rate"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 3
  datapoints_to_alarm = 2
  threshold           = 5
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
  metric_query {
    id          = "rate"
    expression  = "100*errors/requests"
    label       = "rate"
    return_data = true
  }
  dynamic "metric_query" {
    for_each = { errors = "HTTPCode_Target_5XX_Count", requests = "RequestCount" }
    content {
      id = metric_query.key
      metric {
        metric_name = metric_query.value
        namespace   = "AWS/ApplicationELB"
        period      = 60
        stat        = "Sum"
        dimensions  = { LoadBalancer = "app/x/1" }
      }
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "latency" {
  alarm_name          = "latency"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 3
  threshold           = 2
  metric_name         = "TargetResponseTime"
  namespace           = "AWS/ApplicationELB"
  period              = 60
  extended_statistic  = "p95"
  dimensions          = { LoadBalancer = "app/x/1" }
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]
}

resource "aws_cloudwatch_log_group" "main" {
  name              = "/ecs/main"
  retention_in_days = 30
}

resource "aws_cloudwatch_query_definition" "errors" {
  name            = "main/errors"
  log_group_names = [aws_cloudwatch_log_group.main.name]
  query_string    = "fields @timestamp, @message | filter level = 'ERROR'"
}

resource "aws_cloudwatch_event_rule" "stopped" {
  name          = "ecs-stopped"
  event_pattern = jsonencode({ source = ["aws.ecs"], "detail-type" = ["ECS Task State Change"] })
}

resource "aws_cloudwatch_event_target" "stopped" {
  rule      = aws_cloudwatch_event_rule.stopped.name
  target_id = "sns"
  arn       = aws_sns_topic.alarms.arn
  input_transformer {
    input_paths    = { reason = "$.detail.stoppedReason" }
    input_template = "\"stopped: <reason>\""
  }
}

resource "aws_iam_openid_connect_provider" "pinned" {
  url             = "https://token.actions.githubusercontent.com"
  client_id_list  = ["sts.amazonaws.com"]
  thumbprint_list = ["6938fd4d98bab03faadb97b34396831e3780aea1"]
}

resource "aws_iam_openid_connect_provider" "unpinned" {
  url            = "https://oidc.example.org/id"
  client_id_list = ["sts.amazonaws.com"]
}

resource "aws_securityhub_account" "main" {
  enable_default_standards = false
}

resource "aws_securityhub_standards_subscription" "main" {
  standards_arn = "arn:aws:securityhub:us-east-1::standards/aws-foundational-security-best-practices/v/1.0.0"
  depends_on    = [aws_securityhub_account.main]
}

resource "aws_accessanalyzer_analyzer" "main" {
  analyzer_name = "main"
}

resource "aws_guardduty_detector" "main" {}

resource "aws_guardduty_detector_feature" "main" {
  for_each    = toset(["EKS_AUDIT_LOGS", "LAMBDA_NETWORK_LOGS", "RDS_LOGIN_EVENTS", "S3_DATA_EVENTS"])
  detector_id = aws_guardduty_detector.main.id
  name        = each.key
  status      = "ENABLED"
}

resource "aws_s3_account_public_access_block" "main" {
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
