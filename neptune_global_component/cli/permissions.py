"""The least IAM permissions for deploying and for previewing the component; pure.

The resource types of each action:
https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonrds.html
Neptune's management API is the RDS API, with the prefix ``rds:``:
https://docs.aws.amazon.com/neptune/latest/userguide/iam-admin-policies.html

EC2 permissions are not needed: RDS reads subnets and security groups with its service-linked role. STS permissions are
not needed for GetCallerIdentity. The component does not restore snapshots. A failover that
loses data is allowed only on request, because only the command `failover` does it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from neptune_global_component.core.inputs.rules.global_cluster import ENGINE

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

_GROUPS = ("cluster-pg", "pg", "subgrp")
_TAGGED = ("global-cluster", "cluster", "db", *_GROUPS)


@dataclass(frozen=True)
class Statement:
    """A statement that allows actions for one purpose.

    Args:
        sid: the purpose, in letters and digits.
        actions: the actions with their prefix, for example ``rds:CreateDBCluster``.
        on: ARNs with ``{partition}`` in them, the types of RDS resources, or ``*`` for actions that are on no resource.
        conditions: the IAM condition block, with ``{domain}`` for the domain of the partition's services.
    """

    sid: str
    actions: tuple[str, ...]
    on: tuple[str, ...]
    conditions: Mapping[str, Mapping[str, str]] | None = None

    def document(self, names: Mapping[str, Sequence[str]], partition: str) -> dict[str, Any]:
        """Return the statement in IAM's format.

        Args:
            names: by resource type, the names and patterns to allow; all names of a type that is missing.
            partition: the AWS partition of the ARNs, for example ``aws``.
        """
        resources = [arn for kind in self.on for arn in _arns(kind, names.get(kind, ("*",)), partition)]
        made = {"Sid": self.sid, "Effect": "Allow", "Action": list(self.actions), "Resource": resources}
        domain = "amazonaws.com.cn" if partition == "aws-cn" else "amazonaws.com"
        conditions = {
            operator: {key: value.format(domain=domain) for key, value in keys.items()}
            for operator, keys in (self.conditions or {}).items()
        }
        return made | ({"Condition": conditions} if conditions else {})


READ = (
    Statement(
        "ReadNeptune",
        (
            # The component, before and after the children; aws.neptune.GlobalCluster, and Cluster, which asks for all.
            "rds:DescribeGlobalClusters",
            # The component, for the endpoints; aws.neptune.Cluster, and ClusterInstance, for its role.
            "rds:DescribeDBClusters",
            # The component, before a region goes: whether the name of its last snapshot is free.
            "rds:DescribeDBClusterSnapshots",
            # aws.neptune.ClusterInstance.
            "rds:DescribeDBInstances",
            # aws.neptune.SubnetGroup.
            "rds:DescribeDBSubnetGroups",
            # aws.neptune.ClusterParameterGroup. The component, before a major upgrade: the family of each group.
            "rds:DescribeDBClusterParameterGroups",
            "rds:DescribeDBClusterParameters",
            # aws.neptune.ParameterGroup. The component, before a major upgrade.
            "rds:DescribeDBParameterGroups",
            "rds:DescribeDBParameters",
            # Every one of these resources that has tags.
            "rds:ListTagsForResource",
        ),
        (*_TAGGED, "cluster-snapshot"),
    ),
    Statement(
        "ReadOffersAndLag",
        (
            # The component, before a creation with a version, or an upgrade: whether AWS has it.
            "rds:DescribeDBEngineVersions",
            # The component, before instances are created, or get another class: whether AWS offers the class.
            "rds:DescribeOrderableDBInstanceOptions",
            # `neptune-global list`, `status --watch`, `switchover` and `failover`: the replication lag.
            "cloudwatch:GetMetricData",
        ),
        ("*",),
    ),
)
"""What previews and refreshes need. Not limited to names: a Describe that names nothing is a Describe of all."""

WRITE = (
    Statement(
        "ManageGlobalClusters",
        (
            # aws.neptune.GlobalCluster: create, from a source cluster too.
            "rds:CreateGlobalCluster",
            # aws.neptune.GlobalCluster: deletion protection. The component: a major upgrade.
            "rds:ModifyGlobalCluster",
            # aws.neptune.GlobalCluster: delete.
            "rds:DeleteGlobalCluster",
            # aws.neptune.Cluster and GlobalCluster: a member that goes.
            "rds:RemoveFromGlobalCluster",
            # The component: another primary_region. AWS's managed policy NeptuneFullAccess does not have it.
            "rds:SwitchoverGlobalCluster",
        ),
        ("global-cluster", "cluster"),
    ),
    Statement(
        "CreateClustersAndInstances",
        (
            # aws.neptune.Cluster: create, into the global cluster too.
            "rds:CreateDBCluster",
            # aws.neptune.ClusterInstance: create.
            "rds:CreateDBInstance",
        ),
        # An option group is checked for every engine, though Neptune has no options.
        ("cluster", "db", "global-cluster", "og", *_GROUPS),
        # As in NeptuneFullAccess: no other engine of RDS.
        {"StringEquals": {"rds:DatabaseEngine": ENGINE}},
    ),
    Statement(
        "ManageClustersAndGroups",
        (
            # aws.neptune.Cluster: update. The component: a minor upgrade, member by member.
            "rds:ModifyDBCluster",
            # aws.neptune.Cluster: delete.
            "rds:DeleteDBCluster",
            # RDS, for the final snapshot of a cluster that is deleted.
            "rds:CreateDBClusterSnapshot",
            # aws.neptune.ClusterInstance: update, delete.
            "rds:ModifyDBInstance",
            "rds:DeleteDBInstance",
            # aws.neptune.Cluster: iam_roles.
            "rds:AddRoleToDBCluster",
            "rds:RemoveRoleFromDBCluster",
            # aws.neptune.SubnetGroup: create, update, delete.
            "rds:CreateDBSubnetGroup",
            "rds:ModifyDBSubnetGroup",
            "rds:DeleteDBSubnetGroup",
            # aws.neptune.ClusterParameterGroup: create, set parameters, delete.
            "rds:CreateDBClusterParameterGroup",
            "rds:ModifyDBClusterParameterGroup",
            "rds:DeleteDBClusterParameterGroup",
            # aws.neptune.ParameterGroup: create, set and reset parameters, delete.
            "rds:CreateDBParameterGroup",
            "rds:ModifyDBParameterGroup",
            "rds:ResetDBParameterGroup",
            "rds:DeleteDBParameterGroup",
        ),
        ("cluster", "db", "cluster-snapshot", *_GROUPS),
    ),
    Statement(
        "PassRoles",
        # RDS, for the roles in iam_roles: https://docs.aws.amazon.com/neptune/latest/userguide/bulk-load-tutorial-IAM.html
        ("iam:PassRole",),
        ("arn:{partition}:iam::*:role/*",),
        {"StringEquals": {"iam:PassedToService": "rds.amazonaws.com"}},
    ),
    Statement(
        "Tag",
        (
            # Every resource that is created with tags, or whose tags change.
            "rds:AddTagsToResource",
            "rds:RemoveTagsFromResource",
        ),
        _TAGGED,
    ),
    Statement(
        "CreateServiceRole",
        # RDS, once in an account, with the first subnet group or cluster:
        # https://docs.aws.amazon.com/neptune/latest/userguide/security-iam-service-linked-roles.html
        ("iam:CreateServiceLinkedRole",),
        ("arn:{partition}:iam::*:role/aws-service-role/rds.amazonaws.com/AWSServiceRoleForRDS",),
        {"StringEquals": {"iam:AWSServiceName": "rds.amazonaws.com"}},
    ),
    Statement(
        "UseKeys",
        # RDS, for whoever creates a cluster with a key of their own; all that AWS demands:
        # https://docs.aws.amazon.com/neptune/latest/userguide/encrypt.html#encrypt-key-permissions
        (
            "kms:Decrypt",
            "kms:DescribeKey",
            "kms:Encrypt",
            "kms:GenerateDataKey",
            "kms:GenerateDataKeyWithoutPlaintext",
            "kms:ReEncryptFrom",
            "kms:ReEncryptTo",
        ),
        ("arn:{partition}:kms:*:*:key/*",),
        {"StringLike": {"kms:ViaService": "rds.*.{domain}"}},
    ),
    Statement(
        "GrantKeysToRds",
        # As above, with the narrower condition that AWS advises for it.
        ("kms:CreateGrant",),
        ("arn:{partition}:kms:*:*:key/*",),
        {"StringLike": {"kms:ViaService": "rds.*.{domain}"}, "Bool": {"kms:GrantIsForAWSResource": "true"}},
    ),
)
"""For `up` and `destroy`, in addition to reading."""

FAILOVER = Statement(
    "FailOverWithDataLoss",
    # `neptune-global failover`.
    ("rds:FailoverGlobalCluster",),
    ("global-cluster", "cluster"),
)
"""For users who may accept the loss of data."""


def policy(
    *,
    read_only: bool = False,
    failover: bool = False,
    identifiers: Collection[str] = (),
    partition: str = "aws",
) -> dict[str, Any]:
    """Return the policy document.

    Args:
        read_only: allow only what previews and refreshes need.
        failover: also allow a failover that loses data.
        identifiers: allow writes only to global clusters with these identifiers, and to clusters and instances whose
            names are these, or start with one of these and a hyphen. If empty, allow writes to all.
        partition: the AWS partition of the account, one of PARTITIONS in `names`.

    Returns:
        The IAM policy document, ready for JSON.
    """
    patterns = [pattern for name in identifiers for pattern in (name, f"{name}-*")]
    names = {"global-cluster": list(identifiers), "cluster": patterns, "db": patterns} if identifiers else {}
    writing = [*([] if read_only else WRITE), *([FAILOVER] if failover else [])]
    statements = [
        *(one.document({}, partition) for one in READ),
        *(one.document(names, partition) for one in writing),
    ]
    return {"Version": "2012-10-17", "Statement": statements}


def _arns(kind: str, names: Sequence[str], partition: str) -> list[str]:
    if kind == "*" or kind.startswith("arn:"):
        return [kind.format(partition=partition)]
    # A global cluster has no region.
    region = "" if kind == "global-cluster" else "*"
    return [f"arn:{partition}:rds:{region}:*:{kind}:{name}" for name in names]
