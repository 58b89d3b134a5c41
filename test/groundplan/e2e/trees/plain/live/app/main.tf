terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }

  backend "s3" {}
}

provider "aws" {
  region = "eu-west-1"
}

provider "aws" {
  alias  = "copies"
  region = "us-west-2"
}

variable "environment" {}

variable "services" {
  type = map(object({ port = number }))
}

variable "network" {
  type = object({ vpc_id = string, subnets = list(string) })
}

variable "topics" {
  type = list(string)
}

variable "spread" {}

module "service" {
  source   = "./service"
  for_each = var.services
  name     = "${var.environment}-${each.key}"
  port     = each.value.port
  vpc_id   = var.network.vpc_id

  providers = {
    aws        = aws
    aws.copies = aws.copies
  }
}

resource "aws_ssm_parameter" "topics" {
  name  = "/stage/app/topics"
  type  = "String"
  value = "${var.spread} ${jsonencode(var.topics)}"
}
