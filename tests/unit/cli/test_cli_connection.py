"""The regions that a command asks if its own region is down."""

from __future__ import annotations

from neptune_global_component.cli.connection import connection


def test_the_regions_of_the_command_and_the_environment_come_first(monkeypatch):
    """Then those of the same continent; regions that an account must enable come last."""
    monkeypatch.setenv("AWS_REGION", "eu-west-1")
    others = [one for one in connection("us-east-1", None, "sa-east-1").others if one != "us-east-1"]
    assert others[:4] == ["sa-east-1", "eu-west-1", "us-east-2", "us-west-1"]
    assert others.index("af-south-1") > others.index("ap-south-1")
