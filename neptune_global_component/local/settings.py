"""Settings of the local AWS: latencies, faults, an enforced IAM policy, unreachable regions, and engine versions."""

from __future__ import annotations

import math
import re
import threading
from dataclasses import dataclass

from neptune_global_component.core.errors import LocalAwsError
from neptune_global_component.local.authorization import Policy
from neptune_global_component.local.json_object import json_object

LASTING = frozenset(
    {
        "ApplyPendingMaintenanceAction",
        "CopyDBClusterSnapshot",
        "CreateDBCluster",
        "CreateDBClusterEndpoint",
        "CreateDBClusterSnapshot",
        "CreateDBInstance",
        "CreateEventSubscription",
        "CreateGlobalCluster",
        "DeleteDBCluster",
        "DeleteDBClusterEndpoint",
        "DeleteDBInstance",
        "DeleteEventSubscription",
        "DeleteGlobalCluster",
        "FailoverGlobalCluster",
        "ModifyDBCluster",
        "ModifyDBClusterEndpoint",
        "ModifyDBInstance",
        "ModifyEventSubscription",
        "ModifyGlobalCluster",
        "RemoveFromGlobalCluster",
        "RestoreDBClusterFromSnapshot",
        "RestoreDBClusterToPointInTime",
        "StartDBCluster",
        "StopDBCluster",
        "SwitchoverGlobalCluster",
    }
)
"""The operations that accept a latency. All others complete immediately."""

_VERSION = re.compile(r"\d{1,4}(\.\d{1,4}){3}", re.ASCII)

CLOSE, HANG = "close", "hang"
"""How an unreachable region handles a call: close the connection, or keep it open without a response."""


@dataclass
class Fault:
    """An error that is returned instead of running an operation.

    Args:
        operation: the AWS operation, for example ``CreateDBCluster``.
        code: the error code; ``ConnectionDropped`` closes the connection without a response.
        region: the region of the calls to fail; None for all regions.
        times: the number of calls that still fail.
    """

    operation: str
    code: str
    region: str | None = None
    times: int = 1


class Settings:
    """Latencies, faults, an enforced IAM policy, unreachable regions, and engine versions.

    ``policy`` is the IAM policy to enforce; None allows every call. ``engine_versions`` are accepted in addition to the
    versions that the local AWS knows.
    """

    def __init__(self) -> None:
        self._latency: dict[str, float] = {}
        self._faults: list[Fault] = []
        self._down: dict[str, str] = {}
        self._changed = threading.Condition()
        self.policy: Policy | None = None
        self.engine_versions: list[str] = []

    def clear(self) -> None:
        """Restore the default settings."""
        self._latency, self._faults, self.policy, self.engine_versions = {}, [], None, []
        self._set_down({})

    def update(self, sent: object) -> None:
        """Replace latency, faults, policy, down and engineVersions. A setting that is not specified keeps its value.

        Args:
            sent: the JSON value of the request.

        Raises:
            LocalAwsError: the value is invalid; nothing was changed.
        """
        settings = json_object(sent, "settings", ("latency", "faults", "policy", "down", "engineVersions"))
        latency = _latency(settings["latency"]) if "latency" in settings else self._latency
        faults = _faults(settings["faults"]) if "faults" in settings else self._faults
        policy = _policy(settings["policy"]) if "policy" in settings else self.policy
        down = _down(settings["down"]) if "down" in settings else self._down
        versions = (
            _engine_versions(settings["engineVersions"]) if "engineVersions" in settings else self.engine_versions
        )
        self._latency, self._faults, self.policy, self.engine_versions = latency, faults, policy, versions
        self._set_down(down)

    def _set_down(self, down: dict[str, str]) -> None:
        with self._changed:
            self._down = down
            self._changed.notify_all()

    def is_down(self, region: str) -> bool:
        """Return whether a region is unreachable.

        Args:
            region: the region of the call's signature.
        """
        return region in self._down

    def wait_while_hanging(self, region: str) -> None:
        """Return once the connection of a call to an unreachable region is to be closed.

        Args:
            region: the region of the call's signature.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._down.get(region) != HANG)

    def latency(self, operation: str) -> float:
        """Return the seconds until the resource of an operation is available.

        Args:
            operation: the AWS operation.
        """
        return self._latency.get(operation, 0.0)

    def take_fault(self, operation: str, region: str) -> str | None:
        """Return the error code for a call and count the call against its fault. Return None if no fault applies.

        Args:
            operation: the AWS operation.
            region: the region of the call's signature.
        """
        for fault in self._faults:
            if fault.times and fault.operation == operation and fault.region in {None, region}:
                fault.times -= 1
                return fault.code
        return None


def _policy(sent: object) -> Policy | None:
    return None if sent is None else Policy(sent)


def _engine_versions(sent: object) -> list[str]:
    if not isinstance(sent, list):
        raise LocalAwsError(f"engineVersions: must be a list of versions, got {sent!r}.")
    for index, version in enumerate(sent):
        if not isinstance(version, str) or _VERSION.fullmatch(version) is None:
            raise LocalAwsError(f"engineVersions[{index}]: must have four numbers such as '1.5.0.0', got {version!r}.")
    return sent


def _down(sent: object) -> dict[str, str]:
    if not isinstance(sent, dict):
        raise LocalAwsError(f"down: must be an object with regions as keys, got {sent!r}.")
    for region, how in sent.items():
        if how not in {CLOSE, HANG}:
            raise LocalAwsError(f"down.{region}: must be {CLOSE!r} or {HANG!r}, got {how!r}.")
    return dict(sent)


def _latency(sent: object) -> dict[str, float]:
    seconds = json_object(sent, "latency", LASTING)
    for operation, value in seconds.items():
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < math.inf:
            raise LocalAwsError(f"latency.{operation}: must be a number of seconds, 0 or more, got {value!r}.")
    return {operation: float(value) for operation, value in seconds.items()}


def _faults(sent: object) -> list[Fault]:
    if not isinstance(sent, list):
        raise LocalAwsError(f"faults: must be a list of objects, got {sent!r}.")
    return [_fault(one, f"faults[{index}]") for index, one in enumerate(sent)]


def _fault(sent: object, path: str) -> Fault:
    fault = json_object(sent, path, ("operation", "errorCode", "region", "times"))
    for name in ("operation", "errorCode"):
        if not isinstance(fault.get(name), str) or not fault[name]:
            raise LocalAwsError(f"{path}.{name}: must be a name that AWS uses, got {fault.get(name)!r}.")
    if not isinstance(fault.get("region", ""), str):
        raise LocalAwsError(f"{path}.region: must be a region, or absent for all regions, got {fault['region']!r}.")
    times = fault.get("times", 1)
    if isinstance(times, bool) or not isinstance(times, int) or times < 1:
        raise LocalAwsError(f"{path}.times: must be a whole number, 1 or more, got {times!r}.")
    return Fault(fault["operation"], fault["errorCode"], fault.get("region"), times)
