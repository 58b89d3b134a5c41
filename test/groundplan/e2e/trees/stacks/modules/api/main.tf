variable "table" {
  type = string
}

variable "table_arn" {
  type = string
}

data "terraform_remote_state" "network" {
  backend = "s3"

  config = {
    bucket         = "company-states"
    key            = "stacks/network.tfstate"
    region         = "us-east-1"
    use_path_style = true
  }
}

locals {
  network = data.terraform_remote_state.network.outputs
}

resource "aws_security_group" "api" {
  name   = "dev-api"
  vpc_id = local.network.vpc_id
}

resource "aws_ssm_parameter" "subnets" {
  name  = "/dev/api/subnets"
  type  = "StringList"
  value = join(",", local.network.subnets)
}

resource "aws_ssm_parameter" "table" {
  name  = "/dev/api/table"
  type  = "String"
  value = "${var.table} ${var.table_arn}"
}
