"""The command `list`: all global databases of an account, on the local AWS."""

from __future__ import annotations

import json
import os
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import terminal_screen as terminal
from click.testing import CliRunner
from local_database import EU, US, client, create_database, put_lag, variables

from neptune_global_component.aws import describe, silence
from neptune_global_component.cli import main
from neptune_global_component.core.facts.end_of_life import end_of_life

WEST = "us-west-2"
HEADINGS = ["IDENTIFIER", "STATUS", "VERSION", "END", "OF", "LIFE", "PROTECTED", "PRIMARY", "SECONDARIES", "LAG"]


@pytest.fixture
def aws(aws, monkeypatch):
    """An empty local AWS, set in the environment; each call is sent once."""
    monkeypatch.setattr(silence, "ATTEMPTS", 1)
    return aws


@pytest.fixture
def two(aws):
    """Two global databases: sales is empty, and orders has secondaries with other classes and a lag."""
    create_database((), "sales")
    regions = {US: "db.r6g.large", EU: "db.r6g.xlarge", WEST: None}
    create_database(regions, EngineVersion="1.4.5.0", DeletionProtection=True)
    put_lag(EU, 85.5)
    put_lag(WEST, 120.0)
    return aws


def run(*arguments):
    """Run the command."""
    return CliRunner().invoke(main, ["list", *arguments], catch_exceptions=False)


def error_line(*arguments):
    """Run the command, which must fail with a single line, and return it."""
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (1, "")
    (line,) = result.stderr.splitlines()
    assert line.startswith("error: ")
    return line


def test_each_database_is_a_line(two):
    """The lag is the highest of the secondaries, and different instance classes are a warning."""
    del two
    result = run()
    assert (result.exit_code, result.stderr) == (0, "")
    headings, orders, sales, empty, warning = result.stdout.splitlines()
    assert headings.split() == HEADINGS
    assert orders.split() == [
        *("orders", "available", "1.4.5.0", "2027-03-06", "yes", US, f"{EU},", WEST, "120", "ms"),
    ]
    assert sales.split() == ["sales", "available", "1.4.8.0", "2027-10-27", "no", "none", "none", "none"]
    assert empty == ""
    assert warning == (
        "warning: orders: the instance classes differ (us-east-1 db.r6g.large; eu-west-1 db.r6g.xlarge)."
    )


def test_json_has_members_lags_and_drift(two):
    """A database without an end of life or members has null and empty values."""
    del two
    orders, sales = json.loads(run("--format", "json").stdout)["globalClusters"]
    assert orders["endOfLife"] == "2027-03-06"
    assert [(one["region"], one["replicationLagMilliseconds"]) for one in orders["members"]] == [
        (US, None),
        (EU, 85.5),
        (WEST, 120.0),
    ]
    assert orders["drift"] == {"engineVersion": {}, "instanceClass": {US: "db.r6g.large", EU: "db.r6g.xlarge"}}
    assert (sales["primaryRegion"], sales["members"]) == (None, [])


def test_markdown_is_a_table(two):
    """Each database is a row."""
    del two
    lines = run("--format", "markdown").stdout.splitlines()
    assert lines[0].startswith("| Identifier | Status | Version | End of life |")
    assert lines[2].startswith("| orders | available | 1.4.5.0 | 2027-03-06 | yes | us-east-1 | eu-west-1, us-west-2 |")
    assert lines[-1].startswith("- **Warning:** orders: the instance classes differ")


@pytest.mark.parametrize("columns", [40, 60, 80, 200])
def test_lines_fit_a_terminal(two, columns):
    """A terminal that is too narrow for the table shows a list for each database."""
    screen = terminal.run("list", columns=columns, environment=variables(two))
    assert screen.status == 0
    assert max(map(len, screen.lines)) <= columns
    assert {"orders", "sales", "2027-03-06", f"{EU},"} <= set(screen.words)


def test_versions_that_differ_are_a_warning(aws):
    """A member that was upgraded alone is named with its version; a lag that CloudWatch does not have is unknown."""
    del aws
    create_database(EngineVersion="1.4.5.0")
    client(region=EU).modify_db_cluster(
        DBClusterIdentifier=f"orders-{EU}", EngineVersion="1.4.5.1", ApplyImmediately=True
    )
    assert "warning: orders: the versions differ (us-east-1 1.4.5.0; eu-west-1 1.4.5.1)." in run().stdout
    assert run().stdout.splitlines()[1].endswith("unknown")


def test_a_member_that_no_longer_exists_is_a_warning(two, monkeypatch):
    """AWS may list a member whose cluster was deleted: it is named, once, and its values are unknown."""
    del two
    real = describe.call_pages

    def without_europe(connect, region, operation, noun, **parameters):
        found = real(connect, region, operation, noun, **parameters)
        return [] if (region, noun) == (EU, "DBClusters") else found

    monkeypatch.setattr(describe, "call_pages", without_europe)
    found = json.loads(run("--format", "json").stdout)
    assert found["warnings"] == ["orders: eu-west-1: the member orders-eu-west-1 no longer exists."]
    assert [one["status"] for one in found["globalClusters"][0]["members"]] == ["available", None, "available"]


def test_a_switchover_and_busy_members_are_warnings(aws):
    """A member that is not available is named with its status."""
    create_database()
    aws.settings({"latency": {"SwitchoverGlobalCluster": 3600}})
    arn = f"arn:aws:rds:{EU}:123456789012:cluster:orders-{EU}"
    client().switchover_global_cluster(GlobalClusterIdentifier="orders", TargetDbClusterIdentifier=arn)
    assert "warning: orders: a switchover us-east-1 -> eu-west-1" in run().stdout


def test_a_primary_without_instances_is_a_warning(aws):
    """The warning is that of `status`."""
    del aws
    create_database((), "empty")
    client().create_db_cluster(DBClusterIdentifier="alone", Engine="neptune", GlobalClusterIdentifier="empty")
    warning = f"empty: {US} is the primary and has no instances: the database can't be written."
    assert f"warning: {warning}" in run().stdout
    assert json.loads(run("--format", "json").stdout)["warnings"] == [warning]


def test_an_account_without_global_databases(aws):
    """The text says so, and the JSON has an empty list."""
    del aws
    assert run().stdout == "There is no Neptune global database.\n"
    assert run("--format", "markdown").stdout == "There is no Neptune global database.\n"
    assert json.loads(run("--format", "json").stdout) == {"globalClusters": [], "warnings": []}


def test_more_databases_than_a_page_of_aws_has(aws):
    """All pages are read, with a few calls for each region whatever the number of databases is."""
    for number in range(101):
        create_database((), f"empty-{number}")
    create_database()
    before = len(aws.calls())
    assert len(json.loads(run("--format", "json").stdout)["globalClusters"]) == 102
    calls = [(call["operation"], call["region"]) for call in aws.calls()[before:]]
    assert sorted(calls) == [
        *(("DescribeDBClusters", region) for region in (EU, US)),
        *(("DescribeDBInstances", region) for region in (EU, US)),
        *(("DescribeGlobalClusters", US) for _ in range(2)),
        ("GetMetricData", EU),
    ]


def test_a_region_that_is_down_is_a_warning(two):
    """The other regions are shown, and what could not be read is missing."""
    two.settings({"down": {EU: "close"}})
    result = run("--format", "json")
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    _, europe, west = found["globalClusters"][0]["members"]
    assert (europe["status"], west["status"]) == (None, "available")
    assert [one for one in found["warnings"] if "DescribeDBClusters failed in eu-west-1" in one]


def test_the_commands_region_is_down(two):
    """The global clusters are read in another region."""
    two.settings({"down": {US: "close"}})
    result = run("--format", "json")
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert [one["globalClusterIdentifier"] for one in found["globalClusters"]] == ["orders", "sales"]
    assert found["warnings"][0].startswith("us-east-1 is not available: ")
    assert found["globalClusters"][0]["status"] == "available"
    line = next(line for line in run().stdout.splitlines() if line.startswith("orders "))
    assert "available (primary not read)" in line


@pytest.mark.parametrize("operation", ["DescribeDBClusters", "DescribeDBInstances", "GetMetricData"])
def test_a_region_that_may_not_be_read_is_a_warning(two, operation):
    """The warning names the action to allow."""
    two.settings({"faults": [{"operation": operation, "errorCode": "AccessDenied", "region": EU}]})
    result = run()
    assert result.exit_code == 0
    assert f"{operation} was refused in eu-west-1" in result.stdout
    assert f":{operation}, which `neptune-global iam-policy" in result.stdout
    assert "orders" in result.stdout


def test_global_clusters_may_not_be_read(two):
    """Without them there is no list: one line and exit status 1."""
    two.settings({"faults": [{"operation": "DescribeGlobalClusters", "errorCode": "AccessDenied"}]})
    refused = "error: DescribeGlobalClusters was refused (AccessDenied). Allow rds:DescribeGlobalClusters"
    assert error_line().startswith(refused)


@pytest.mark.parametrize(
    ("settings", "arguments", "words"),
    [
        ({"AWS_ENDPOINT_URL": "http://127.0.0.1:9"}, (), "Could not connect to the endpoint URL"),
        ({"AWS_REGION": None}, (), "(You must specify a region). Set AWS_REGION; a command also takes --region"),
        ({}, ("--profile", "nobody"), "`aws configure list-profiles` lists the profiles of this machine."),
    ],
)
def test_aws_cannot_be_asked(two, monkeypatch, settings, arguments, words):
    """If no region answers, or there is no region or profile, the error is one line with exit status 1."""
    del two
    monkeypatch.setenv("AWS_CONFIG_FILE", os.devnull)
    for name, value in settings.items():
        if value is None:
            monkeypatch.delenv(name)
        else:
            monkeypatch.setenv(name, value)
    assert words in error_line(*arguments)


class Page(BaseHTTPRequestHandler):
    """A proxy that answers every request with a page of its own."""

    def do_POST(self):
        """Send the page."""
        self.send_response(403)
        self.end_headers()
        self.wfile.write(b"<p>Log in first.<br></p>")

    def log_message(self, *_arguments):
        """Print nothing."""


def test_a_proxy_answers_instead_of_aws(aws, monkeypatch):
    """A page that is not AWS's response is one line, with what to check."""
    del aws
    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{server.server_port}")
        assert "DescribeGlobalClusters failed: the response is not from AWS. Check the proxy" in error_line()
        server.shutdown()


def test_other_engines_are_not_listed(aws, monkeypatch):
    """AWS returns the global clusters of Aurora too: both are in the RDS API."""
    del aws
    create_database([US])
    aurora = {
        "GlobalClusterIdentifier": "aurora",
        "GlobalClusterArn": "arn:aws:rds::123456789012:global-cluster:aurora",
        "Engine": "aurora-postgresql",
        "GlobalClusterMembers": [],
    }
    real = describe.call_pages

    def with_aurora(connect, region, operation, noun, **parameters):
        more = [aurora] if noun == "GlobalClusters" else []
        return [*real(connect, region, operation, noun, **parameters), *more]

    monkeypatch.setattr(describe, "call_pages", with_aurora)
    assert [one["globalClusterIdentifier"] for one in json.loads(run("--format", "json").stdout)["globalClusters"]] == [
        "orders"
    ]


@pytest.mark.parametrize(
    ("version", "day"), [("1.2.1.2", "2026-12-04"), ("1.4.6.2", "2027-06-03"), ("9.9.9.9", "None"), (None, "None")]
)
def test_the_end_of_life(version, day):
    """A version that AWS has published no date for has none."""
    assert str(end_of_life(version)) == day
