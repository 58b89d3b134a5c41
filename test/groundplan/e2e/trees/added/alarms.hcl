include "root" {
  path = find_in_parent_folders("root.hcl")
}

terraform {
  source = "../../..//modules/alarms"
}

dependency "api" {
  config_path = "../api"
}

dependency "worker" {
  config_path = "../worker"
}

inputs = {
  groups = {
    api    = dependency.api.outputs.group_id
    worker = dependency.worker.outputs.group_id
  }
}
