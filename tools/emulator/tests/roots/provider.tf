# Copied into every root by test_terraform.py.
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
  }
}

provider "aws" {
  region = "us-east-1"
  default_tags {
    tags = { System = "emulator", Environment = "test" }
  }
}

data "aws_caller_identity" "me" {}
