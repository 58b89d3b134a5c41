locals {
  cidr = "10.20.0.0/16"
}

unit "network" {
  source = "${get_repo_root()}/catalog/units/network"
  path   = "network"
  values = {
    cidr = local.cidr
  }
}

unit "orders" {
  source = "${get_repo_root()}/catalog/units/database"
  path   = "orders"
  values = {
    name         = "orders"
    network_path = "../network"
  }
}

unit "api" {
  source = "${get_repo_root()}/catalog/units/api"
  path   = "api"
  values = {
    database_path = "../orders"
    network_path  = "../network"
  }
}

stack "jobs" {
  source = "${get_repo_root()}/catalog/stacks/jobs"
  path   = "jobs"
  values = {
    queues = ["mail", "export"]
  }
}
