"""The policies, made of the rules of the guard's table that have a rail.

A policy sees what a program declares, and not what is in the state: it can't tell a deletion. So it asks for what makes
the deletion impossible. Its enforcement level is a default: ``--policy-pack-config`` of Pulumi sets another, for all
(``{"all": "mandatory"}``) or by the rule's name (``{"detached": "advisory"}``).

Source: https://www.pulumi.com/docs/insights/policy/policy-packs/configuration/
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pulumi_policy import EnforcementLevel, Policy, StackValidationArgs, StackValidationPolicy
from pulumi_policy.proxy import UnknownValueError

from neptune_global_component.guard.rule import Rail, Rule
from neptune_global_component.guard.rules import RULES
from neptune_global_component.tokens import GLOBAL_CLUSTER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pulumi_policy import PolicyResource

_SOURCE = "sourceDbClusterIdentifier"


def policies() -> list[Policy]:
    """Make a policy of each rule that has a rail."""
    return [_policy(one) for one in RULES if one.rail]


def _policy(rule: Rule) -> Policy:
    """What would detach a cluster is stopped; what is not protected is said."""
    detaches = rule.rail is Rail.IGNORE_CHANGES
    level = EnforcementLevel.MANDATORY if detaches else EnforcementLevel.ADVISORY

    def validate(args: StackValidationArgs, report: Callable[[str, str | None], None]) -> None:
        for one in _detachable(rule, args.resources) if detaches else _unprotected(rule, args.resources):
            report(f"{one.name}: {rule.reason} {rule.remedy}", one.urn)

    return StackValidationPolicy(rule.name, rule.reason, validate, enforcement_level=level)


def _detachable(rule: Rule, resources: list[PolicyResource]) -> Iterator[PolicyResource]:
    """The clusters that a global cluster of the stack has as its source, and whose membership is not ignored."""
    arns, urns = set(), set()
    for one in resources:
        if one.resource_type == GLOBAL_CLUSTER:
            arns.add(_known(one, _SOURCE))
            urns |= {source.urn for source in one.property_dependencies.get(_SOURCE, ())}
    for one in resources:
        is_source = one.urn in urns or (_known(one, "arn") or ...) in arns
        if one.resource_type in rule.types and is_source and not {*rule.properties} & {*one.opts.ignore_changes}:
            yield one


def _unprotected(rule: Rule, resources: list[PolicyResource]) -> Iterator[PolicyResource]:
    """The resources that neither the engine nor AWS refuses to delete."""
    for one in resources:
        protected = one.opts.protect or _known(one, "deletionProtection") is True
        if one.resource_type in rule.types and not protected:
            yield one


def _known(resource: PolicyResource, name: str) -> Any:  # noqa: ANN401 - any JSON value
    """Give a property; None where it is not known yet, as the ARN of what is created."""
    try:
        return resource.props.get(name)
    except UnknownValueError:
        return None
