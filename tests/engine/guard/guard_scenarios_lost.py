"""A global database that is gone from AWS while the state has it: what is found, and what AWS is asked for."""

from __future__ import annotations

from guard_scenario import Change, Scenario, cluster, instance, whole, yaml

PROGRAM = yaml(
    g=whole("g"),
    a=cluster("a", globalClusterIdentifier="${g.id}"),
    a1=instance("a1", "${a.id}"),
)


def _delete(aws):
    """Delete all resources outside Pulumi."""
    neptune = aws.neptune()
    arn = neptune.describe_db_clusters(DBClusterIdentifier="a")["DBClusters"][0]["DBClusterArn"]
    neptune.delete_db_instance(DBInstanceIdentifier="a1")
    neptune.remove_from_global_cluster(GlobalClusterIdentifier="g", DbClusterIdentifier=arn)
    neptune.delete_db_cluster(DBClusterIdentifier="a", SkipFinalSnapshot=True)
    neptune.delete_global_cluster(GlobalClusterIdentifier="g")


LOST = Scenario(
    PROGRAM,
    (
        Change(
            "lost",
            PROGRAM,
            {
                ("lost", "g"): {"CreateGlobalCluster"},
                ("lost", "a"): {"CreateDBCluster"},
                ("recreated", "a1"): {"CreateDBInstance"},
            },
            out_of_band=_delete,
            arguments=("--refresh",),
        ),
    ),
)
