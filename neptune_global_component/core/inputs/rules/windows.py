"""AWS's rules for the backup and maintenance windows of a region's cluster."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neptune_global_component.core.inputs.arguments import Arguments
    from neptune_global_component.core.messages import Finding

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = 24 * 60
_WEEK = 7 * _DAY
_SHORTEST = 30

_TIME = r"(\d\d):(\d\d)"
_DAILY = re.compile(f"{_TIME}-{_TIME}", re.ASCII)
_WEEKLY = re.compile(f"([a-z]{{3}}):{_TIME}-([a-z]{{3}}):{_TIME}", re.ASCII)

_Minutes = tuple[int, int]
"""The begin of a window and its length, in minutes."""


def windows(args: Arguments, _database: Arguments) -> Iterator[Finding]:
    """A window has AWS's format and lasts at least 30 minutes; the two windows do not overlap.

    Source: PreferredBackupWindow and PreferredMaintenanceWindow in
    https://docs.aws.amazon.com/neptune/latest/apiref/API_CreateDBCluster.html
    """
    backup, maintenance = args.known("preferred_backup_window"), args.known("preferred_maintenance_window")
    daily, weekly = _daily(backup or ""), _weekly(maintenance or "")
    if backup is not None:
        yield from _malformed(args, "preferred_backup_window", daily, "04:00-04:30")
    yield from maintenance_window(args, args)
    if daily and weekly and any(_overlap((day * _DAY + daily[0], daily[1]), weekly) for day in range(len(_DAYS))):
        yield args.finding(
            "windows-overlap",
            "preferred_backup_window",
            "overlaps {preferred_maintenance_window} {maintenance}. Set a time range outside it.",
            maintenance=args.value("preferred_maintenance_window"),
        )


def maintenance_window(args: Arguments, _parent: Arguments) -> Iterator[Finding]:
    """The maintenance window of a cluster or an instance has AWS's format and lasts at least 30 minutes.

    Source: PreferredMaintenanceWindow in https://docs.aws.amazon.com/neptune/latest/apiref/API_CreateDBInstance.html
    """
    key = "preferred_maintenance_window"
    value = args.known(key)
    if value is not None:
        yield from _malformed(args, key, _weekly(value), "sun:05:00-sun:05:30")


def _malformed(args: Arguments, key: str, window: _Minutes | None, example: str) -> Iterator[Finding]:
    """A window has AWS's format and lasts at least 30 minutes."""
    if window is None:
        template = "is not a time range in UTC. Set for example {example!r}."
        yield args.finding("invalid-window", key, template, example=example)
    elif window[1] < _SHORTEST:
        template = "is shorter than {shortest} minutes. Set for example {example!r}."
        yield args.finding("window-too-short", key, template, shortest=_SHORTEST, example=example)


def _daily(text: str) -> _Minutes | None:
    match = _DAILY.fullmatch(text)
    if match is None:
        return None
    begin, end = _minutes(*match.groups()[:2]), _minutes(*match.groups()[2:])
    return None if begin is None or end is None else (begin, (end - begin) % _DAY)


def _weekly(text: str) -> _Minutes | None:
    match = _WEEKLY.fullmatch(text.lower())
    if match is None or match[1] not in _DAYS or match[4] not in _DAYS:
        return None
    begin, end = _minutes(match[2], match[3]), _minutes(match[5], match[6])
    if begin is None or end is None:
        return None
    begin += _DAYS.index(match[1]) * _DAY
    return begin, (end + _DAYS.index(match[4]) * _DAY - begin) % _WEEK


def _minutes(hours: str, minutes: str) -> int | None:
    """Return the minutes since midnight; None if the time does not exist."""
    return int(hours) * 60 + int(minutes) if int(hours) < 24 and int(minutes) < 60 else None  # noqa: PLR2004 - a clock's


def _overlap(one: _Minutes, other: _Minutes) -> bool:
    """Return whether two windows share a minute; a window may begin on Saturday and end on Sunday."""
    return (other[0] - one[0]) % _WEEK < one[1] or (one[0] - other[0]) % _WEEK < other[1]


REGION_RULES = (windows,)
INSTANCE_RULES = (maintenance_window,)
