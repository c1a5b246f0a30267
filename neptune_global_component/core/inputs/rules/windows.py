"""AWS's rules for the hours in which a region's cluster is backed up and maintained."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neptune_global_component.core.errors import Finding
    from neptune_global_component.core.inputs.arguments import Arguments

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = 24 * 60
_WEEK = 7 * _DAY
_SHORTEST = 30

_TIME = r"(\d\d):(\d\d)"
_DAILY = re.compile(f"{_TIME}-{_TIME}", re.ASCII)
_WEEKLY = re.compile(f"([a-z]{{3}}):{_TIME}-([a-z]{{3}}):{_TIME}", re.ASCII)

_Minutes = tuple[int, int]
"""When a window begins and how long it is, in minutes."""


def windows(args: Arguments, _database: Arguments) -> Iterator[Finding]:
    """A window has AWS's format and half an hour, and the cluster is not backed up while it is maintained.

    Source: PreferredBackupWindow and PreferredMaintenanceWindow in
    https://docs.aws.amazon.com/neptune/latest/apiref/API_CreateDBCluster.html
    """
    backup, maintenance = args.known("preferred_backup_window"), args.known("preferred_maintenance_window")
    daily, weekly = _daily(backup or ""), _weekly(maintenance or "")
    for key, given, window, example in (
        ("preferred_backup_window", backup, daily, "04:00-04:30"),
        ("preferred_maintenance_window", maintenance, weekly, "sun:05:00-sun:05:30"),
    ):
        if given is not None and window is None:
            yield args.finding(key, f"is not a time range in UTC: give for example '{example}'.")
        elif window and window[1] < _SHORTEST:
            yield args.finding(key, f"is shorter than {_SHORTEST} minutes: give for example '{example}'.")
    if daily and weekly and any(_overlap((day * _DAY + daily[0], daily[1]), weekly) for day in range(len(_DAYS))):
        shown = args.shown("preferred_maintenance_window")
        yield args.finding(
            "preferred_backup_window", f"overlaps preferred_maintenance_window {shown}: give hours outside it."
        )


def maintenance_window(args: Arguments, _region: Arguments) -> Iterator[Finding]:
    """Check the maintenance window of one instance.

    Source: PreferredMaintenanceWindow in https://docs.aws.amazon.com/neptune/latest/apiref/API_CreateDBInstance.html
    """
    key, example = "preferred_maintenance_window", "sun:05:00-sun:05:30"
    value = args.known(key)
    window = _weekly(value or "")
    if value is not None and window is None:
        yield args.finding(key, f"is not a time range in UTC. Set for example '{example}'.")
    elif window and window[1] < _SHORTEST:
        yield args.finding(key, f"is shorter than {_SHORTEST} minutes. Set for example '{example}'.")


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
    """Minutes since midnight, None where there is no such time."""
    return int(hours) * 60 + int(minutes) if int(hours) < 24 and int(minutes) < 60 else None  # noqa: PLR2004 - a clock's


def _overlap(one: _Minutes, other: _Minutes) -> bool:
    """Whether two windows of the week, which goes round, have a minute in common."""
    return (other[0] - one[0]) % _WEEK < one[1] or (one[0] - other[0]) % _WEEK < other[1]
