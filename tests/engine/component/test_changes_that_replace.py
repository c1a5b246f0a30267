"""Changes that pulumi-aws would make by replacing a cluster, and the supported way to make them."""

from __future__ import annotations

from programs import program
from test_intents import EAST, WEST


def test_the_port_is_changed_in_aws_and_then_in_the_program(project, aws):
    """The preview fails with a command that changes the port in AWS; after it, the program's port changes nothing."""
    project.write(program(EAST))
    project.up()
    project.write(program(regions={EAST: {"port": 8183}}))
    printed = project.run("preview", fails=True)
    assert "can't change from 8182 to 8183: pulumi-aws would replace the cluster and delete its data." in printed
    assert "Restore 8182; or change it in AWS first (`aws neptune modify-db-cluster --apply-immediately" in printed
    assert "remove the region" not in printed
    neptune = aws.neptune(EAST)
    neptune.modify_db_cluster(DBClusterIdentifier=f"orders-{EAST}", Port=8183, ApplyImmediately=True)
    project.up()
    project.run("preview", "--refresh", "--expect-no-changes")
    (cluster,) = neptune.describe_db_clusters()["DBClusters"]
    assert cluster["Port"] == 8183
    assert "DeleteDBCluster" not in aws.writes()


def test_a_secondary_is_replaced_in_two_updates(project, aws):
    """Another subnet group fails in preview; removing the region and adding it again works, and keeps the primary."""
    group = aws.client("neptune", WEST)
    group.create_db_subnet_group(DBSubnetGroupName="other", DBSubnetGroupDescription="x", SubnetIds=aws.subnets(WEST))
    project.write(program(EAST, WEST))
    project.up()
    other = program(EAST, regions={WEST: {"neptune_subnet_group_name": "other"}})
    project.write(other)
    assert "or remove the region, and add it again in a later update" in project.run("preview", fails=True)
    project.write(program(EAST))
    project.up()
    project.write(other)
    project.up()
    (cluster,) = group.describe_db_clusters()["DBClusters"]
    assert cluster["DBSubnetGroup"] == "other"
    assert [call["region"] for call in aws.calls("DeleteDBCluster")] == [WEST]
