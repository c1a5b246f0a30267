"""AWS's rules for the global cluster itself, each a pure function from the arguments to what is wrong with them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from neptune_global_component.core.errors import Finding
from neptune_global_component.core.names import ClusterArn, EngineVersion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neptune_global_component.core.inputs.arguments import Arguments

ENGINE = "neptune"
FIRST_GLOBAL_VERSION = EngineVersion((1, 2, 0, 0))

_IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*")
LONGEST_IDENTIFIER = 63
IDENTIFIER_RULE = (
    f"1 to {LONGEST_IDENTIFIER} letters, digits and hyphens, with a letter first, no hyphen at the end and no two in "
    "a row"
)
_INHERITED = ("engine", "storage_encrypted")


def global_cluster_identifier(args: Arguments) -> Iterator[Finding]:
    """1-63 letters, digits and hyphens, a letter first, no hyphen at the end, no two in a row.

    Source: NewGlobalClusterIdentifier in
    https://docs.aws.amazon.com/neptune/latest/apiref/API_ModifyGlobalCluster.html
    """
    key = "global_cluster_identifier"
    if not args.given(key):
        yield Finding(key, "is required: the name of the global cluster, for example 'orders-global'.")
        return
    yield from identifier(args, key)


def identifier(args: Arguments, key: str) -> Iterator[Finding]:
    """Check the identifier of a global cluster or of a cluster: both have the same rules.

    Args:
        args: the arguments.
        key: the argument that is the identifier.
    """
    value = args.known(key)
    if value is not None and not is_identifier(value):
        yield args.finding(
            key, f"is not an identifier: it must be {IDENTIFIER_RULE}. Give for example 'orders-global'."
        )


def is_identifier(value: str, longest: int = LONGEST_IDENTIFIER) -> bool:
    """Say whether a string follows IDENTIFIER_RULE.

    Args:
        value: the string.
        longest: characters that it may have.
    """
    return len(value) <= longest and _IDENTIFIER.fullmatch(value) is not None


def source_db_cluster_identifier(args: Arguments) -> Iterator[Finding]:
    """The source is named by the ARN of a DB cluster.

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
            key,
            "is not the ARN of a Neptune DB cluster: it must be like "
            "'arn:aws:rds:us-east-1:123456789012:cluster:orders'. Give the `arn` of the cluster, not its identifier.",
        )


def inherited_from_source(args: Arguments) -> Iterator[Finding]:
    """Beside a source cluster, AWS refuses what is inherited from it; the version is compared with the source's later.

    Source: the API's answer `InvalidParameterCombination`; see also
    https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-neptune-globalcluster.html
    """
    if not args.given("source_db_cluster_identifier"):
        return
    for key in _INHERITED:
        if args.given(key):
            yield args.finding(
                key,
                f"can't be set beside source_db_cluster_identifier: AWS takes it from the source. Remove {key}.",
            )


def engine(args: Arguments) -> Iterator[Finding]:
    """The engine is Neptune's: the API would make an Aurora global cluster of another.

    Source: https://docs.aws.amazon.com/neptune/latest/apiref/API_CreateGlobalCluster.html
    """
    if args.known("engine") not in (None, ENGINE) and not args.given("source_db_cluster_identifier"):
        yield args.finding("engine", f"is not Neptune's engine: give {ENGINE!r}, or leave it out.")


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
        yield args.finding(key, "is not an engine version: give four numbers, for example '1.4.6.0'.")
        return
    if version < FIRST_GLOBAL_VERSION:
        yield args.finding(key, f"is too old for a global database: give {FIRST_GLOBAL_VERSION} or later.")
