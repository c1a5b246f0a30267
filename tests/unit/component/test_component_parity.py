"""Every input of pulumi-aws's cluster and instance is an input of a region, or has a reason why not."""

from __future__ import annotations

import pulumi_aws
import pytest

from neptune_global_component.core.inputs.table import ARGUMENTS, INSTANCE_ARGUMENTS, REGION_ARGUMENTS

_COMPUTED = "the component sets it"
_REASONS = {
    "ClusterArgs": {
        "allow_major_version_upgrade": "the component upgrades all members together",
        "apply_immediately": "a change is made by the update that announces it",
        "cluster_identifier_prefix": "names of children are stable: cluster_identifier",
        "global_cluster_identifier": _COMPUTED,
        "neptune_instance_parameter_group_name": "pulumi-aws reads it only in a major upgrade",
        "region": "the key in regions",
        "replication_source_identifier": "a switchover changes it",
        "snapshot_identifier": "a restored cluster becomes the source: source_db_cluster_identifier",
    },
    "ClusterInstanceArgs": {
        "apply_immediately": "a change is made by the update that announces it",
        "cluster_identifier": _COMPUTED,
        "engine_version": "AWS takes it from the cluster",
        "identifier": "named after the cluster, with a number",
        "identifier_prefix": "names of children are stable",
        "neptune_subnet_group_name": "AWS takes it from the cluster",
        "port": "AWS takes it from the cluster",
        "preferred_backup_window": "AWS takes it from the cluster",
        "region": "the key in regions",
        "skip_final_snapshot": "AWS takes no snapshot of a Neptune instance",
    },
}
_OF_THE_DATABASE = {"engine", "engine_version", "storage_encrypted"}


def inputs(name):
    """Return the names of the inputs of a resource of pulumi-aws."""
    args = getattr(pulumi_aws.neptune, name)
    return {one for one in vars(args) if isinstance(getattr(args, one), property)}


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("ClusterArgs", {*REGION_ARGUMENTS, *_OF_THE_DATABASE}),
        ("ClusterInstanceArgs", {*INSTANCE_ARGUMENTS, *_OF_THE_DATABASE}),
    ],
)
def test_every_input_of_pulumi_aws_has_its_place(name, arguments):
    """A later pulumi-aws with another input fails here with the name of the input."""
    assert set(ARGUMENTS) >= _OF_THE_DATABASE
    assert inputs(name) - arguments - _REASONS[name].keys() == set()
    assert not _REASONS[name].keys() - inputs(name)
