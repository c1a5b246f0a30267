"""Facts as plain data: resources in AWS and values recorded in the Pulumi state."""
