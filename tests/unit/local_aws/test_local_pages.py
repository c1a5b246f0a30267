"""Paging of Describe calls."""

from __future__ import annotations

import pytest
from neptune_calls import create_cluster, create_instance, refusal

GROUP = {"Description": "mine", "DBParameterGroupFamily": "neptune1.4"}
LISTS = {
    "describe_db_cluster_parameter_groups": ("DBClusterParameterGroups", "DBClusterParameterGroupName"),
    "describe_db_instances": ("DBInstances", "DBInstanceIdentifier"),
    "describe_db_parameter_groups": ("DBParameterGroups", "DBParameterGroupName"),
    "describe_db_subnet_groups": ("DBSubnetGroups", "DBSubnetGroupName"),
}


@pytest.mark.parametrize("operation", LISTS)
def test_pages(neptune, client, operation):
    """A page has the requested number of records, and a Marker for the next page."""
    calls, (records, name) = neptune(), LISTS[operation]
    subnets = [one["SubnetId"] for one in client("ec2").describe_subnets()["Subnets"][:2]]
    for cluster in ("a", "b"):
        create_cluster(neptune, DBClusterIdentifier=cluster)
    for number in range(22):
        made = f"mine-{number}"
        calls.create_db_cluster_parameter_group(DBClusterParameterGroupName=made, **GROUP)
        calls.create_db_parameter_group(DBParameterGroupName=made, **GROUP)
        calls.create_db_subnet_group(DBSubnetGroupName=made, DBSubnetGroupDescription="mine", SubnetIds=subnets)
        create_instance(neptune, DBInstanceIdentifier=made, DBClusterIdentifier="ab"[number % 2])
    call = getattr(calls, operation)
    first = call(MaxRecords=20)
    second = call(MaxRecords=20, Marker=first["Marker"])
    assert len(first[records]) == 20
    assert "Marker" not in second
    names = [one[name] for page in (first, second) for one in page[records] if one[name].startswith("mine-")]
    assert sorted(names) == sorted(f"mine-{number}" for number in range(22))


@pytest.mark.parametrize("operation", LISTS)
@pytest.mark.parametrize("size", [19, 101])
def test_sizes(neptune, operation, size):
    """A page has 20 to 100 records."""
    assert refusal(getattr(neptune(), operation), MaxRecords=size) == (
        "InvalidParameterValue",
        f"Invalid value {size} for MaxRecords. Must be between 20 and 100",
    )
