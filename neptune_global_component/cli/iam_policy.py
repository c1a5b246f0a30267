"""The command ``iam-policy``: the IAM policy document with the least permissions."""

# ruff: noqa: D301 - `\b` begins a paragraph whose lines click keeps as they are

from __future__ import annotations

import json

import click

from neptune_global_component.cli.permissions import policy
from neptune_global_component.core.inputs.arguments import Arguments
from neptune_global_component.core.inputs.rules.global_cluster import global_cluster_identifier
from neptune_global_component.core.names import PARTITIONS


def _identifiers(_context: click.Context, _parameter: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    for one in given:
        for finding in global_cluster_identifier(Arguments({"global_cluster_identifier": one})):
            raise click.BadParameter(finding.problem)
    return tuple(one.lower() for one in given)


@click.command("iam-policy")
@click.option("--read-only", is_flag=True, help="Only what `pulumi preview` and `pulumi refresh` need.")
@click.option("--failover", is_flag=True, help="Also `neptune-global failover`, which may lose data.")
@click.option(
    "--identifier",
    "identifiers",
    multiple=True,
    metavar="NAME",
    callback=_identifiers,
    help="Allow writing only to a global cluster of this name, and to clusters and instances whose names are this or "
    "begin with it and a hyphen. Give it again for other names, such as that of a source cluster.",
)
@click.option(
    "--partition",
    type=click.Choice(PARTITIONS),
    default="aws",
    show_default=True,
    help="The AWS partition of the account: aws-cn in China, aws-us-gov in GovCloud.",
)
def iam_policy(*, read_only: bool, failover: bool, identifiers: tuple[str, ...], partition: str) -> None:
    """Print the IAM policy with the least permissions for deploying.

    \b
      neptune-global iam-policy > policy.json
      aws iam create-policy --policy-name neptune-deploy --policy-document file://policy.json
    """
    document = policy(read_only=read_only, failover=failover, identifiers=identifiers, partition=partition)
    click.echo(json.dumps(document, indent=2))
