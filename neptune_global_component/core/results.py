"""The outputs of the component that have a structure of their own, documented for every language's SDK."""

# The component host reads these annotations at run time: no `from __future__ import annotations` in this file.

from typing import TypedDict

from typing_extensions import NotRequired


class GlobalClusterMember(TypedDict):
    """A DB cluster of the global database, as DescribeGlobalClusters returns it."""

    dbClusterArn: str
    """ARN of the DB cluster."""

    isWriter: bool
    """Whether it is the primary, which takes the writes."""

    readers: list[str]
    """ARNs of the secondary clusters that replicate from it; empty for a secondary."""

    region: str
    """Region of the DB cluster, for example `eu-west-1`."""


class FailoverState(TypedDict):
    """A switchover or failover that is in progress."""

    status: str
    """`pending`, `failing-over`, `switching-over` or `cancelling`."""

    fromDbClusterArn: NotRequired[str]
    """ARN of the cluster that is being demoted."""

    toDbClusterArn: NotRequired[str]
    """ARN of the cluster that is being promoted."""

    isDataLossAllowed: NotRequired[bool]
    """Whether it is a failover that may lose data (true) or a switchover (false)."""


class RegionalCluster(TypedDict):
    """A region's DB cluster and its endpoints."""

    arn: str
    """ARN of the DB cluster."""

    identifier: str
    """Identifier of the DB cluster in its region."""

    resourceId: str | None
    """Immutable resource id, as in IAM policies and CloudTrail: `cluster-…`. Absent if AWS returns none."""

    endpoint: str | None
    """Cluster endpoint (host name). Only the primary's accepts writes. Absent if AWS returns none."""

    readerEndpoint: str | None
    """Reader endpoint (host name). Absent if AWS returns none."""

    port: int | None
    """TCP port, 8182 by default. Absent if AWS returns none."""

    isWriter: bool
    """Whether it is the primary now."""
