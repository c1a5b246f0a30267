"""A stand-in for the `aws` Pulumi provider: the Neptune types of pulumi-aws, served against a local AWS only."""
