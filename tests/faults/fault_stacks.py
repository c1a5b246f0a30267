"""The stacks under test: each defines its steps and the expected result of each step."""

from __future__ import annotations

EAST, WEST, THIRD = "us-east-1", "eu-west-1", "us-west-2"
REGIONS = (EAST, WEST, THIRD)
VERSIONS = ("1.3.0.0", "1.3.1.0", "1.3.2.0", "1.3.2.1", "1.3.3.0", "1.3.4.0")
UP = ("up", "--yes", "--skip-preview")
DESTROY = ("destroy", "--yes", "--skip-preview")

PROGRAM = """
import pulumi
from neptune_global_component import GlobalCluster

made = GlobalCluster("made", {arguments!r})
for name in ("global_cluster_members", "clusters", "engine_version", "primary_region", "endpoint"):
    pulumi.export(name, getattr(made, name))
"""


class Stack:
    """A stack with one component, in one AWS.

    Args:
        project: an empty project.
        aws: the local AWS.
    """

    name = ""
    steps: tuple[str, ...] = ()

    def __init__(self, project, aws):
        self.project, self.aws = project, aws
        self.exists = False
        self.command = DESTROY
        self.prepare()

    def prepare(self):
        """Create the prerequisites of the program in AWS."""

    def ready(self, step):
        """Bring the stack to the start of a step."""
        raise NotImplementedError

    def arguments(self):
        """Return the component's arguments."""
        raise NotImplementedError

    def begin(self, step):
        """Write the program of a step, and return the arguments of pulumi."""
        if step in {"destroy", "unlink"}:
            self.exists, self.command = False, DESTROY
            return DESTROY
        self.exists, self.command = True, UP
        # The plugin's 25 attempts take minutes.
        self.project.write({"runtime": "python", "config": {"aws:maxRetries": {"value": "1"}}})
        (self.project.folder / "__main__.py").write_text(PROGRAM.format(arguments=self.arguments()))
        return UP

    def take(self, step):
        """Run a step without faults."""
        self.project.run(*self.begin(step))

    def check(self):
        """Check that AWS matches the program, and the outputs match AWS."""
        arguments = self.arguments()
        identifier = arguments["global_cluster_identifier"]
        found = [one for one in self.aws.global_clusters() if one["GlobalClusterIdentifier"] == identifier]
        if not self.exists:
            assert found == []
            assert self.project.resources() == {}
            assert self.left(identifier) == []
            return
        (made,) = found
        outputs, members = self.project.outputs(), made["GlobalClusterMembers"]
        wanted = {one["DBClusterArn"]: one["IsWriter"] for one in members}
        assert {one["dbClusterArn"]: one["isWriter"] for one in outputs["global_cluster_members"]} == wanted
        (writer,) = (arn.split(":")[3] for arn, writes in wanted.items() if writes)
        assert outputs["primary_region"] == writer == arguments.get("primary_region", writer)
        assert outputs["engine_version"] == made["EngineVersion"]
        assert made["EngineVersion"] == arguments.get("engine_version", made["EngineVersion"])
        for region in arguments.get("regions", ()):
            self.check_region(outputs, region, f"{identifier}-{region}", made["EngineVersion"])

    def check_region(self, outputs, region, name, version):
        """Check a region's cluster and its instance."""
        neptune = self.aws.neptune(region)
        (cluster,) = neptune.describe_db_clusters(DBClusterIdentifier=name)["DBClusters"]
        assert (cluster["Status"], cluster["EngineVersion"]) == ("available", version)
        assert outputs["clusters"][region]["arn"] == cluster["DBClusterArn"]
        assert outputs["clusters"][region]["endpoint"] == cluster["Endpoint"]
        assert [one["DBInstanceIdentifier"] for one in cluster["DBClusterMembers"]] == [f"{name}-1"]
        kinds = {
            f"aws:neptune/cluster:Cluster made-{region}",
            f"aws:neptune/clusterInstance:ClusterInstance made-{region}-1",
        }
        assert kinds <= {" ".join(key) for key in self.project.resources()}

    def left(self, identifier):
        """Return what remains in AWS under the component's names."""
        names = []
        for region in REGIONS:
            neptune = self.aws.neptune(region)
            names += [one["DBClusterIdentifier"] for one in neptune.describe_db_clusters()["DBClusters"]]
            names += [one["DBInstanceIdentifier"] for one in neptune.describe_db_instances()["DBInstances"]]
            names += self.aws.subnet_groups(region)
        return [name for name in names if name.startswith(f"{identifier}-")]


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
        member = {"instance_class": "db.r6g.large", "skip_final_snapshot": True}
        return {
            "global_cluster_identifier": "orders",
            "engine_version": "1.4.5.0",
            "primary_region": self.primary,
            "tags": {"team": "graph"},
            "regions": {EAST: {**member, "subnet_ids": self.subnets}, WEST: member},
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
        member = {"instance_class": "db.r6g.large", "skip_final_snapshot": True}
        return {
            "global_cluster_identifier": "ledger",
            "engine_version": VERSIONS[self.version],
            "primary_region": EAST,
            "regions": dict.fromkeys(REGIONS, member),
        }

    def begin(self, step):
        """Set the next version."""
        self.version += step == "upgrade"
        return super().begin(step)


STACKS = (Orders, Linked, Ledger)
