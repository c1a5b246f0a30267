"""Verify the component on a real AWS account: create, read, change, switch over and destroy a small global database.

`make verify-aws` asks before it creates anything. Inside `neptune-global local run`, it uses the local AWS.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import boto3
from botocore.exceptions import BotoCoreError, ClientError

if TYPE_CHECKING:
    from collections.abc import Iterator

REGIONS = ("us-east-1", "eu-west-1")
INSTANCE_CLASS = "db.r6g.large"
_PROGRAM = """
import json
import os

import pulumi
from neptune_global_component import GlobalCluster

database = GlobalCluster("verify", json.loads(os.environ["VERIFY_ARGUMENTS"]))
pulumi.export("members", database.global_cluster_members)
pulumi.export("primary_region", database.primary_region)
"""


class VerificationError(Exception):
    """AWS does not have what the program declares."""


class Life:
    """The life of one global database.

    Args:
        identifier: the identifier of the global cluster; the tag `purpose` of all resources names it too.
        folder: an empty folder, for the program and the state.
    """

    def __init__(self, identifier: str, folder: Path) -> None:
        self.identifier = identifier
        self.folder = folder
        self.arguments: dict[str, Any] = {
            "global_cluster_identifier": identifier,
            "primary_region": REGIONS[0],
            "regions": {
                region: {"instance_class": INSTANCE_CLASS, "skip_final_snapshot": True, "backup_retention_period": 1}
                for region in REGIONS
            },
            "tags": {"purpose": identifier},
        }
        (folder / "Pulumi.yaml").write_text(f"name: verify\nruntime: python\nbackend:\n  url: file://{folder}\n")
        (folder / "__main__.py").write_text(_PROGRAM)

    def run(self) -> None:
        """Run all steps, and destroy the database whatever happens. The folder is deleted when nothing is left.

        Raises:
            VerificationError: a step failed; the resources are deleted, or the error names them.
        """
        self._pulumi("stack", "init", "verify")
        try:
            self._live()
        finally:
            self._destroy()
        shutil.rmtree(self.folder)

    def _live(self) -> None:
        self._step("create in two Regions", "up", "--yes", "--skip-preview")
        self._check(REGIONS[0])
        self._step("preview without changes", "preview", "--expect-no-changes")
        self.arguments["regions"][REGIONS[1]]["backup_retention_period"] = 2
        self._step("change a property", "up", "--yes", "--skip-preview")
        self._step("refresh without changes", "preview", "--refresh", "--expect-no-changes")
        self.arguments["primary_region"] = REGIONS[1]
        self._step("switch over", "up", "--yes", "--skip-preview")
        self._check(REGIONS[1])

    def _destroy(self) -> None:
        """Destroy the database, and check in AWS that nothing is left."""
        try:
            self._step("destroy", "destroy", "--yes", "--skip-preview")
            left = list(self._left())
        except (VerificationError, BotoCoreError, ClientError) as error:
            left, reason = ["resources"], f"{error}\n"
        else:
            reason = ""
        if left:
            raise VerificationError(
                f"{reason}AWS may still have {', '.join(left)} of {self.identifier}, which cost money. The state is in "
                f"{self.folder}: run `PULUMI_CONFIG_PASSPHRASE= pulumi destroy --refresh --stack verify` there, with "
                f"VERIFY_ARGUMENTS={json.dumps(json.dumps(self.arguments))}. Then look in {' and '.join(REGIONS)} for "
                f"the tag purpose={self.identifier}."
            )

    def _left(self) -> Iterator[str]:
        """Yield what AWS still has."""
        for region in REGIONS:
            client = _neptune(region)
            for key, operation, name in (
                ("DBClusters", client.describe_db_clusters, "DBClusterArn"),
                ("DBInstances", client.describe_db_instances, "DBInstanceArn"),
                ("GlobalClusters", client.describe_global_clusters, "GlobalClusterArn"),
            ):
                for one in operation()[key]:
                    if one[name].rpartition(":")[2].startswith(self.identifier):
                        yield one[name]

    def _step(self, title: str, *arguments: str) -> None:
        begin = time.monotonic()
        print(f"{title} …", flush=True)
        self._pulumi(*arguments)
        print(f"{title}: passed ({(time.monotonic() - begin) / 60:.1f} min)", flush=True)

    def _check(self, primary: str) -> None:
        """Compare the outputs with AWS's own answer."""
        outputs = json.loads(self._pulumi("stack", "output", "--json"))
        found = _neptune(primary).describe_global_clusters(GlobalClusterIdentifier=self.identifier)
        members = {one["DBClusterArn"]: one["IsWriter"] for one in found["GlobalClusters"][0]["GlobalClusterMembers"]}
        if {one["dbClusterArn"]: one["isWriter"] for one in outputs["members"]} != members:
            raise VerificationError(f"The outputs have {outputs['members']}, AWS has {members}.")
        for arn in (found["GlobalClusters"][0]["GlobalClusterArn"], *members):
            tags = _neptune(_region(arn)).list_tags_for_resource(ResourceName=arn)["TagList"]
            if {"Key": "purpose", "Value": self.identifier} not in tags:
                raise VerificationError(f"{arn} has the tags {tags}.")
        if outputs["primary_region"] != primary:
            raise VerificationError(f"The primary is in {outputs['primary_region']}, not in {primary}.")

    def _pulumi(self, *arguments: str) -> str:
        environment = {**os.environ, "VERIFY_ARGUMENTS": json.dumps(self.arguments)}
        environment.setdefault("PULUMI_CONFIG_PASSPHRASE", "")
        environment.setdefault("AWS_REGION", REGIONS[0])
        environment["PULUMI_BACKEND_URL"] = f"file://{self.folder}"
        done = subprocess.run(
            ["pulumi", *arguments, "--non-interactive"],
            cwd=self.folder,
            env=environment,
            check=False,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        if done.returncode:
            raise VerificationError(f"pulumi {arguments[0]} failed:\n{done.stdout}")
        return done.stdout


def _neptune(region: str) -> Any:  # noqa: ANN401 - boto3 creates the class at run time
    return boto3.client("neptune", region_name=region)


def _region(arn: str) -> str:
    """Return the region in an ARN; that of a global cluster has none."""
    return arn.split(":")[3] or REGIONS[0]


def confirm(identifier: str) -> None:
    """Announce what is created, where, how long and what it costs; exit unless the user types the identifier.

    Args:
        identifier: the identifier of the global cluster.
    """
    caller = boto3.client("sts", region_name=REGIONS[0]).get_caller_identity()
    print(
        f"This creates the Neptune global database {identifier} in account {caller['Account']} as {caller['Arn']}:\n"
        f"a cluster with one {INSTANCE_CLASS} in {' and '.join(REGIONS)}, in the default VPCs.\n"
        "It takes about 90 minutes, so AWS charges about 3 instance hours, storage, I/O and replicated writes:\n"
        "https://aws.amazon.com/neptune/pricing/\n"
        "Everything is deleted at the end, also if a step fails."
    )
    try:
        answer = input(f"Type {identifier} to continue: ")
    except EOFError:
        answer = ""
    if answer.strip() != identifier:
        sys.exit("Nothing was created.")


def main() -> None:
    """Verify once; exit with status 1 if a step fails."""
    identifier = f"verify-{secrets.token_hex(3)}"
    if "AWS_ENDPOINT_URL" in os.environ:
        print(f"local AWS: {os.environ['AWS_ENDPOINT_URL']}")
    else:
        confirm(identifier)
    try:
        Life(identifier, Path(tempfile.mkdtemp(prefix=identifier))).run()
    except VerificationError as error:
        sys.exit(f"error: {error}")
    print("passed: AWS has what the program declares, and nothing is left")


if __name__ == "__main__":
    main()
