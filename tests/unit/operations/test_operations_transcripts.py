"""Reports, requests and reads of each operation, against golden files. WRITE_GOLDEN=1 writes the files again."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from operated_database import EU, FAST, GLOBAL_ARN, HOUR, US, WEST, arn, make

from neptune_global_component.aws.operations import creation, failover, rename, switchover, tags, upgrade
from neptune_global_component.aws.operations.lag import read_lags
from neptune_global_component.aws.operations.waiting import Pace
from neptune_global_component.core.errors import CallError, OperationError, ReadError, RefusedError
from neptune_global_component.core.messages import render

EXPECTED = Path(__file__).parent / "expected"
READS = ("Describe", "List", "Get")


def latency(aws, *operations):
    """Make operations take long."""
    aws.settings({"latency": dict.fromkeys(operations, HOUR)})


def switch_over(connect, aws, report, **options):
    """Switch over while another secondary is busy."""
    make(connect, EU, WEST)
    latency(aws, "SwitchoverGlobalCluster", "ModifyDBCluster")
    connect("neptune", WEST).modify_db_cluster(DBClusterIdentifier=f"orders-{WEST}", BackupRetentionPeriod=7)
    return switchover.run(connect, "orders", EU, report=report, pace=FAST, **options)


def switch_over_calmly(connect, aws, report):
    """Switch over while nothing else happens."""
    make(connect, EU)
    latency(aws, "SwitchoverGlobalCluster")
    return switchover.run(connect, "orders", EU, report=report, pace=FAST)


def switch_over_without_waiting(connect, aws, report):
    """Switch over, and do not wait; again, while the first one is in progress."""
    first = switch_over(connect, aws, report, wait=False)
    return first, switchover.run(connect, "orders", EU, report=report, pace=FAST, wait=False)


def switch_over_to_nothing(connect, aws, report):
    """Switch over to a region without a member, with the option of a command in the error."""
    del aws
    make(connect, EU)
    return switchover.run(connect, "orders", WEST, report=report, pace=FAST, path="--to")


def switch_over_after_a_failover(connect, aws, report):
    """Switch over while a failover to another region is in progress."""
    make(connect, EU, WEST)
    latency(aws, "FailoverGlobalCluster")
    target = {"TargetDbClusterIdentifier": arn(WEST), "AllowDataLoss": True}
    connect("neptune", WEST).failover_global_cluster(GlobalClusterIdentifier="orders", **target)
    return switchover.run(connect, "orders", EU, report=report, pace=FAST)


def fail_over(connect, aws, report, **options):
    """Fail over."""
    make(connect, EU, WEST)
    latency(aws, "FailoverGlobalCluster")
    return failover.run(connect, "orders", EU, report=report, pace=FAST, **options)


def fail_over_without_waiting(connect, aws, report):
    """Fail over, and do not wait; again, while the first one is in progress."""
    first = fail_over(connect, aws, report, wait=False)
    return first, failover.run(connect, "orders", EU, report=report, pace=FAST, wait=False)


def upgrade_minor(connect, aws, report):
    """Upgrade one member after the other."""
    make(connect, EU, version="1.3.3.0")
    latency(aws, "ModifyDBCluster")
    return upgrade.run(connect, "orders", "1.3.4.0", report=report, pace=FAST)


def upgrade_major(connect, aws, report):
    """Upgrade all members at once."""
    make(connect, EU, version="1.3.4.0")
    latency(aws, "ModifyGlobalCluster")
    return upgrade.run(connect, "orders", "1.4.6.0", allow_major=True, report=report, pace=FAST)


def upgrade_major_unasked(connect, aws, report):
    """Upgrade to another major version without permission."""
    del aws
    make(connect, version="1.3.4.0")
    return upgrade.run(connect, "orders", "1.4.6.0", report=report, pace=FAST)


def upgrade_unchecked(connect, aws, report):
    """Upgrade without reading the versions, until the time is up."""
    make(connect, EU, version="1.3.3.0")
    latency(aws, "ModifyDBCluster")
    aws.settings({"faults": [{"operation": "DescribeDBEngineVersions", "errorCode": "AccessDenied"}]})
    return upgrade.run(connect, "orders", "1.3.4.0", report=report, pace=Pace(60, 30))


def set_tags(connect, aws, report, *, secret=False):
    """Set and remove tags."""
    del aws
    make(connect)
    given = [{"Key": key, "Value": "old"} for key in ("changed", "removed", "theirs")]
    connect("neptune").add_tags_to_resource(ResourceName=GLOBAL_ARN, Tags=given)
    wanted = {"changed": "new", "added": "new"}
    options = {"owned": ["changed", "removed", "gone"], "secret": secret, "report": report, "pace": FAST}
    return tags.run(connect, GLOBAL_ARN, wanted, **options), tags.read_tags(connect, GLOBAL_ARN)


def set_secret_tags(connect, aws, report):
    """Set and remove tags whose keys are secret."""
    return set_tags(connect, aws, report, secret=True)


def set_tags_late(connect, aws, report):
    """Set tags while AWS answers with throttling."""
    make(connect)
    aws.settings({"faults": [{"operation": "AddTagsToResource", "errorCode": "Throttling", "times": 1000}]})
    return tags.run(connect, GLOBAL_ARN, {"a": "b"}, report=report, pace=Pace(60, 30))


def rename_it(connect, aws, report):
    """Rename a global cluster, also again."""
    make(connect, EU)
    latency(aws, "ModifyGlobalCluster")
    return [rename.run(connect, "orders", "stock", report=report, pace=FAST) for _ in range(2)]


def rename_late(connect, aws, report):
    """Rename a global cluster that stays busy until the time is up."""
    make(connect, EU)
    latency(aws, "SwitchoverGlobalCluster")
    target = {"TargetDbClusterIdentifier": arn(EU)}
    connect("neptune").switchover_global_cluster(GlobalClusterIdentifier="orders", **target)
    return rename.run(connect, "orders", "stock", report=report, pace=Pace(120, 30))


def rename_nothing(connect, aws, report):
    """Rename a global cluster that AWS has under neither identifier."""
    del aws
    return rename.run(connect, "orders", "stock", report=report, pace=Pace(1, 0.5))


def read_for_rename(connect, aws, report):
    """Read a global cluster before and after it is renamed."""
    make(connect)
    first = rename.read_for_rename(connect, "orders", "stock").identifier
    rename_it_now = {"GlobalClusterIdentifier": "orders", "NewGlobalClusterIdentifier": "stock"}
    connect("neptune").modify_global_cluster(**rename_it_now)
    aws.settle()
    report(first)
    return rename.read_for_rename(connect, "orders", "stock").identifier


def rename_to_another(connect, aws, report):
    """Rename a global cluster to the identifier of another one."""
    del aws, report
    make(connect)
    connect("neptune").create_global_cluster(GlobalClusterIdentifier="stock", Engine="neptune")
    return rename.read_for_rename(connect, "orders", "stock").identifier


def wait_for_creation(connect, aws, report):
    """Wait for new instances in some regions."""
    make(connect, EU, WEST)
    latency(aws, "CreateDBInstance", "CreateDBCluster")
    for region in (EU, WEST):
        identifier = {"DBInstanceIdentifier": "new", "DBClusterIdentifier": f"orders-{region}"}
        connect("neptune", region).create_db_instance(**identifier, Engine="neptune", DBInstanceClass="db.r6g.large")
    return creation.wait(connect, "orders", {EU: ["new"], US: []}, report=report, pace=FAST)


def read_many_lags(connect, aws, report):
    """Read the lag of many secondaries."""
    del aws, report
    return read_lags(connect, EU, {f"orders-{number}": US for number in range(501)})


OPERATIONS = (
    switch_over,
    switch_over_calmly,
    switch_over_without_waiting,
    switch_over_to_nothing,
    switch_over_after_a_failover,
    fail_over,
    fail_over_without_waiting,
    upgrade_minor,
    upgrade_major,
    upgrade_major_unasked,
    upgrade_unchecked,
    set_tags,
    set_secret_tags,
    set_tags_late,
    rename_it,
    rename_late,
    rename_nothing,
    read_for_rename,
    rename_to_another,
    wait_for_creation,
    read_many_lags,
)
TIME_IS_UP = (upgrade_unchecked, set_tags_late, rename_late)


def shown(call):
    """Return a call on one line."""
    parameters = {key: one for key, one in call["parameters"].items() if not key.endswith("Time")}
    queries = parameters.get("MetricDataQueries")
    if queries:
        parameters["MetricDataQueries"] = [len(queries), queries[0]]
    failed = f" -> {call['errorCode']}" if call["errorCode"] else ""
    return f"{call['region']} {call['operation']} {json.dumps(parameters, sort_keys=True)}{failed}"


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.__name__)
def test_a_transcript(aws, connect, clock, operation):
    """Lines, result, writes and the set of reads are those of the golden file."""
    lines = []
    clock.aws_goes_on = operation not in TIME_IS_UP
    try:
        result = operation(connect, aws, lambda line: lines.append(str(line)))
    except RefusedError as error:
        result = [render(one) for one in error.findings]
    except (CallError, OperationError, ReadError) as error:
        result = f"{type(error).__name__}: {error}"
    own = [call for call in aws.calls() if not call["operation"].startswith(("Create", "Delete"))]
    reads = sorted({shown(call) for call in own if call["operation"].startswith(READS)})
    writes = [shown(call) for call in own if not call["operation"].startswith(READS)]
    parts = {"lines": lines, "result": [str(result)], "writes": writes, "reads": reads}
    written = "".join(f"# {title}\n" + "".join(f"{one}\n" for one in some) for title, some in parts.items())
    path = EXPECTED / f"{operation.__name__}.txt"
    if os.environ.get("WRITE_GOLDEN"):
        path.write_text(written, encoding="utf-8")
    assert written.splitlines() == path.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(("seconds", "text"), [(59, "59 s"), (60, "1 min"), (90, "90 s"), (1800, "30 min")])
def test_a_time_limit_is_shown_in_minutes(seconds, text):
    """Whole minutes are shown as minutes."""
    from neptune_global_component.aws.operations.waiting import _duration  # noqa: PLC0415 - the text of one error

    assert _duration(seconds) == text
