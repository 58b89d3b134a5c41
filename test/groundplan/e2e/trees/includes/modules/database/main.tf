variable "prefix" {
  type = string
}

variable "tables" {
  type        = map(string)
  description = "Hash keys by name."
}

variable "key_arn" {
  type = string
}

variable "vpc_id" {
  type = string
}

variable "clients" {
  type = string
}

resource "aws_dynamodb_table" "table" {
  for_each     = var.tables
  name         = "${var.prefix}-${each.key}"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = each.value

  attribute {
    name = each.value
    type = "S"
  }

  tags = {
    Key = var.key_arn
  }
}

resource "aws_security_group" "database" {
  name   = "${var.prefix}-database"
  vpc_id = var.vpc_id

  ingress {
    from_port   = 5432
    to_port     = 5432
    protocol    = "tcp"
    cidr_blocks = [var.clients]
  }
}

output "tables" {
  value = { for name, table in aws_dynamodb_table.table : name => { name = table.name, arn = table.arn } }
}
