"""The steps of a switchover and a failover, and what is rejected."""

from __future__ import annotations

import pytest
from operated_database import EU, US, WEST, observed

from neptune_global_component.aws.operations import failover, switchover
from neptune_global_component.core.errors import RefusedError
from neptune_global_component.core.plan.promotion import missing

BOTH = pytest.mark.parametrize("steps", [switchover.steps, failover.steps])
SWITCHING = ("switching-over", US, EU, False)


def rejections(steps, found, to=EU):
    """Return the findings as texts."""
    with pytest.raises(RefusedError) as caught:
        steps(found, to)
    return [str(one) for one in caught.value.findings]


def path(steps):
    """The path in errors: the program's property, or the option."""
    return "--to" if steps is failover.steps else "primary_region"


def test_the_line_of_a_switchover():
    """The step names both regions."""
    assert switchover.steps(observed(EU, WEST), EU) == ("switchover: us-east-1 -> eu-west-1",)


def test_the_line_of_a_failover():
    """The step says that it loses data."""
    line = "failover, which loses what was not replicated: us-east-1 -> eu-west-1"
    assert failover.steps(observed(EU), EU) == (line,)


@BOTH
def test_nothing_is_to_be_done(steps):
    """There are no steps if the region has the primary, whatever the state of the others."""
    assert steps(observed(EU, eu_west_1={"status": "modifying"}), US) == ()


@BOTH
def test_what_has_begun_is_waited_for(steps):
    """A change that an interrupted run requested is awaited."""
    lines = steps(observed(EU, status="switching-over", failover=SWITCHING), EU)
    assert lines == ("wait for the switchover us-east-1 -> eu-west-1 (switching-over)",)


@BOTH
def test_another_one_is_running(steps):
    """The error names the running change and the next step."""
    running = ("failing-over", US, EU, True)
    (text,) = rejections(steps, observed(EU, WEST, status="failing-over", failover=running), WEST)
    assert text == (
        f"{path(steps)}: 'us-west-2' has to wait: a failover us-east-1 -> eu-west-1 (failing-over) is running, and AWS "
        "does one at a time. Try again when it is over (`neptune-global status orders` shows it)."
    )


@BOTH
def test_one_away_from_the_region_is_running(steps):
    """While the primary moves away from the region, the region is neither accepted nor switched back to."""
    text, *_ = rejections(steps, observed(EU, status="switching-over", failover=SWITCHING), US)
    assert "a switchover us-east-1 -> eu-west-1 (switching-over) is running" in text


@BOTH
def test_a_region_without_a_member(steps):
    """The error lists the secondaries."""
    (text,) = rejections(steps, observed(EU, WEST), "ap-south-1")
    assert text.startswith(f"{path(steps)}: 'ap-south-1' has no member of the global database")
    assert "its secondaries: eu-west-1, us-west-2. Set one of these" in text
    assert "its secondaries: none." in rejections(steps, observed(), EU)[0]


@BOTH
@pytest.mark.parametrize("instances", [(), ("creating",)])
def test_a_target_that_could_not_write(steps, instances):
    """A target without an available instance is rejected."""
    (text,) = rejections(steps, observed(EU, eu_west_1={"instances": instances}))
    assert text.startswith(f"{path(steps)}: 'eu-west-1' can't become the primary: it has no available instance")
    assert steps(observed(EU, eu_west_1={"instances": ("creating", "available")}), EU)


@BOTH
def test_a_target_that_is_not_available(steps):
    """The error names the target's status."""
    (text,) = rejections(steps, observed(EU, eu_west_1={"status": "upgrading"}))
    assert "'eu-west-1' can't become the primary: its cluster is upgrading, and AWS needs it available." in text


@pytest.mark.parametrize(
    ("found", "what"),
    [
        (observed(EU, WEST, us_east_1={"status": "modifying"}), "us-east-1 (modifying)"),
        (observed(EU, WEST, status="modifying"), "the global cluster (modifying)"),
    ],
)
def test_a_switchover_needs_an_available_primary(found, what):
    """The error names what is not available; a failover does not need the primary."""
    (text,) = rejections(switchover.steps, found)
    assert f"can't switch over to 'eu-west-1' yet: {what} must be available. Try again" in text
    assert failover.steps(found, EU)


def test_a_switchover_needs_the_version_of_the_primary():
    """A target with another version is rejected for a switchover, but not for a failover."""
    found = observed(EU, eu_west_1={"version": "1.4.6.0"})
    (text,) = rejections(switchover.steps, found)
    assert "it runs engine version 1.4.6.0, the primary in us-east-1 1.4.5.0, and AWS needs the same in both" in text
    assert failover.steps(found, EU)


@pytest.mark.parametrize(
    "third", [{"status": "modifying"}, {"version": "1.4.6.0"}, {"status": "modifying", "version": "1"}]
)
def test_a_third_region_does_not_hold_up_a_switchover(third):
    """A third region that is not available causes only a warning."""
    found = observed(EU, WEST, us_west_2=third)
    assert switchover.steps(found, EU) == ("switchover: us-east-1 -> eu-west-1",)
    why = third.get("status") or third["version"]
    assert str(switchover.warning(found, EU)).startswith(f"us-west-2 ({why}) is not available or runs another")
    assert switchover.warning(observed(EU, WEST), EU) is None


def test_all_problems_are_told_together():
    """One error lists all findings and says that nothing was changed."""
    found = observed(EU, eu_west_1={"instances": (), "version": "1.4.6.0"}, us_east_1={"status": "modifying"})
    with pytest.raises(RefusedError, match=r"^--to: .* --to: .* --to: .* Nothing was changed\.$") as caught:
        switchover.steps(found, EU, path="--to")
    assert len(caught.value.findings) == 3


@pytest.mark.parametrize(
    ("found", "to", "text"),
    [
        (observed(EU), EU, "eu-west-1 to become the primary (available)"),
        (observed(EU, status="x", failover=SWITCHING), EU, "eu-west-1 to become the primary (switching-over)"),
        (
            observed(EU, failover=SWITCHING),
            US,
            "the switchover us-east-1 -> eu-west-1 (switching-over) to end",
        ),
        (observed(EU, status="modifying"), US, "the global cluster (modifying) to be available"),
        (observed(EU, eu_west_1={"status": "promoting"}), US, "eu-west-1 (promoting) to be available"),
        (observed(EU, us_east_1={"instances": ("rebooting",)}), US, "an instance of us-east-1 to be available"),
        (observed(EU), US, None),
    ],
)
def test_what_is_missing(found, to, text):
    """The change is complete when the primary has moved, no failover is in progress and the members are available."""
    assert missing(found, to) == text


def test_after_the_move_nothing_is_sent():
    """If another run has moved the primary, an operation waits for the new primary, and sends no request."""
    now = observed(EU, eu_west_1={"instances": ("rebooting",)}).with_primary(EU)
    text = "an instance of eu-west-1 to be available"
    change = switchover._change(None, observed(EU), EU, (), str)  # noqa: SLF001 - a state between two reads
    assert change.busy(now) == text
    assert failover._busy(now, EU) == text  # noqa: SLF001 - as above
    assert failover._busy(observed(EU), EU) is None  # noqa: SLF001 - as above
