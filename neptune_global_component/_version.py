"""The one version of the distribution, the plugin and its schema."""

__version__ = "0.1.0"
