"""Transforms of the program that change the children."""

from __future__ import annotations

from functools import partial

import pytest
from programs import Code, program, reject, source_cluster, upgrade_and_switch_over

EAST = "us-east-1"

TRANSFORM = """
def transform(args):
    if args.type_ != "aws:neptune/cluster:Cluster" or not args.name.startswith("orders-"):
        return None
    CHANGE
    return pulumi.ResourceTransformResult(args.props, args.opts)
"""


def transformed(change, *, stack):
    """Return a program with a transform on the component or on the stack."""
    before = TRANSFORM.replace("CHANGE", change)
    if stack:
        return program(EAST, before=f"{before}\npulumi.runtime.register_resource_transform(transform)")
    return program(EAST, before=before, options="pulumi.ResourceOptions(transforms=[transform])")


STANDALONE = {
    'args.props["snapshotIdentifier"] = "kept"': "set snapshotIdentifier",
    'args.props["replicationSourceIdentifier"] = "arn:aws:rds:us-east-1:123456789012:cluster:a"': (
        "set replicationSourceIdentifier"
    ),
    'del args.props["globalClusterIdentifier"]': "change globalClusterIdentifier",
    'args.props["clusterIdentifier"] = "another"': "change clusterIdentifier",
    'args.props["region"] = "us-west-2"': "change region",
}


def test_a_cluster_that_would_be_standalone_fails_in_preview(project, aws):
    """Nothing is created, whether the transform is the stack's or the component's."""
    for number, (change, words) in enumerate(STANDALONE.items()):
        project.write(transformed(change, stack=number % 2 == 0))
        assert f'regions["us-east-1"]: a transform must not {words}' in project.run("preview", fails=True)
    assert f"a transform must not {words}" in project.run("up", "--yes", fails=True)
    assert aws.writes() == []


def test_a_snapshot_is_restored_into_a_source_cluster(project, aws):
    """The solution that the error names works."""
    aws.cluster("old")
    aws.neptune().create_db_cluster_snapshot(DBClusterIdentifier="old", DBClusterSnapshotIdentifier="kept")
    project.write(transformed('args.props["snapshotIdentifier"] = "kept"', stack=True))
    assert "source_db_cluster_identifier" in project.run("preview", fails=True)
    restored = source_cluster(cluster_identifier="restored", snapshot_identifier="kept", instance=False)
    project.write(program(before=restored, source_db_cluster_identifier=Code("source.arn")))
    project.up()
    (found,) = aws.global_clusters()
    assert [one["DBClusterArn"].rpartition(":")[2] for one in found["GlobalClusterMembers"]] == ["restored"]
    project.run("preview", "--expect-no-changes")


def test_a_transform_does_not_replace_an_existing_cluster(project, aws):
    """A snapshot fails in preview, and another identifier is ignored: either would replace the cluster."""
    project.write(transformed("pass", stack=True))
    project.up()
    with aws.no_writes():
        project.write(transformed('args.props["snapshotIdentifier"] = "kept"', stack=True))
        for arguments in (["preview"], ["up", "--yes", "--skip-preview"]):
            assert 'regions["us-east-1"]: a transform must not' in project.run(*arguments, fails=True)
        project.write(transformed('args.props["clusterIdentifier"] = "b"', stack=True))
        project.run("preview", "--expect-no-changes")


MOVE = """
def transform(args):
    if args.name == "orders-us-east-1-1":
        args.props[{!r}] = {!r}
    return pulumi.ResourceTransformResult(args.props, args.opts)
"""


def test_a_transform_does_not_move_an_instance(project, aws):
    """A new instance fails in preview; an existing one is not replaced."""
    options = "pulumi.ResourceOptions(transforms=[transform])"
    moves = {"clusterIdentifier": "another", "region": "us-west-2"}
    for key, value in moves.items():
        project.write(program(EAST, before=MOVE.format(key, value), options=options))
        printed = reject(project, aws, "preview")
        assert f'regions["us-east-1"]: a transform must not change {key} of an instance' in printed
    project.write(program(EAST, before=MOVE.format("identifier", "orders-us-east-1-1"), options=options))
    project.up()
    for key, value in moves.items():
        project.write(program(EAST, before=MOVE.format(key, value), options=options))
        project.run("preview", "--expect-no-changes")


OPTIONS = """
def transform(args):
    opts = pulumi.ResourceOptions(ignore_changes=CHANGES, replace_on_changes=["*"] if "Stash" in args.type_ else [])
    return pulumi.ResourceTransformResult(args.props, opts)
"""


PLACES = {
    "component": {"options": "pulumi.ResourceOptions(transforms=[transform])"},
    "parent": {
        "before": """
parent = pulumi.ComponentResource("test:index:Parent", "parent", None, pulumi.ResourceOptions(transforms=[transform]))
""",
        "options": "pulumi.ResourceOptions(parent=parent)",
    },
    "stack": {"before": "pulumi.runtime.register_resource_transform(transform)"},
}


@pytest.fixture
def write(project, place):
    """Return a function that writes a program with a transform at a place."""

    def write_program(transform, *names, **args):
        written = {
            "before": transform + PLACES[place].get("before", ""),
            "options": PLACES[place].get("options", "None"),
        }
        project.write(program(*names, **written, **args))

    return write_program


@pytest.mark.parametrize(
    ("place", "ignored"), [("component", "tags"), ("component", "*"), ("parent", "*"), ("stack", "*")]
)
def test_a_transform_does_not_remove_options_of_the_component(write, project, aws, ignored):
    """Hooks and ignored properties stay: nothing is replaced, and an upgrade and a switchover happen in AWS."""
    upgrade_and_switch_over(
        project, aws, partial(write, OPTIONS.replace("CHANGES", repr([ignored])), EAST, "eu-west-1")
    )


TAGS = """
def transform(args):
    if args.type_ != "aws:neptune/cluster:Cluster":
        return None
    return pulumi.ResourceTransformResult({**args.props, "tags": TAGS}, args.opts)
"""


@pytest.mark.parametrize("place", PLACES)
def test_the_tags_of_a_transform_are_changed(write, project, aws):
    """Tags that only a transform sets are changed and removed, as those of the arguments are."""
    for number, tags in enumerate(({"team": "a"}, {"team": "b"}, {})):
        write(TAGS.replace("TAGS", repr(tags)), EAST)
        if number:
            kinds = dict.fromkeys(("tags.team", "tagsAll.team"), "update" if tags else "delete")
            assert project.changes() == {"orders-us-east-1": ("update", kinds)}
        project.up()
        arn = aws.global_clusters()[0]["GlobalClusterMembers"][0]["DBClusterArn"]
        found = aws.neptune().list_tags_for_resource(ResourceName=arn)["TagList"]
        assert {one["Key"]: one["Value"] for one in found} == tags
        project.settles()


BYTES = {"4dabf18193072939515e22adb298388d": "803fd3297a5875dc03ca845dda5d2a98", "value": "//4="}
"""A string that is not text, as the engine represents it."""


def test_other_resources_may_have_strings_that_are_not_text(project):
    """The transform of the children does not reject them; only the SDK for Python does, in the response."""
    other = f'pulumi.Stash("other", input={BYTES}, opts=pulumi.ResourceOptions(depends_on=[orders]))'
    project.write(program(EAST, after=other))
    printed = project.run("up", "--yes", "--skip-preview", fails=True)
    assert "contains non-UTF8 bytes" in printed
    assert "transform" not in printed
