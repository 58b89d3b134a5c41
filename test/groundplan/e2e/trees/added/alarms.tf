variable "groups" {
  type = map(string)
}

resource "aws_sns_topic" "alarms" {
  for_each = var.groups
  name     = "alarms-${each.key}"

  tags = {
    Group = each.value
  }
}
