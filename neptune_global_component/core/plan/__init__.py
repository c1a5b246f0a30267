"""Plan an update and judge it, from the spec and the facts."""
