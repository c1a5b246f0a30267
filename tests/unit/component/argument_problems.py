"""Texts of findings, and arguments for tests."""

from __future__ import annotations

import re
from pathlib import Path

from neptune_global_component.core.errors import InvalidArgsError
from neptune_global_component.core.inputs.spec import parse
from neptune_global_component.core.messages import Secrets, render

SOURCE = "arn:aws:rds:eu-west-1:123456789012:cluster:orders"
CHECKS = Path(__file__).parents[3] / "docs" / "checks.md"
REGION = {"instance_class": "db.r6g.large", "skip_final_snapshot": True}
"""Valid arguments of a region."""
ENCRYPTED = {"storage_encrypted": True}


def _pattern(shown):
    """Return a pattern of the texts that a message of docs/checks.md stands for."""
    parts = re.split(r"(`\w+`|_[a-z]+(?:_[a-z]+)*_)", shown.replace("\\|", "|"))
    return "".join(
        ".*?" if part.startswith("_") else f"`?{part[1:-1]}`?" if re.fullmatch(r"`\w+`", part) else re.escape(part)
        for part in parts
    )


def _documented():
    """Return the patterns of the texts in docs/checks.md, by code."""
    rows = re.findall(r"^\| `([a-z-]+)` \| .*? \| (.*) \|$", CHECKS.read_text(encoding="utf-8"), re.MULTILINE)
    return {code: [_pattern(text) for one, text in rows if one == code] for code, _ in rows}


DOCUMENTED = _documented()


def documented(finding, secrets):
    """Check that docs/checks.md has a finding's code with its text, and return the text."""
    text = render(finding, secrets)
    assert any(re.fullmatch(f".+?: {one}", text, re.DOTALL) for one in DOCUMENTED[finding.code]), (finding.code, text)
    return text


def problems(args, secret=()):
    """Return the texts of all findings about arguments."""
    try:
        unsettled = parse("orders", args, secret).unsettled
    except InvalidArgsError as error:
        return [documented(one, error.secrets) for one in error.findings]
    return [documented(one, Secrets(secret)) for one in unsettled]


def finding_texts(call, plan, *args):
    """Return the texts of the findings that a check returns or raises."""
    try:
        return [documented(one, plan.spec.secrets) for one in call(plan, *args)]
    except InvalidArgsError as error:
        return [documented(one, error.secrets) for one in error.findings]


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
