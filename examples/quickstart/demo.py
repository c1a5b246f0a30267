"""Run the quickstart: `neptune-global local run -- python examples/quickstart/demo.py`, in the root folder.

An existing Neptune cluster becomes the primary of a global cluster; a second preview shows no changes; a destroy
deletes the global cluster and keeps the cluster.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import boto3
from rich.console import Console

if TYPE_CHECKING:
    from collections.abc import Iterator

REGION = "us-east-1"
STACK = "demo"

# No line is broken within a name: an ARN can be copied. With NO_COLOR there is no bold text either, as in Pulumi.
screen = Console(highlight=False, soft_wrap=True, color_system=None if os.environ.get("NO_COLOR") else "auto")


def main() -> None:
    """Run the steps, each under a heading."""
    if "AWS_ENDPOINT_URL" not in os.environ:
        sys.exit("error: this is for a local AWS: neptune-global local run -- python examples/quickstart/demo.py")
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "Pulumi.demo.yaml"
        step("An existing Neptune cluster")
        source = existing_cluster()
        screen.print(f"AWS has {source}, standalone")
        step("pulumi up: it becomes the primary of a global cluster")
        pulumi("stack", "init", STACK, quiet=True)
        pulumi("config", "set", "sourceDbClusterIdentifier", source, "--config-file", config, quiet=True)
        pulumi("up", "--yes", "--skip-preview", "--suppress-outputs", "--suppress-progress", "--config-file", config)
        show(json.loads(pulumi("stack", "output", "--json", quiet=True)))
        step("pulumi preview: nothing to change")
        pulumi("preview", "--expect-no-changes", "--suppress-outputs", "--suppress-progress", "--config-file", config)
        screen.print("[green]no changes[/]")
        step("pulumi destroy: the global cluster goes, the cluster stays")
        pulumi("destroy", "--yes", "--skip-preview", "--remove", "--suppress-progress", "--config-file", config)
        screen.print(f"AWS has {' and '.join(left()) or 'nothing'}")


def step(title: str) -> None:
    """Print a heading."""
    screen.print(f"\n[bold cyan]● {title}[/]")


def pulumi(*arguments: str | Path, quiet: bool = False) -> str:
    """Run pulumi in this stack, with its output on the screen or captured.

    Returns:
        The output, if it is quiet.
    """
    colour = "always" if screen.color_system else "never"
    command = ["pulumi", *map(str, arguments), "--color", colour]
    done = subprocess.run(command, check=False, text=True, capture_output=quiet, stdin=subprocess.DEVNULL)
    if done.returncode:
        sys.exit(done.stderr or done.returncode)
    return done.stdout or ""


def neptune() -> Any:  # noqa: ANN401 - boto3 creates the class at run time
    """Create a Neptune client for the local AWS."""
    return boto3.client("neptune", region_name=REGION)


def existing_cluster() -> str:
    """Create a cluster with an instance, such as an application may have used for years.

    Returns:
        Its ARN.
    """
    response = neptune().create_db_cluster(DBClusterIdentifier="orders", Engine="neptune", StorageEncrypted=True)
    neptune().create_db_instance(
        DBInstanceIdentifier="orders-1", DBInstanceClass="db.r6g.large", Engine="neptune", DBClusterIdentifier="orders"
    )
    return str(response["DBCluster"]["DBClusterArn"])


def show(outputs: dict[str, Any]) -> None:
    """Print the outputs, one line each, and those of each member below."""
    members = outputs.pop("globalClusterMembers")
    for name, value in outputs.items():
        screen.print(f"{name}: [bold]{value}[/]")
    screen.print("globalClusterMembers:")
    for member in members:
        lines = (
            f"{name}: [bold]{value if isinstance(value, str) else json.dumps(value)}[/]"
            for name, value in member.items()
        )
        screen.print("  -", "\n    ".join(lines))


def left() -> Iterator[str]:
    """Yield the ARN of each database that AWS has in the end."""
    for cluster in neptune().describe_db_clusters()["DBClusters"]:
        membership = cluster.get("GlobalClusterIdentifier")
        yield f"{cluster['DBClusterArn']}, {f'a member of {membership}' if membership else 'standalone'}"
    for found in neptune().describe_global_clusters()["GlobalClusters"]:
        yield found["GlobalClusterArn"]


if __name__ == "__main__":
    main()
