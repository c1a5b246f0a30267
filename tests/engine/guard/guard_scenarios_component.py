"""Programs with the component, before and after: what is found, and what AWS is asked for."""

from __future__ import annotations

from guard_scenario import NOTHING, TAGGED, Change, Scenario, yaml

_COMPONENT = """
import pulumi
from neptune_global_component import GlobalCluster

member = {{"instance_class": "db.r6g.large", "skip_final_snapshot": True}}
orders = GlobalCluster("orders", {{
    "global_cluster_identifier": "orders",
    "storage_encrypted": True,
    "primary_region": "{primary}",
    "regions": {{{regions}}},
    "tags": {{"word": pulumi.Output.secret("s3cret"), "team": "{team}"}},
}})
pulumi.export("globalClusterMembers", orders.global_cluster_members)
"""
_ONE, _TWO = '"us-east-1": member', '"us-east-1": member, "eu-west-1": member'
_THREE = f'{_TWO}, "ap-south-1": member'


def component(regions, primary="us-east-1", team="graph"):
    """A program with the component, tagged with a secret."""
    return _COMPONENT.format(regions=regions, primary=primary, team=team)


LIFE = Scenario(
    yaml(),
    (
        Change(
            "component-created",
            component(_TWO),
            {
                ("created", "orders"): {"CreateGlobalCluster"},
                ("created", "orders-us-east-1"): {"CreateDBCluster"},
                ("created", "orders-us-east-1-1"): {"CreateDBInstance"},
                ("created", "orders-eu-west-1"): {"CreateDBCluster"},
                ("created", "orders-eu-west-1-1"): {"CreateDBInstance"},
            },
        ),
        Change(
            "component-region-removed",
            component(_ONE),
            {
                ("last-copy-deleted", "orders-eu-west-1"): {"RemoveFromGlobalCluster", "DeleteDBCluster"},
                ("reader-removed", "orders-eu-west-1-1"): {"DeleteDBInstance"},
            },
        ),
        Change(
            "component-region-added",
            component(_THREE),
            {
                ("region-added", "orders-eu-west-1"): {"CreateDBCluster"},
                ("created", "orders-eu-west-1-1"): {"CreateDBInstance"},
                ("region-added", "orders-ap-south-1"): {"CreateDBCluster"},
                ("created", "orders-ap-south-1-1"): {"CreateDBInstance"},
            },
        ),
        Change(
            "component-one-of-three-removed",
            component(_TWO),
            {
                ("region-removed", "orders-ap-south-1"): {"RemoveFromGlobalCluster", "DeleteDBCluster"},
                ("reader-removed", "orders-ap-south-1-1"): {"DeleteDBInstance"},
            },
        ),
        Change(
            "component-switchover",
            component(_TWO, "eu-west-1", "search"),
            {
                ("switchover", "orders-primary-region"): {"SwitchoverGlobalCluster"},
                ("global-cluster-tags", "orders-tags"): TAGGED,
                **{
                    ("cosmetic", f"orders-{name}"): TAGGED
                    for name in ("us-east-1", "us-east-1-1", "eu-west-1", "eu-west-1-1")
                },
            },
        ),
        Change(
            "component-deleted",
            yaml(),
            {
                ("global-cluster-deleted", "orders"): {"DeleteGlobalCluster"},
                # The one was the primary before the last update, and the other is it since.
                ("primary-deleted", "orders-us-east-1"): {"DeleteDBCluster"},
                ("primary-deleted", "orders-eu-west-1"): {"DeleteDBCluster"},
                ("failover", "orders-us-east-1-1"): {"DeleteDBInstance"},
                ("reader-removed", "orders-eu-west-1-1"): {"DeleteDBInstance"},
            },
        ),
    ),
)

# What the component keeps in Stashes, without the hooks that act on it: what they do is tested with the component.
_INTENTS = """
import pulumi
import pulumi_aws as aws


class GlobalCluster(pulumi.ComponentResource):
    def __init__(self):
        super().__init__("neptune-global:index:GlobalCluster", "orders")
        child = pulumi.ResourceOptions(parent=self)
        aws.neptune.GlobalCluster("orders", global_cluster_identifier="orders", engine="neptune", opts=child)
        for what, value in {intents}.items():
            pulumi.Stash(f"orders-{{what}}", input=value, opts=child)


GlobalCluster()
{more}
"""
_ALONE = (
    "aws.neptune.GlobalCluster('alone', global_cluster_identifier='alone', engine='neptune', "
    "opts=pulumi.ResourceOptions(import_='alone'))"
)


def intents(values, more=""):
    """A program with Stashes under a component of the same type."""
    return _INTENTS.format(intents=values, more=more)


_ALLOWED = {"engineVersion": "1.3.0.0", "allowMajorVersionUpgrade": True}

INTENTS = Scenario(
    intents({"primary-region": "us-east-1", "engine-version": "1.4.5.0"}),
    (
        Change(
            "intents",
            intents({"engine-version": "1.3.0.0", "tags": {"a": "b"}}, _ALONE),
            {
                ("downgrade", "orders-engine-version"): NOTHING,
                ("intent-added", "orders-tags"): NOTHING,
                ("imported", "alone"): NOTHING,
            },
        ),
        Change(
            "upgrade-allowed",
            intents({"engine-version": _ALLOWED, "tags": {"a": "b"}}, _ALONE),
            {},
        ),
        Change(
            "upgrade-intended",
            intents({"engine-version": _ALLOWED | {"engineVersion": "1.4.5.0"}, "tags": {"a": "b"}}, _ALONE),
            {("major-upgrade-allowed", "orders-engine-version"): NOTHING},
        ),
    ),
)


def _delete(aws):
    aws.neptune().delete_global_cluster(GlobalClusterIdentifier="orders")


_REMEMBERED = intents({"declared": {"globalClusterIdentifier": "orders"}})

FORGOTTEN = Scenario(
    _REMEMBERED,
    (
        Change(
            "forgotten",
            _REMEMBERED,
            {("created-again", "orders"): {"CreateGlobalCluster"}},
            out_of_band=_delete,
            refreshed=True,
        ),
    ),
)
