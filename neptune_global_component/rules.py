"""AWS's rules for the arguments, each a pure function from the arguments to what is wrong with them.

A rule looks at values that are known; one that is not known yet is looked at again when it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum
from typing import TYPE_CHECKING, Final, TypeAlias

from neptune_global_component.errors import Finding
from neptune_global_component.names import ClusterArn, EngineVersion

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping


class Unknown(Enum):
    """The type of UNKNOWN."""

    UNKNOWN = "not known yet"


UNKNOWN: Final = Unknown.UNKNOWN
"""Stands for a value that a preview does not know yet."""

ENGINE = "neptune"
FIRST_GLOBAL_VERSION = EngineVersion((1, 2, 0, 0))

_IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*")
_LONGEST_IDENTIFIER = 63
_INHERITED = ("engine", "engine_version", "storage_encrypted")


@dataclass(frozen=True)
class Arguments:
    """The arguments as they were given.

    Args:
        values: by key; a value that is not known yet is UNKNOWN.
        keys: the keys there are.
        secret: the keys whose values must not be shown.
    """

    values: Mapping[str, object]
    keys: Collection[str]
    secret: Collection[str] = ()

    def known(self, key: str) -> object:
        """Give the value of a key; None where there is none, or where it is not known yet."""
        value = self.values.get(key)
        return None if value is UNKNOWN else value

    def shown(self, key: str) -> str:
        """Quote the value of a key for a message, unless it is a secret."""
        return "[secret]" if key in self.secret else repr(self.values.get(key))


Rule: TypeAlias = "Callable[[Arguments], Iterator[Finding]]"


def keys(args: Arguments) -> Iterator[Finding]:
    """Every key is one that the component takes: a typo would change what is created without a word."""
    for key in args.values:
        if key not in args.keys:
            near = get_close_matches(key, args.keys, n=1)
            meant = f"Did you mean {near[0]}?" if near else f"Take it out; there are {', '.join(sorted(args.keys))}."
            yield Finding(key, f"is not an argument of a global cluster. {meant}")


def global_cluster_identifier(args: Arguments) -> Iterator[Finding]:
    """1-63 letters, digits and hyphens, a letter first, no hyphen at the end, no two in a row.

    Source: NewGlobalClusterIdentifier in
    https://docs.aws.amazon.com/neptune/latest/apiref/API_ModifyGlobalCluster.html
    """
    key = "global_cluster_identifier"
    if args.values.get(key) is None:
        yield Finding(key, "is required: the name of the global cluster, for example 'orders-global'.")
        return
    value = args.known(key)
    if value is None or _is_identifier(value):
        return
    yield Finding(
        key,
        f"{args.shown(key)} is not an identifier: it must be 1 to {_LONGEST_IDENTIFIER} letters, digits and hyphens, "
        "with a letter first, no hyphen at the end and no two in a row. Give for example 'orders-global'.",
    )


def _is_identifier(value: object) -> bool:
    return isinstance(value, str) and len(value) <= _LONGEST_IDENTIFIER and _IDENTIFIER.fullmatch(value) is not None


def source_db_cluster_identifier(args: Arguments) -> Iterator[Finding]:
    """The source is named by the ARN of a DB cluster.

    Source: https://docs.aws.amazon.com/neptune/latest/apiref/API_CreateGlobalCluster.html
    """
    key = "source_db_cluster_identifier"
    value = args.known(key)
    if value is None:
        return
    try:
        ClusterArn.parse(value if isinstance(value, str) else "")
    except ValueError:
        yield Finding(
            key,
            f"{args.shown(key)} is not the ARN of a Neptune DB cluster: it must be like "
            "'arn:aws:rds:us-east-1:123456789012:cluster:orders'. Give the `arn` of the cluster, not its identifier.",
        )


def inherited_from_source(args: Arguments) -> Iterator[Finding]:
    """Beside a source cluster, AWS refuses what is inherited from it.

    Source: the API's answer `InvalidParameterCombination`; see also
    https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-neptune-globalcluster.html
    """
    if args.values.get("source_db_cluster_identifier") is None:
        return
    for key in _INHERITED:
        if args.values.get(key) is not None:
            given = "a value" if args.known(key) is None else args.shown(key)
            yield Finding(
                key,
                f"{given} was given beside source_db_cluster_identifier, but it is inherited from the source "
                "cluster. Take one of the two out.",
            )


def engine(args: Arguments) -> Iterator[Finding]:
    """The engine is Neptune's: the API would make an Aurora global cluster of another.

    Source: https://docs.aws.amazon.com/neptune/latest/apiref/API_CreateGlobalCluster.html
    """
    if args.known("engine") not in (None, ENGINE):
        yield Finding("engine", f"{args.shown('engine')} is not Neptune's engine: give {ENGINE!r}, or leave it out.")


def engine_version(args: Arguments) -> Iterator[Finding]:
    """A global database needs engine version 1.2.0.0 or later.

    Source: https://docs.aws.amazon.com/neptune/latest/userguide/neptune-gdb-setup.html
    """
    key = "engine_version"
    value = args.known(key)
    if value is None:
        return
    try:
        version = EngineVersion.parse(value if isinstance(value, str) else "")
    except ValueError:
        yield Finding(key, f"{args.shown(key)} is not an engine version: give four numbers, for example '1.4.6.0'.")
        return
    if version < FIRST_GLOBAL_VERSION:
        yield Finding(key, f"{args.shown(key)} is too old for a global database: give {FIRST_GLOBAL_VERSION} or later.")


def booleans(args: Arguments) -> Iterator[Finding]:
    """A switch is true or false: the text 'false' is neither."""
    for key in ("deletion_protection", "storage_encrypted", "observe"):
        if not isinstance(args.known(key), bool | None):
            yield Finding(key, f"{args.shown(key)} is not a truth value: give true or false.")
    if args.values.get("observe") is UNKNOWN:
        yield Finding("observe", "is not known in preview: give plain true or false, not an output of a resource.")


RULES: tuple[Rule, ...] = (
    keys,
    global_cluster_identifier,
    source_db_cluster_identifier,
    inherited_from_source,
    engine,
    engine_version,
    booleans,
)
"""All of them, in the order in which their findings are listed."""
