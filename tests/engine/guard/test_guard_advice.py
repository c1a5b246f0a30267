"""The next step in a finding is followed once, and the next preview has the verdict that it promises."""

from __future__ import annotations

import io

import pytest
from guard_scenario import cluster, instance, whole, yaml
from programs import program

from neptune_global_component.guard.read import read
from neptune_global_component.guard.report import judge

pytestmark = pytest.mark.long

KEPT = {"skip_final_snapshot": False, "final_snapshot_identifier": "orders-eu-west-1-final"}
ONE = program("us-east-1")
TWO = program("us-east-1", "eu-west-1")
SNAPSHOT = program("us-east-1", regions={"eu-west-1": KEPT})


def judge_preview(project, *arguments, allow=()):
    """Preview, and return the guard's report."""
    written = project.run("preview", "--json", *arguments)
    return judge(read(io.BytesIO(written.encode())), allow)


def rules(report):
    """Return the findings that need attention: verdict and resource by rule."""
    return {one.rule.name: (one.verdict.name, one.name) for one in report.findings if one.verdict.name != "SAFE"}


def test_the_last_secondary_with_a_final_snapshot_is_a_review(project, aws):
    """After its final snapshot is configured, removing the last secondary is REVIEW and leaves the snapshot."""
    project.write(TWO)
    project.up()
    project.write(ONE)
    report = judge_preview(project)
    assert report.verdict.name == "DANGER"
    assert rules(report)["last-copy-deleted"] == ("DANGER", "orders-eu-west-1")
    assert "first deploy skip_final_snapshot=False" in report.findings[0].remedy
    project.write(SNAPSHOT)
    assert judge_preview(project).verdict.name == "SAFE"
    project.up()
    project.write(ONE)
    report = judge_preview(project)
    assert report.verdict.name == "REVIEW"
    assert rules(report)["region-removed"] == ("REVIEW", "orders-eu-west-1")
    project.up()
    (snapshot,) = aws.neptune("eu-west-1").describe_db_cluster_snapshots()["DBClusterSnapshots"]
    assert snapshot["DBClusterSnapshotIdentifier"] == "orders-eu-west-1-final"


def test_the_last_secondary_can_be_allowed(project):
    """The finding's token allows exactly this deletion."""
    project.write(TWO)
    project.up()
    project.write(ONE)
    danger, *_ = judge_preview(project).findings
    assert judge_preview(project, allow=[danger.token]).verdict.name == "REVIEW"


def test_a_refresh_shows_the_other_secondaries(project):
    """A preview that does not show the other members is DANGER; with `--refresh`, removing one of three is REVIEW."""
    members = {"a": "us-east-1", "b": "eu-west-1", "c": "ap-south-1"}
    # A cluster can join only when the primary has an instance.
    resources = {"g": whole("g"), "a1": instance("a1", "${a.id}")}
    for name, region in members.items():
        after = {"dependsOn": ["${a1}"], "ignoreChanges": ["replicationSourceIdentifier"]} if name != "a" else None
        resources[name] = cluster(name, after, region=region, globalClusterIdentifier="${g.id}")
    project.write(yaml(**resources))
    project.up()
    project.run("refresh", "--yes")
    del resources["c"]
    project.write(yaml(**resources))
    assert rules(judge_preview(project)) == {"last-copy-deleted": ("DANGER", "c")}
    assert rules(judge_preview(project, "--refresh")) == {"region-removed": ("REVIEW", "c")}


def test_a_protection_is_removed_in_an_update_of_its_own(project):
    """Together with a deletion it is DANGER; alone it is REVIEW."""
    project.write(yaml(g=whole("g", deletionProtection=True), old=cluster("old")))
    project.up()
    project.write(yaml(g=whole("g", deletionProtection=False)))
    assert rules(judge_preview(project))["protection-removed-to-delete"] == ("DANGER", "g")
    project.write(yaml(g=whole("g", deletionProtection=False), old=cluster("old")))
    assert rules(judge_preview(project)) == {"protection-removed": ("REVIEW", "g")}
