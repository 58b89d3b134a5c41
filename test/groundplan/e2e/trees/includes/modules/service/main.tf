variable "name" {
  type = string
}

variable "account" {
  type = string
}

variable "port" {
  type    = number
  default = 80
}

variable "retention_in_days" {
  type = number
}

variable "vpc_id" {
  type = string
}

variable "subnets" {
  type = list(string)
}

variable "tables" {
  type = list(string)
}

variable "settings" {
  type = map(string)
}

resource "aws_cloudwatch_log_group" "service" {
  name              = "/${var.account}/${var.name}"
  retention_in_days = var.retention_in_days
}

resource "aws_security_group" "service" {
  name   = var.name
  vpc_id = var.vpc_id

  ingress {
    from_port = var.port
    to_port   = var.port
    protocol  = "tcp"
    self      = true
  }
}

resource "aws_iam_role" "service" {
  name = var.name

  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ecs-tasks.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "tables" {
  name = "tables"
  role = aws_iam_role.service.id

  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "dynamodb:GetItem", Resource = var.tables }]
  })
}

resource "aws_ssm_parameter" "setting" {
  for_each = merge(var.settings, { SUBNETS = join(",", var.subnets) })
  name     = "/${var.name}/${each.key}"
  type     = "String"
  value    = each.value
}

output "log_group" {
  value = aws_cloudwatch_log_group.service.name
}

output "role_arn" {
  value = aws_iam_role.service.arn
}
