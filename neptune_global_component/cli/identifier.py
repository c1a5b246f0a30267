"""The argument IDENTIFIER of the commands for one global database."""

from __future__ import annotations

import click

from neptune_global_component.core.inputs.rules.global_cluster import IDENTIFIER_RULE, is_identifier


def identifier(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    """Check the identifier of a global cluster, as a callback of click.

    Returns:
        The identifier in lower case, as AWS stores it.
    """
    if not is_identifier(value):
        raise click.BadParameter(f"must be {IDENTIFIER_RULE}, got {value!r}.")
    return value.lower()
