"""Policies generated from the guard's rules that have a rail.

A policy sees the program but not the state, so it can't detect a deletion. Instead it requires the option that makes
the deletion impossible. The enforcement levels are defaults: Pulumi's ``--policy-pack-config`` changes them, for all
policies (``{"all": "mandatory"}``) or for one (``{"detached": "advisory"}``).

Source: https://www.pulumi.com/docs/insights/policy/policy-packs/configuration/
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pulumi_policy import (
    EnforcementLevel,
    Policy,
    ResourceValidationArgs,
    ResourceValidationPolicy,
    StackValidationArgs,
    StackValidationPolicy,
)
from pulumi_policy.proxy import UnknownValueError

from neptune_global_component.core.membership import ROLE
from neptune_global_component.core.tokens import CLUSTER, GLOBAL_CLUSTER
from neptune_global_component.guard.kinds import IDENTIFIER, SOURCE, kind
from neptune_global_component.guard.rule import Rail, Rule
from neptune_global_component.guard.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pulumi_policy import PolicyResource


NOTES = "detached-notes"
"""A policy that reports nothing: it records for ``detached`` what the program declares."""

_Recorded = dict[str, object]
"""The global cluster that the program names, by the URN of a cluster. Pulumi validates a stack by its outputs, where
every member has a global cluster, and only a resource by its inputs."""


def policies() -> list[Policy]:
    """Return a policy for each rule that has a rail, after the policy that records the clusters."""
    recorded: _Recorded = {}
    return [_recorder(recorded), *(_policy(one, recorded) for one in RULES if one.rail)]


def _recorder(recorded: _Recorded) -> Policy:
    def record(args: ResourceValidationArgs, _report: Callable[[str, str | None], None]) -> None:
        if kind(args.resource_type) == CLUSTER:
            recorded[args.urn] = _known(args, IDENTIFIER)

    text = "Reports nothing: it records which clusters name their global cluster."
    return ResourceValidationPolicy(NOTES, text, record, enforcement_level=EnforcementLevel.ADVISORY)


def _policy(rule: Rule, recorded: _Recorded) -> Policy:
    """Return a rule's policy: mandatory if its violation detaches a cluster, advisory if it lacks protection."""
    detaches = rule.rail is Rail.IGNORE_CHANGES
    level = EnforcementLevel.MANDATORY if detaches else EnforcementLevel.ADVISORY

    def validate(args: StackValidationArgs, report: Callable[[str, str | None], None]) -> None:
        violations = _detachable(rule, args.resources, recorded) if detaches else _unprotected(rule, args.resources)
        for one in violations:
            report(f"{one.name}: {rule.without_rail}", one.urn)

    return StackValidationPolicy(rule.name, rule.without_rail, validate, enforcement_level=level)


def _detachable(rule: Rule, resources: list[PolicyResource], recorded: _Recorded) -> Iterator[PolicyResource]:
    """Yield the clusters that are the source of the stack's global cluster and don't ignore their membership."""
    sources: dict[object, object] = {}
    for one in resources:
        if kind(one.resource_type) == GLOBAL_CLUSTER:
            urns = (source.urn for source in one.property_dependencies.get(SOURCE, ()))
            sources |= dict.fromkeys([_known(one, SOURCE) or ..., *urns], _known(one, IDENTIFIER))
    for one in resources:
        joined = {sources[key] for key in (one.urn, _known(one, "arn")) if key in sources}
        stays = {IDENTIFIER, "*"} & {*one.opts.ignore_changes} or (recorded.get(one.urn) or ...) in joined
        if kind(one.resource_type) in rule.types and joined and not stays:
            yield one


def _unprotected(rule: Rule, resources: list[PolicyResource]) -> Iterator[PolicyResource]:
    """Yield the resources that neither Pulumi nor AWS protects from deletion, without secondaries."""
    readers = {arn for one in resources for arn in _readers(one)}
    for one in resources:
        protected = one.opts.protect or _known(one, "deletionProtection") is True
        is_secondary = _known(one, ROLE) and _known(one, "arn") in readers
        if kind(one.resource_type) in rule.types and not protected and not is_secondary:
            yield one


def _readers(resource: PolicyResource) -> Iterator[object]:
    """Yield the ARNs of the secondaries in the members of a global cluster."""
    for member in _known(resource, "globalClusterMembers") or ():
        if member.get("isWriter") is False:
            yield member.get("dbClusterArn")


def _known(resource: PolicyResource | ResourceValidationArgs, name: str) -> Any:  # noqa: ANN401 - any JSON value
    """Return a property, or None if it is unknown, for example the ARN of a new resource."""
    try:
        return resource.props.get(name)
    except UnknownValueError:
        return None
