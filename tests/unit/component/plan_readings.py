"""Readings of AWS for the tests of plans, by what AWS has."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

from observed_resources import arn, cluster, global_cluster, member
from plan_programs import EU, US

from neptune_global_component.core.facts.observed import (
    UNREAD,
    Observation,
    ObservedFailover,
    ObservedInstance,
    ParameterGroup,
    Reading,
)

AP, CENTRAL = "ap-south-1", "eu-central-1"
MEMBERS = (member(US, arn(EU), is_writer=True), member(EU), member(CENTRAL))
WHOLE = global_cluster(members=MEMBERS)


def _present():
    """Return the database with a cluster and an instance in two of its regions."""
    clusters = {one.arn: one for one in (cluster(US, "orders", "orders-1"), cluster(EU, "orders", "mine"))}
    instances = {one: (ObservedInstance("orders-1", is_writer=True, status="available"),) for one in clusters}
    return Observation(WHOLE, clusters, instances)


PRESENT = _present()
MOVING = replace(WHOLE, failover=ObservedFailover("pending", arn(US), arn(EU)), status="modifying")
WITHOUT_VALUES = replace(WHOLE, status=None, engine=None, engine_version=None, storage_encrypted=None)
READINGS = {
    "present": Reading(PRESENT, database=PRESENT),
    "not available": Reading(replace(PRESENT, global_cluster=MOVING)),
    "without values": Reading(Observation(WITHOUT_VALUES)),
    "clusters not read": Reading(Observation(WHOLE), is_complete=False, unread=frozenset([EU])),
    "empty": Reading(Observation(global_cluster()), detached={EU: cluster(EU)}),
    "absent": Reading(detached={US: cluster(US)}),
    "absent, with a subnet group": Reading(subnet_groups={EU: "arn:group"}),
    "renamed": Reading(renamed=replace(WHOLE, identifier="new")),
    "unread": UNREAD,
}
AVAILABLE = ("available",) * 3
SAME, OLDER, NEWER = ("1.4.6.0",) * 3, ("1.4.5.0", "1.4.4.0", "1.4.6.0"), ("1.4.7.0", "1.4.8.0", None)


def _database(versions, whole=WHOLE, statuses=AVAILABLE, **values):
    """Return a database with a cluster and an instance in each region, with these versions and statuses."""
    clusters = {
        arn(region): replace(
            cluster(region, "orders", "orders-1", "other"),
            engine_version=version,
            status=status,
            subnet_group="orders" if region == US else "theirs",
            **values,
        )
        for region, version, status in zip((US, EU, CENTRAL), versions, statuses, strict=True)
    }
    instances = {
        one: (ObservedInstance("orders-1", one == arn(US), status=status),)
        for one, status in zip(clusters, statuses, strict=True)
    }
    return Observation(replace(whole, engine_version=versions[0]), clusters, instances)


def _without(database, region):
    """Return a database without the cluster and the instances of one region, which were not read."""
    clusters, instances = (
        {one: value for one, value in values.items() if one != arn(region)}
        for values in (database.clusters, database.instances)
    )
    return replace(database, clusters=clusters, instances=instances)


def _with_writer(region):
    """Return the global cluster with its writer in a region, or without a writer."""
    members = sorted(MEMBERS, key=lambda one: one.region != region)
    return replace(WHOLE, members=tuple(replace(one, is_writer=one.region == region) for one in members))


DATABASES = {
    "same": _database(SAME, deletion_protection=True, parameter_group="default.neptune1.4"),
    "older": _database(OLDER, kms_key_arn="key", writer="orders-1"),
    "newer": _database(NEWER),
    "busy": _database(SAME, statuses=("upgrading", "available", "creating")),
    "failover": _database(
        OLDER,
        replace(WHOLE, failover=ObservedFailover("failing-over", arn(US), arn(EU), data_loss_allowed=True)),
    ),
    "unmanaged primary": _database(SAME, _with_writer(CENTRAL)),
    "without a writer": _database(SAME, _with_writer(None)),
    "creating": _database(SAME, replace(WHOLE, status="creating", deletion_protection=True, members=MEMBERS[:1])),
}
ALL, OLD, CREATING = DATABASES["same"], DATABASES["older"], DATABASES["creating"]
HEADLESS = {arn(EU): (), arn(CENTRAL): (ObservedInstance("orders-1", is_writer=False, status="rebooting"),)}
WITHOUT_INSTANCES = replace(ALL, instances={**ALL.instances, **HEADLESS})
WITHOUT_TARGET, WITHOUT_PRIMARY = _without(ALL, EU), _without(ALL, US)
FAMILIES = {
    ParameterGroup(EU, name, is_of_cluster=is_of_cluster): f"neptune1.{name[-1]}"
    for name, is_of_cluster in product(("mine3", "mine4"), (True, False))
}
SOURCE = cluster(US, "source")
OLD_SOURCE = replace(SOURCE, engine_version="1.1.1.0")
IN_ANOTHER = replace(cluster(EU), global_cluster="others")
MORE_READINGS = {
    **READINGS,
    **{name: Reading(one, database=one) for name, one in DATABASES.items()},
    "without instances": Reading(WITHOUT_INSTANCES, database=WITHOUT_INSTANCES),
    "without the target": Reading(WITHOUT_TARGET, database=WITHOUT_TARGET, is_complete=False),
    "without the primary": Reading(WITHOUT_PRIMARY, database=WITHOUT_PRIMARY, unread=frozenset([US])),
    "targets": Reading(OLD, database=OLD, upgrade_targets=frozenset(["1.4.5.1", "1.4.7.0"])),
    "groups": Reading(OLD, database=OLD, group_families=FAMILIES, snapshots=frozenset([EU])),
    "occupied": Reading(ALL, occupied={AP: cluster(AP), EU: IN_ANOTHER}),
    "empty": Reading(
        Observation(global_cluster(deletion_protection=True)), detached={EU: cluster(EU, "orders", "other")}
    ),
    "detached": Reading(CREATING, detached={EU: cluster(EU)}),
    "being deleted": Reading(CREATING, detached={EU: replace(cluster(EU), status="deleting")}),
    "in another database": Reading(CREATING, detached={EU: IN_ANOTHER}),
    "absent": Reading(
        other_versions=("1.4.5.0", "1.4.6.1"),
        other_classes={(EU, "db.r8g.large"): frozenset(["db.r6g.large"]), (US, "db.x"): frozenset()},
        snapshots=frozenset([EU]),
        has_former=True,
        source=replace(OLD_SOURCE, global_cluster="others"),
    ),
    "old source": Reading(source=OLD_SOURCE),
    "new source": Reading(source=replace(SOURCE, engine_version="1.4.6.0", status="creating")),
    "renamed": Reading(renamed=replace(WHOLE, identifier="new"), unread=frozenset([EU]), has_former=True),
    "unread": UNREAD,
}
