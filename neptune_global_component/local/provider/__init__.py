"""A stand-in for the `aws` Pulumi provider: serves the Neptune types of pulumi-aws, against a local AWS only."""
