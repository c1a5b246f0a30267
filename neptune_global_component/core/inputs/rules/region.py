"""AWS's rules for the cluster of one region: pure functions from its arguments to findings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from neptune_global_component.core.inputs.rules.global_cluster import LONGEST_IDENTIFIER, identifier, is_identifier
from neptune_global_component.core.inputs.rules.topology import MOST_READERS
from neptune_global_component.core.inputs.unknown import UNKNOWN
from neptune_global_component.core.messages import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neptune_global_component.core.inputs.arguments import Arguments

PORTS = (1150, 65535)
RETENTION_DAYS = (1, 35)
LONGEST_SNAPSHOT_IDENTIFIER = 255
LOGS = ("audit", "slowquery")
STORAGE_TYPES = ("standard", "iopt1")
BURSTABLE = ("db.t2.", "db.t3.", "db.t4g.")

_CLASS = re.compile(r"db\.(serverless|[a-z0-9-]+\.[a-z0-9-]+)")
_KMS_KEY = re.compile(r"arn:aws[a-z-]*:kms:(?P<region>[a-z0-9-]+):\d{12}:(key|alias)/.+")


def cluster_identifier(args: Arguments, database: Arguments) -> Iterator[Finding]:
    """The identifier of a cluster meets AWS's rules, also if it is the default.

    Source: DBClusterIdentifier in https://docs.aws.amazon.com/neptune/latest/apiref/API_CreateDBCluster.html
    """
    key = "cluster_identifier"
    yield from identifier(args, key)
    name = database.known("global_cluster_identifier")
    if args.is_set(key) or name is None or not is_identifier(name):
        return
    default = f"{name}-{args.region}"
    if len(default) > LONGEST_IDENTIFIER:
        yield Finding(
            "default-identifier-too-long",
            args.path(key),
            "would be {default}, which is too long. Set an identifier of at most {longest} characters.",
            default=database.value("global_cluster_identifier", default),
            longest=LONGEST_IDENTIFIER,
        )


def instance_identifiers(args: Arguments, database: Arguments) -> Iterator[Finding]:
    """The identifier of an instance, which is the cluster's with a number, is not too long.

    Source: DBInstanceIdentifier in https://docs.aws.amazon.com/neptune/latest/apiref/API_CreateDBInstance.html
    """
    key = "cluster_identifier"
    name = database.known("global_cluster_identifier")
    cluster = args.known(key) or (f"{name}-{args.region}" if name and not args.is_set(key) else None)
    count = args.instance_count
    last = f"-{1 if count is None else min(int(count), MOST_READERS)}"
    # Imported instances keep their names.
    if cluster is None or database.known("adopt") or count == 0 or not is_identifier(cluster):
        return
    if len(cluster) + len(last) > LONGEST_IDENTIFIER:
        yield Finding(
            "instance-identifiers-too-long",
            args.path(key),
            "is {identifier}, which is too long for instance identifiers that end in {last!r}. Set an identifier of at "
            "most {longest} characters.",
            identifier=args.value(key) if args.is_set(key) else database.value("global_cluster_identifier", cluster),
            last=last,
            longest=LONGEST_IDENTIFIER - len(last),
        )


def instance_class(args: Arguments, database: Arguments) -> Iterator[Finding]:
    """A region with instances has an instance class; serverless instances also have scaling limits.

    Source: the limitations in https://docs.aws.amazon.com/neptune/latest/userguide/neptune-global-database.html, and
    https://docs.aws.amazon.com/neptune/latest/userguide/neptune-serverless-configuration.html
    """
    key = "instance_class"
    yield from instance_class_name(args, database)
    settings = args.instance_settings()
    classes = {args.known(key), *(one.known(key) for one in settings)}
    scaling = "serverless_v2_scaling_configuration"
    # An imported cluster has its limits already.
    if "db.serverless" in classes and not args.is_set(scaling) and not database.known("adopt"):
        yield Finding(
            "scaling-required",
            args.path(scaling),
            "is required for 'db.serverless'. Set its {min_capacity} and {max_capacity}.",
        )
    needs_class = args.instance_count != 0 and not (settings and all(one.is_set(key) for one in settings))
    if not args.is_set(key) and needs_class:
        yield Finding(
            "class-required", args.path(key), "is required if there are instances. Set for example 'db.r6g.large'."
        )


def instance_class_name(args: Arguments, _parent: Arguments) -> Iterator[Finding]:
    """An instance class exists in AWS and is not burstable."""
    key = "instance_class"
    value = args.known(key)
    if value is not None and value.startswith(BURSTABLE):
        yield args.finding(
            "burstable-class",
            key,
            "is burstable, which AWS rejects in a global database. Set for example 'db.r6g.large'.",
        )
    elif value is not None and _CLASS.fullmatch(value) is None:
        yield args.finding("invalid-class", key, "is not an instance class. Set for example 'db.r6g.large'.")


def kms_key(args: Arguments, database: Arguments) -> Iterator[Finding]:
    """The KMS key is in the region of the cluster, and the database is encrypted.

    Source: https://docs.aws.amazon.com/neptune/latest/userguide/encrypt.html
    """
    key = "kms_key_arn"
    if not args.is_set(key):
        return
    if not database.is_set("storage_encrypted") and not database.is_set("source_db_cluster_identifier"):
        yield args.finding(
            "key-without-encryption",
            key,
            "needs an encrypted database. Set {storage_encrypted}: true, or remove {kms_key_arn}.",
        )
    elif database.known("storage_encrypted") is False:
        yield args.finding(
            "key-of-unencrypted",
            key,
            "needs an encrypted database, and {storage_encrypted} is {false}. Set it to {true}, or remove "
            "{kms_key_arn}.",
            false=database.value("storage_encrypted"),
            true=database.value("storage_encrypted", value=True),
        )
    value = args.known(key)
    if value is None:
        return
    match = _KMS_KEY.fullmatch(value)
    if match is None:
        template = "is not the ARN of a KMS key. Set 'arn:aws:kms:{region}:ACCOUNT:key/ID'."
        yield args.finding("invalid-key", key, template, region=args.region)
    elif match["region"] != args.region:
        template = "is a key of another region, and each region needs its own key. Set a key of {region}."
        yield args.finding("key-of-another-region", key, template, region=args.region)


def final_snapshot(args: Arguments, _database: Arguments) -> Iterator[Finding]:
    """The program names a final snapshot, or skips it.

    Source: https://docs.aws.amazon.com/neptune/latest/apiref/API_DeleteDBCluster.html
    """
    key = "final_snapshot_identifier"
    name = args.known(key)
    if name is not None and not is_identifier(name, LONGEST_SNAPSHOT_IDENTIFIER):
        yield args.finding(
            "invalid-snapshot-name",
            key,
            "is not the name of a snapshot: it must be 1 to {longest} letters, digits and hyphens, with a letter "
            "first, no hyphen at the end and no two in a row.",
            longest=LONGEST_SNAPSHOT_IDENTIFIER,
        )
    if not args.is_set(key) and args.values.get("skip_final_snapshot") in (None, False):
        yield Finding(
            "snapshot-required",
            args.path(key),
            "is required to delete the cluster later. Set the name of the final snapshot, or {skip_final_snapshot}: "
            "true.",
        )


def unused_snapshot(args: Arguments) -> Iterator[Finding]:
    """A final snapshot has a name only if it is taken.

    Source: SkipFinalSnapshot in https://docs.aws.amazon.com/neptune/latest/apiref/API_DeleteDBCluster.html
    """
    key = "final_snapshot_identifier"
    if args.is_set(key) and args.known("skip_final_snapshot") is True:
        yield Finding(
            "snapshot-skipped",
            args.path(key),
            "has no effect while {skip_final_snapshot} is {true}: the cluster is deleted without a final snapshot. "
            "Remove {skip_final_snapshot} to keep the snapshot, or remove {final_snapshot_identifier}.",
            true=args.value("skip_final_snapshot"),
        )


def ranges(args: Arguments, _database: Arguments) -> Iterator[Finding]:
    """Numbers are within AWS's limits.

    Source: Port and BackupRetentionPeriod in https://docs.aws.amazon.com/neptune/latest/apiref/API_CreateDBCluster.html
    """
    for key, (least, most) in {"port": PORTS, "backup_retention_period": RETENTION_DAYS}.items():
        value = args.known(key)
        if value is not None and not least <= value <= most:
            template = "is out of range. Set a number from {least} to {most}."
            yield args.finding("out-of-range", key, template, least=least, most=most)


def choices(args: Arguments) -> Iterator[Finding]:
    """The storage type and the log types are known; AWS may add new ones, so this is a warning.

    Source: StorageType in https://docs.aws.amazon.com/neptune/latest/apiref/API_CreateDBCluster.html, and
    https://docs.aws.amazon.com/neptune/latest/userguide/cloudwatch-logs.html
    """
    storage = args.known("storage_type")
    if storage is not None and storage not in STORAGE_TYPES:
        template = "is not a known storage type of Neptune. The known types are 'standard' and 'iopt1'."
        yield args.finding("unknown-storage-type", "storage_type", template)
    key = "enable_cloudwatch_logs_exports"
    if any(log is not UNKNOWN and log not in LOGS for log in args.known(key) or ()):
        template = "has an unknown log type of Neptune. The known types are 'audit' and 'slowquery'."
        yield args.finding("unknown-log-type", key, template)


REGION_RULES = (
    cluster_identifier,
    instance_identifiers,
    instance_class,
    kms_key,
    final_snapshot,
    ranges,
)
DOUBTS = (choices, unused_snapshot)
INSTANCE_RULES = (instance_class_name,)
