locals {
  name = "shared"
  id   = "111111111111"
}
