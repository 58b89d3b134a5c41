terraform {
  required_providers {
    aws = {
      source                = "hashicorp/aws"
      configuration_aliases = [aws.copies]
    }
  }
}

variable "name" {
  type = string
}

variable "port" {
  type = number
}

variable "vpc_id" {
  type = string
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

resource "aws_cloudwatch_log_group" "service" {
  name = "/stage/${var.name}"
}

resource "aws_cloudwatch_log_group" "copy" {
  provider = aws.copies
  name     = "/stage/${var.name}/copy"
}
