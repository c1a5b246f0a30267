"""URNs of Pulumi: ``urn:pulumi:STACK::PROJECT::TYPES::NAME``; pure."""

from __future__ import annotations


def split_urn(urn: str) -> tuple[str, str]:
    """Return a URN up to the resource's types, and the resource's name.

    Args:
        urn: the URN. Its name may contain ``::`` too; the parts before it do not.
    """
    *head, name = urn.split("::", 3)
    return "::".join(head), name


def stack_of(urn: str) -> str:
    """Return the project and the stack of a resource as ``project/stack``; empty if the text is not a URN.

    Args:
        urn: the resource's URN.
    """
    head, project, *_ = (*urn.split("::"), "")
    return f"{project}/{head.rpartition(':')[2]}" if project else ""


def types_of(urn: str) -> str:
    """Return the type tokens of a resource's parents and its own, with ``$`` between them.

    Args:
        urn: the resource's URN.
    """
    return urn.split("::", 3)[2]


def type_of(urn: str) -> str:
    """Return a resource's type token.

    Args:
        urn: the resource's URN.
    """
    return types_of(urn).rpartition("$")[2]


def child_urn(parent: str, kind: str, name: str) -> str:
    """Return the URN of a child.

    Args:
        parent: the URN of its parent.
        kind: its type token.
        name: its Pulumi name.
    """
    return f"{split_urn(parent)[0]}${kind}::{name}"
