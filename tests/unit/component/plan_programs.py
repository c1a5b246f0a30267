"""Programs and recorded states for the tests of plans, in many combinations."""

from __future__ import annotations

from dataclasses import replace

from observed_resources import arn

from neptune_global_component.core.facts.recorded_state import UNREAD_STATE, RecordedState
from neptune_global_component.core.inputs.spec import RegionSpec, Spec
from neptune_global_component.core.inputs.unknown import UNKNOWN
from neptune_global_component.core.messages import Finding
from neptune_global_component.core.names import TYPE_TOKEN

US, EU = "us-east-1", "eu-west-1"
SOURCE = arn(US, name="source")
GLOBAL = arn("", "global-cluster")
CENTRAL = "eu-central-1"


def plain(name):
    """Return the URN of a plain resource of the stack."""
    return f"urn:pulumi:dev::p::aws:neptune/cluster:Cluster::{name}"


OWN = f"urn:pulumi:dev::p::{TYPE_TOKEN}$aws:neptune/cluster:Cluster::old"
SECRET = frozenset(
    (
        *("global_cluster_identifier", "source_db_cluster_identifier", "engine_version", "storage_encrypted", "tags"),
        *(f'regions["{one}"].{key}' for one in (US, EU) for key in ("port", "cluster_identifier", "instance_class")),
    )
)
UNSETTLED = Finding(
    "identifier-required",
    "global_cluster_identifier",
    "is required: set the name of the global cluster, for example 'orders-global'.",
)
STATES = {
    "known": RecordedState(
        "1.4.5.0",
        US,
        {region: arn(region) for region in (US, EU, "us-west-2")},
        instances={f"x-{region}-1": f"orders-{region}-1" for region in (US, EU)},
        instance_classes={US: {"db.r6g.large"}},
        instance_placements={f"x-{US}-1": {"availability_zone": f"{US}b", "publicly_accessible": True}},
        regions=frozenset([US, EU, "us-west-2"]),
        protected=frozenset([US]),
        arn=GLOBAL,
        resource_id="cluster-1",
        last_id="cluster-1",
        is_protected=True,
        has_begun=True,
        inputs={"global_cluster_identifier": "orders", "regions": {US: {"port": 8182}, EU: {}, "us-west-2": {}}},
    ),
    "partial": RecordedState(has_begun=True, regions=frozenset([US]), inputs={"regions": {US: {}}}),
    "empty": RecordedState(),
    "unread": UNREAD_STATE,
}
KNOWN = STATES["known"]
MORE_STATES = {
    **STATES,
    "with a URN": replace(
        KNOWN, urn=f"urn:pulumi:dev::p::{TYPE_TOKEN}::x", set_properties={"": ["deletionProtection"]}
    ),
    "under other names": RecordedState(
        has_begun=True,
        other_urns={
            GLOBAL: plain("global"),
            arn(US): OWN,
            arn(EU): plain("misnamed"),
            arn(US, "db", "orders-1"): plain("instance"),
            arn(US, "subgrp"): plain("group"),
        },
        misnamed=frozenset([plain("misnamed")]),
        regions=frozenset([US, EU]),
        inputs={"global_cluster_identifier": "orders", "regions": {US: {}, EU: {"cluster_identifier": "orders"}}},
    ),
    "of another database": replace(
        KNOWN,
        resource_id="cluster-9",
        refreshed_id="cluster-1",
        cluster_ids={US: "cluster-other", EU: "cluster-eu-west-1"},
        moved_from=OWN,
    ),
    "of another account": replace(KNOWN, arn=GLOBAL.replace("123456789012", "210987654321")),
    "interrupted": replace(
        KNOWN,
        primary_region=None,
        engine_version="1.4.4.0",
        clusters={EU: arn(EU)},
        incomplete_regions=frozenset([US]),
        unlinked=frozenset([EU]),
        is_incomplete=True,
        source=SOURCE,
        members=frozenset([US, EU, CENTRAL]),
        set_properties={"": ["deletionProtection"], US: ["port", "tags"], EU: ["deletionProtection"]},
    ),
    "new, beside others": RecordedState(
        other_urns={GLOBAL: OWN, arn(US): OWN, arn(EU): plain("misnamed")},
        misnamed=frozenset([plain("misnamed")]),
    ),
    "new, but misnamed": RecordedState(other_urns={arn(US): plain("misnamed"), arn(EU): plain("orders")}),
    "half removed": replace(KNOWN, regions=frozenset([US]), instances={"x-us-east-1-1": "orders-us-east-1-1"}),
    "without its clusters": RecordedState(
        has_begun=True,
        arn=GLOBAL,
        resource_id="cluster-1",
        regions=frozenset([US, EU]),
        inputs={
            "global_cluster_identifier": "orders",
            "regions": {one: {"cluster_identifier": "orders"} for one in (US, EU)},
        },
    ),
    "with snapshots": replace(
        KNOWN,
        final_snapshots={EU: "last", "us-west-2": "last"},
        without_snapshot=frozenset([US]),
        roots={EU: plain("root")},
        cluster_arns={US: arn(US), EU: arn(EU, name="old")},
        cluster_ids={US: "cluster-us-east-1", EU: "cluster-eu-west-1"},
        last_id="cluster-2",
        members=frozenset([US, EU]),
    ),
}
PROGRAMS = {
    "update": Spec(
        "orders",
        engine_version="1.4.6.0",
        storage_encrypted=True,
        deletion_protection=False,
        primary_region=EU,
        regions={
            US: RegionSpec(US, "orders", 0, {"port": 8183}),
            EU: RegionSpec(EU, "orders", 2, {"instance_class": "db.r8g.large", "subnet_ids": ["a", "b"]}),
            "ap-south-1": RegionSpec("ap-south-1", "orders", 1),
        },
    ),
    "preview": Spec(
        "orders",
        engine_version=UNKNOWN,
        deletion_protection=UNKNOWN,
        tags=UNKNOWN,
        primary_region=US,
        regions={US: RegionSpec(US, UNKNOWN, 1, {"port": UNKNOWN, "instance_class": UNKNOWN})},
    ),
    "source": Spec("orders", SOURCE, engine_version="1.4.6.0", primary_region=EU),
    "unknown source": Spec("orders", UNKNOWN, regions={EU: RegionSpec(EU, "orders", 1)}),
    "unknown name": Spec(UNKNOWN, adopt=True, regions={EU: RegionSpec(EU, UNKNOWN, 1)}),
    "other name": Spec("others", primary_region=US, regions={US: RegionSpec(US, "others", 1)}),
}


MORE_PROGRAMS = {
    "secret": replace(PROGRAMS["update"], secret=SECRET),
    "secret preview": replace(PROGRAMS["source"], secret=SECRET),
    "unsettled": replace(PROGRAMS["update"], unsettled=(UNSETTLED,)),
    "unsettled, without a change": replace(PROGRAMS["update"], primary_region=None, unsettled=(UNSETTLED,)),
    "past the repair": replace(PROGRAMS["update"], engine_version="1.4.8.0"),
    "major upgrade, not allowed": replace(PROGRAMS["update"], engine_version="1.5.0.0"),
    "placed": Spec(
        "orders",
        primary_region=US,
        regions={
            US: RegionSpec(US, "orders", 1, {}, ({"availability_zone": f"{US}a", "publicly_accessible": False},)),
            EU: RegionSpec(EU, "orders", 1, {"subnet_ids": ["a", "b"]}, ({"promotion_tier": 1, "tags": {"a": "b"}},)),
        },
    ),
    "same": Spec(
        "orders", primary_region=US, regions={US: RegionSpec(US, "orders", 1), EU: RegionSpec(EU, "orders", 1)}
    ),
    "upgrade and removal": Spec(
        "orders",
        engine_version="1.4.6.0",
        regions={
            EU: RegionSpec(
                EU,
                "orders",
                2,
                {
                    "neptune_cluster_parameter_group_name": "mine3",
                    "neptune_parameter_group_name": "mine3",
                    "instance_class": "db.r6g.large",
                    "availability_zones": ["eu-west-1a"],
                    "deletion_protection": True,
                },
                ({"neptune_parameter_group_name": "mine4", "instance_class": "db.x2g.large"}, {}),
            )
        },
    ),
    "major upgrade": Spec(
        "orders",
        engine_version="1.5.0.0",
        allow_major_version_upgrade=True,
        deletion_protection=True,
        primary_region=EU,
        regions={one: RegionSpec(one, "orders", 1, {"instance_class": "db.r6g.large"}) for one in (US, EU)},
    ),
    "without an instance": Spec(
        "orders",
        primary_region=CENTRAL,
        tags={"a": "b"},
        regions={
            US: RegionSpec(US, "orders", 0),
            EU: RegionSpec(EU, "old", 1),
            CENTRAL: RegionSpec(CENTRAL, "orders", 1),
        },
    ),
    "from a source": Spec("orders", SOURCE, engine_version="1.4.5.0", regions={EU: RegionSpec(EU, "orders", 1)}),
    "unknown": replace(PROGRAMS["preview"], source_db_cluster_identifier=UNKNOWN),
}
