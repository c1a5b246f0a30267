"""The guard: what a Pulumi preview would do to Neptune, and whether to let it."""
