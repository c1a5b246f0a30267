"""Tags on a global cluster: only differences in the program's tags are written."""

from __future__ import annotations

import pytest
from operated_database import FAST, GLOBAL_ARN, TRANSIENT, make

from neptune_global_component.aws.operations import tags
from neptune_global_component.aws.operations.waiting import Pace
from neptune_global_component.core.errors import OperationError

WRITES = ("AddTagsToResource", "RemoveTagsFromResource")


@pytest.fixture
def tagged(connect):
    """Return a global database whose global cluster has tags."""
    make(connect)
    given = [{"Key": "env", "Value": "test"}, {"Key": "owner", "Value": "me"}, {"Key": "theirs", "Value": "x"}]
    connect("neptune").add_tags_to_resource(ResourceName=GLOBAL_ARN, Tags=given)
    return connect


def run(connect, wanted, owned=(), report=lambda _: None, pace=FAST):
    """Set the tags."""
    return tags.run(connect, GLOBAL_ARN, wanted, owned=owned, report=report, pace=pace)


def test_only_what_differs(aws, tagged):
    """Changed and new tags are set, tags removed from the program are removed, other tags are kept."""
    lines = []
    before = len(aws.calls())
    wanted = {"env": "live", "cost": "1"}
    assert run(tagged, wanted, ("env", "owner", "gone"), lambda line: lines.append(str(line))) == WRITES
    assert tags.read_tags(tagged, GLOBAL_ARN) == {"env": "live", "cost": "1", "theirs": "x"}
    assert lines == ["set tags of the global cluster: cost, env", "remove tags of the global cluster: owner"]
    added, removed = (one["parameters"] for one in aws.calls()[before:] if one["operation"] in WRITES)
    assert [one["Key"] for one in added["Tags"]] == ["cost", "env"]
    assert removed["TagKeys"] == ["owner"]


def test_tags_that_are_set_already_are_not_written(aws, tagged):
    """A second run only reads."""
    before = len(aws.calls())
    assert run(tagged, {"env": "test"}) == ()
    assert [call["operation"] for call in aws.calls()[before:]] == ["ListTagsForResource"]


def test_values_are_not_shown():
    """Tag values, which may be secrets, are not shown."""
    assert "hidden" not in "".join(tags.steps({}, {"key": "hidden"}))
    assert tags.steps({"key": "old"}, {}, ["key"]) == ("remove tags of the global cluster: key",)
    assert tags.steps({"theirs": "old"}, {}) == ()


@pytest.mark.parametrize("operation", ["ListTagsForResource", *WRITES])
@pytest.mark.parametrize("code", TRANSIENT)
def test_what_passes_by_is_waited_for(aws, tagged, operation, code):
    """A run continues after throttling, server errors and lost connections, and reports each once."""
    aws.settings({"faults": [{"operation": operation, "errorCode": code, "times": 2}]})
    lines = []
    assert run(tagged, {"env": "live"}, ["owner"], lambda line: lines.append(str(line))) == WRITES
    assert tags.read_tags(tagged, GLOBAL_ARN) == {"env": "live", "theirs": "x"}
    assert sum(line.startswith(f"waiting for AWS to answer: {operation}") for line in lines) == 1


def test_what_is_not_allowed_ends_it(aws, tagged):
    """The error names what was changed so far, and the next run completes the rest."""
    aws.settings({"faults": [{"operation": "RemoveTagsFromResource", "errorCode": "AccessDenied"}]})
    with pytest.raises(OperationError, match=r"llow rds:RemoveTags.*request was sent \(AddTagsToResource\);"):
        run(tagged, {"env": "live"}, ["owner"])
    assert run(tagged, {"env": "live"}, ["owner"]) == WRITES[1:]


def test_it_ends_at_the_deadline(aws, tagged):
    """A run fails at the time limit if AWS does not answer."""
    aws.settings({"faults": [{"operation": "ListTagsForResource", "errorCode": "Throttling", "times": 1000}]})
    with pytest.raises(OperationError, match=r"ListTagsForResource was refused \(Throttling.*Nothing was changed"):
        run(tagged, {}, pace=Pace(0.2, 0.05))
