"""Parse the arguments into a Spec."""
