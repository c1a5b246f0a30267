"""Plan an engine upgrade: its steps and order, and why AWS would reject it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.core.errors import Finding, RefusedError
from neptune_global_component.core.facts import health as state
from neptune_global_component.core.names import EngineVersion

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from neptune_global_component.core.facts.observed import Observation, ObservedMember

_PATH = "engine_version"
"""The property that has the version, for the errors."""
_FIRST_REPAIRED = EngineVersion((1, 4, 7, 0))
_UNKNOWN = EngineVersion((0, 0, 0, 0))


def members_to_upgrade(observed: Observation, wanted: str) -> list[ObservedMember]:
    """Give the members that do not run a version yet, or are still at it: secondaries by region, then the primary.

    Source: https://github.com/hashicorp/terraform-provider-aws/issues/46181 has AWS's words for another order.

    Args:
        observed: the global database.
        wanted: the engine version.
    """
    left = [
        one
        for one in observed.global_cluster.members
        if state.version(observed, one) != wanted or state.status(observed, one) == "upgrading"
    ]
    return sorted(left, key=lambda one: (one.is_writer, one.region))


def oldest(observed: Observation) -> EngineVersion:
    """Give the lowest engine version of the members.

    Args:
        observed: the global database.
    """
    return min(_versions(observed).values(), default=_UNKNOWN)


def _versions(observed: Observation) -> dict[str, EngineVersion]:
    """The versions by region, as far as they can be compared."""
    found = {one.region: EngineVersion.of_aws(state.version(observed, one)) for one in observed.global_cluster.members}
    return {region: version for region, version in found.items() if version}


def is_major(current: EngineVersion, wanted: EngineVersion) -> bool:
    """Say whether a change of version is a major one: 1.3 to 1.4 is, 1.4.5 to 1.4.6 is not.

    Source: https://docs.aws.amazon.com/neptune/latest/userguide/release-types.html
    """
    return current.parts[:2] != wanted.parts[:2]


def findings(
    observed: Observation, wanted: str, *, allow_major: bool, targets: Collection[str] | None
) -> list[Finding]:
    """Return why AWS would not make an upgrade; nothing where all members run the version already.

    Args:
        observed: the global database, with clusters and instances.
        wanted: the engine version.
        allow_major: whether a major upgrade was allowed.
        targets: what AWS can upgrade the oldest version to; None where that is not known.
    """
    if not members_to_upgrade(observed, wanted):
        return []
    new = EngineVersion.parse(wanted)
    return (
        list(_unknown(observed, new))
        or _downgrade(observed, new)
        or [
            *_target(observed, new, targets),
            *(_major(observed, new, allowed=allow_major) if is_major(oldest(observed), new) else _minor(observed, new)),
            *_headless(observed),
        ]
    )


def _unknown(observed: Observation, new: EngineVersion) -> Iterator[Finding]:
    known = _versions(observed)
    for one in observed.global_cluster.members:
        if one.region not in known:
            yield Finding(
                _PATH,
                f"'{new}' can't be judged: the version of {one.region} is {state.version(observed, one)}. See what "
                "became of that cluster (`neptune-global status` shows it), and try again.",
            )


def _downgrade(observed: Observation, new: EngineVersion) -> list[Finding]:
    newer = ", ".join(f"{region} runs {one}" for region, one in sorted(_versions(observed).items()) if one > new)
    problem = (
        f"'{new}' is a downgrade, which AWS does not support: {newer}. Give the version that runs, or leave it out."
    )
    return [Finding(_PATH, problem)] if newer else []


def _target(observed: Observation, new: EngineVersion, targets: Collection[str] | None) -> list[Finding]:
    """Source: ValidUpgradeTarget of https://docs.aws.amazon.com/neptune/latest/apiref/API_DescribeDBEngineVersions.html."""
    if targets is None or str(new) in targets or new == oldest(observed):
        return []
    listed = ", ".join(sorted(targets, key=lambda text: EngineVersion.of_aws(text) or _UNKNOWN)) or "none"
    problem = f"'{new}' is not a version that AWS upgrades {oldest(observed)} to. Give one of these: {listed}."
    return [Finding(_PATH, problem)]


def _major(observed: Observation, new: EngineVersion, *, allowed: bool) -> Iterator[Finding]:
    if not allowed:
        yield Finding(
            _PATH,
            f"'{new}' is a major upgrade from {oldest(observed)}: all clusters are down meanwhile, and their parameter "
            "groups become the defaults of the new version. Set allow_major_version_upgrade to true if that is meant.",
        )


def _minor(observed: Observation, new: EngineVersion) -> Iterator[Finding]:
    """From before 1.4.7.0, members of a global database are not upgraded to it or past it.

    Source: https://docs.aws.amazon.com/neptune/latest/userguide/engine-releases-1.4.7.0.html and those of 1.4.7.1 and
    1.4.8.0
    """
    secondaries = sorted(one.region for one in observed.global_cluster.members if not one.is_writer)
    if secondaries and oldest(observed) < _FIRST_REPAIRED <= new:
        yield Finding(
            _PATH,
            f"'{new}' can't be reached from {oldest(observed)} while there are secondaries: AWS upgrades members of a "
            f"global database from before {_FIRST_REPAIRED} to it, or past it, only by a major upgrade. Three updates "
            f"do it: take {', '.join(secondaries)} out; give {new}; put them back.",
        )


def _headless(observed: Observation) -> Iterator[Finding]:
    """AWS's words: "Cannot modify engine version without a primary instance in DB cluster"."""
    without = [one.region for one in observed.global_cluster.members if not observed.instances.get(one.arn)]
    if without:
        yield Finding(
            _PATH,
            f"no engine version can be given to {', '.join(sorted(without))}, which has no instance: AWS needs one in "
            "every member. Give it one first, and upgrade in a later update.",
        )


def steps(
    observed: Observation,
    wanted: str,
    *,
    allow_major: bool = False,
    targets: Collection[str] | None = None,
) -> tuple[str, ...]:
    """Say what is to be done; nothing where all members run the version already.

    Args:
        observed: the global database, with clusters and instances.
        wanted: the engine version, for example ``1.4.6.0``.
        allow_major: whether a major upgrade was allowed.
        targets: what AWS can upgrade the oldest version of a member to, as ``valid_targets`` reads it; None where
            that is not known.

    Returns:
        One line for each step, for example ``upgrade to 1.3.4.0: eu-west-1, us-west-2, then us-east-1``.

    Raises:
        RefusedError: AWS would refuse it, or a major upgrade was not allowed.
    """
    members = members_to_upgrade(observed, wanted)
    if not members:
        return ()
    if refused := findings(observed, wanted, allow_major=allow_major, targets=targets):
        raise RefusedError(refused)
    version = EngineVersion.parse(wanted)
    regions = [member.region for member in members]
    if is_major(oldest(observed), version):
        effect = "AWS resets their parameter groups to the defaults"
        return (f"upgrade to {wanted}, a major version: {', '.join(regions)}, all at once; {effect}",)
    *first, last = regions
    return (f"upgrade to {wanted}: {', '.join(first)}{', then ' if first else ''}{last}",)
