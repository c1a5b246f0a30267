"""Rules for maintenance and backup windows, both in UTC."""

from __future__ import annotations

import re

from moto.rds.exceptions import InvalidParameterValue

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = 24 * 60
_WEEK = 7 * _DAY
_SHORTEST = 30
_TIME = r"([01]\d|2[0-3]):([0-5]\d)"
_DAILY = re.compile(f"{_TIME}-{_TIME}", re.ASCII)
_WEEKLY = re.compile(f"({'|'.join(_DAYS)}):{_TIME}-({'|'.join(_DAYS)}):{_TIME}", re.ASCII)


def check_windows(maintenance: str | None, backup: str | None) -> None:
    """Reject invalid windows, windows shorter than half an hour, and windows that overlap.

    AWS's messages: https://github.com/badmintoncryer/cdk-preflight rules/neptune/pf-neptune-backup-window-format,
    pf-neptune-backup-window-duration, pf-neptune-maintenance-window-duration, pf-neptune-backup-maintenance-overlap
    (for
    the format of a maintenance window: as in moto). A window that is not specified is chosen by AWS, and overlaps
    nothing.

    Args:
        maintenance: ddd:hh24:mi-ddd:hh24:mi.
        backup: hh24:mi-hh24:mi.

    Raises:
        InvalidParameterValue: a window is invalid, or they overlap.
    """
    weekly = _weekly(maintenance) if maintenance else range(0)
    daily = _daily(backup) if backup else range(0)
    if any((minute - daily.start) % _DAY < len(daily) for minute in weekly):
        raise InvalidParameterValue("The backup window and maintenance window must not overlap.")


def _weekly(window: str) -> range:
    match = _WEEKLY.fullmatch(window.lower())
    if match is None:
        raise InvalidParameterValue(
            f"Invalid maintenance window format: {window}. Should be specified as a range "
            "ddd:hh24:mi-ddd:hh24:mi (24H Clock UTC). Example: Sun:23:45-Mon:00:15"
        )
    start, end = (_DAYS.index(match[at]) * _DAY + int(match[at + 1]) * 60 + int(match[at + 2]) for at in (1, 4))
    return _long_enough("Maintenance", start, (end - start) % _WEEK)


def _daily(window: str) -> range:
    match = _DAILY.fullmatch(window)
    if match is None:
        raise InvalidParameterValue(
            f"Invalid backup window time '{window}' specified. Should be specified as a time hh24:mi (24H Clock UTC). "
            "Example: 03:15"
        )
    start, end = (int(match[at]) * 60 + int(match[at + 1]) for at in (1, 3))
    return _long_enough("Backup", start, (end - start) % _DAY)


def _long_enough(kind: str, start: int, minutes: int) -> range:
    if minutes < _SHORTEST:
        raise InvalidParameterValue(f"{kind} window must be at least {_SHORTEST} minutes.")
    return range(start, start + minutes)
