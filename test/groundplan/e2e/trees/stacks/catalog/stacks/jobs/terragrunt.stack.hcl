unit "queues" {
  source = "${get_repo_root()}/catalog/units/queues"
  path   = "queues"
  values = {
    queues = values.queues
  }
}
