"""The arguments of a component, checked and normalised: args -> spec."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from neptune_global_component.errors import InvalidArgsError
from neptune_global_component.names import ClusterArn
from neptune_global_component.rules import RULES, UNKNOWN, Arguments, Unknown

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

T = TypeVar("T")


@dataclass(frozen=True)
class Spec:
    """What a global cluster is to be; a field is UNKNOWN where the preview does not know its value yet.

    The fields are the arguments of the same names (see ``args.GlobalClusterArgs``), and ``secret`` names those whose
    values must not be shown.
    """

    global_cluster_identifier: str | Unknown
    source_db_cluster_identifier: str | Unknown | None = None
    engine: str | Unknown | None = None
    engine_version: str | Unknown | None = None
    deletion_protection: bool | Unknown | None = None
    storage_encrypted: bool | Unknown | None = None
    observe: bool = True
    secret: frozenset[str] = frozenset()

    def shown(self, key: str, value: object) -> str:
        """Quote a value of an argument for a message, unless the argument is a secret."""
        return "[secret]" if key in self.secret else repr(value)

    @property
    def source_region(self) -> str | None:
        """Region of the source cluster; None where there is no source, or none that is known yet."""
        source = known(self.source_db_cluster_identifier)
        return ClusterArn.parse(source).region if source else None


KEYS = tuple(key for key in Spec.__dataclass_fields__ if key != "secret")
"""The arguments that there are."""


def known(value: T | Unknown | None) -> T | None:
    """Give a field's value, or None where it is not known yet."""
    return None if value is UNKNOWN else value


def parse(name: str, args: Mapping[str, object], secret: Collection[str] = ()) -> Spec:
    """Check the arguments against AWS's rules, and bring them into AWS's form.

    Args:
        name: the component's Pulumi name, for the error.
        args: by key; UNKNOWN for a value that the preview does not know yet, None for one that is not given.
        secret: keys whose values must not be shown in the error.

    Raises:
        InvalidArgsError: with everything that is wrong.
    """
    given = Arguments(args, KEYS, secret)
    findings = [finding for rule in RULES for finding in rule(given)]
    if findings:
        raise InvalidArgsError(name, findings)
    values = {key: value for key, value in args.items() if value is not None}
    identifier = values["global_cluster_identifier"]
    if identifier is not UNKNOWN:
        # AWS stores it so; any other spelling would be a difference, and a replacement, for ever.
        values["global_cluster_identifier"] = str(identifier).lower()
    return Spec(**values, secret=frozenset(secret))  # type: ignore[arg-type]  # the rules have checked the types
