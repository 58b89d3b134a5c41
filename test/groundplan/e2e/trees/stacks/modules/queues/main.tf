variable "queues" {
  type = list(string)
}

resource "aws_sns_topic" "jobs" {
  for_each = toset(var.queues)
  name     = "dev-${each.key}"
}

resource "aws_ssm_parameter" "topics" {
  name  = "/dev/topics"
  type  = "String"
  value = jsonencode({ for name, topic in aws_sns_topic.jobs : name => topic.arn })
}
