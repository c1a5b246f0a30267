"""Screens in a terminal of 60 to 200 columns, with and without colours."""

from __future__ import annotations

from pathlib import Path

import boto3
import pytest
import terminal_screen as terminal

PREVIEWS = Path(__file__).parents[1] / "guard" / "previews"
IDENTIFIER = "orders-global-production"
US, EU = "us-east-1", "eu-west-1"
WIDTHS = pytest.mark.parametrize("columns", [60, 80, 100, 200])
COLOURS = pytest.mark.parametrize("colours", [True, False], ids=["colour", "NO_COLOR"])
# Addresses and options to copy into a shell stay on one line.
COPIED = ("allow: --allow ", "see: https://")


@pytest.fixture
def environment(aws):
    """Return the environment variables for a global database of two regions on the local AWS."""

    def client(region):
        keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
        return boto3.client("neptune", endpoint_url=aws.url, region_name=region, **keys)

    client(US).create_global_cluster(GlobalClusterIdentifier=IDENTIFIER, Engine="neptune")
    for region in (US, EU):
        cluster = f"{IDENTIFIER}-{region}"
        client(region).create_db_cluster(
            DBClusterIdentifier=cluster, Engine="neptune", GlobalClusterIdentifier=IDENTIFIER
        )
        client(region).create_db_instance(
            DBInstanceIdentifier=f"{cluster}-1",
            DBClusterIdentifier=cluster,
            DBInstanceClass="db.r6g.large",
            Engine="neptune",
        )
    return {
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_ENDPOINT_URL": aws.url,
        "AWS_REGION": US,
        "AWS_SECRET_ACCESS_KEY": "test",
    }


def run(*arguments, columns, colours, environment, answer=""):
    """Run the command; check the colours, and that lines fit and end between words."""
    switch = {} if colours else {"NO_COLOR": "1"}
    screen = terminal.run(*arguments, columns=columns, environment=environment | switch, answer=answer)
    assert screen.has_colours is colours or (colours and arguments[0] in {"switchover", "failover"})
    long = [line for line in screen.lines if len(line) > columns and len(line.split()) > 1]
    assert [line for line in long if not line.strip().startswith(COPIED)] == []
    return screen


@WIDTHS
@COLOURS
def test_status(environment, columns, colours):
    """Identifiers and endpoints are whole at every width."""
    screen = run("status", IDENTIFIER, columns=columns, colours=colours, environment=environment)
    assert screen.status == 0
    assert {f"{IDENTIFIER}-{US}", f"{IDENTIFIER}-{EU}", "db.r6g.large", "available"} <= set(screen.words)
    assert sum(word.endswith(":8182") for word in screen.words) == 2


@WIDTHS
@COLOURS
@pytest.mark.parametrize("name", ["updates", "failed"])
def test_guard(columns, colours, name):
    """Every finding and every error fits, with its addresses whole."""
    path = str(PREVIEWS / f"{name}.json")
    screen = run("guard", path, columns=columns, colours=colours, environment={})
    assert screen.status == {"updates": 4, "failed": 1}[name]
    whole = terminal.run("guard", path, columns=10_000, environment={})
    assert screen.words == whole.words


@WIDTHS
@COLOURS
def test_a_switchover_and_the_failover_back(environment, columns, colours):
    """Consequences, plan, question and progress fit, and no name is broken."""
    names = {f"{IDENTIFIER}-{US})", f"({IDENTIFIER}-{EU})"}
    screen = run(
        *("switchover", IDENTIFIER, "--to", EU),
        columns=columns,
        colours=colours,
        environment=environment,
        answer="y\n",
    )
    assert screen.status == 0, screen.lines
    assert names <= set(screen.words)
    screen = run(
        *("failover", IDENTIFIER, "--to", US, "--allow-data-loss"),
        columns=columns,
        colours=colours,
        environment=environment,
        answer=f"{IDENTIFIER}\n",
    )
    assert screen.status == 0, screen.lines
    assert {"`neptune-global", "confirm:", IDENTIFIER} <= set(screen.words)


@WIDTHS
def test_an_error(environment, columns):
    """An error is wrapped between words."""
    screen = run("status", "nope", columns=columns, colours=False, environment=environment)
    assert screen.status == 1
    assert screen.words[:2] == ["error:", "There"]


def test_a_file_has_no_colours_and_no_control_characters(environment):
    """Neither a file nor a terminal called dumb gets escape sequences."""
    screen = terminal.run("status", IDENTIFIER, columns=80, environment=environment | {"TERM": "dumb"})
    assert "\x1b" not in screen.written


def test_debug_shows_the_requests(environment):
    """Each AWS request is one line with its region and request ID, without parameters."""
    screen = terminal.run("status", IDENTIFIER, "--debug", columns=200, environment=environment)
    (line,) = (one for one in screen.lines if "DescribeGlobalClusters" in one)
    assert line.startswith(f"debug: DescribeGlobalClusters in {US}: 200, request ID ")
    assert sum("DescribeDBClusters in" in one for one in screen.lines) == 2
