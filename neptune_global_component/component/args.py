"""The component's inputs; every SDK's documentation is generated from these docstrings."""

# The component host reads these annotations at run time: no `from __future__ import annotations` in this file.

from collections.abc import Mapping, Sequence
from typing import TypedDict

import pulumi
from typing_extensions import NotRequired, Required


class ServerlessV2ScalingConfigurationArgs(TypedDict):
    """Scaling limits of instances of class `db.serverless`.

    Source: [Neptune Serverless
    capacity](https://docs.aws.amazon.com/neptune/latest/userguide/neptune-serverless-capacity-scaling.html).
    """

    max_capacity: Required[pulumi.Input[float]]
    """Maximum Neptune capacity units (NCU): 2.5-128, in steps of 0.5."""

    min_capacity: Required[pulumi.Input[float]]
    """Minimum Neptune capacity units (NCU): 1-128, in steps of 0.5."""


class InstanceArgs(TypedDict):
    """Settings of one instance of a region. Those that it does not set are the region's.

    Source: [CreateDBInstance](https://docs.aws.amazon.com/neptune/latest/apiref/API_CreateDBInstance.html).
    """

    instance_class: NotRequired[pulumi.Input[str | None]]
    """Class of the instance. Default: the region's `instance_class`."""

    availability_zone: NotRequired[pulumi.Input[str | None]]
    """Availability zone of the instance, for example `us-east-1a`. AWS never moves an instance, so it applies when the
    instance is created. Default: chosen by AWS."""

    promotion_tier: NotRequired[pulumi.Input[int | None]]
    """Order in which readers are promoted to writer within the cluster: 0 (first) to 15. Default: 0."""

    neptune_parameter_group_name: NotRequired[pulumi.Input[str | None]]
    """Name of the instance's parameter group. Default: the region's `neptune_parameter_group_name`."""

    preferred_maintenance_window: NotRequired[pulumi.Input[str | None]]
    """Weekly time range in UTC for maintenance of the instance: `ddd:hh24:mi-ddd:hh24:mi`, at least 30 minutes.
    Default: chosen by AWS."""

    auto_minor_version_upgrade: NotRequired[pulumi.Input[bool | None]]
    """Whether AWS upgrades the instance to new minor engine versions. Default: the region's
    `auto_minor_version_upgrade`."""

    publicly_accessible: NotRequired[pulumi.Input[bool | None]]
    """Whether the instance has a public address. It applies when the instance is created: pulumi-aws can change it only
    by a replacement. Default: the region's `publicly_accessible`."""

    tags: NotRequired[pulumi.Input[Mapping[str, pulumi.Input[str]] | None]]
    """Tags of the instance, in addition to the region's `tags`, which they override."""


class RegionArgs(TypedDict):
    """The global database's cluster in one region, and its instances.

    Source: [CreateDBCluster](https://docs.aws.amazon.com/neptune/latest/apiref/API_CreateDBCluster.html).
    """

    instance_class: NotRequired[pulumi.Input[str | None]]
    """Class of the instances, for example `db.r6g.large` or `db.serverless`. AWS rejects the burstable classes
    (`db.t3`, `db.t4g`) in a global database. Required if there are instances. A change is applied immediately."""

    instances: NotRequired[int | None]
    """Number of instances. The first instance of the primary is the writer; all others are readers. Primary with
    secondaries: 1 to 16 minus the number of secondaries; primary without secondaries: 0-16. Secondary: 0-16; a
    secondary with 0 is headless: storage only. Plain value. Default: 1."""

    instance_settings: NotRequired[Sequence[InstanceArgs] | None]
    """Settings of each instance, one entry per instance; the number of entries is the number of instances. Excludes
    `instances`. An entry at the end that is removed deletes the last instance. Default: `instances` equal ones."""

    cluster_identifier: NotRequired[pulumi.Input[str | None]]
    """Identifier of the DB cluster, with the same rules as `global_cluster_identifier`. It can't be changed later.
    Default: `{global_cluster_identifier}-{region}`."""

    subnet_ids: NotRequired[pulumi.Input[Sequence[pulumi.Input[str]] | None]]
    """Subnets, in at least two availability zones, for a subnet group that the component creates. Excludes
    `neptune_subnet_group_name`."""

    neptune_subnet_group_name: NotRequired[pulumi.Input[str | None]]
    """Name of an existing subnet group. It can't be changed later. Default: the group created from `subnet_ids`, or
    AWS's `default`."""

    vpc_security_group_ids: NotRequired[pulumi.Input[Sequence[pulumi.Input[str]] | None]]
    """VPC security groups of the cluster. Default: the VPC's default security group."""

    kms_key_arn: NotRequired[pulumi.Input[str | None]]
    """ARN of the KMS key that encrypts the storage, in this region. Only with `storage_encrypted`. It can't be changed
    later. Default: the region's `aws/rds` key."""

    neptune_cluster_parameter_group_name: NotRequired[pulumi.Input[str | None]]
    """Name of the cluster parameter group, of the engine version's family. Default: the family's default group."""

    neptune_parameter_group_name: NotRequired[pulumi.Input[str | None]]
    """Name of the instances' parameter group, of the engine version's family. Default: the family's default group."""

    port: NotRequired[pulumi.Input[int | None]]
    """TCP port, 1150-65535. It can't be changed later. Default: 8182."""

    backup_retention_period: NotRequired[pulumi.Input[int | None]]
    """Retention of automated backups in days, 1-35. Default: 1."""

    preferred_backup_window: NotRequired[pulumi.Input[str | None]]
    """Daily time range in UTC for backups: `hh24:mi-hh24:mi`, at least 30 minutes. Default: chosen by AWS."""

    preferred_maintenance_window: NotRequired[pulumi.Input[str | None]]
    """Weekly time range in UTC for maintenance: `ddd:hh24:mi-ddd:hh24:mi`, at least 30 minutes, without overlap with
    the backup window. Default: chosen by AWS."""

    iam_database_authentication_enabled: NotRequired[pulumi.Input[bool | None]]
    """Whether clients authenticate with IAM. Default: false."""

    iam_roles: NotRequired[pulumi.Input[Sequence[pulumi.Input[str]] | None]]
    """ARNs of the IAM roles that the cluster can assume, for example to load data from Amazon S3."""

    copy_tags_to_snapshot: NotRequired[pulumi.Input[bool | None]]
    """Whether snapshots of the cluster get its tags. Default: false."""

    availability_zones: NotRequired[pulumi.Input[Sequence[pulumi.Input[str]] | None]]
    """Up to three availability zones of the cluster's storage. It can't be changed later. Default: chosen by AWS."""

    auto_minor_version_upgrade: NotRequired[pulumi.Input[bool | None]]
    """Whether AWS upgrades the instances to new minor engine versions. The members of a global database are
    best upgraded together, with `engine_version`. Default: false for new instances; adopted ones keep what they
    have."""

    publicly_accessible: NotRequired[pulumi.Input[bool | None]]
    """Whether instances have public addresses. It applies when an instance is created: pulumi-aws can change it only
    by a replacement. Default: false."""

    enable_cloudwatch_logs_exports: NotRequired[pulumi.Input[Sequence[pulumi.Input[str]] | None]]
    """Logs to export to CloudWatch: `audit`, `slowquery`. Default: none."""

    serverless_v2_scaling_configuration: NotRequired[pulumi.Input[ServerlessV2ScalingConfigurationArgs | None]]
    """Scaling limits of instances of class `db.serverless`."""

    storage_type: NotRequired[pulumi.Input[str | None]]
    """`standard` or `iopt1` (I/O-optimized). Default: `standard`."""

    deletion_protection: NotRequired[pulumi.Input[bool | None]]
    """Whether AWS, and Pulumi in preview, reject deletion of the cluster. Default: the global database's
    `deletion_protection`."""

    skip_final_snapshot: NotRequired[pulumi.Input[bool | None]]
    """Whether to delete the cluster without a final snapshot. If false, `final_snapshot_identifier` is required.
    Default: false."""

    final_snapshot_identifier: NotRequired[pulumi.Input[str | None]]
    """Identifier of the snapshot that AWS takes before it deletes the cluster."""

    tags: NotRequired[pulumi.Input[Mapping[str, pulumi.Input[str]] | None]]
    """Tags of the cluster, its instances and its subnet group, in addition to the global database's `tags`, which they
    override."""


class GlobalClusterArgs(TypedDict):
    """A Neptune global database: the inputs of CreateGlobalCluster, and the clusters in its regions.

    Source: https://docs.aws.amazon.com/neptune/latest/apiref/API_CreateGlobalCluster.html
    """

    global_cluster_identifier: Required[pulumi.Input[str]]
    """Name of the global cluster: 1-63 letters, digits and hyphens; it starts with a letter, does not end with a hyphen
    and has no two hyphens in a row. AWS and the state store it in lower case. It can't be changed later."""

    source_db_cluster_identifier: NotRequired[pulumi.Input[str | None]]
    """ARN of an existing Neptune DB cluster that becomes the primary. Engine and encryption are inherited from it, so
    it excludes `engine` and `storage_encrypted`. At creation, `engine_version` must be the source's; a later change
    upgrades it. The source can't be changed later. If that cluster is an `aws.neptune.Cluster` in one of your programs,
    set the options of `source_cluster_options()` on it (`ignoreChanges: [globalClusterIdentifier,
    replicationSourceIdentifier, engineVersion]`): without them, its next update after a refresh detaches it."""

    engine: NotRequired[pulumi.Input[str | None]]
    """Database engine: `neptune`, which is also the default without a source cluster."""

    engine_version: NotRequired[pulumi.Input[str | None]]
    """Engine version, 1.2.0.0 or later, for example `1.4.6.0`. A newer version upgrades all clusters of the global
    database: a minor version each secondary and then the primary, a major version (1.3 to 1.4) all at once. Default:
    the newest version that AWS offers, or the source cluster's."""

    deletion_protection: NotRequired[pulumi.Input[bool | None]]
    """Whether AWS rejects deletion of the global cluster and of the clusters in `regions`. If true, `pulumi destroy`
    fails too, in preview. Default: false."""

    storage_encrypted: NotRequired[pulumi.Input[bool | None]]
    """Whether the storage of the global database is encrypted. It can't be changed later. Default: false, or the source
    cluster's value."""

    regions: NotRequired[Mapping[str, RegionArgs] | None]
    """The clusters that this component creates, by region (`us-east-1`): one per region, at most 6 including the source
    cluster's. The keys are plain values. Removing a region deletes its cluster."""

    primary_region: NotRequired[str | None]
    """Region of the primary. A change is a switchover, without data loss, to a secondary that has an instance. If the
    primary was moved outside Pulumi, the component shows a warning and does not move it back. Plain value. Default: the
    source cluster's region, or the only one in `regions`; an existing database keeps its primary."""

    allow_major_version_upgrade: NotRequired[bool | None]
    """Whether a new `engine_version` may be a major upgrade (1.3 to 1.4). AWS then resets the parameter groups of all
    clusters and instances to the defaults. Plain value. Default: false."""

    adopt: NotRequired[bool | None]
    """Whether to import an existing global cluster with this identifier, and existing clusters in `regions`; if false,
    the preview fails when they exist. Identifiers, version, encryption, primary and other settings that AWS can't
    change must match the program. Other settings in the program (an instance class) are changed, as the preview shows,
    and those that it does not set (protection, backups, logs, IAM roles, tags) keep AWS's values. Changes that are
    pending for a maintenance window are applied immediately. Plain `aws.neptune` resources of the same stack that the
    program no longer has become children, through aliases. You can remove it after the import. Plain value. Default:
    false."""

    tags: NotRequired[pulumi.Input[Mapping[str, pulumi.Input[str]] | None]]
    """Tags of the global cluster and of all resources in `regions`. They override the provider's default tags, which
    are set on the global cluster too. Tags set on it outside Pulumi are kept."""

    observe: NotRequired[bool | None]
    """Whether to read the global database through the AWS API, for the outputs and for the checks in preview. If false,
    the outputs come from the state, without readers and status, and AWS credentials are needed only for a switchover,
    an upgrade and tags of the global cluster. Plain value. Default: true."""
