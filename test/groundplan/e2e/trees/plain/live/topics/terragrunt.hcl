include "root" {
  path = find_in_parent_folders("root.hcl")
}

terraform {
  source = "git::file://${get_env("COMPANY_MODULES")}//topics?ref=v1"
}

inputs = {
  names = ["orders", "bills"]
}
