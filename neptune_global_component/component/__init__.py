"""The Pulumi component."""
