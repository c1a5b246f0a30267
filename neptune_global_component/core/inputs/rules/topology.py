"""AWS's rules for the regions together, each a pure function from the arguments to what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from neptune_global_component.core.errors import Finding
from neptune_global_component.core.inputs.unknown import UNKNOWN
from neptune_global_component.core.names import ClusterArn, is_region, partition

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neptune_global_component.core.inputs.arguments import Arguments

MOST_REGIONS = 6
MOST_READERS = 16
"""Of a secondary; a primary has one less for each secondary, and its writer."""


def regions(args: Arguments) -> Iterator[Finding]:
    """A global database has a cluster in 1 to 6 regions, the source's counted.

    Source: https://docs.aws.amazon.com/neptune/latest/userguide/neptune-gdb-setup.html
    """
    given = args.known("regions")
    if given is None:
        return
    most = MOST_REGIONS - args.given("source_db_cluster_identifier")
    if not 1 <= len(given) <= most:
        counted = " beside the source cluster's" if most < MOST_REGIONS else ""
        yield Finding("regions", f"has {len(given)} regions: give 1 to {most}{counted}, or leave it out.")
    source = _source_region(args)
    for region, values in given.items():
        path = f'regions["{region}"]'
        if not (isinstance(region, str) and is_region(region)):
            yield Finding(path, "is not the name of a region: give for example 'eu-west-1'.")
        elif region == source:
            yield Finding(path, "is the source cluster's region, and there is one cluster per region: take it out.")
        if values is UNKNOWN:
            yield Finding(path, "is an output: give a plain map, which may have outputs in it.")
        elif not isinstance(values, Mapping):
            yield Finding(path, "is not a map: give the arguments of the region, for example {'instances': 1}.")


def partitions(args: Arguments) -> Iterator[Finding]:
    """A global database is in one partition: the regions of China and those of the governments are AWS's of their own.

    Source: https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html
    """
    source = _source_region(args)
    given = [*([source] if source else []), *(args.known("regions") or {})]
    found = {partition(region) for region in given if isinstance(region, str)}
    if len(found) > 1:
        yield Finding("regions", f"has regions of {' and '.join(sorted(found))}: give those of one partition.")


def primary_region(args: Arguments) -> Iterator[Finding]:
    """The primary is in one of the regions, or in the source cluster's."""
    key = "primary_region"
    if args.values.get("regions") is UNKNOWN:
        return
    given, source = args.known(key), _source_region(args)
    regions_given = [region for region in args.known("regions") or () if isinstance(region, str)]
    if given is not None and source is not None and given not in {source, *regions_given}:
        meant = args.quoted("source_db_cluster_identifier", source)
        yield args.finding(key, f"is neither the source cluster's region nor in regions: give {meant} at first.")
    elif given is not None and not regions_given and not args.given("source_db_cluster_identifier"):
        yield args.finding(key, "is not in regions: give regions too, or leave it out.")


def first_primary_region(args: Arguments) -> Iterator[Finding]:
    """A new global database needs to know which of its regions gets the primary; an existing one has a primary."""
    key = "primary_region"
    given = args.known(key)
    regions_given = [region for region in args.known("regions") or () if isinstance(region, str)]
    if not regions_given or args.given("source_db_cluster_identifier"):
        return
    offered = ", ".join(region for region in regions_given if is_region(region))
    if given is not None and given not in regions_given:
        yield args.finding(key, f"is not in regions: give one of {offered}.")
    elif given is None and len(regions_given) > 1:
        yield Finding(key, f"is required where there are several regions: give one of {offered}.")


def instances(args: Arguments) -> Iterator[Finding]:
    """A secondary has up to 16 readers; the primary has a writer, and 15 readers less the number of secondaries.

    Source: https://docs.aws.amazon.com/neptune/latest/userguide/neptune-gdb-setup.html
    """
    given = args.regions()
    external = args.given("source_db_cluster_identifier")
    secondaries = len(given) - (0 if external else 1)
    only = next(iter(given)) if len(given) == 1 and not external else None
    primary = args.known("primary_region") or only
    for region, values in given.items():
        count = values.instance_count
        key = "instances" if values.known("instance_settings") is None else "instance_settings"
        least, most = (1 if secondaries else 0, MOST_READERS - secondaries) if region == primary else (0, MOST_READERS)
        if count is not None and not least <= count <= most:
            role = "primary" if region == primary else "secondary"
            yield Finding(
                values.path(key),
                f"{count} is not a number of instances that the {role} can have: give {least} to {most}.",
            )


def _source_region(args: Arguments) -> str | None:
    try:
        return ClusterArn.parse(args.known("source_db_cluster_identifier") or "").region
    except ValueError:
        return None
