# An empty global cluster, as `aws_neptune_global_cluster` makes it.

terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

provider "aws" {
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
}

resource "aws_neptune_global_cluster" "orders" {
  global_cluster_identifier = "orders-1"
  engine                    = "neptune"
  engine_version            = "1.4.5.0"
}
