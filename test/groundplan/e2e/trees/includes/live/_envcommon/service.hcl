locals {
  account = read_terragrunt_config(find_in_parent_folders("account.hcl")).locals
  name    = basename(get_terragrunt_dir())
}

terraform {
  source = "${get_repo_root()}//modules/service"
}

dependency "network" {
  config_path = "${get_terragrunt_dir()}/../network"

  mock_outputs = {
    vpc_id            = "vpc-0badc0de"
    security_group_id = "sg-0badc0de"
    subnets           = { a = "subnet-0badc0de" }
  }
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
}

dependency "database" {
  config_path = "${get_terragrunt_dir()}/../database"

  mock_outputs = {
    tables = { for name in ["orders", "carts"] : name => { name = name, arn = "arn:aws:dynamodb:eu-west-1:222222222222:table/${name}" } }
  }
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
}

inputs = {
  name              = "${local.account.name}-${local.name}"
  retention_in_days = 30
  vpc_id            = dependency.network.outputs.vpc_id
  subnets           = [for zone, id in dependency.network.outputs.subnets : "${zone}:${id}"]
  tables            = [for name, table in dependency.database.outputs.tables : table.arn]

  settings = {
    LOG_LEVEL = "info"
    TABLE     = dependency.database.outputs.tables["orders"].name
  }
}
