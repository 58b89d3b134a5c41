variable "name" {
  type = string
}

variable "vpc_id" {
  type = string
}

resource "aws_dynamodb_table" "table" {
  name         = "dev-${var.name}"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }
}

resource "aws_security_group" "clients" {
  name   = "dev-${var.name}-clients"
  vpc_id = var.vpc_id
}

output "table" {
  value = {
    name = aws_dynamodb_table.table.name
    arn  = aws_dynamodb_table.table.arn
  }
}
