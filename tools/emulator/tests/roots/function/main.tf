resource "aws_kms_key" "main" {}

resource "aws_s3_bucket" "code" {
  bucket        = "emulator-code"
  force_destroy = true
}

resource "aws_s3_object" "code" {
  bucket                 = aws_s3_bucket.code.id
  key                    = "function.zip"
  content_base64         = "UEsDBBQAAAAIAAAAIQBXr4rWFgAAABQAAAAIAAAAaW5kZXgucHlLSU1TyEvMTdXQ1LTiUgCCotSS0qI8AFBLAQIUAxQAAAAIAAAAIQBXr4rWFgAAABQAAAAIAAAAAAAAAAAAAACAAQAAAABpbmRleC5weVBLBQYAAAAAAQABADYAAAA8AAAAAAA="
  kms_key_id             = aws_kms_key.main.arn
  server_side_encryption = "aws:kms"
}

resource "aws_iam_role" "function" {
  name = "function"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_sqs_queue" "dead" {
  name              = "dead"
  kms_master_key_id = aws_kms_key.main.id
}

resource "aws_cloudwatch_log_group" "function" { name = "/aws/lambda/main" }

resource "aws_lambda_function" "main" {
  function_name                  = "main"
  role                           = aws_iam_role.function.arn
  runtime                        = "python3.12"
  handler                        = "index.handler"
  architectures                  = ["arm64"]
  timeout                        = 60
  memory_size                    = 256
  s3_bucket                      = aws_s3_object.code.bucket
  s3_key                         = aws_s3_object.code.key
  kms_key_arn                    = aws_kms_key.main.arn
  reserved_concurrent_executions = 2
  tracing_config {
    mode = "Active"
  }
  dead_letter_config {
    target_arn = aws_sqs_queue.dead.arn
  }
  environment {
    variables = { A = "b" }
  }
  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.function.name
  }
  vpc_config {
    subnet_ids         = [aws_subnet.a.id, aws_subnet.b.id]
    security_group_ids = [aws_security_group.main.id]
  }
}

resource "aws_lambda_permission" "rotation" {
  function_name  = aws_lambda_function.main.function_name
  action         = "lambda:InvokeFunction"
  principal      = "secretsmanager.amazonaws.com"
  source_account = data.aws_caller_identity.me.account_id
}

ephemeral "aws_secretsmanager_random_password" "main" {
  password_length     = 40
  exclude_punctuation = true
}

resource "aws_secretsmanager_secret" "main" {
  for_each                = toset(["days", "schedule"])
  name                    = each.key
  kms_key_id              = aws_kms_key.main.arn
  recovery_window_in_days = 0
}

resource "aws_secretsmanager_secret_version" "main" {
  for_each                 = aws_secretsmanager_secret.main
  secret_id                = each.value.id
  secret_string_wo         = ephemeral.aws_secretsmanager_random_password.main.random_password
  secret_string_wo_version = 1
}

resource "aws_secretsmanager_secret_rotation" "days" {
  secret_id           = aws_secretsmanager_secret.main["days"].id
  rotation_lambda_arn = aws_lambda_function.main.arn
  rotate_immediately  = false
  rotation_rules {
    automatically_after_days = 30
  }
  depends_on = [aws_lambda_permission.rotation, aws_secretsmanager_secret_version.main]
}

resource "aws_secretsmanager_secret_rotation" "schedule" {
  secret_id           = aws_secretsmanager_secret.main["schedule"].id
  rotation_lambda_arn = aws_lambda_function.main.arn
  rotation_rules {
    schedule_expression = "rate(30 days)"
    duration            = "3h"
  }
  depends_on = [aws_lambda_permission.rotation, aws_secretsmanager_secret_version.main]
}

resource "aws_ssm_parameter" "secret" {
  name             = "/emulator/secret"
  type             = "SecureString"
  value_wo         = ephemeral.aws_secretsmanager_random_password.main.random_password
  value_wo_version = 1
}
