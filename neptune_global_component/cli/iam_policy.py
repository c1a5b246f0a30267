"""The command ``iam-policy``: print the IAM policy document with the least permissions."""

from __future__ import annotations

import json

import click

from neptune_global_component.cli.command import Command
from neptune_global_component.cli.permissions import policy
from neptune_global_component.core.inputs.arguments import Arguments
from neptune_global_component.core.inputs.rules.global_cluster import global_cluster_identifier
from neptune_global_component.core.names import PARTITIONS


def _check_names(_context: click.Context, _parameter: click.Parameter, names: tuple[str, ...]) -> tuple[str, ...]:
    for one in names:
        for finding in global_cluster_identifier(Arguments({"global_cluster_identifier": one})):
            raise click.BadParameter(finding.problem)
    return tuple(one.lower() for one in names)


@click.command(
    "iam-policy",
    cls=Command,
    examples=(
        "neptune-global iam-policy > policy.json",
        "neptune-global iam-policy --read-only --identifier orders-global",
        "aws iam create-policy --policy-name neptune-deploy --policy-document file://policy.json",
    ),
)
@click.option("--read-only", is_flag=True, help="Allow only what `pulumi preview` and `pulumi refresh` need.")
@click.option("--failover", is_flag=True, help="Allow `neptune-global failover` too, which may lose data.")
@click.option(
    "--identifier",
    "identifiers",
    multiple=True,
    metavar="NAME",
    callback=_check_names,
    help="Allow writes only to the global cluster NAME, and to clusters and instances named NAME or NAME-*. Repeat the "
    "option for other names, such as a source cluster's.",
)
@click.option(
    "--partition",
    type=click.Choice(PARTITIONS),
    default="aws",
    show_default=True,
    metavar="PARTITION",
    help=f"The AWS partition of the account: {', '.join(PARTITIONS)}.",
)
def iam_policy(*, read_only: bool, failover: bool, identifiers: tuple[str, ...], partition: str) -> None:
    """Print the IAM policy with the least permissions for deploying, as JSON."""
    document = policy(read_only=read_only, failover=failover, identifiers=identifiers, partition=partition)
    click.echo(json.dumps(document, indent=2))
