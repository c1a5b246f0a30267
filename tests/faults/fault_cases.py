"""The cases: each fault at each AWS call of each step, from the recorded calls of a run without faults."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from itertools import chain, zip_longest
from pathlib import Path

from fault_kinds import FAULTS
from fault_stacks import STACKS

CALLS = Path(__file__).with_name("calls.json")
"""Of each step each AWS call, as ``operation region``, and how often it was made; written by ``--faults record``."""
SAMPLE = (
    "up-CreateDBCluster-eu-west-1-answer-lost",
    "switchover-DescribeGlobalClusters-us-east-1-access-denied",
    "switch-back-SwitchoverGlobalCluster-eu-west-1-program-killed",
    "destroy-RemoveFromGlobalCluster-eu-west-1-plugin-killed",
    "up-CreateDBInstance-us-east-1-engine-killed",
    "destroy-DeleteDBCluster-us-east-1-internal-failure",
    "up-AddTagsToResource-us-east-1-throttled-once",
    "switchover-SwitchoverGlobalCluster-us-east-1-connection-dropped",
    "upgrade-ModifyDBCluster-us-east-1-throttled",
)
"""The cases of `make test`: most faults once, at a harmful call. Each case begins where the previous one ended. One is
a switchover whose first read is rejected: it must not be recorded as done.
"""
READS = ("Describe", "List")
# A destroy runs no program. An upgrade runs before any AWS resource, and so before its plugin starts. `neptune-global`
# has neither.
NOT_THERE = {
    ("destroy", "program-killed"),
    ("unlink", "program-killed"),
    ("upgrade", "plugin-killed"),
    *((step, fault) for step in ("import", "rename") for fault in ("plugin-killed", "program-killed")),
}


@dataclass(frozen=True)
class Case:
    """One fault at one call.

    Args:
        stack: the name of the stack.
        step: the step in progress.
        operation: the AWS operation.
        region: the region of the call.
        number: the number of the call at which the fault begins, from 1.
        fault: the fault's name.
    """

    stack: str
    step: str
    operation: str
    region: str
    number: int
    fault: str

    @property
    def id(self):
        """Return the case's name in pytest."""
        return f"{self.step}-{self.operation}-{self.region}-{self.fault}"

    def asdict(self):
        """Return the case as plain values."""
        return asdict(self)


def recorded():
    """Return the calls of all steps, as counts by operation and region."""
    return json.loads(CALLS.read_text()) if CALLS.exists() else {}


def counted(calls):
    """Count calls in the format of ``calls.json``."""
    names = [f"{call['operation']} {call['region']}" for call in calls]
    return {name: names.count(name) for name in sorted(set(names))}


def writes(counts):
    """Return the calls that change something."""
    return {name: count for name, count in counts.items() if not name.startswith(READS)}


def every_case():
    """Return all cases, with the steps of a stack in turn, so that each begins where the previous one ended."""
    calls = recorded()
    return [case for stack in STACKS for case in _in_turn([_of(stack, step, calls) for step in stack.steps])]


def sample():
    """Return the cases of `make test`, in the order of the steps."""
    cases = {case.id: case for case in every_case()}
    return [cases[one] for one in SAMPLE]


def _of(stack, step, calls):
    return [
        Case(stack.name, step, *name.split(), _number(count, fault), fault)
        for name, count in calls.get(step, {}).items()
        for fault in FAULTS
        if (step, fault) not in NOT_THERE
    ]


def _number(count, fault):
    """Return the call at which a fault begins: the first for errors of AWS, a middle one for kills."""
    return (count + 1) // 2 if fault.endswith("killed") else 1


def _in_turn(lists):
    return [case for case in chain.from_iterable(zip_longest(*lists)) if case]
