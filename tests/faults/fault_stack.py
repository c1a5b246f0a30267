"""A stack under test: its steps and the expected result of each step."""

from __future__ import annotations

EAST, WEST, THIRD = "us-east-1", "eu-west-1", "us-west-2"
REGIONS = (EAST, WEST, THIRD)
MEMBER = {"instance_class": "db.r6g.large", "skip_final_snapshot": True}
UP, DESTROY = (("pulumi", name, "--yes", "--skip-preview", "--non-interactive") for name in ("up", "destroy"))

PROGRAM = """
import pulumi
from neptune_global_component import GlobalCluster

made = GlobalCluster({name!r}, {arguments!r}, pulumi.ResourceOptions(aliases={aliases}))
for name in ("global_cluster_members", "clusters", "engine_version", "primary_region", "endpoint"):
    pulumi.export(name, getattr(made, name))
"""


def identities(aws):
    """Return AWS's IDs of the clusters and instances, which a replacement changes, by identifier."""
    found = {}
    for region in (EAST, WEST):
        neptune = aws.neptune(region)
        clusters = neptune.describe_db_clusters()["DBClusters"]
        found |= {one["DBClusterIdentifier"]: one["DbClusterResourceId"] for one in clusters}
        instances = neptune.describe_db_instances()["DBInstances"]
        found |= {one["DBInstanceIdentifier"]: one["DbiResourceId"] for one in instances}
    return found


class Stack:
    """A stack with one component, in one AWS.

    Args:
        project: an empty project.
        aws: the local AWS.
    """

    name = ""
    steps: tuple[str, ...] = ()
    component, aliases = "made", "[]"
    changes_aws = True

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
        """Write the program of a step, and return the step's command."""
        if step in {"destroy", "unlink"}:
            self.exists, self.command = False, DESTROY
            return DESTROY
        self.exists, self.command = True, UP
        self.write_program()
        return UP

    def write_program(self):
        """Write the program with the current arguments."""
        self.project.write(PROGRAM.format(name=self.component, aliases=self.aliases, arguments=self.arguments()))
        # The plugin's 25 attempts take minutes.
        self.project.write({"runtime": "python", "config": {"aws:maxRetries": {"value": "1"}}})

    def take(self, step):
        """Run a step without faults."""
        self.begin(step)
        self.run_again()

    def run_again(self):
        """Run the command of the step again; it has to succeed."""
        process = self.project.start_command(*self.command)
        text, _ = process.communicate()
        assert process.returncode == 0, text

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
        for region, member in arguments.get("regions", {}).items():
            name = member.get("cluster_identifier", f"{identifier}-{region}")
            self.check_region(outputs, region, name, made["EngineVersion"])

    def check_region(self, outputs, region, name, version):
        """Check a region's cluster and its instance."""
        neptune = self.aws.neptune(region)
        (cluster,) = neptune.describe_db_clusters(DBClusterIdentifier=name)["DBClusters"]
        assert (cluster["Status"], cluster["EngineVersion"]) == ("available", version)
        assert outputs["clusters"][region]["arn"] == cluster["DBClusterArn"]
        assert outputs["clusters"][region]["endpoint"] == cluster["Endpoint"]
        assert [one["DBInstanceIdentifier"] for one in cluster["DBClusterMembers"]] == [f"{name}-1"]
        kinds = {
            f"aws:neptune/cluster:Cluster {self.component}-{region}",
            f"aws:neptune/clusterInstance:ClusterInstance {self.component}-{region}-1",
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
