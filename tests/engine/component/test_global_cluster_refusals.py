"""Inputs that fail in preview with the property's path, without a traceback and before any write."""

from __future__ import annotations

import signal

import pytest
from programs import Code, program, reject

SOURCE = "arn:aws:rds:us-east-1:123456789012:cluster:orders-a"

# Each list of arguments is passed together: plain, as outputs, as secrets.
BAD = {
    "identifier": ({"global_cluster_identifier": "1--bad-"}, ["global_cluster_identifier: '1--bad-' is not"]),
    "engine": ({"engine": "aurora"}, ["engine: 'aurora' is not the engine of Neptune"]),
    "everything": (
        {
            "global_cluster_identifier": "-",
            "source_db_cluster_identifier": "orders-a",
            "engine": "neptune",
            "engine_version": "1.1",
            "storage_encrypted": True,
            "deletion_protection": "on",
            "engin": "x",
        },
        [
            "7 problems; nothing was changed.",
            "- engin: is not an argument of a global cluster. Did you mean engine?",
            "- global_cluster_identifier: '-'",
            "- source_db_cluster_identifier: 'orders-a' is not the ARN",
            "- engine: 'neptune' can't be set beside source_db_cluster_identifier",
            "- engine_version: '1.1' ",
            "- storage_encrypted: True can't be set beside",
            "- deletion_protection: must be true or false, got 'on'",
        ],
    ),
}
FORMS = {"plain": "{!r}", "output": "pulumi.Output.from_input({!r})", "secret": "pulumi.Output.secret({!r})"}


def bad_program(case, form):
    """Return a program with the bad arguments in a form."""
    args, _ = BAD[case]
    return program(**{key: Code(FORMS[form].format(value)) for key, value in args.items()})


@pytest.mark.parametrize("form", ["plain", "output"])
@pytest.mark.parametrize("case", BAD)
def test_bad_arguments(project, aws, case, form):
    """One error lists all problems with path, value and rule."""
    project.write(bad_program(case, form))
    printed = reject(project, aws, "preview")
    for words in ("GlobalCluster 'orders': ", *BAD[case][1]):
        assert words.strip() in printed, printed
    assert "Traceback" not in printed


def test_bad_secrets(project, aws):
    """An invalid secret is rejected without being shown."""
    project.write(bad_program("everything", "secret"))
    printed = reject(project, aws, "preview")
    assert "global_cluster_identifier: [secret] is not" in printed
    assert "engine_version: [secret] " in printed
    assert "orders-a" not in printed
    assert "Traceback" not in printed


def test_a_bad_value_that_the_preview_does_not_know(project, aws):
    """An unknown invalid value passes the preview, and fails in `up` before the first write."""
    late = Code('pulumi.Stash("late", input="x").id.apply(lambda _id: "1--bad-")')
    project.write(program(global_cluster_identifier=late))
    project.run("preview")
    printed = project.run("up", "--yes", "--skip-preview", fails=True)
    assert "global_cluster_identifier: '1--bad-' is not" in printed
    assert "Traceback" not in printed
    assert aws.writes() == []


def test_an_identifier_that_exists(project, aws):
    """An existing global cluster of another owner is rejected and not changed."""
    aws.neptune().create_global_cluster(GlobalClusterIdentifier="orders", Engine="neptune")
    aws.local.settings({})
    project.write(program(global_cluster_identifier="Orders"))
    printed = project.run("preview", fails=True)
    assert "global_cluster_identifier: 'orders' already exists in AWS" in printed
    assert "already exists in AWS" in project.run("up", "--yes", "--skip-preview", fails=True)
    assert aws.writes() == ["CreateGlobalCluster"]


RECORDING = """
import pathlib
import signal

change = signal.signal
signal.signal = lambda *args: (pathlib.Path("signals").write_text(repr(args)), change(*args))
"""


def test_the_interrupt_after_a_refusal(project, aws):
    """An interrupt from the engine ends the failed program without output."""
    project.write(program(observe=False, engine_version="1.4.5.0"))
    project.up()
    denied = {"operation": "DescribeGlobalClusters", "errorCode": "AccessDenied", "times": 100}
    aws.local.settings({"faults": [denied]})
    project.write(program(observe=False, engine_version="1.4.6.0", before=RECORDING))
    printed = project.run("up", "--yes", "--skip-preview", fails=True)
    assert "DescribeGlobalClusters was refused" in printed
    assert "Traceback" not in printed
    assert (project.folder / "signals").read_text() == repr((signal.SIGINT, signal.SIG_DFL))


REPLACING = {
    "global_cluster_identifier": ("sales", "can't change from 'orders' to 'sales'"),
    "storage_encrypted": (True, "can't change from False to True"),
    "source_db_cluster_identifier": (SOURCE, ""),
    "engine_version": ("1.4.6.0", "can't change to '1.4.6.0': the global cluster is empty"),
}


def test_changes_that_would_replace(project, aws):
    """The preview fails where pulumi-aws would plan a replacement or an upgrade that never completes."""
    project.write(program(engine_version="1.4.5.0"))
    project.up()
    for key, (value, words) in REPLACING.items():
        project.write(program(**{key: value}))
        printed = project.run("preview", fails=True)
        assert f"{key}: {words}" in printed, printed
        assert "Traceback" not in printed, printed
    project.write(program(global_cluster_identifier="sales"))
    assert "can't change from 'orders' to 'sales'" in project.run("up", "--yes", "--skip-preview", fails=True)
    for version in ("1.4.5.0", None):
        project.write(program(engine_version=version))
        project.up()
    assert aws.writes() == ["CreateGlobalCluster"]


def test_a_source_that_can_not_be_linked(project, aws):
    """A missing source passes the preview and fails in the update; an unsuitable source fails in preview."""
    arn = "arn:aws:rds:us-east-1:123456789012:cluster:orders"
    project.write(program(source_db_cluster_identifier=arn))
    assert "does not exist in AWS. Check identifier, region and account." in project.run("preview")
    assert "does not exist in AWS" in project.run("up", "--yes", "--skip-preview", fails=True)
    assert aws.cluster("orders") == arn
    aws.neptune().create_global_cluster(GlobalClusterIdentifier="theirs", SourceDBClusterIdentifier=arn)
    printed = reject(project, aws, "preview")
    assert "is already a member of the global cluster 'theirs'" in printed
    assert "Set global_cluster_identifier: 'theirs' and adopt: true to import that one" in printed
    project.write(program(global_cluster_identifier="theirs", adopt=True, source_db_cluster_identifier=arn))
    project.run("preview")
    aws.neptune().remove_from_global_cluster(GlobalClusterIdentifier="theirs", DbClusterIdentifier=arn)
    project.write(program(source_db_cluster_identifier=arn))
    project.up()
    assert {one["GlobalClusterIdentifier"] for one in aws.global_clusters()} == {"orders", "theirs"}
