"""Rules for the windows in which a cluster is maintained and backed up, both in UTC."""

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
    """Refuse a window that is none, or is shorter than half an hour, and two that overlap.

    Words of AWS: https://github.com/badmintoncryer/cdk-preflight rules/neptune/pf-neptune-backup-window-format,
    pf-neptune-backup-window-duration, pf-neptune-maintenance-window-duration, pf-neptune-backup-maintenance-overlap
    (the format of a maintenance window: as moto has them). A window that is not given is AWS's choice, which overlaps
    nothing.

    Args:
        maintenance: ddd:hh24:mi-ddd:hh24:mi.
        backup: hh24:mi-hh24:mi.

    Raises:
        InvalidParameterValue: they cannot be.
    """
    weekly = _weekly(maintenance) if maintenance else range(0)
    daily = _daily(backup) if backup else range(0)
    if any((minute - daily.start) % _DAY < len(daily) for minute in weekly):
        raise InvalidParameterValue("The backup window and maintenance window must not overlap.")


def _weekly(window: str) -> range:
    found = _WEEKLY.fullmatch(window.lower())
    if found is None:
        raise InvalidParameterValue(
            f"Invalid maintenance window format: {window}. Should be specified as a range "
            "ddd:hh24:mi-ddd:hh24:mi (24H Clock UTC). Example: Sun:23:45-Mon:00:15"
        )
    start, end = (_DAYS.index(found[at]) * _DAY + int(found[at + 1]) * 60 + int(found[at + 2]) for at in (1, 4))
    return _long_enough("Maintenance", start, (end - start) % _WEEK)


def _daily(window: str) -> range:
    found = _DAILY.fullmatch(window)
    if found is None:
        raise InvalidParameterValue(
            f"Invalid backup window time '{window}' specified. Should be specified as a time hh24:mi (24H Clock UTC). "
            "Example: 03:15"
        )
    start, end = (int(found[at]) * 60 + int(found[at + 1]) for at in (1, 3))
    return _long_enough("Backup", start, (end - start) % _DAY)


def _long_enough(kind: str, start: int, minutes: int) -> range:
    if minutes < _SHORTEST:
        raise InvalidParameterValue(f"{kind} window must be at least {_SHORTEST} minutes.")
    return range(start, start + minutes)
