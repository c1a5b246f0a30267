"""A source cluster of the program that would be replaced."""

from __future__ import annotations

import pytest
from programs import Code, in_camel_case, program, source_cluster, yaml_program

SOURCE = {"cluster_identifier": "orders-a", "engine": "neptune", "apply_immediately": True}


def source_in_python(port):
    """Return a program with a source cluster and its global cluster."""
    source = source_cluster(**SOURCE, port=port, instance=False)
    return program(before=source, source_db_cluster_identifier=Code("source.arn"))


def source_in_yaml(port):
    """Return the same program in YAML."""
    inputs = in_camel_case({**SOURCE, "port": port, "region": "us-east-1", "skip_final_snapshot": True})
    ignored = {"ignoreChanges": ["globalClusterIdentifier", "replicationSourceIdentifier", "engineVersion"]}
    source = {"type": "aws:neptune/cluster:Cluster", "properties": inputs, "options": ignored}
    return yaml_program(resources={"source": source}, source_db_cluster_identifier="${source.arn}")


@pytest.mark.parametrize("write", [source_in_python, pytest.param(source_in_yaml, marks=pytest.mark.long)])
def test_a_source_cluster_that_is_replaced_fails_in_preview(project, aws, write):
    """The preview names the source cluster that would be replaced; with the old value it has no changes."""
    project.write(write(8182))
    project.up()
    project.write(write(8183))
    printed = project.run("preview", fails=True)
    assert "the source cluster would be replaced, and its data deleted" in printed
    assert "::source" in printed
    project.write(write(8182))
    project.run("preview", "--expect-no-changes")
    assert not [call for call in aws.writes() if call.startswith("Delete")]
