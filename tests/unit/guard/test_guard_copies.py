"""A change that leaves one copy of a graph is DANGER: the last secondary without a snapshot, and a snapshot."""

from __future__ import annotations

import pytest
from guard_preview import CLUSTER, STACK, found, judged, state, step

GLOBAL = f"{STACK}aws:neptune/globalCluster:GlobalCluster::orders"
SNAPSHOT = f"{STACK}aws:neptune/clusterSnapshot:ClusterSnapshot::s"
LAST, REMOVED = ("DANGER", "last-copy-deleted"), ("REVIEW", "region-removed")


def arn(region):
    """The ARN of a member."""
    return f"arn:aws:rds:{region}:123456789012:cluster:orders-{region}"


def removed(region, **more):
    """A step that deletes the secondary of a region."""
    outputs = {
        "arn": arn(region),
        "region": region,
        "globalClusterIdentifier": "orders",
        "replicationSourceIdentifier": arn("us-east-1"),
        "skipFinalSnapshot": True,
    }
    return step("delete", f"{CLUSTER}-{region}", state({}, outputs | more))


def refreshed(*regions, name="orders"):
    """Return a step that shows the members of a global cluster, the primary first."""
    members = [{"dbClusterArn": arn(region), "isWriter": region == regions[0]} for region in regions]
    shown = state({}, {"globalClusterIdentifier": name, "globalClusterMembers": members})
    return step("refresh", GLOBAL.replace("orders", name), shown, shown)


def added(region):
    """A step that creates a secondary."""
    return step("create", f"{CLUSTER}-{region}", new=state({"region": region, "globalClusterIdentifier": "orders"}))


def test_the_last_secondary_without_a_snapshot_is_danger():
    """A secondary is assumed to be the last if the preview does not show the members."""
    assert judged(refreshed("us-east-1", "eu-west-1"), removed("eu-west-1")) == [LAST]
    assert judged(removed("eu-west-1")) == [LAST]


@pytest.mark.parametrize("unknown", [None, "[secret]", "04da6b54-80e4-46f7-96ec-b56ff0331ba9"])
def test_a_snapshot_that_may_not_be_taken_is_no_copy(unknown):
    """Only a deletion that is known to leave a final snapshot counts."""
    shown = refreshed("us-east-1", "eu-west-1")
    assert judged(shown, removed("eu-west-1", skipFinalSnapshot=unknown)) == [LAST]
    assert judged(shown, removed("eu-west-1", skipFinalSnapshot=False)) == [REMOVED]


def test_a_refresh_is_not_advised_twice():
    """The next step of a preview without --refresh says what a refresh shows; after a refresh it does not."""
    (without,), (after,) = found(removed("eu-west-1")), found(refreshed("us-east-1", "eu-west-1"), removed("eu-west-1"))
    assert without.remedy.endswith(" If there are other secondaries, `pulumi preview --refresh` shows them.")
    assert "--refresh" not in after.remedy
    assert after.remedy.endswith("allow this finding.")


def test_a_secondary_of_three_is_for_review():
    """Another secondary stays."""
    assert judged(refreshed("us-east-1", "eu-west-1", "ap-south-1"), removed("eu-west-1")) == [REMOVED]


def test_two_secondaries_removed_together_are_danger():
    """Together they are the last; a final snapshot of one of them is a copy."""
    shown = refreshed("us-east-1", "eu-west-1", "ap-south-1")
    assert judged(shown, removed("eu-west-1"), removed("ap-south-1")) == [LAST, LAST]
    assert judged(shown, removed("eu-west-1"), removed("ap-south-1", skipFinalSnapshot=False)) == [REMOVED, REMOVED]


def test_a_secondary_that_moves_to_another_region_is_for_review():
    """The new one is created before the old one is deleted."""
    found = judged(refreshed("us-east-1", "eu-west-1"), removed("eu-west-1"), added("ap-south-1"))
    assert sorted(found) == [("REVIEW", "region-added"), REMOVED]


def test_members_of_another_global_database_are_no_copies():
    """Only a list that has the deleted cluster in it counts."""
    other = refreshed("ca-central-1", "sa-east-1", name="other")
    assert judged(other, removed("eu-west-1")) == [LAST]
    assert judged(other, refreshed("us-east-1", "eu-west-1", "ap-south-1"), removed("eu-west-1")) == [REMOVED]


def test_a_retained_secondary_is_a_copy():
    """It stays in AWS, as a member."""
    retained = removed("ap-south-1")
    retained["oldState"]["retainOnDelete"] = True
    assert judged(removed("eu-west-1"), retained) == [REMOVED, ("REVIEW", "left-in-aws")]


def test_a_deleted_snapshot_is_danger():
    """It can be the only other copy; also one of a provider that is made of Terraform's."""
    assert judged(step("delete", SNAPSHOT, state())) == [("DANGER", "snapshot-deleted")]
    other = f"{STACK}aws:index/neptuneClusterSnapshot:NeptuneClusterSnapshot::s"
    assert judged(step("replace", other, state(), state())) == [("DANGER", "snapshot-deleted")]
