"""The next step after an error of botocore that names none."""

from __future__ import annotations

_REMEDIES = {
    "NoCredentialsError": "Set AWS_PROFILE or AWS_ACCESS_KEY_ID, or log in to AWS.",
    "NoRegionError": "Set AWS_REGION.",
    "ProfileNotFound": "`aws configure list-profiles` lists the profiles of this machine.",
}


def remedy(error: Exception) -> str:
    """Return the next step after an error, as a sentence to append; empty if the error is clear without it.

    Args:
        error: of botocore.
    """
    known = _REMEDIES.get(type(error).__name__)
    return f" {known}" if known else ""
