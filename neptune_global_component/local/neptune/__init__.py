"""An overlay on moto's RDS API that behaves as Amazon Neptune does."""

from neptune_global_component.local.neptune.responses import install

__all__ = ["install"]
