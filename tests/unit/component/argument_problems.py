"""What is wrong with arguments, each as the user is shown it."""

from __future__ import annotations

from neptune_global_component.core.errors import InvalidArgsError
from neptune_global_component.core.inputs.spec import parse

SOURCE = "arn:aws:rds:eu-west-1:123456789012:cluster:orders"
REGION = {"instance_class": "db.r6g.large", "skip_final_snapshot": True}
"""Arguments of a region that are right."""


def problems(args, secret=()):
    """Every finding about arguments, as a text."""
    try:
        unsettled = parse("orders", args, secret).unsettled
    except InvalidArgsError as error:
        return [str(finding) for finding in error.findings]
    return [str(finding) for finding in unsettled]


def refused(call, *args):
    """The findings that a check returns or raises, each as a text."""
    try:
        return [str(finding) for finding in call(*args)]
    except InvalidArgsError as error:
        return [str(finding) for finding in error.findings]


def other(**args):
    """Arguments that are right but for these."""
    return {"global_cluster_identifier": "orders", **args}


def one_region(whole=None, /, **args):
    """Arguments of one region, eu-west-1, that are right but for these."""
    return other(regions={"eu-west-1": {**REGION, **args}}, **whole or {})


def of_region(key, problem, region="eu-west-1"):
    """The message about an argument of a region."""
    return [f'regions["{region}"].{key}: {problem}']


def not_an_identifier(key, shown):
    """The message about an identifier."""
    return [
        (
            f"{key}: {shown} is not an identifier: it must be 1 to 63 letters, digits and hyphens, with a letter "
            "first, no hyphen at the end and no two in a row. Give for example 'orders-global'."
        )
    ]
