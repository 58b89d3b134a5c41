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

variable "vpc" {}

resource "aws_ssm_parameter" "audited" {
  name  = "/stage/audited"
  type  = "String"
  value = var.vpc
}
