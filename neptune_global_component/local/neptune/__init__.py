"""The overlay that makes moto's RDS API answer and refuse as Amazon Neptune does."""

from neptune_global_component.local.neptune.responses import install

__all__ = ["install"]
