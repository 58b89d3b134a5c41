variable "names" {
  type = list(string)
}

resource "aws_kms_key" "key" {
  for_each                = toset(var.names)
  description             = each.key
  deletion_window_in_days = 7
}

resource "aws_kms_alias" "key" {
  for_each      = aws_kms_key.key
  name          = "alias/shop-${each.key}"
  target_key_id = each.value.key_id
}

output "arns" {
  value = { for name, key in aws_kms_key.key : name => key.arn }
}
