include "root" {
  path = find_in_parent_folders("root.hcl")
}

include "service" {
  path           = "${get_repo_root()}/live/_envcommon/service.hcl"
  merge_strategy = "deep"
}

inputs = {
  port = 8080
}
