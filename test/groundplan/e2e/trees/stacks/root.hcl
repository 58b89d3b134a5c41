locals {
  region = get_env("COMPANY_REGION", "eu-west-1")
}

generate "provider" {
  path      = "provider.tf"
  if_exists = "overwrite"
  contents  = <<-EOF
    provider "aws" {
      region = "${local.region}"
    }
  EOF
}

remote_state {
  backend = "s3"

  generate = {
    path      = "backend.tf"
    if_exists = "overwrite"
  }

  config = {
    bucket         = "company-states"
    key            = "stacks/${basename(get_terragrunt_dir())}.tfstate"
    region         = "us-east-1"
    use_path_style = true
  }
}
