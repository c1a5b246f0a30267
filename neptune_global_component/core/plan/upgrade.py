"""Plan an engine upgrade: its steps and order, and the reasons why AWS would reject it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.core.errors import RefusedError
from neptune_global_component.core.facts import health as state
from neptune_global_component.core.messages import Finding, Identifier, Message, Version
from neptune_global_component.core.names import EngineVersion

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from neptune_global_component.core.facts.observed import Observation, ObservedMember

_PATH = "engine_version"
_FIRST_REPAIRED = EngineVersion((1, 4, 7, 0))
_UNKNOWN = EngineVersion((0, 0, 0, 0))


def members_to_upgrade(observed: Observation, wanted: str) -> list[ObservedMember]:
    """Return the members that do not run a version yet or are upgrading: secondaries by region, then the primary.

    Source: https://github.com/hashicorp/terraform-provider-aws/issues/46181 quotes AWS's error for another order.

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
    """Return the lowest engine version of the members.

    Args:
        observed: the global database.
    """
    return min(_versions(observed).values(), default=_UNKNOWN)


def _versions(observed: Observation) -> dict[str, EngineVersion]:
    """Return the versions that can be compared, by region."""
    versions = {
        one.region: EngineVersion.of_aws(state.version(observed, one)) for one in observed.global_cluster.members
    }
    return {region: version for region, version in versions.items() if version}


def is_major(current: EngineVersion, wanted: EngineVersion) -> bool:
    """Return whether a change of version is a major upgrade: 1.3 to 1.4 is, 1.4.5 to 1.4.6 is not.

    Source: https://docs.aws.amazon.com/neptune/latest/userguide/release-types.html
    """
    return current.parts[:2] != wanted.parts[:2]


def findings(
    observed: Observation, wanted: str, *, allow_major: bool, targets: Collection[str] | None
) -> list[Finding]:
    """Return the reasons why AWS would reject an upgrade; none if all members run the version already.

    Args:
        observed: the global database, with clusters and instances.
        wanted: the engine version.
        allow_major: whether a major upgrade is allowed.
        targets: the versions that AWS upgrades the oldest member to; None if they are not known.
    """
    if not members_to_upgrade(observed, wanted):
        return []
    new = EngineVersion.parse(wanted)
    return (
        list(_unknown(observed, new))
        or list(_downgrade(observed, new))
        or [
            *(
                list(_target(observed, new, targets))
                # The advice to upgrade without secondaries is of no use if AWS does not have the upgrade either.
                or list(_minor(observed, new))
            ),
            *_major(observed, new, allowed=allow_major),
            *_headless(observed),
        ]
    )


def _unknown(observed: Observation, new: EngineVersion) -> Iterator[Finding]:
    """The engine version of every member is known."""
    known = _versions(observed)
    for one in observed.global_cluster.members:
        if one.region not in known:
            yield Finding(
                "unknown-member-version",
                _PATH,
                "{new!r} can't be checked: the version of {region} is {version}. Check that cluster "
                "(`neptune-global status {identifier}` shows it), and try again.",
                new=_shown(new),
                region=one.region,
                version=state.version(observed, one),
                identifier=Identifier(observed.global_cluster.identifier),
            )


def _downgrade(observed: Observation, new: EngineVersion) -> Iterator[Finding]:
    """The engine version is not lowered: AWS does not support downgrades."""
    newer = [
        Message("{region} runs {version}", region=region, version=_shown(one))
        for region, one in sorted(_versions(observed).items())
        if one > new
    ]
    if newer:
        yield Finding(
            "downgrade",
            _PATH,
            "{new!r} is a downgrade, which AWS does not support: {newer}. Set the running version, or remove "
            "{engine_version}.",
            new=_shown(new),
            newer=newer,
        )


def _target(observed: Observation, new: EngineVersion, targets: Collection[str] | None) -> Iterator[Finding]:
    """AWS supports the upgrade from the running version to the new one.

    Source: ValidUpgradeTarget of https://docs.aws.amazon.com/neptune/latest/apiref/API_DescribeDBEngineVersions.html
    """
    if targets is None or str(new) in targets or new == oldest(observed):
        return
    in_order = sorted(targets, key=lambda text: EngineVersion.of_aws(text) or _UNKNOWN)
    direct = [one for one in in_order if not _needs_no_secondaries(observed, EngineVersion.of_aws(one) or _UNKNOWN)]
    yield Finding(
        "no-upgrade-target",
        _PATH,
        "{new!r} is not a version that AWS upgrades {oldest} to. Set one of these: {targets}.",
        new=_shown(new),
        oldest=_shown(oldest(observed)),
        targets=[Version(one) for one in direct or in_order] or "none",
    )


def _major(observed: Observation, new: EngineVersion, *, allowed: bool) -> Iterator[Finding]:
    """A major upgrade stops all clusters, so the program must allow it."""
    if is_major(oldest(observed), new) and not allowed:
        yield Finding(
            "major-upgrade",
            _PATH,
            "{new!r} is a major upgrade from {oldest}: all clusters are down during it, and their parameter groups "
            "become the defaults of the new version. Set {allow_major_version_upgrade} to true to allow it.",
            new=_shown(new),
            oldest=_shown(oldest(observed)),
        )


def _minor(observed: Observation, new: EngineVersion) -> Iterator[Finding]:
    """With secondaries, AWS has no minor upgrade from before 1.4.7.0 to 1.4.7.0 or later.

    Source: https://docs.aws.amazon.com/neptune/latest/userguide/engine-releases-1.4.7.0.html, and the pages of 1.4.7.1
    and 1.4.8.0
    """
    if _needs_no_secondaries(observed, new):
        yield Finding(
            "no-minor-upgrade-with-secondaries",
            _PATH,
            "{new!r} can't be reached from {oldest} while there are secondaries: AWS has no minor upgrade of a global "
            "database with secondaries from before {first} to it, or past it. First take a snapshot of the primary, "
            "and in an update set {final_snapshot_identifier} instead of {skip_final_snapshot} for {secondaries}: "
            "until the end, the primary is the only cluster with the graph, and without these snapshots "
            "`neptune-global guard` reports DANGER. Then it takes three updates: remove {secondaries}; set {new}; add "
            "them again.",
            new=_shown(new),
            oldest=_shown(oldest(observed)),
            first=_FIRST_REPAIRED,
            secondaries=observed.global_cluster.secondaries,
        )


def _needs_no_secondaries(observed: Observation, new: EngineVersion) -> bool:
    """Return whether AWS makes a minor upgrade only while the global database has no secondaries."""
    current = oldest(observed)
    is_past = not is_major(current, new) and current < _FIRST_REPAIRED <= new
    return is_past and bool(observed.global_cluster.secondaries)


def _headless(observed: Observation) -> Iterator[Finding]:
    """Every member has an instance.

    AWS's error is "Cannot modify engine version without a primary instance in DB cluster".
    """
    without = sorted(one.region for one in observed.global_cluster.members if not observed.instances.get(one.arn))
    if without:
        yield Finding(
            "upgrade-without-instance",
            _PATH,
            "can't upgrade {regions}, which has no instance: AWS needs one in every member. Add an instance first, and "
            "upgrade in a later update.",
            regions=without,
        )


def _shown(version: EngineVersion) -> Version:
    return Version(str(version))


def steps(
    observed: Observation,
    wanted: str,
    *,
    allow_major: bool = False,
    targets: Collection[str] | None = None,
) -> tuple[Message, ...]:
    """Return the steps of an upgrade; none if all members run the version already.

    Args:
        observed: the global database, with clusters and instances.
        wanted: the engine version, for example ``1.4.6.0``.
        allow_major: whether a major upgrade is allowed.
        targets: the versions that AWS upgrades the oldest member to, as ``valid_targets`` reads them; None if they are
            not known.

    Returns:
        One line for each step, for example ``upgrade to 1.3.4.0: eu-west-1, us-west-2, then us-east-1``.

    Raises:
        RefusedError: AWS would reject it, or a major upgrade is not allowed.
    """
    members = members_to_upgrade(observed, wanted)
    if not members:
        return ()
    if problems := findings(observed, wanted, allow_major=allow_major, targets=targets):
        raise RefusedError(problems)
    new, regions = Version(wanted), [member.region for member in members]
    if is_major(oldest(observed), EngineVersion.parse(wanted)):
        return (
            Message(
                "upgrade to {new}, a major version: {regions}, all at once; AWS resets their parameter groups to the "
                "defaults",
                new=new,
                regions=regions,
            ),
        )
    *first, last = regions
    then = f"{', '.join(first)}, then {last}" if first else last
    return (Message("upgrade to {new}: {then}", new=new, then=then),)
