include "root" {
  path   = find_in_parent_folders("root.hcl")
  expose = true
}

terraform {
  source = "../../..//modules/database"
}

dependency "keys" {
  config_path = "../../shared/keys"

  mock_outputs = {
    arns = { data = "arn:aws:kms:eu-west-1:111111111111:key/mock" }
  }
}

dependency "network" {
  config_path = "../network"

  mock_outputs = {
    vpc_id     = "vpc-0badc0de"
    cidr_block = "10.0.0.0/8"
  }
}

inputs = merge(
  { prefix = "${include.root.locals.account.name}-shop" },
  {
    tables  = { orders = "id", carts = "customer" }
    key_arn = dependency.keys.outputs.arns["data"]
    vpc_id  = dependency.network.outputs.vpc_id
    clients = dependency.network.outputs.cidr_block
  })
