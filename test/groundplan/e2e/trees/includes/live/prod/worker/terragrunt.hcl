include "root" {
  path = find_in_parent_folders("root.hcl")
}

include "service" {
  path   = "${dirname(find_in_parent_folders("root.hcl"))}/_envcommon/service.hcl"
  expose = true
}

inputs = {
  retention_in_days = 7
  settings          = merge({ QUEUE = "jobs" }, { TABLE = dependency.database.outputs.tables.carts.name })
}
