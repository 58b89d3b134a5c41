environment = "stage"
tags        = { Environment = "stage" }
