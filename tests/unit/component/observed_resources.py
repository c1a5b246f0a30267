"""Resources of the global database ``orders``, as the component reads them in AWS."""

from __future__ import annotations

from neptune_global_component.core.facts.observed import ObservedCluster, ObservedGlobalCluster, ObservedMember


def arn(region, kind="cluster", name="orders"):
    """Return an ARN."""
    return f"arn:aws:rds:{region}:123456789012:{kind}:{name}"


def member(region, *readers, is_writer=False):
    """Return a region's member, a reader by default."""
    return ObservedMember(arn(region), is_writer, readers)


def global_cluster(**values):
    """Return the global cluster, with these values."""
    given = {
        "identifier": "orders",
        "arn": arn("", "global-cluster"),
        "resource_id": "cluster-1",
        "status": "available",
        "engine": "neptune",
        "engine_version": "1.4.6.0",
        "storage_encrypted": False,
        "deletion_protection": False,
    }
    return ObservedGlobalCluster(**given | values)


def cluster(region, identifier="orders", *instances):
    """Return a region's cluster with these instances."""
    host = f"{region}.example"
    return ObservedCluster(
        arn(region, name=identifier), identifier, f"cluster-{region}", f"w.{host}", f"r.{host}", 8182, instances
    )
