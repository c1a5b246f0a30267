"""Measure calls to a full local AWS: `python bench/local_aws.py` prints the median and the slowest calls."""

from __future__ import annotations

import statistics
import sys
import time
from typing import Any

import boto3

from neptune_global_component.local.process import LocalAws

REGIONS = ("us-east-1", "eu-west-1", "us-west-2", "ap-northeast-1", "eu-central-1", "ap-southeast-1")
GLOBAL_CLUSTERS = 20
STANDALONE = 80


def main() -> None:
    """Create 200 clusters, in 20 global clusters and standalone, describe them, and print the times."""
    with LocalAws.start() as running:
        clients = {region: client(running, region) for region in REGIONS}
        # The first call waits for moto's import.
        clients["us-east-1"].describe_global_clusters()
        seconds: list[tuple[float, str, str]] = []

        def call(region: str, method: str, **inputs: object) -> None:
            start = time.perf_counter()
            getattr(clients[region], method)(**inputs)
            seconds.append((time.perf_counter() - start, method, region))

        for number in range(GLOBAL_CLUSTERS):
            name = f"g{number}"
            call("us-east-1", "create_global_cluster", GlobalClusterIdentifier=name, Engine="neptune")
            for region in REGIONS:
                cluster = {"DBClusterIdentifier": name, "Engine": "neptune"}
                call(region, "create_db_cluster", **cluster, GlobalClusterIdentifier=name)
                if region == "us-east-1":
                    instance = {"DBInstanceIdentifier": f"{name}-1", "DBInstanceClass": "db.r6g.large"}
                    call(region, "create_db_instance", **cluster, **instance)
        for number in range(STANDALONE):
            call(REGIONS[number % 6], "create_db_cluster", DBClusterIdentifier=f"alone{number}", Engine="neptune")
        call("us-east-1", "describe_global_clusters")
        for region in REGIONS:
            call(region, "describe_db_clusters")
    sys.stdout.write(f"{len(seconds)} calls, median {statistics.median(one[0] for one in seconds):.4f} s; slowest:\n")
    for slow, method, region in sorted(seconds, reverse=True)[:5]:
        sys.stdout.write(f"{slow:.3f} s {method} {region}\n")


def client(running: LocalAws, region: str) -> Any:  # noqa: ANN401 - boto3 creates the class at run time
    """Create a Neptune client."""
    return boto3.client(
        "neptune",
        endpoint_url=running.url,
        region_name=region,
        aws_access_key_id="test",
        aws_secret_access_key="test",  # noqa: S106 - any value works
    )


if __name__ == "__main__":
    main()
