"""The source cluster, where it is a resource of the same program: options that keep it linked, and who lacks them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary, WeakSet

import pulumi
import pulumi_aws as aws
from pulumi.runtime import get_root_resource, register_stack_transformation

from neptune_global_component.core.errors import Finding

if TYPE_CHECKING:
    from neptune_global_component.core.plan.plan import Plan

LINK = "globalClusterIdentifier"
VERSION = "engineVersion"
"""A global database is upgraded as a whole by ``engine_version``, which covers its source cluster."""

ROLE = "replicationSourceIdentifier"
"""AWS sets it for secondaries, and moves it in a switchover; its removal would promote the cluster.

https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/rds_cluster
"""


def source_cluster_options(opts: pulumi.ResourceOptions | None = None) -> pulumi.ResourceOptions:
    """Give the options of an ``aws.neptune.Cluster`` that is the source of a global cluster.

    pulumi-aws takes the link, which it finds at a refresh, for a difference, and the next update of the cluster
    detaches it: https://github.com/cloudposse/terraform-aws-rds-cluster/issues/287. After a switchover it takes the
    primary that the cluster reads from for one too, and after an upgrade of the global database the engine version.

    Args:
        opts: the cluster's other options.
    """
    return pulumi.ResourceOptions.merge(opts, pulumi.ResourceOptions(ignore_changes=[LINK, ROLE, VERSION]))


# Only the SDK's own transformations show the options of a resource that the program has made.
_ignored: WeakKeyDictionary[pulumi.Resource, frozenset[str]] = WeakKeyDictionary()


def _keep_options(args: pulumi.ResourceTransformationArgs) -> None:
    if isinstance(args.resource, aws.neptune.Cluster):
        _ignored[args.resource] = frozenset(args.opts.ignore_changes or ())


_watched: WeakSet[pulumi.Resource] = WeakSet()


def watch_clusters() -> None:
    """Keep the options of the clusters that this program makes from now on: the source is made before the component."""
    root = get_root_resource()
    if root is not None and root not in _watched:
        _watched.add(root)
        register_stack_transformation(_keep_options)


async def source_warnings(source: object) -> list[str]:
    """Return a warning for a source cluster of the same program that a refresh and an update would detach.

    Args:
        source: ``source_db_cluster_identifier`` as the program gave it.
    """
    clusters = await source.resources() if isinstance(source, pulumi.Output) else set()
    careless = [one for one in clusters if not {LINK, ROLE} <= _ignored.get(one, frozenset((LINK, ROLE)))]
    lacks = f'has no ignore_changes=["{LINK}", "{ROLE}"]: after a refresh, its next update would detach it.'
    return [
        f"source_db_cluster_identifier: the source cluster, the resource {one.pulumi_resource_name!r}, {lacks} Set "
        "opts=source_cluster_options() on it."
        for one in careless
    ]


async def replacement_findings(plan: Plan, source: object, *, is_unknown: bool) -> list[Finding]:
    """Return the source cluster that this update would replace: the data would be deleted with the old one.

    A preview does not know the ARN of a cluster that is replaced.

    Args:
        plan: what is wanted, and what AWS has.
        source: ``source_db_cluster_identifier`` as the program gave it.
        is_unknown: whether the preview does not know its value.
    """
    if not is_unknown or not isinstance(source, pulumi.Output) or plan.observed is None or plan.declared is None:
        return []
    urns = [await resource.urn.future() for resource in await source.resources()]
    # A value that follows from other resources too may be unknown because of them.
    known = {plan.declared.elsewhere.get(member.arn) for member in plan.observed.members} if len(urns) == 1 else set()
    key = "source_db_cluster_identifier"
    return [
        Finding(
            key,
            f"the source cluster would be replaced, and its data deleted: {urn}. `pulumi preview --diff` shows the "
            "property that causes it. Restore its value; to move the data, restore a snapshot to another cluster and "
            "create another global cluster from that one.",
        )
        for urn in urns
        if urn in known
    ]


async def detachment_findings(plan: Plan, source: object) -> list[Finding]:
    """Return the source cluster that an update would detach, as its preview shows.

    Args:
        plan: what is wanted, and what AWS has.
        source: ``source_db_cluster_identifier`` as the program gave it.
    """
    if not isinstance(source, pulumi.Output) or plan.observed is None or not pulumi.runtime.is_dry_run():
        return []
    arns = {member.arn for member in plan.observed.members}
    for cluster in await source.resources():
        if isinstance(cluster, aws.neptune.Cluster) and await cluster.arn.future() in arns:
            # A preview of a removal has no value for it; a link that stays, or was never seen, has one.
            if await cluster.global_cluster_identifier.is_known():
                continue
            name = (await cluster.urn.future() or "").rpartition("::")[2]
            problem = (
                f"the update would detach the source cluster, the resource {name!r}, from the global database. Give it "
                f'ignore_changes=["{LINK}", "{ROLE}", "{VERSION}"], as source_cluster_options() of this package does.'
            )
            return [Finding("source_db_cluster_identifier", problem)]
    return []
