include "root" {
  path = find_in_parent_folders("root.hcl")
}

terraform {
  source = "${get_repo_root()}//modules/database"
}

dependency "network" {
  config_path  = values.network_path
  mock_outputs = { vpc_id = "vpc-0badc0de" }
}

inputs = {
  name   = values.name
  vpc_id = dependency.network.outputs.vpc_id
}
