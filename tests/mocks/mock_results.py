"""The children that a program registered on the mock engine, and the resources that its state loses."""

from __future__ import annotations

KINDS = {"cluster:Cluster", "clusterInstance:ClusterInstance", "subnetGroup:SubnetGroup"}


def table(engine):
    """Return type, name, parent and dependencies of the children below the global cluster."""
    return {
        (one.type.rpartition(":")[2], one.name, one.parent): one.depends_on
        for one in engine.registered
        if one.type.removeprefix("aws:neptune/") in KINDS
    }


def options(engine, option):
    """Return an option of every child in AWS, by type suffix and name."""
    return {
        (one.type.rpartition(":")[2], one.name): getattr(one, option)
        for one in engine.registered
        if one.type.startswith("aws:")
    }


def imports(engine):
    """Return the import ids of the last run, by type suffix and name."""
    return {child: import_id for child, import_id in options(engine, "import_id").items() if import_id}


def forget(engine, *endings):
    """Remove the resources whose URNs end so from the state."""
    for urn in [urn for urn in engine.state if urn.endswith(endings)]:
        del engine.state[urn]
