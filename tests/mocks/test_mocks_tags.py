"""Tags of the global cluster, which pulumi-aws does not set."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws
import pytest
from mock_engine import RefusedByHookError

ARN = "arn:aws:rds::123456789012:global-cluster:orders-global"
WRITES = {"AddTagsToResource", "RemoveTagsFromResource"}


def unknown():
    """Return an output whose value is unknown in a preview."""
    return aws.neptune.Cluster("other", cluster_identifier="other", region="us-west-2").tags


def writes(fake_neptune):
    """Return the calls that changed tags since the last check."""
    found = [call for call in fake_neptune.calls if call[0] in WRITES]
    fake_neptune.calls.clear()
    return found


def test_tags_are_set_when_the_global_cluster_is_there(engine, program, fake_neptune):
    """Tags are set after the global cluster is created, and a preview does not announce them."""
    given = program(tags={"team": "orders", "env": "test"})
    engine.preview_of(given)
    assert (engine.said, fake_neptune.tags) == ([], {})
    engine.up(given)
    assert fake_neptune.tags == {ARN: {"team": "orders", "env": "test"}}
    assert engine.said == ["set tags of the global cluster: env, team"]


def test_without_tags_there_is_no_call(engine, program, fake_neptune):
    """Without tags, no call is made and no permission is needed."""
    engine.up(program())
    assert not {call[0] for call in fake_neptune.calls} & {*WRITES, "ListTagsForResource"}
    assert [one.name for one in engine.registered] == ["x", "x-declared", "x"]


def test_a_change_of_tags(engine, program, fake_neptune):
    """The preview shows the keys and writes nothing; the update leaves unchanged tags."""
    engine.up(program(tags={"kept": "1", "changed": "1", "gone": "1"}))
    after = program(tags={"kept": "1", "changed": "2", "new": "2"})
    writes(fake_neptune)
    said = [
        "set tags of the global cluster: changed, new",
        "remove tags of the global cluster: gone",
    ]
    engine.preview_of(after)
    assert (engine.said, writes(fake_neptune)) == ([f"GlobalCluster 'x': {line}" for line in said], [])
    engine.up(after)
    assert (engine.said, fake_neptune.tags[ARN]) == (said, {"kept": "1", "changed": "2", "new": "2"})
    assert {name for name, *_ in writes(fake_neptune)} == WRITES


def test_tags_of_others_stay(engine, program, fake_neptune):
    """Only tags that the program set before are removed."""
    engine.up(program(tags={"mine": "1"}))
    fake_neptune.tags[ARN]["theirs"] = "1"
    engine.up(program(tags={}))
    assert fake_neptune.tags[ARN] == {"theirs": "1"}


def test_tags_that_are_no_longer_set_are_those_of_the_last_update(engine, program, fake_neptune):
    """They are compared with the last update, not the first one."""
    for given in ({"a": "1"}, {"b": "1"}, {}):
        engine.up(program(tags=given))
    assert fake_neptune.tags[ARN] == {}


def test_nothing_is_written_without_a_change(engine, program, fake_neptune):
    """AWS is not called."""
    engine.up(program(tags={"a": "1"}))
    fake_neptune.calls.clear()
    engine.up(program(tags={"a": "1"}))
    assert "ListTagsForResource" not in [call[0] for call in fake_neptune.calls]


def test_secret_tags_are_not_shown(engine, program, fake_neptune):
    """Neither values nor keys are shown, and the tags are set."""
    engine.up(program(tags=lambda: pulumi.Output.secret({"a": "hidden-1"})))
    engine.up(program(tags=lambda: pulumi.Output.secret({"a": "hidden-2"})))
    assert fake_neptune.tags[ARN] == {"a": "hidden-2"}
    assert engine.said == ["set tags of the global cluster: [secret]"]


def test_tags_that_are_not_known_yet(engine, program, fake_neptune):
    """The preview succeeds without an announcement."""
    engine.up(program(tags={"a": "1"}))
    writes(fake_neptune)
    engine.preview_of(program(tags=unknown))
    assert (engine.said, writes(fake_neptune)) == ([], [])


@pytest.mark.parametrize("operation", ["ListTagsForResource", "AddTagsToResource"])
def test_tags_that_aws_refuses_are_tried_again(engine, program, fake_neptune, operation):
    """The update fails with the missing permission, and the state keeps the old tags."""
    engine.up(program(tags={"a": "1"}))
    after = program(tags={"a": "2"})
    fake_neptune.faults[operation] = "AccessDenied"
    with pytest.raises(RefusedByHookError, match=f"Allow rds:{operation}"):
        engine.up(after)
    del fake_neptune.faults[operation]
    engine.up(after)
    assert fake_neptune.tags[ARN] == {"a": "2"}
