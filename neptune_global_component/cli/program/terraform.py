"""Commands that make Terraform forget a database."""

from __future__ import annotations

import json
import shlex
from typing import TYPE_CHECKING, Any

from neptune_global_component.cli.program.steps import CREATION, PREVIEW, UPDATE, Step, resources
from neptune_global_component.core.membership import MEMBERSHIP

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from neptune_global_component.core.facts.details import DatabaseDetails


def terraform_steps(state: Mapping[str, Any], details: DatabaseDetails) -> tuple[Step, ...]:
    """Return the steps from Terraform to Pulumi.

    Args:
        state: the output of ``terraform state pull``.
        details: the database.

    Raises:
        ReadError: the output is another one.
    """
    listed = resources(state.get("resources"), "--terraform-state", "terraform state pull")
    addresses = dict(_addresses(listed))
    # Instances come before clusters and clusters before the global cluster, as in a destroy.
    commands = tuple(f"terraform state rm {shlex.quote(addresses[arn])}" for arn in details.arns if arn in addresses)
    if not commands:
        return (Step("The Terraform state has no resources of this database."),)
    if details.global_cluster is None:
        return (*_source_steps(addresses, details.clusters[0].arn), CREATION)
    forget = Step(
        "Remove the blocks of these resources from the Terraform configuration, and make Terraform forget them. "
        "Nothing changes in AWS:",
        commands,
    )
    return (PREVIEW, forget, UPDATE)


def _source_steps(addresses: Mapping[str, str], arn: str) -> Iterator[Step]:
    """A source cluster stays in Terraform, which would detach it: its configuration has no global cluster."""
    if arn in addresses:
        yield Step(
            "Keep the DB cluster in Terraform, with this setting in its block. Otherwise the next `terraform apply` "
            f"detaches it from the global database: {addresses[arn]}",
            (f"lifecycle {{ ignore_changes = [{', '.join(MEMBERSHIP)}] }}",),
        )


def _key(key: object) -> str:
    """Return a key as Terraform writes it in an address: ``${`` and ``%{`` begin a template."""
    return json.dumps(key, ensure_ascii=False).replace("${", "$${").replace("%{", "%%{")


def _addresses(listed: list[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """Return ARNs with the addresses of their resources."""
    for one in listed:
        if one.get("mode") != "managed":
            continue
        module = f"{one['module']}." if one.get("module") else ""
        for instance in one.get("instances") or ():
            key = instance.get("index_key")
            index = "" if key is None else f"[{_key(key)}]"
            arn = (instance.get("attributes") or {}).get("arn")
            if arn:
                yield arn, f"{module}{one['type']}.{one['name']}{index}"
