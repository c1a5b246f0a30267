"""The kinds of faults: errors of AWS, and killed processes."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    from collections.abc import Callable

PAST_RETRIES = 6
"""More than the number of attempts: the component reads three times, the aws plugin, as configured here, twice."""
FOR_GOOD = 1000
PROGRAM = "pulumi-language-python-exec"
PLUGIN = ("neptune_global_component.local.provider", "pulumi-resource-aws")


@dataclass(frozen=True)
class Answers:
    """AWS returns an error instead of executing the call."""

    code: str
    times: int


@dataclass(frozen=True)
class Kills:
    """Processes are killed after AWS has executed the call and before the response arrives."""

    victims: Callable[[psutil.Process], list[psutil.Process]]

    def kill(self, pulumi):
        """Kill the processes, so that none receives the response, and return their IDs."""
        victims = self.victims(psutil.Process(pulumi))
        for victim in victims:
            with suppress(psutil.NoSuchProcess):
                victim.kill()
        return [victim.pid for victim in victims]


@dataclass(frozen=True)
class Silences:
    """The region accepts calls and never answers."""

    times: int


@dataclass(frozen=True)
class LosesTheAnswer:
    """AWS executes the call, and the connection breaks before the response."""


def everyone(pulumi):
    """Kill the engine's process group; processes in their own groups remain to be killed."""
    found = [pulumi, *pulumi.children(recursive=True)]
    os.killpg(pulumi.pid, signal.SIGKILL)
    return found


def running(*words):
    """Return a function that finds the engine's processes that run one of these."""
    return lambda pulumi: [
        one for one in pulumi.children(recursive=True) if any(argument.endswith(words) for argument in one.cmdline())
    ]


NEIGHBOUR_REPLACED = "neighbour-replaced"
"""The fault of `test_neighbour_replaced.py`, which occurs at steps and not at calls."""
FAULTS = {
    "throttled-once": Answers("ThrottlingException", 1),
    "throttled": Answers("ThrottlingException", PAST_RETRIES),
    "internal-failure": Answers("InternalFailure", PAST_RETRIES),
    "connection-dropped": Answers("ConnectionDropped", PAST_RETRIES),
    "region-silent": Silences(PAST_RETRIES),
    "access-denied": Answers("AccessDenied", FOR_GOOD),
    "answer-lost": LosesTheAnswer(),
    "engine-killed": Kills(everyone),
    "plugin-killed": Kills(running(*PLUGIN)),
    "program-killed": Kills(running(PROGRAM)),
}
