locals {
  account = read_terragrunt_config(find_in_parent_folders("account.hcl")).locals
  region  = try(read_terragrunt_config(find_in_parent_folders("region.hcl")).locals.region, "eu-west-1")

  tags = {
    Team    = "platform"
    Account = local.account.name
  }
}

generate "provider" {
  path      = "provider.tf"
  if_exists = "overwrite_terragrunt"
  contents  = <<-EOF
    provider "aws" {
      region              = "${local.region}"
      allowed_account_ids = ["${local.account.id}"]

      assume_role {
        role_arn = "arn:aws:iam::${local.account.id}:role/deploy"
      }

      default_tags {
        tags = ${jsonencode(local.tags)}
      }
    }
  EOF
}

remote_state {
  backend = "s3"

  generate = {
    path      = "backend.tf"
    if_exists = "overwrite_terragrunt"
  }

  config = {
    bucket         = "company-states"
    key            = "includes/${path_relative_to_include()}/terraform.tfstate"
    region         = "us-east-1"
    encrypt        = true
    use_path_style = true
  }
}

inputs = {
  account = local.account.name
}
