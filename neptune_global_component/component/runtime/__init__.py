"""Code that depends on private or recent parts of the Pulumi SDK."""
