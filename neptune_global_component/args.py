"""The inputs of the component, documented where every language's SDK takes its text from."""

# The component host reads these annotations at run time: no `from __future__ import annotations` in this file.

from typing import TypedDict

import pulumi
from typing_extensions import NotRequired, Required


class GlobalClusterArgs(TypedDict):
    """What a Neptune global database is to be: the inputs of CreateGlobalCluster.

    Source: https://docs.aws.amazon.com/neptune/latest/apiref/API_CreateGlobalCluster.html
    """

    global_cluster_identifier: Required[pulumi.Input[str]]
    """Name of the global cluster: 1-63 letters, digits and hyphens, a letter first, no hyphen at the end and no two in
    a row. AWS stores it in lower case, and so does the state. It can't be changed later."""

    source_db_cluster_identifier: NotRequired[pulumi.Input[str | None]]
    """ARN of an existing Neptune DB cluster that becomes the primary. Engine, engine version and encryption are taken
    over from it, so it excludes `engine`, `engine_version` and `storage_encrypted`. It can't be changed later. Where
    that cluster is an `aws.neptune.Cluster` of your own programs, give it
    `ignore_changes=["globalClusterIdentifier"]`: else its next update after a refresh detaches it."""

    engine: NotRequired[pulumi.Input[str | None]]
    """Database engine: `neptune`, which is also the default where there is no source cluster."""

    engine_version: NotRequired[pulumi.Input[str | None]]
    """Engine version, 1.2.0.0 or later, for example `1.4.6.0`. Default: the newest that AWS offers, or the source
    cluster's."""

    deletion_protection: NotRequired[pulumi.Input[bool | None]]
    """Whether AWS refuses to delete the global cluster. While it is on, `pulumi destroy` is refused too, in its
    preview. Default: false."""

    storage_encrypted: NotRequired[pulumi.Input[bool | None]]
    """Whether the storage of the whole global database is encrypted. It can't be changed later. Default: false, or as
    the source cluster."""

    observe: NotRequired[bool]
    """Whether to read the real global database through the AWS API, for the outputs and for the checks in preview.
    Default: true. False needs no AWS credentials here, gives outputs from the state, without readers and status."""
