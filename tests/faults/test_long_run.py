"""Fifty random changes of a database in five regions while AWS fails: no data is lost and no memory leaks."""

from __future__ import annotations

import random
import statistics
import subprocess
from contextlib import suppress

import psutil
import pytest
from fault_kinds import FOR_GOOD, PAST_RETRIES, running
from fault_lab import has_traceback
from pulumi_project import ROOT, wait_until

REGIONS = ("us-east-1", "eu-west-1", "us-west-2", "ap-northeast-1", "eu-central-1")
PLUGIN = "neptune_global_component.plugin"
CHANGES, SEED = 50, 6
LOOK_SECONDS = 0.05
FLAT = 1.1
"""How much more memory the last ten changes may take than the first ten."""
ERRORS = {"ThrottlingException": 1, "InternalFailure": PAST_RETRIES, "AccessDenied": FOR_GOOD, "ConnectionDropped": 2}
READS = ("DescribeDBClusters", "DescribeGlobalClusters")


class Database:
    """The declared global database; each method changes it and returns the expected writes."""

    def __init__(self, chance):
        self._chance = chance
        self.regions = dict.fromkeys(REGIONS, 1)
        self.primary, self.number = REGIONS[0], 0

    def tag(self):
        """Change a tag."""
        self.number += 1
        return ("AddTagsToResource",)

    def readers(self):
        """Change the number of instances in a region."""
        region = self._chance.choice(list(self.regions))
        before, self.regions[region] = self.regions[region], self._chance.choice([1, 2, 3])
        return ("CreateDBInstance" if self.regions[region] > before else "DeleteDBInstance",)

    def region(self):
        """Remove a secondary, or restore a region."""
        gone = [one for one in REGIONS if one not in self.regions]
        if gone:
            self.regions[gone[0]] = 1
            return ("CreateDBCluster", "CreateDBInstance")
        del self.regions[self._chance.choice([one for one in self.regions if one != self.primary])]
        return ("DeleteDBInstance", "RemoveFromGlobalCluster", "DeleteDBCluster")

    def switchover(self):
        """Move the primary."""
        self.primary = self._chance.choice([one for one in self.regions if one != self.primary])
        return ("SwitchoverGlobalCluster",)

    def program(self):
        """Write the program, for this repository's plugin."""
        member = {"instanceClass": "db.r6g.large", "skipFinalSnapshot": True}
        properties = {
            "globalClusterIdentifier": "orders",
            "primaryRegion": self.primary,
            "tags": {"number": str(self.number)},
            "regions": {name: {**member, "instances": count} for name, count in self.regions.items()},
        }
        return {
            "packages": {"neptune-global": str(ROOT)},
            "config": {"aws:maxRetries": {"value": "1"}},
            "resources": {"orders": {"type": "neptune-global:index:GlobalCluster", "properties": properties}},
            "outputs": {"members": "${orders.globalClusterMembers}"},
        }


@pytest.fixture
def alone(lab):
    """Empty the AWS before and after: the other cases continue where the previous one ended."""
    lab.renew()
    yield
    lab.renew()


@pytest.mark.waits
@pytest.mark.usefixtures("alone")
def test_fifty_changes(lab, record_property):
    """After each change AWS matches the program, and the memory of plugin and local AWS stays constant."""
    chance = random.Random(SEED)  # noqa: S311 - the same changes each time
    project, database = lab.project("long-run"), Database(chance)
    project.write(database.program())
    project.up()
    failed, memory = 0, {"plugin": [], "local AWS": []}
    for _ in range(CHANGES):
        calls = chance.choice([database.tag, database.readers, database.region, database.switchover])()
        project.write(database.program())
        code = chance.choice(list(ERRORS))
        fault = {"operation": chance.choice(calls + READS), "errorCode": code, "times": ERRORS[code]}
        lab.aws.local.settings({"faults": [fault]})
        status, text, most = watched(project)
        lab.aws.local.settings({"faults": []})
        assert not has_traceback(text), text
        assert status == 0 or code in text or "Connection" in text, text
        failed += status != 0
        memory["plugin"].append(most)
        memory["local AWS"].append(resident(psutil.Process(lab.aws.local.pid)))
        as_declared(lab.aws, database, project.up())
    record_property("changes", f"{failed} of {CHANGES} updates failed")
    assert failed > CHANGES // 5
    for process, sizes in memory.items():
        first, last = statistics.median(sizes[:10]), statistics.median(sizes[-10:])
        record_property(
            "memory", f"the {process} had {first:.0f} MiB in the median of the first ten, {last:.0f} of the last ten"
        )
        assert last <= FLAT * first, f"the {process} takes {last:.0f} MiB instead of {first:.0f}: {sizes}"
    project.run("destroy", "--yes", "--skip-preview")
    assert lab.aws.global_clusters() == []


def as_declared(aws, database, outputs):
    """Check that AWS and the outputs have the declared members, and that all are available."""
    (found,) = aws.global_clusters()
    members = {one["DBClusterArn"].split(":")[3]: one["IsWriter"] for one in found["GlobalClusterMembers"]}
    assert members == {region: region == database.primary for region in database.regions}
    assert {one["region"]: one["isWriter"] for one in outputs["members"]} == members
    for region, count in database.regions.items():
        (cluster,) = aws.neptune(region).describe_db_clusters()["DBClusters"]
        assert (cluster["Status"], len(cluster["DBClusterMembers"])) == ("available", count)


def watched(project):
    """Update, and return the status, the output, and the peak memory of the plugin in MiB."""
    sizes = []
    output = project.folder / "printed"
    with output.open("w") as printed:
        process = project.start("up", "--yes", "--skip-preview", stdout=printed)

        def ended():
            # Processes may end while they are read.
            with suppress(psutil.NoSuchProcess):
                sizes.extend(map(resident, running(PLUGIN)(psutil.Process(process.pid))))
            with suppress(subprocess.TimeoutExpired):
                process.wait(LOOK_SECONDS)
            return process.returncode is not None

        wait_until(ended)
    return process.returncode, output.read_text(), max(sizes)


def resident(process):
    """Return a process's memory in MiB."""
    return process.memory_info().rss / 2**20
