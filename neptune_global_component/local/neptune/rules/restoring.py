"""Rules for restoring a cluster."""

from __future__ import annotations

from moto.rds.exceptions import InvalidParameterCombination


def check_time(*, has_time: bool, latest: bool) -> None:
    """Reject a restore without a point in time, or with two (code and message inferred).

    https://docs.aws.amazon.com/neptune/latest/apiref/API_RestoreDBClusterToPointInTime.html

    Args:
        has_time: whether RestoreToTime is set.
        latest: UseLatestRestorableTime.

    Raises:
        InvalidParameterCombination: both or neither are set.
    """
    if has_time == latest:
        raise InvalidParameterCombination("Specify either RestoreToTime or UseLatestRestorableTime")
