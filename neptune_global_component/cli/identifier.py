"""The argument IDENTIFIER of the commands about one global database."""

from __future__ import annotations

import click

from neptune_global_component.core.inputs.rules.global_cluster import IDENTIFIER_RULE, is_identifier


def identifier(_context: click.Context, _parameter: click.Parameter, given: str) -> str:
    """Check the identifier of a global cluster, as a callback of click.

    Returns:
        It in lower case, as AWS stores it.
    """
    if not is_identifier(given):
        raise click.BadParameter(f"{given!r} is not an identifier: it must be {IDENTIFIER_RULE}.")
    return given.lower()
