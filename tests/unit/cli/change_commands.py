"""Runs of the commands switchover and failover, and their changes in the local AWS."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from local_database import EU, client

from neptune_global_component.cli import main

SWITCHOVER = ("switchover", "Orders", "--to", EU)
FAILOVER = ("failover", "orders", "--to", EU, "--allow-data-loss")
BOTH = pytest.mark.parametrize("command", [SWITCHOVER, FAILOVER], ids=["switchover", "failover"])
CHANGES = ("SwitchoverGlobalCluster", "FailoverGlobalCluster")


def run(*arguments, answer=None):
    """Run the command, and type an answer."""
    return CliRunner().invoke(main, arguments, catch_exceptions=False, input=answer)


def changes(database):
    """Return the changes that were requested, as (operation, region)."""
    return [(call["operation"], call["region"]) for call in database.calls() if call["operation"] in CHANGES]


def primary():
    """Return the region of the primary."""
    (found,) = client().describe_global_clusters()["GlobalClusters"]
    return next(one["DBClusterArn"] for one in found["GlobalClusterMembers"] if one["IsWriter"]).split(":")[3]
