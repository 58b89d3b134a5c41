terraform {
  backend "s3" {}
}

provider "aws" {
  region = "eu-west-1"
}

variable "names" {
  type = list(string)
}

resource "aws_sns_topic" "topic" {
  for_each = toset(var.names)
  name     = "stage-${each.key}"
}

output "arns" {
  value = sort([for topic in aws_sns_topic.topic : topic.arn])
}
