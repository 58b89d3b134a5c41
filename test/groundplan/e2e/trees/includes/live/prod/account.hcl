locals {
  name = "prod"
  id   = "222222222222"
}
