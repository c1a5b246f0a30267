"""The one version of the distribution, the plugin and its schema."""

__version__ = "0.2.0.dev0"
