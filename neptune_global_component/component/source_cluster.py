"""Options for a source cluster that is a resource of the same program, and checks that it has them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary, WeakSet

import pulumi
import pulumi_aws as aws
from pulumi.runtime import get_root_resource, register_stack_transformation

from neptune_global_component.component.runtime.urns import urn_of
from neptune_global_component.core.membership import IGNORE_CHANGES, LINK, ROLE, VERSION
from neptune_global_component.core.messages import Finding
from neptune_global_component.core.urns import split_urn

if TYPE_CHECKING:
    from neptune_global_component.core.plan.plan import Plan


def source_cluster_options(opts: pulumi.ResourceOptions | None = None) -> pulumi.ResourceOptions:
    """Return the options for an ``aws.neptune.Cluster`` that is the source of a global cluster.

    Without them, a refresh records the link to the global cluster, which the program does not set, and the next update
    of the cluster detaches it: https://github.com/cloudposse/terraform-aws-rds-cluster/issues/287. The same happens to
    the replication source after a switchover, and to the engine version after an upgrade.

    Args:
        opts: the cluster's other options.
    """
    return pulumi.ResourceOptions.merge(opts, pulumi.ResourceOptions(ignore_changes=[LINK, ROLE, VERSION]))


# Only the SDK's transformations show the options of a resource in the program.
_ignored: WeakKeyDictionary[pulumi.Resource, frozenset[str]] = WeakKeyDictionary()


def _record_options(args: pulumi.ResourceTransformationArgs) -> None:
    if isinstance(args.resource, aws.neptune.Cluster):
        _ignored[args.resource] = frozenset(args.opts.ignore_changes or ())


_watched: WeakSet[pulumi.Resource] = WeakSet()


def watch_clusters() -> None:
    """Record the options of each cluster that this program creates: a source is created before the component."""
    root = get_root_resource()
    if root is not None and root not in _watched:
        _watched.add(root)
        register_stack_transformation(_record_options)


async def source_warnings(source: object) -> list[Finding]:
    """A source cluster of the same program ignores changes to its link and its role.

    Args:
        source: ``source_db_cluster_identifier`` as the program set it.
    """
    clusters = await source.resources() if isinstance(source, pulumi.Output) else set()
    unsafe = [one for one in clusters if not {LINK, ROLE} <= _ignored.get(one, frozenset((LINK, ROLE)))]
    return [
        Finding(
            "source-without-options",
            "source_db_cluster_identifier",
            "the source cluster, the resource {name!r}, has no {options}: after a refresh, its next update would "
            "detach it. Set opts=source_cluster_options() on it.",
            name=one.pulumi_resource_name,
            options=IGNORE_CHANGES,
        )
        for one in unsafe
    ]


async def replacement_findings(plan: Plan, source: object, *, is_unknown: bool) -> list[Finding]:
    """An update does not replace the source cluster.

    In a preview, the ARN of a cluster that will be replaced is unknown.

    Args:
        plan: the plan of the update.
        source: ``source_db_cluster_identifier`` as the program set it.
        is_unknown: whether its value is unknown in the preview.
    """
    if not is_unknown or not isinstance(source, pulumi.Output):
        return []
    urns = [await urn_of(resource) for resource in await source.resources()]
    # A value that depends on several resources may be unknown because of any of them.
    known = {plan.other_urn(member.arn) for member in plan.members} if len(urns) == 1 else set()
    return [
        Finding(
            "source-replaced",
            "source_db_cluster_identifier",
            "the source cluster would be replaced, and its data deleted: {urn}. `pulumi preview --diff` shows the "
            "property that causes it. Restore its value; to move the data, restore a snapshot to another cluster and "
            "create another global cluster from that one.",
            urn=urn,
        )
        for urn in urns
        if urn in known
    ]


async def detachment_findings(plan: Plan, source: object) -> list[Finding]:
    """An update does not detach the source cluster; checked in a preview.

    Args:
        plan: the plan of the update.
        source: ``source_db_cluster_identifier`` as the program set it.
    """
    if not isinstance(source, pulumi.Output) or not pulumi.runtime.is_dry_run():
        return []
    arns = {member.arn for member in plan.members}
    for cluster in await source.resources():
        if isinstance(cluster, aws.neptune.Cluster) and await cluster.arn.future() in arns:
            # The value is unknown only if the update removes the link.
            if await cluster.global_cluster_identifier.is_known():
                continue
            template = (
                "the update would detach the source cluster, the resource {name!r}, from the global database. Add "
                "{options} to it, as source_cluster_options() does."
            )
            _, name = split_urn(await urn_of(cluster))
            path = "source_db_cluster_identifier"
            return [Finding("source-detached", path, template, name=name, options=IGNORE_CHANGES)]
    return []
