"""The kinds of faults: what AWS answers, and who is killed, at a call."""

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
"""More often than anyone tries: the component's reads three times, the aws plugin, as it is configured here, twice."""
FOR_GOOD = 1000
PROGRAM = "pulumi-language-python-exec"
PLUGIN = ("neptune_global_component.local.provider", "pulumi-resource-aws")


@dataclass(frozen=True)
class Answers:
    """AWS answers an error instead of doing what is asked."""

    code: str
    times: int


@dataclass(frozen=True)
class Kills:
    """Somebody is killed when AWS has done the call, before the answer arrives."""

    victims: Callable[[psutil.Process], list[psutil.Process]]

    def kill(self, pulumi):
        """Kill them: what was under way is cut off, and the answer reaches nobody of them. Their process ids."""
        victims = self.victims(psutil.Process(pulumi))
        for victim in victims:
            with suppress(psutil.NoSuchProcess):
                victim.kill()
        return [victim.pid for victim in victims]


@dataclass(frozen=True)
class LosesTheAnswer:
    """AWS does what is asked, and the connection breaks before the answer."""


def everyone(pulumi):
    """Kill the engine's process group at once; what it started in groups of their own is left to be killed."""
    found = [pulumi, *pulumi.children(recursive=True)]
    os.killpg(pulumi.pid, signal.SIGKILL)
    return found


def running(*words):
    """Give what finds the engine's processes that run one of these."""
    return lambda pulumi: [
        one for one in pulumi.children(recursive=True) if any(argument.endswith(words) for argument in one.cmdline())
    ]


FAULTS = {
    "throttled-once": Answers("ThrottlingException", 1),
    "throttled": Answers("ThrottlingException", PAST_RETRIES),
    "internal-failure": Answers("InternalFailure", PAST_RETRIES),
    "connection-dropped": Answers("ConnectionDropped", PAST_RETRIES),
    "access-denied": Answers("AccessDenied", FOR_GOOD),
    "answer-lost": LosesTheAnswer(),
    "engine-killed": Kills(everyone),
    "plugin-killed": Kills(running(*PLUGIN)),
    "program-killed": Kills(running(PROGRAM)),
}
