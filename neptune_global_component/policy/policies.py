"""The policies, made of the rules of the guard's table that have a rail.

A policy sees what a program declares, and not what is in the state: it can't tell a deletion. So it asks for what makes
the deletion impossible. Its enforcement level is a default: ``--policy-pack-config`` of Pulumi sets another, for all
(``{"all": "mandatory"}``) or by the rule's name (``{"detached": "advisory"}``).

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

from neptune_global_component.core.tokens import CLUSTER, GLOBAL_CLUSTER
from neptune_global_component.guard.kinds import IDENTIFIER, SOURCE, kind
from neptune_global_component.guard.rule import Rail, Rule
from neptune_global_component.guard.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pulumi_policy import PolicyResource


NOTES = "detached-notes"
"""The policy that reports nothing: it notes for ``detached`` what the program says."""

_Given = dict[str, object]
"""By the URN of a cluster, the global cluster that the program names: Pulumi validates a stack by its outputs, in which
every member has one, and only a resource by its inputs."""


def policies() -> list[Policy]:
    """Make a policy of each rule that has a rail, and before them the one that takes notes."""
    given: _Given = {}
    return [_notes(given), *(_policy(one, given) for one in RULES if one.rail)]


def _notes(given: _Given) -> Policy:
    def note(args: ResourceValidationArgs, _report: Callable[[str, str | None], None]) -> None:
        if kind(args.resource_type) == CLUSTER:
            given[args.urn] = _known(args, IDENTIFIER)

    text = "Reports nothing: it notes which clusters name their global cluster."
    return ResourceValidationPolicy(NOTES, text, note, enforcement_level=EnforcementLevel.ADVISORY)


def _policy(rule: Rule, given: _Given) -> Policy:
    """What would detach a cluster is stopped; what is not protected is said."""
    detaches = rule.rail is Rail.IGNORE_CHANGES
    level = EnforcementLevel.MANDATORY if detaches else EnforcementLevel.ADVISORY

    def validate(args: StackValidationArgs, report: Callable[[str, str | None], None]) -> None:
        found = _detachable(rule, args.resources, given) if detaches else _unprotected(rule, args.resources)
        for one in found:
            report(f"{one.name}: {rule.without_rail}", one.urn)

    return StackValidationPolicy(rule.name, rule.without_rail, validate, enforcement_level=level)


def _detachable(rule: Rule, resources: list[PolicyResource], given: _Given) -> Iterator[PolicyResource]:
    """The clusters that a global cluster of the stack has as its source, and whose membership is left open."""
    sources: dict[object, object] = {}
    for one in resources:
        if kind(one.resource_type) == GLOBAL_CLUSTER:
            urns = (source.urn for source in one.property_dependencies.get(SOURCE, ()))
            sources |= dict.fromkeys([_known(one, SOURCE) or ..., *urns], _known(one, IDENTIFIER))
    for one in resources:
        joined = {sources[key] for key in (one.urn, _known(one, "arn")) if key in sources}
        stays = {IDENTIFIER, "*"} & {*one.opts.ignore_changes} or (given.get(one.urn) or ...) in joined
        if kind(one.resource_type) in rule.types and joined and not stays:
            yield one


def _unprotected(rule: Rule, resources: list[PolicyResource]) -> Iterator[PolicyResource]:
    """The resources that neither the engine nor AWS refuses to delete."""
    for one in resources:
        protected = one.opts.protect or _known(one, "deletionProtection") is True
        if kind(one.resource_type) in rule.types and not protected:
            yield one


def _known(resource: PolicyResource | ResourceValidationArgs, name: str) -> Any:  # noqa: ANN401 - any JSON value
    """Give a property; None where it is not known yet, as the ARN of what is created."""
    try:
        return resource.props.get(name)
    except UnknownValueError:
        return None
