"""One change from its request to its completion, and requests that AWS rejects."""

from __future__ import annotations

import pytest

from neptune_global_component.aws.operations.waiting import Change, InterruptedChange, Pace, Run
from neptune_global_component.core.errors import CallError, OperationError

BUSY = "eu-west-1 (backing-up) to be available"
REFUSED = CallError("ModifyDBCluster was refused (InvalidDBClusterStateFault: busy).", busy=True)


def brought_about(looks, answers):
    """Complete a change with the given states and responses; return the number of requests."""
    states, asked = iter(looks), []
    calls = iter(answers)

    def ask(_now):
        asked.append(1)
        if answer := next(calls):
            raise answer

    def missing(now):
        return None if now == "done" else now or "the change"

    change = Change("ModifyDBCluster", lambda: next(states), ask, missing, lambda now: BUSY if now == BUSY else None)
    Run(lambda _: None, Pace(5, 0.001)).complete(change)
    return len(asked)


def test_what_was_refused_while_aws_was_busy_is_asked_again():
    """A request that was rejected for a temporary state is sent again."""
    assert brought_about(["free", BUSY, "free", "free", "done"], [REFUSED, None]) == 2


def test_what_was_refused_though_nothing_goes_on_is_an_error():
    """A rejection while nothing is in progress is an error."""
    with pytest.raises(OperationError, match="InvalidDBClusterStateFault"):
        brought_about(["free", "free"], [REFUSED])


def test_a_long_wait_reports_few_lines(monkeypatch):
    """Progress shows the minutes, and repeats when they have doubled."""
    seconds = iter(range(0, 100_000, 10))
    monkeypatch.setattr("neptune_global_component.aws.operations.waiting.time.monotonic", lambda: next(seconds))
    monkeypatch.setattr("neptune_global_component.aws.operations.waiting.time.sleep", lambda _: None)
    looks, said = iter(["free", *["upgrading"] * 30, "done"]), []
    change = Change(
        "ModifyDBCluster",
        lambda: next(looks),
        lambda _: None,
        lambda now: None if now == "done" else now,
        lambda _: None,
        lambda now: f"2/4 eu-west-1: 1.4.6.0 -> 1.4.6.1, {now}",
    )
    Run(lambda line: said.append(str(line)), Pace(100_000, 1)).complete(change)
    line = "2/4 eu-west-1: 1.4.6.0 -> 1.4.6.1, upgrading"
    assert said == [line, *(f"{line} ({minutes} min)" for minutes in (1, 2, 4, 8))]
    assert len(f"~ Stash world-engine-version updating (30s) {said[1]}") <= 100


@pytest.mark.parametrize(("line", "error"), [("the step", KeyboardInterrupt), ("done", InterruptedChange)])
def test_an_interrupt_while_a_line_is_shown(line, error):
    """Before the request it is a plain interrupt; at the last line, AWS has accepted the request."""
    looks = iter(["free", "done"])
    change = Change("Rename", lambda: next(looks), str, lambda now: None if now == "done" else now, lambda _: None)

    def report(shown):
        if shown == line:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt) as caught:
        Run(report, Pace(5, 0.001)).run_steps(["the step"], change, "done")
    assert caught.type is error
