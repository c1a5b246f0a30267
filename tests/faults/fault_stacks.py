"""The stacks under test, each with its own steps."""

from __future__ import annotations

from fault_commands import Imported, Renamed
from fault_stack import EAST, MEMBER, REGIONS, WEST, Stack

VERSIONS = ("1.3.0.0", "1.3.1.0", "1.3.2.0", "1.3.2.1", "1.3.3.0", "1.3.4.0")


class Orders(Stack):
    """A database of two regions, each with an instance and one with subnets; with tags and an engine version."""

    name = "orders"
    steps = ("up", "switchover", "switch-back", "destroy")

    def prepare(self):
        """Find the subnets of the account's default VPC."""
        self.primary = EAST
        subnets = self.aws.client("ec2", EAST).describe_subnets()["Subnets"]
        self.subnets = [one["SubnetId"] for one in subnets[:2]]

    def ready(self, step):
        """Start without resources for an `up`; otherwise complete, with the primary in its initial region."""
        if step == "up":
            if self.exists:
                self.take("destroy")
            return
        if not self.exists:
            self.take("up")
        leaves = {"switchover": EAST, "switch-back": WEST}.get(step, self.primary)
        if self.primary != leaves:
            self.take("switch-back" if leaves == EAST else "switchover")

    def arguments(self):
        """Return the arguments of two regions."""
        return {
            "global_cluster_identifier": "orders",
            "engine_version": "1.4.5.0",
            "primary_region": self.primary,
            "tags": {"team": "graph"},
            "regions": {EAST: {**MEMBER, "subnet_ids": self.subnets}, WEST: MEMBER},
        }

    def begin(self, step):
        """Move the primary; a new database has it in the east."""
        if step != "destroy":
            self.primary = WEST if step == "switchover" else EAST
        return super().begin(step)


class Linked(Stack):
    """A global cluster of an existing cluster, which must not change."""

    name = "linked"
    steps = ("link", "unlink")

    def prepare(self):
        """Create the cluster in the provider's region, where an `up` imports the global cluster."""
        self.source = self.aws.cluster("source", EAST)

    def ready(self, step):
        """Link or unlink the source."""
        if self.exists is (step == "link"):
            self.take("unlink" if self.exists else "link")

    def arguments(self):
        """Return the argument of the source."""
        return {"global_cluster_identifier": "linked", "source_db_cluster_identifier": self.source}

    def check(self):
        """Check the source too."""
        super().check()
        (source,) = self.aws.neptune(EAST).describe_db_clusters(DBClusterIdentifier="source")["DBClusters"]
        assert source["Status"] == "available"


class Ledger(Stack):
    """Three regions that are upgraded in steps."""

    name = "ledger"
    steps = ("upgrade",)

    def prepare(self):
        """Set the oldest version."""
        self.version = 0

    def ready(self, step):
        """Create the database with a version that can be upgraded."""
        del step
        if self.exists and self.version + 1 == len(VERSIONS):
            self.take("destroy")
        if not self.exists:
            self.version = 0
            self.take("up")

    def arguments(self):
        """Return the arguments of three regions."""
        return {
            "global_cluster_identifier": "ledger",
            "engine_version": VERSIONS[self.version],
            "primary_region": EAST,
            "regions": dict.fromkeys(REGIONS, MEMBER),
        }

    def begin(self, step):
        """Set the next version."""
        self.version += step == "upgrade"
        return super().begin(step)


STACKS = (Orders, Linked, Ledger, Imported, Renamed)
