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

  default_tags {
    tags = merge(var.tags, { Owner = var.owner })
  }
}

variable "environment" {}

variable "owner" {}

variable "tags" {
  type = map(string)
}

variable "zone_count" {
  type = number
}

resource "aws_vpc" "vpc" {
  cidr_block = "10.40.0.0/16"
}

resource "aws_subnet" "public" {
  count             = var.zone_count
  vpc_id            = aws_vpc.vpc.id
  cidr_block        = cidrsubnet(aws_vpc.vpc.cidr_block, 8, count.index)
  availability_zone = "eu-west-1${element(["a", "b", "c"], count.index)}"
}

output "network" {
  value = {
    vpc_id  = aws_vpc.vpc.id
    subnets = aws_subnet.public[*].id
  }
}
