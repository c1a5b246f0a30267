"""Texts of findings, and arguments for tests."""

from __future__ import annotations

from neptune_global_component.core.errors import InvalidArgsError
from neptune_global_component.core.inputs.spec import parse
from neptune_global_component.core.messages import Secrets, render

SOURCE = "arn:aws:rds:eu-west-1:123456789012:cluster:orders"
REGION = {"instance_class": "db.r6g.large", "skip_final_snapshot": True}
"""Valid arguments of a region."""


def problems(args, secret=()):
    """Return the texts of all findings about arguments."""
    try:
        unsettled = parse("orders", args, secret).unsettled
    except InvalidArgsError as error:
        return [render(one, error.secrets) for one in error.findings]
    return [render(one, Secrets(secret)) for one in unsettled]


def finding_texts(call, plan, *args):
    """Return the texts of the findings that a check returns or raises."""
    try:
        return [render(one, plan.spec.secrets) for one in call(plan, *args)]
    except InvalidArgsError as error:
        return [render(one, error.secrets) for one in error.findings]


def other(**args):
    """Return valid arguments, except for these."""
    return {"global_cluster_identifier": "orders", **args}


def one_region(whole=None, /, **args):
    """Return valid arguments of one region, eu-west-1, except for these."""
    return other(regions={"eu-west-1": {**REGION, **args}}, **whole or {})


def of_region(key, problem, region="eu-west-1"):
    """Return the message about an argument of a region."""
    return [f'regions["{region}"].{key}: {problem}']


def not_an_identifier(key, shown):
    """Return the message about an identifier."""
    return [
        (
            f"{key}: {shown} is not an identifier: it must be 1 to 63 letters, digits and hyphens, with a letter "
            "first, no hyphen at the end and no two in a row. Set for example 'orders-global'."
        )
    ]
