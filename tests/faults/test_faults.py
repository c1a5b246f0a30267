"""After a fault at any AWS call, the run reports it, and the next run succeeds."""

from __future__ import annotations

import json

import pytest
from fault_cases import CALLS, recorded
from fault_kinds import FAULTS, Answers, Silences
from fault_lab import has_traceback
from fault_report import NAME
from fault_stacks import STACKS

PREVIEWED = 8
"""After every eighth case a preview plans nothing; it is a run more."""
CAUSES = {
    "ThrottlingException": ("ThrottlingException",),
    "InternalFailure": ("InternalFailure",),
    "AccessDenied": ("AccessDenied",),
    "ConnectionDropped": ("Connection was closed", "Could not connect"),
}


@pytest.fixture
def whole(lab):
    """Let the next case start from an empty AWS if this one failed."""
    right = []
    yield right
    if not right:
        lab.renew()


def test_fault(lab, whole, case, record_property):
    """The run with the fault reports it, and after the next run everything exists once."""
    outcome = lab.run(case)
    check_words(case, outcome)
    if sum(case.id.encode()) % PREVIEWED == 0 and lab.stack(case.stack).exists:
        lab.stack(case.stack).project.run("preview", "--expect-no-changes")
    record_property(NAME, {**case.asdict(), "outcome": outcome.word})
    whole.append(case)


def check_words(case, outcome):
    """Check the output of the run with the fault."""
    assert not has_traceback(outcome.text), outcome.text
    fault = FAULTS[case.fault]
    if case.fault == "engine-killed":
        assert outcome.word == "killed"
    elif case.fault == "throttled-once":
        assert outcome.word == "ok"
        assert "warning: GlobalCluster" not in outcome.text
    elif outcome.word == "error":
        assert "error:" in outcome.text.lower()
        if isinstance(fault, Answers):
            assert case.operation in outcome.text
            assert any(cause in outcome.text for cause in CAUSES[fault.code])
        if isinstance(fault, Silences):
            assert "Read timeout" in outcome.text


@pytest.mark.parametrize("stack", STACKS, ids=[stack.name for stack in STACKS])
def test_recorded_calls(lab, request, stack):
    """A run without faults makes exactly the recorded calls; the cases are created from them."""
    made = {step: lab.record(lab.stack(stack.name), step) for step in stack.steps}
    if request.config.getoption("--faults", "sample") == "record":
        CALLS.write_text(json.dumps({**recorded(), **made}, indent=4) + "\n")
    assert {step: set(calls) for step, calls in made.items()} == {step: set(recorded()[step]) for step in stack.steps}
