"""Settings of the local AWS: latencies, faults, an IAM policy to enforce, regions that are down, engine versions."""

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
"""The operations that can be given a latency; all others are done at once."""

_VERSION = re.compile(r"\d{1,4}(\.\d{1,4}){3}", re.ASCII)

CLOSE, HANG = "close", "hang"
"""What a region that is down does with a call: close the connection, or keep it open without an answer."""


@dataclass
class Fault:
    """An error to answer instead of doing what is asked.

    Args:
        operation: the AWS operation, for example ``CreateDBCluster``.
        code: the error's code; ``ConnectionDropped`` closes the connection without an answer.
        region: only for calls to this region; for all where it is None.
        times: how many calls are still to be answered so.
    """

    operation: str
    code: str
    region: str | None = None
    times: int = 1


class Settings:
    """Latencies, faults, an IAM policy to enforce, regions that are down, and engine versions.

    ``policy`` is the IAM policy to enforce; every call is allowed while it is None. ``engine_versions`` are accepted
    beside those that the local AWS knows.
    """

    def __init__(self) -> None:
        self._latency: dict[str, float] = {}
        self._faults: list[Fault] = []
        self._down: dict[str, str] = {}
        self._changed = threading.Condition()
        self.policy: Policy | None = None
        self.engine_versions: list[str] = []

    def clear(self) -> None:
        """Restore the settings that the server starts with."""
        self._latency, self._faults, self.policy, self.engine_versions = {}, [], None, []
        self._set_down({})

    def update(self, given: object) -> None:
        """Replace latency, faults, policy, down, engineVersions, each as a whole; what is not specified stays.

        Args:
            given: the JSON value that was sent.

        Raises:
            LocalAwsError: it is not valid; nothing was changed.
        """
        settings = json_object(given, "settings", ("latency", "faults", "policy", "down", "engineVersions"))
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
        """Whether calls to a region get no answer.

        Args:
            region: the region of the call's signature.
        """
        return region in self._down

    def wait_while_hanging(self, region: str) -> None:
        """Return once the connection of a call to a region that is down is to be closed.

        Args:
            region: the region of the call's signature.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._down.get(region) != HANG)

    def latency(self, operation: str) -> float:
        """Return the seconds that an operation takes until its resource is available.

        Args:
            operation: the AWS operation.
        """
        return self._latency.get(operation, 0.0)

    def take_fault(self, operation: str, region: str) -> str | None:
        """Return the code of the error to answer to a call, and count it; None if the call is to be done.

        Args:
            operation: the AWS operation.
            region: the region of the call's signature.
        """
        for fault in self._faults:
            if fault.times and fault.operation == operation and fault.region in {None, region}:
                fault.times -= 1
                return fault.code
        return None


def _policy(given: object) -> Policy | None:
    return None if given is None else Policy(given)


def _engine_versions(given: object) -> list[str]:
    if not isinstance(given, list):
        raise LocalAwsError(f"engineVersions: must be a list of versions, got {given!r}.")
    for index, version in enumerate(given):
        if not isinstance(version, str) or _VERSION.fullmatch(version) is None:
            raise LocalAwsError(f"engineVersions[{index}]: must have four numbers such as '1.5.0.0', got {version!r}.")
    return given


def _down(given: object) -> dict[str, str]:
    if not isinstance(given, dict):
        raise LocalAwsError(f"down: got {given!r}; give an object of regions.")
    for region, how in given.items():
        if how not in {CLOSE, HANG}:
            raise LocalAwsError(f"down.{region}: got {how!r}; give {CLOSE!r} or {HANG!r}.")
    return dict(given)


def _latency(given: object) -> dict[str, float]:
    seconds = json_object(given, "latency", LASTING)
    for operation, value in seconds.items():
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < math.inf:
            raise LocalAwsError(f"latency.{operation}: got {value!r}; give seconds, 0 or more.")
    return {operation: float(value) for operation, value in seconds.items()}


def _faults(given: object) -> list[Fault]:
    if not isinstance(given, list):
        raise LocalAwsError(f"faults: got {given!r}; give a list of objects.")
    return [_fault(one, f"faults[{index}]") for index, one in enumerate(given)]


def _fault(given: object, path: str) -> Fault:
    fault = json_object(given, path, ("operation", "errorCode", "region", "times"))
    for name in ("operation", "errorCode"):
        if not isinstance(fault.get(name), str) or not fault[name]:
            raise LocalAwsError(f"{path}.{name}: got {fault.get(name)!r}; give AWS's name of it.")
    if not isinstance(fault.get("region", ""), str):
        raise LocalAwsError(f"{path}.region: got {fault['region']!r}; give a region, or leave it out for all.")
    times = fault.get("times", 1)
    if isinstance(times, bool) or not isinstance(times, int) or times < 1:
        raise LocalAwsError(f"{path}.times: got {times!r}; give a whole number, 1 or more.")
    return Fault(fault["operation"], fault["errorCode"], fault.get("region"), times)
