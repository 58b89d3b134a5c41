locals {
  services = yamldecode(file("${get_terragrunt_dir()}/services.yaml"))
}

include "root" {
  path           = find_in_parent_folders("root.hcl")
  merge_strategy = "deep"
}

dependency "network" {
  config_path = "../network"

  mock_outputs = {
    network = { vpc_id = "vpc-0badc0de", subnets = ["subnet-0badc0de"] }
  }
  mock_outputs_merge_strategy_with_state = "shallow"
}

dependency "topics" {
  config_path  = "../topics"
  mock_outputs = { arns = ["arn:aws:sns:eu-west-1:123456789012:mock", "arn:aws:sns:eu-west-1:123456789012:mock"] }
}

inputs = {
  services = local.services
  network  = dependency.network.outputs.network
  topics   = [for arn in dependency.topics.outputs.arns : upper(arn) if arn != ""]
  spread   = length(dependency.network.outputs.network.subnets) > 2 ? "three" : "two"
}
