feature "audit" {
  default = false
}

remote_state {
  backend = "s3"

  config = {
    bucket         = "company-states"
    key            = "plain/${path_relative_to_include()}/terraform.tfstate"
    region         = "us-east-1"
    use_path_style = true
  }
}

terraform {
  extra_arguments "variables" {
    commands = get_terraform_commands_that_need_vars()

    required_var_files = ["${get_parent_terragrunt_dir()}/common.tfvars"]
    optional_var_files = ["${get_terragrunt_dir()}/unit.tfvars"]

    env_vars = {
      TF_VAR_owner = "operations"
    }
  }

  before_hook "told" {
    commands = ["plan", "apply"]
    execute  = ["true"]
  }
}
