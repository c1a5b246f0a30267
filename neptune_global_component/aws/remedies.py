"""The next step after an error of botocore that names none."""

from __future__ import annotations

from neptune_global_component.core.names import partition

_REMEDIES = {
    "NoCredentialsError": "Set AWS_PROFILE or AWS_ACCESS_KEY_ID, or log in to AWS.",
    "NoRegionError": "Set AWS_REGION; a command also takes --region, and a stack aws:region.",
    "ProfileNotFound": "`aws configure list-profiles` lists the profiles of this machine.",
}


def remedy(error: Exception) -> str:
    """Return the next step after an error, as a sentence to append; empty if the error is clear without it.

    Args:
        error: the error of botocore.
    """
    known = _REMEDIES.get(type(error).__name__)
    return f" {known}" if known else ""


def unknown_region(region: str | None) -> str:
    """Return a sentence to append after an error in a region that botocore does not have; empty if it has the region.

    Args:
        region: the region of the call; the provider's if None.
    """
    from botocore.session import get_session  # noqa: PLC0415 - a quarter of a second, when it is used

    if region is None or region in get_session().get_available_regions("rds", partition(region)):
        return ""
    return f" boto3 does not know the region {region!r}: check its name."
