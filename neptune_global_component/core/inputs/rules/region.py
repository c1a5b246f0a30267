"""AWS's rules for the cluster of one region, each a pure function from its arguments to what is wrong with them."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from neptune_global_component.core.errors import Finding
from neptune_global_component.core.inputs.rules.global_cluster import LONGEST_IDENTIFIER, identifier, is_identifier
from neptune_global_component.core.inputs.rules.topology import MOST_READERS
from neptune_global_component.core.inputs.unknown import UNKNOWN
from neptune_global_component.core.names import EngineVersion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neptune_global_component.core.inputs.arguments import Arguments

PORTS = (1150, 65535)
RETENTION_DAYS = (1, 35)
LONGEST_SNAPSHOT_IDENTIFIER = 255
LOGS = ("audit", "slowquery")
STORAGE_TYPES = ("standard", "iopt1")
CAPACITY = {"min_capacity": (1, 128), "max_capacity": (2.5, 128)}
"""Fewest and most Neptune capacity units (NCU) of serverless instances; they come in halves."""
BURSTABLE = ("db.t2.", "db.t3.", "db.t4g.")

_GROUPS = ("neptune_subnet_group_name", "neptune_cluster_parameter_group_name", "neptune_parameter_group_name")
_CLASS = re.compile(r"db\.(serverless|[a-z0-9-]+\.[a-z0-9-]+)")
_KMS_KEY = re.compile(r"arn:aws[a-z-]*:kms:(?P<region>[a-z0-9-]+):\d{12}:(key|alias)/.+")
_DEFAULT_GROUP = re.compile(r"default\.(?P<family>neptune[\d.]+)")


def cluster_identifier(args: Arguments, database: Arguments) -> Iterator[Finding]:
    """A cluster's identifier follows the global cluster's rules, the default one too, which is longer.

    Source: DBClusterIdentifier in https://docs.aws.amazon.com/neptune/latest/apiref/API_CreateDBCluster.html
    """
    key = "cluster_identifier"
    yield from identifier(args, key)
    name = database.known("global_cluster_identifier")
    if args.given(key) or name is None or not is_identifier(name):
        return
    default = f"{name}-{args.region}"
    if len(default) > LONGEST_IDENTIFIER:
        shown = database.quoted("global_cluster_identifier", default)
        yield Finding(
            args.path(key),
            f"would be {shown}, which is too long: give an identifier of at most {LONGEST_IDENTIFIER} characters.",
        )


def instance_identifiers(args: Arguments, database: Arguments) -> Iterator[Finding]:
    """An instance is named by its cluster and a number, and is no longer than an identifier may be.

    Source: DBInstanceIdentifier in https://docs.aws.amazon.com/neptune/latest/apiref/API_CreateDBInstance.html
    """
    key = "cluster_identifier"
    name = database.known("global_cluster_identifier")
    cluster = args.known(key) or (f"{name}-{args.region}" if name and not args.given(key) else None)
    count = args.instance_count
    last = f"-{1 if count is None else min(int(count), MOST_READERS)}"
    # What is taken over keeps its names.
    if cluster is None or database.given("adopt") or count == 0 or not is_identifier(cluster):
        return
    if len(cluster) + len(last) > LONGEST_IDENTIFIER:
        shown = database.quoted("global_cluster_identifier", cluster) if not args.given(key) else args.shown(key)
        yield Finding(
            args.path(key),
            f"is {shown}, and too long for instances named with '{last}' behind it: give an identifier of at most "
            f"{LONGEST_IDENTIFIER - len(last)} characters.",
        )


def instance_class(args: Arguments, database: Arguments) -> Iterator[Finding]:
    """A global database takes no burstable instances, an instance needs a class, and a serverless one its limits.

    Source: the limitations in https://docs.aws.amazon.com/neptune/latest/userguide/neptune-global-database.html, and
    https://docs.aws.amazon.com/neptune/latest/userguide/neptune-serverless-configuration.html
    """
    key = "instance_class"
    yield from instance_class_name(args, database)
    settings = args.instance_settings()
    classes = {args.known(key), *(one.known(key) for one in settings)}
    scaling = "serverless_v2_scaling_configuration"
    # A cluster that is taken over has its limits already.
    if "db.serverless" in classes and not args.given(scaling) and not database.given("adopt"):
        yield Finding(args.path(scaling), "is required for 'db.serverless': give its min_capacity and max_capacity.")
    needs_class = args.instance_count != 0 and not (settings and all(one.given(key) for one in settings))
    if not args.given(key) and needs_class:
        yield Finding(args.path(key), "is required where there are instances: give for example 'db.r6g.large'.")


def instance_class_name(args: Arguments, _parent: Arguments) -> Iterator[Finding]:
    """Check the name of an instance class, of a region or of one instance."""
    key = "instance_class"
    value = args.known(key)
    if value is not None and value.startswith(BURSTABLE):
        yield args.finding(
            key, "is burstable, which AWS refuses in a global database: give for example 'db.r6g.large'."
        )
    elif value is not None and _CLASS.fullmatch(value) is None:
        yield args.finding(key, "is not an instance class: give for example 'db.r6g.large'.")


def subnets(args: Arguments, _database: Arguments) -> Iterator[Finding]:
    """The subnet group is an existing one, or is made from the subnets; AWS wants them in two availability zones.

    Source: https://docs.aws.amazon.com/neptune/latest/apiref/API_CreateDBSubnetGroup.html
    """
    key = "subnet_ids"
    if args.given(key) and args.given("neptune_subnet_group_name"):
        yield args.finding(key, "was given beside neptune_subnet_group_name: take one of the two out.")
    elif args.known(key) in ([], ()):
        yield args.finding(key, "is empty: give subnets in at least two availability zones, or leave it out.")


def group_names(args: Arguments, _database: Arguments) -> Iterator[Finding]:
    """pulumi-aws takes an empty name for none."""
    for key in _GROUPS:
        if args.known(key) == "":
            yield args.finding(key, "is empty: give the name of a group, or leave it out.")


def kms_key(args: Arguments, database: Arguments) -> Iterator[Finding]:
    """The key is one of the very region, and encrypts an encrypted database.

    Source: https://docs.aws.amazon.com/neptune/latest/userguide/encrypt.html
    """
    key = "kms_key_arn"
    if not args.given(key):
        return
    if not database.given("storage_encrypted") and not database.given("source_db_cluster_identifier"):
        yield args.finding(key, "was given for a database that is not encrypted: give storage_encrypted too.")
    elif database.known("storage_encrypted") is False:
        yield args.finding(key, "was given, but storage_encrypted is False: make it True, or take the key out.")
    value = args.known(key)
    if value is None:
        return
    match = _KMS_KEY.fullmatch(value)
    if match is None:
        yield args.finding(key, f"is not the ARN of a KMS key: give 'arn:aws:kms:{args.region}:ACCOUNT:key/ID'.")
    elif match["region"] != args.region:
        yield args.finding(
            key, f"is a key of another region: each region needs one of its own. Give one of {args.region}."
        )


def final_snapshot(args: Arguments, _database: Arguments) -> Iterator[Finding]:
    """A cluster is deleted with a final snapshot that has a name, or expressly without one.

    Source: https://docs.aws.amazon.com/neptune/latest/apiref/API_DeleteDBCluster.html
    """
    name = args.known("final_snapshot_identifier")
    if name is not None and not is_identifier(name, LONGEST_SNAPSHOT_IDENTIFIER):
        yield args.finding(
            "final_snapshot_identifier",
            f"is not the name of a snapshot: it must be 1 to {LONGEST_SNAPSHOT_IDENTIFIER} letters, digits and "
            "hyphens, with a letter first, no hyphen at the end and no two in a row.",
        )
    if not args.given("final_snapshot_identifier") and args.values.get("skip_final_snapshot") not in (True, UNKNOWN):
        yield Finding(
            args.path("final_snapshot_identifier"),
            "is required, or the cluster could not be deleted: give the name of the final snapshot, or "
            "skip_final_snapshot: true.",
        )


def parameter_groups(args: Arguments, database: Arguments) -> Iterator[Finding]:
    """A parameter group is of the engine version's family; of the default ones the name tells.

    Source: https://docs.aws.amazon.com/neptune/latest/userguide/parameter-groups.html
    """
    version = database.known("engine_version")
    if version is None:
        return
    try:
        family = EngineVersion.parse(version).family
    except ValueError:
        return
    for key in ("neptune_cluster_parameter_group_name", "neptune_parameter_group_name"):
        match = _DEFAULT_GROUP.fullmatch(args.known(key) or "")
        if match and match["family"] != family:
            shown, wanted = database.shown("engine_version"), database.quoted("engine_version", family)
            yield args.finding(key, f"is of another family than engine version {shown}: give one of {wanted}.")


def ranges(args: Arguments, _database: Arguments) -> Iterator[Finding]:
    """Numbers are within AWS's limits.

    Source: Port and BackupRetentionPeriod in https://docs.aws.amazon.com/neptune/latest/apiref/API_CreateDBCluster.html
    """
    for key, (least, most) in {"port": PORTS, "backup_retention_period": RETENTION_DAYS}.items():
        value = args.known(key)
        if value is not None and not least <= value <= most:
            yield args.finding(key, f"is out of range: give a number from {least} to {most}.")


def choices(args: Arguments) -> Iterator[Finding]:
    """Check that AWS has the storage type and the logs, which a later AWS may have.

    Source: StorageType in https://docs.aws.amazon.com/neptune/latest/apiref/API_CreateDBCluster.html, and
    https://docs.aws.amazon.com/neptune/latest/userguide/cloudwatch-logs.html
    """
    storage = args.known("storage_type")
    if storage is not None and storage not in STORAGE_TYPES:
        yield args.finding(
            "storage_type", "is not a storage type that is known of Neptune: 'standard' and 'iopt1' are."
        )
    key = "enable_cloudwatch_logs_exports"
    if any(log is not UNKNOWN and log not in LOGS for log in args.known(key) or ()):
        yield args.finding(key, "has a log type that is not known of Neptune: 'audit' and 'slowquery' are.")


def capacity(args: Arguments, _database: Arguments) -> Iterator[Finding]:
    """Serverless instances scale within AWS's limits, from fewer units to more.

    Source: https://docs.aws.amazon.com/neptune/latest/userguide/neptune-serverless-capacity-scaling.html
    """
    key = "serverless_v2_scaling_configuration"
    given = args.known(key)
    if given is None:
        return
    for name in given.keys() - CAPACITY.keys():
        near = get_close_matches(str(name), CAPACITY, n=1) or [" or ".join(CAPACITY)]
        yield Finding(f"{args.path(key)}.{name}", f"is not a scaling setting. Did you mean {near[0]}?")
    for name in CAPACITY:
        value = given.get(name)
        if value is None:
            yield Finding(
                f"{args.path(key)}.{name}", "is required: give the Neptune capacity units (NCU), for example 2.5."
            )
        elif value is not UNKNOWN and (isinstance(value, bool) or not isinstance(value, int | float)):
            yield Finding(
                f"{args.path(key)}.{name}", f"{args.quoted(key, value)} is not a number: give for example 2.5."
            )
    numbers = (int, float)
    units = {name: given[name] for name in CAPACITY if type(given.get(name)) in numbers}
    for name, value in units.items():
        least, most = CAPACITY[name]
        if not least <= value <= most or value * 2 % 1:
            shown = args.quoted(key, value)
            yield Finding(
                f"{args.path(key)}.{name}",
                f"{shown} is not a valid capacity: give one from {least} to {most}, in steps of 0.5.",
            )
    if len(units) == len(CAPACITY) and units["min_capacity"] > units["max_capacity"]:
        yield args.finding(key, "has a min_capacity above its max_capacity: lower the one, or raise the other.")
