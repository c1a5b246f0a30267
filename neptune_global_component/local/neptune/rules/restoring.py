"""Rules for restoring a cluster."""

from __future__ import annotations

from moto.rds.exceptions import InvalidParameterCombination


def check_time(*, named: bool, latest: bool) -> None:
    """Refuse a point in time that is not said, or said twice (code and words inferred).

    https://docs.aws.amazon.com/neptune/latest/apiref/API_RestoreDBClusterToPointInTime.html

    Args:
        named: whether RestoreToTime is given.
        latest: UseLatestRestorableTime.

    Raises:
        InvalidParameterCombination: exactly one of both must be given.
    """
    if named == latest:
        raise InvalidParameterCombination("Specify either RestoreToTime or UseLatestRestorableTime")
