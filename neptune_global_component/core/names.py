"""Parse and spell ARNs, engine versions, regions and property names; pure, without rules about arguments."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

TYPE_TOKEN = "neptune-global:index:GlobalCluster"  # noqa: S105 - a type token
"""The component's type token; it is part of every URN, so it never changes."""

_REGION = r"[a-z]{2,4}(?:-[a-z]+)+-\d+"
_CLUSTER_ARN = re.compile(
    rf"arn:(?P<partition>aws[a-z-]*):rds:(?P<region>{_REGION}):(?P<account>\d{{12}}):cluster:(?P<identifier>[A-Za-z][A-Za-z0-9-]*)",
    re.ASCII,
)
_PARTITIONS = {
    "cn-": "aws-cn",
    "eusc-": "aws-eusc",
    "us-gov-": "aws-us-gov",
    "us-iso-": "aws-iso",
    "us-isob-": "aws-iso-b",
    "eu-isoe-": "aws-iso-e",
    "us-isof-": "aws-iso-f",
}
"""By how the names of their regions begin; ``aws`` has all others."""
_SUFFIXES = {
    "aws-cn": "amazonaws.com.cn",
    "aws-eusc": "amazonaws.eu",
    "aws-iso": "c2s.ic.gov",
    "aws-iso-b": "sc2s.sgov.gov",
    "aws-iso-e": "cloud.adc-e.uk",
    "aws-iso-f": "csp.hci.ic.gov",
}
"""The DNS suffixes of their endpoints, as botocore has them; ``amazonaws.com`` is that of all others."""
PARTITIONS = ("aws", *_PARTITIONS.values())
_ENABLED = frozenset(
    (
        *("ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-southeast-1", "ap-southeast-2"),
        *("ca-central-1", "eu-central-1", "eu-north-1", "eu-west-1", "eu-west-2", "eu-west-3", "sa-east-1"),
        *("us-east-1", "us-east-2", "us-west-1", "us-west-2"),
    )
)
"""The regions of the partition ``aws`` that every account can use. Accounts enable newer regions one by one.

Source: https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html
"""
_VERSION = re.compile(r"(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){3}", re.ASCII)


@dataclass(frozen=True)
class ClusterArn:
    """The ARN of a DB cluster, ``arn:PARTITION:rds:REGION:ACCOUNT:cluster:IDENTIFIER``, in its parts."""

    partition: str
    region: str
    account: str
    identifier: str

    @classmethod
    def parse(cls, text: str) -> ClusterArn:
        """Parse an ARN.

        Raises:
            ValueError: the text is not the ARN of a DB cluster.
        """
        match = _CLUSTER_ARN.fullmatch(text)
        if match is None:
            raise ValueError(text)
        return cls(**match.groupdict())

    def instance(self, identifier: str) -> str:
        """Return the ARN of an instance of the cluster.

        Args:
            identifier: the identifier of the instance.
        """
        return f"arn:{self.partition}:rds:{self.region}:{self.account}:db:{identifier}"

    def subnet_group(self, name: str) -> str:
        """Return the ARN of a subnet group in the cluster's region and account.

        Args:
            name: the name of the subnet group.
        """
        return f"arn:{self.partition}:rds:{self.region}:{self.account}:subgrp:{name}"


@dataclass(frozen=True, order=True)
class EngineVersion:
    """A Neptune engine version, PRODUCT.MAJOR.MINOR.PATCH, ordered as AWS upgrades.

    Source: https://docs.aws.amazon.com/neptune/latest/userguide/release-types.html
    """

    parts: tuple[int, int, int, int]

    @classmethod
    def parse(cls, text: str) -> EngineVersion:
        """Parse a version such as ``1.4.6.0``.

        Raises:
            ValueError: the text is not four numbers with dots between them.
        """
        if _VERSION.fullmatch(text) is None:
            raise ValueError(text)
        product, major, minor, patch = (int(part) for part in text.split("."))
        return cls((product, major, minor, patch))

    @classmethod
    def of_aws(cls, text: str | None) -> EngineVersion | None:
        """Parse a version in a response of AWS; None if it is absent or has another format."""
        return cls.parse(text) if text and _VERSION.fullmatch(text) else None

    @property
    def family(self) -> str:
        """The family of its parameter groups: ``neptune1`` before 1.2.0.0, else for example ``neptune1.4``.

        Source: https://docs.aws.amazon.com/neptune/latest/userguide/parameter-groups.html
        """
        product, major, *_ = self.parts
        return "neptune1" if (product, major) < (1, 2) else f"neptune{product}.{major}"

    def __str__(self) -> str:
        return ".".join(str(part) for part in self.parts)


def region_of(arn: str) -> str:
    """Return the region in an ARN, ``arn:PARTITION:rds:REGION:ACCOUNT:…``; empty for a global cluster."""
    return arn.split(":")[3]


def account_of(arn: str) -> str:
    """Return the account in an ARN, ``arn:PARTITION:rds:REGION:ACCOUNT:…``."""
    return arn.split(":")[4]


def partition(region: str) -> str:
    """Return the AWS partition of a region."""
    return next((name for prefix, name in _PARTITIONS.items() if region.startswith(prefix)), "aws")


def likely_first(regions: Iterable[str], home: str) -> list[str]:
    """Return regions in the order in which they are likely to have a member of a global database.

    The regions that an account must enable come last, and those on another continent after the others.

    Args:
        regions: the regions of one partition.
        home: the region that most likely has a member.
    """
    continent = home.partition("-")[0]
    return sorted(regions, key=lambda one: (one not in _ENABLED, not one.startswith(f"{continent}-"), one))


def dns_suffix(region: str) -> str:
    """Return the DNS suffix of a region's endpoints."""
    return _SUFFIXES.get(partition(region), "amazonaws.com")


def is_region(text: str) -> bool:
    """Return whether a string can name an AWS region: ``eu-west-1``, ``us-gov-east-1``, ``eusc-de-east-1``."""
    return re.fullmatch(_REGION, text, re.ASCII) is not None


def camel_case(name: str) -> str:
    """Return a Python name (``engine_version``) in Pulumi's wire format (``engineVersion``)."""
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)
