"""The guard: judge what a Pulumi preview would do to Neptune databases."""
