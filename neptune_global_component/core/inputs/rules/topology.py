"""AWS's rules for the regions of a global database: pure functions from the arguments to findings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from neptune_global_component.core.inputs.unknown import UNKNOWN
from neptune_global_component.core.messages import Finding, Value
from neptune_global_component.core.names import ClusterArn, is_region, partition

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neptune_global_component.core.inputs.arguments import Arguments

_SOURCE = "source_db_cluster_identifier"
MOST_REGIONS = 6
MOST_READERS = 16
"""Of a secondary; a primary has one less for each secondary, and its writer."""


def regions(args: Arguments) -> Iterator[Finding]:
    """A global database has clusters in 1 to 6 regions, including the source's region.

    Source: https://docs.aws.amazon.com/neptune/latest/userguide/neptune-gdb-setup.html
    """
    wanted = args.known("regions")
    if wanted is None:
        return
    most = MOST_REGIONS - args.is_set(_SOURCE)
    if not 1 <= len(wanted) <= most:
        yield Finding(
            "number-of-regions",
            "regions",
            "has {count} regions. Set 1 to {most}{beside}, or remove {regions}.",
            count=len(wanted),
            most=most,
            beside=" beside the source cluster's" if most < MOST_REGIONS else "",
        )
    for region, values in wanted.items():
        path = f'regions["{region}"]'
        if not (isinstance(region, str) and is_region(region)):
            yield Finding("not-a-region", path, "is not the name of a region. Set for example 'eu-west-1'.")
        elif region == _source_region(args):
            yield Finding(
                "region-of-source",
                path,
                "is the region of the source cluster, and each region has one cluster. Remove the region.",
            )
        if values is UNKNOWN:
            yield Finding("region-is-output", path, "is an output. Set a plain map; its values may be outputs.")
        elif not isinstance(values, Mapping):
            yield Finding(
                "region-not-a-map",
                path,
                "is not a map. Set the arguments of the region, for example {{'instances': 1}}.",
            )


def partitions(args: Arguments) -> Iterator[Finding]:
    """A global database is in one AWS partition: China and the government regions are partitions of their own.

    Source: https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html
    """
    source = _source_region(args)
    used = [*([source] if source else []), *(args.known("regions") or {})]
    names = sorted({partition(region) for region in used if isinstance(region, str)})
    if len(names) > 1:
        template = "has regions of {partitions}. Set regions of one partition."
        yield Finding("several-partitions", "regions", template, partitions=" and ".join(names))


def primary_region(args: Arguments) -> Iterator[Finding]:
    """The primary is in one of the regions, or in the region of the source cluster."""
    key = "primary_region"
    if args.is_set("regions") and not args.known("regions"):
        # That is a finding of its own.
        return
    wanted, source = args.known(key), _source_region(args)
    own = [region for region in args.known("regions") or () if isinstance(region, str)]
    if wanted is not None and source is not None and wanted not in {source, *own}:
        yield args.finding(
            "primary-not-in-regions-or-source",
            key,
            "is neither the source cluster's region nor in {regions}. Set {source} at first.",
            source=Value(_SOURCE, source),
        )
    elif wanted is not None and not own and not args.is_set(_SOURCE):
        yield args.finding("primary-without-regions", key, "is not in {regions}. Set {regions}, or remove it.")


def first_primary_region(args: Arguments) -> Iterator[Finding]:
    """A new global database with several regions declares which of them has the primary."""
    key = "primary_region"
    wanted = args.known(key)
    own = [region for region in args.known("regions") or () if isinstance(region, str)]
    if not own or args.is_set(_SOURCE) or (args.is_set(key) and wanted is None):
        return
    choices = [region for region in own if is_region(region)]
    if wanted is not None and wanted not in own:
        yield args.finding("primary-not-in-regions", key, "is not in {regions}. Set one of {choices}.", choices=choices)
    elif wanted is None and len(own) > 1:
        template = "is required with several regions. Set one of {choices}."
        yield Finding("primary-required", key, template, choices=choices)


def instances(args: Arguments) -> Iterator[Finding]:
    """A secondary has up to 16 readers; a primary has a writer and up to 15 readers, minus the number of secondaries.

    Source: https://docs.aws.amazon.com/neptune/latest/userguide/neptune-gdb-setup.html
    """
    own = args.regions()
    has_source = args.is_set(_SOURCE)
    secondaries = len(own) - (0 if has_source else 1)
    only = next(iter(own)) if len(own) == 1 and not has_source else None
    primary = args.known("primary_region") or only
    for region, values in own.items():
        count = values.instance_count
        key = "instances" if values.known("instance_settings") is None else "instance_settings"
        least, most = (1 if secondaries else 0, MOST_READERS - secondaries) if region == primary else (0, MOST_READERS)
        if count is not None and not least <= count <= most:
            yield Finding(
                "number-of-instances",
                values.path(key),
                "{count} is not a valid number of instances of the {role}. Set {least} to {most}.",
                count=count,
                role="primary" if region == primary else "secondary",
                least=least,
                most=most,
            )


def _source_region(args: Arguments) -> str | None:
    try:
        return ClusterArn.parse(args.known(_SOURCE) or "").region
    except ValueError:
        return None


DATABASE_RULES = (regions, partitions, primary_region, instances)
