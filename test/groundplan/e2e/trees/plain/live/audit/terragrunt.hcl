include "root" {
  path = find_in_parent_folders("root.hcl")
}

feature "audit" {
  default = false
}

exclude {
  if      = !feature.audit.value
  actions = ["all"]
}

dependency "network" {
  config_path = "../network"

  mock_outputs = {
    network = { vpc_id = "vpc-0badc0de", subnets = ["subnet-0badc0de"] }
  }
}

inputs = {
  vpc = dependency.network.outputs.network.vpc_id
}
