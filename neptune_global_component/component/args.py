"""The inputs of the component, documented where every language's SDK takes its text from."""

# The component host reads these annotations at run time: no `from __future__ import annotations` in this file.

from collections.abc import Mapping, Sequence
from typing import TypedDict

import pulumi
from typing_extensions import NotRequired, Required


class ServerlessV2ScalingConfigurationArgs(TypedDict):
    """How far the instances of class `db.serverless` scale.

    Source: [Neptune Serverless
    capacity](https://docs.aws.amazon.com/neptune/latest/userguide/neptune-serverless-capacity-scaling.html).
    """

    max_capacity: Required[pulumi.Input[float]]
    """Most Neptune capacity units (NCU): 2.5-128, in steps of 0.5."""

    min_capacity: Required[pulumi.Input[float]]
    """Fewest Neptune capacity units (NCU): 1-128, in steps of 0.5."""


class RegionArgs(TypedDict):
    """The cluster that the global database has in one region, and its instances.

    Source: [CreateDBCluster](https://docs.aws.amazon.com/neptune/latest/apiref/API_CreateDBCluster.html).
    """

    instance_class: NotRequired[pulumi.Input[str | None]]
    """Class of the instances, for example `db.r6g.large` or `db.serverless`. AWS refuses the burstable classes
    (`db.t3`, `db.t4g`) in a global database. Required where there are instances; a change is made at once."""

    instances: NotRequired[int | None]
    """Number of instances: the first one that AWS creates in the primary is the writer, all others read. Primary with
    secondaries: 1 to 16 less the number of secondaries; primary without secondaries: 0-16. Secondary: 0-16, where 0 is
    a headless one: storage only. Plain value. Default: 1."""

    cluster_identifier: NotRequired[pulumi.Input[str | None]]
    """Identifier of the DB cluster, by the rules of the global cluster's. It can't be changed later. Default:
    `{global_cluster_identifier}-{region}`."""

    subnet_ids: NotRequired[pulumi.Input[Sequence[pulumi.Input[str]] | None]]
    """Subnets, in at least two availability zones, of a subnet group that is made for the cluster. Excludes
    `neptune_subnet_group_name`."""

    neptune_subnet_group_name: NotRequired[pulumi.Input[str | None]]
    """Name of an existing subnet group. It can't be changed later. Default: the group that is made from `subnet_ids`,
    or AWS's `default`."""

    vpc_security_group_ids: NotRequired[pulumi.Input[Sequence[pulumi.Input[str]] | None]]
    """VPC security groups of the cluster. Default: the VPC's default one."""

    kms_key_arn: NotRequired[pulumi.Input[str | None]]
    """ARN of the KMS key of the storage, in this very region. Only with `storage_encrypted`. It can't be changed later.
    Default: the region's `aws/rds` key."""

    neptune_cluster_parameter_group_name: NotRequired[pulumi.Input[str | None]]
    """Name of the cluster parameter group, of the engine version's family. Default: the family's default one."""

    neptune_parameter_group_name: NotRequired[pulumi.Input[str | None]]
    """Name of the instances' parameter group, of the engine version's family. Default: the family's default one."""

    port: NotRequired[pulumi.Input[int | None]]
    """TCP port, 1150-65535. It can't be changed later. Default: 8182."""

    backup_retention_period: NotRequired[pulumi.Input[int | None]]
    """Days that automated backups are kept, 1-35. Default: 1."""

    preferred_backup_window: NotRequired[pulumi.Input[str | None]]
    """Daily time range in UTC for backups: `hh24:mi-hh24:mi`, at least 30 minutes. Default: chosen by AWS."""

    preferred_maintenance_window: NotRequired[pulumi.Input[str | None]]
    """Weekly time range in UTC for maintenance: `ddd:hh24:mi-ddd:hh24:mi`, at least 30 minutes, and none of those for
    backups. Default: chosen by AWS."""

    iam_database_authentication_enabled: NotRequired[pulumi.Input[bool | None]]
    """Whether clients authenticate by IAM. Default: false."""

    enable_cloudwatch_logs_exports: NotRequired[pulumi.Input[Sequence[pulumi.Input[str]] | None]]
    """Logs that go to CloudWatch: `audit`, `slowquery`. Default: none."""

    serverless_v2_scaling_configuration: NotRequired[pulumi.Input[ServerlessV2ScalingConfigurationArgs | None]]
    """How far instances of class `db.serverless` scale."""

    storage_type: NotRequired[pulumi.Input[str | None]]
    """`standard` or `iopt1` (I/O-optimized). Default: `standard`."""

    deletion_protection: NotRequired[pulumi.Input[bool | None]]
    """Whether AWS, and Pulumi in its preview, refuse to delete the cluster. Default: the global database's
    `deletion_protection`."""

    skip_final_snapshot: NotRequired[pulumi.Input[bool | None]]
    """Whether the cluster is deleted without a last snapshot. Default: false, and then `final_snapshot_identifier` is
    required."""

    final_snapshot_identifier: NotRequired[pulumi.Input[str | None]]
    """Identifier of the snapshot that is taken before the cluster is deleted."""

    tags: NotRequired[pulumi.Input[Mapping[str, pulumi.Input[str]] | None]]
    """Tags of the cluster, its instances and its subnet group, beside the global database's `tags`, which they
    override."""


class GlobalClusterArgs(TypedDict):
    """What a Neptune global database is to be: the inputs of CreateGlobalCluster, and the clusters in its regions.

    Source: https://docs.aws.amazon.com/neptune/latest/apiref/API_CreateGlobalCluster.html
    """

    global_cluster_identifier: Required[pulumi.Input[str]]
    """Name of the global cluster: 1-63 letters, digits and hyphens, a letter first, no hyphen at the end and no two in
    a row. AWS stores it in lower case, and so does the state. It can't be changed later."""

    source_db_cluster_identifier: NotRequired[pulumi.Input[str | None]]
    """ARN of an existing Neptune DB cluster that becomes the primary. Engine and encryption come from it, so it
    excludes `engine` and `storage_encrypted`; `engine_version` must be its own at creation, and upgrades it later. The
    source can't be changed later. If that cluster is an `aws.neptune.Cluster` of your own programs, set the options of
    `source_cluster_options()` on it (`ignoreChanges: [globalClusterIdentifier, replicationSourceIdentifier,
    engineVersion]`): without them, its next update after a refresh detaches it."""

    engine: NotRequired[pulumi.Input[str | None]]
    """Database engine: `neptune`, which is also the default where there is no source cluster."""

    engine_version: NotRequired[pulumi.Input[str | None]]
    """Engine version, 1.2.0.0 or later, for example `1.4.6.0`. A newer one upgrades the whole global database in AWS's
    order: each secondary, then the primary; a major one (1.3 to 1.4) all at once. Default: the newest that AWS offers,
    or the source cluster's."""

    deletion_protection: NotRequired[pulumi.Input[bool | None]]
    """Whether AWS refuses to delete the global cluster and the clusters in `regions`. While it is on, `pulumi destroy`
    is refused too, in its preview. Default: false."""

    storage_encrypted: NotRequired[pulumi.Input[bool | None]]
    """Whether the storage of the whole global database is encrypted. It can't be changed later. Default: false, or as
    the source cluster."""

    regions: NotRequired[Mapping[str, RegionArgs] | None]
    """The clusters that this component makes, by region (`us-east-1`): one per region, at most 6 with the
    source cluster's. The keys are plain values, and a region that is taken out is deleted."""

    primary_region: NotRequired[str | None]
    """Region of the primary. A change switches over, without loss of data, to a secondary that has an instance. Where
    the primary was moved elsewhere, nothing moves it back: a warning says so. Plain value. Default: the source
    cluster's region, or the only one in `regions`; an existing database keeps the primary that it has."""

    allow_major_version_upgrade: NotRequired[bool | None]
    """Whether a new `engine_version` may be a major upgrade (1.3 to 1.4): AWS then resets the parameter groups of all
    clusters and instances to the defaults. Plain value. Default: false."""

    adopt: NotRequired[bool | None]
    """Whether to take over a global cluster of this identifier, and the clusters in `regions`, where they exist
    already, instead of refusing to create them. Identifiers, version, encryption, primary and what AWS never changes
    must be as the program has them; what else it says (an instance class) is changed, as the preview shows, and what it
    does not set (protection, backups, logs, IAM roles, tags) stays as AWS has it. Changes that AWS has pending for a
    maintenance window are made at once. It may stay in the program or be removed. Plain value. Default: false."""

    tags: NotRequired[pulumi.Input[Mapping[str, pulumi.Input[str]] | None]]
    """Tags of the global cluster and of everything in `regions`. They override the provider's default tags, which the
    global cluster gets too. Tags that were set on it outside Pulumi stay."""

    observe: NotRequired[bool | None]
    """Whether to read the real global database through the AWS API, for the outputs and for the checks in preview.
    Plain value. Default: true. `false` gives outputs from the state, without readers and status, and needs no AWS
    credentials here, but for a switchover, an upgrade and tags of the global cluster."""
