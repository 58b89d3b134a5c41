"""AWS on one loopback port: moto, plus what Terraform's AWS provider needs and moto lacks."""
