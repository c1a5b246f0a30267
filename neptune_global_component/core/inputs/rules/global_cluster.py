"""AWS's rules for the global cluster: pure functions from the arguments to findings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from neptune_global_component.core.messages import Argument, Finding
from neptune_global_component.core.names import ClusterArn, EngineVersion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neptune_global_component.core.inputs.arguments import Arguments

ENGINE = "neptune"
FIRST_GLOBAL_VERSION = EngineVersion((1, 2, 0, 0))

_IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*")
LONGEST_IDENTIFIER = 63
_CHARACTERS = "letters, digits and hyphens, with a letter first, no hyphen at the end and no two in a row"
IDENTIFIER_RULE = f"1 to {LONGEST_IDENTIFIER} {_CHARACTERS}"
_INHERITED = ("engine", "storage_encrypted")


def global_cluster_identifier(args: Arguments) -> Iterator[Finding]:
    """The global cluster has an identifier.

    Source: NewGlobalClusterIdentifier in
    https://docs.aws.amazon.com/neptune/latest/apiref/API_ModifyGlobalCluster.html
    """
    key = "global_cluster_identifier"
    if not args.is_set(key):
        template = "is required: set the name of the global cluster, for example 'orders-global'."
        yield Finding("identifier-required", key, template)
        return
    yield from identifier(args, key)


def identifier(args: Arguments, key: str) -> Iterator[Finding]:
    """An identifier meets AWS's rules for length and characters.

    Args:
        args: the arguments.
        key: the key of the identifier.
    """
    value = args.known(key)
    if value is not None and not is_identifier(value):
        yield args.finding(
            "invalid-identifier",
            key,
            "is not an identifier: it must be {rule}. Set for example 'orders-global'.",
            rule=IDENTIFIER_RULE,
        )


def is_identifier(value: str, longest: int = LONGEST_IDENTIFIER) -> bool:
    """Return whether a string follows IDENTIFIER_RULE.

    Args:
        value: the string.
        longest: the largest number of characters.
    """
    return len(value) <= longest and _IDENTIFIER.fullmatch(value) is not None


def source_db_cluster_identifier(args: Arguments) -> Iterator[Finding]:
    """The source is the ARN of a DB cluster.

    Source: https://docs.aws.amazon.com/neptune/latest/apiref/API_CreateGlobalCluster.html
    """
    key = "source_db_cluster_identifier"
    value = args.known(key)
    if value is None:
        return
    try:
        ClusterArn.parse(value)
    except ValueError:
        yield args.finding(
            "invalid-source",
            key,
            "is not the ARN of a Neptune DB cluster: it must be like "
            "'arn:aws:rds:us-east-1:123456789012:cluster:orders'. Set the `arn` of the cluster, not its identifier.",
        )


def inherited_from_source(args: Arguments) -> Iterator[Finding]:
    """A global cluster takes engine and encryption from its source cluster; the program can't set them too.

    The version is compared with the version of the source later.

    Source: the API's answer `InvalidParameterCombination`; see also
    https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-neptune-globalcluster.html
    """
    if not args.is_set("source_db_cluster_identifier"):
        return
    for key in _INHERITED:
        if args.is_set(key):
            yield args.finding(
                "inherited-from-source",
                key,
                "can't be set beside {source_db_cluster_identifier}: AWS takes it from the source. Remove {key}.",
                key=Argument(key),
            )


def engine(args: Arguments) -> Iterator[Finding]:
    """The engine is Neptune: for another engine, AWS would create an Aurora global cluster.

    Source: https://docs.aws.amazon.com/neptune/latest/apiref/API_CreateGlobalCluster.html
    """
    if args.known("engine") not in (None, ENGINE) and not args.is_set("source_db_cluster_identifier"):
        yield args.finding("wrong-engine", "engine", "is not the engine of Neptune. Set 'neptune', or remove {engine}.")


def engine_version(args: Arguments) -> Iterator[Finding]:
    """A global database needs engine version 1.2.0.0 or later.

    Source: https://docs.aws.amazon.com/neptune/latest/userguide/neptune-gdb-setup.html
    """
    key = "engine_version"
    value = args.known(key)
    if value is None:
        return
    try:
        version = EngineVersion.parse(value)
    except ValueError:
        template = "is not an engine version: it must be four numbers, for example '1.4.6.0'."
        yield args.finding("invalid-version", key, template)
        return
    if version < FIRST_GLOBAL_VERSION:
        template = "is too old for a global database. Set {first} or later."
        yield args.finding("version-too-old", key, template, first=FIRST_GLOBAL_VERSION)


DATABASE_RULES = (
    global_cluster_identifier,
    source_db_cluster_identifier,
    inherited_from_source,
    engine,
    engine_version,
)
