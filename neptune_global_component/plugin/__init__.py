"""The component as a Pulumi plugin, for programs in every language."""
