include "root" {
  path = find_in_parent_folders("root.hcl")
}

terraform {
  source = "${get_repo_root()}//modules/api"
}

dependencies {
  paths = [values.network_path]
}

dependency "database" {
  config_path = values.database_path
  mock_outputs = {
    table = { name = "mock", arn = "arn:aws:dynamodb:eu-west-1:123456789012:table/mock" }
  }
}

inputs = {
  table     = try(dependency.database.outputs.table.name, "none")
  table_arn = dependency.database.outputs.table["arn"]
}
