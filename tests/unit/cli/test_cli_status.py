"""The command ``status``: its AWS requests, regions and profiles, and its output."""

from __future__ import annotations

import json
import subprocess
import sys
from types import SimpleNamespace

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError
from click.testing import CliRunner

from neptune_global_component.cli import main

MEMBERS = [("us-east-1", "orders-a"), ("eu-west-1", "orders-b")]


class Aws:
    """A fake AWS with instances and GetCallerIdentity."""

    def __init__(self, neptune):
        self.neptune = neptune
        self.faults = neptune.faults
        self.instances = {}
        self.configurations = []
        self.others, self.move = [], None

    def know(self, regions):
        """Accept more regions."""

    def know_all(self):
        """Accept all regions."""

    def connect(self, configuration):
        """Replace the class ``Clients``."""
        self.configurations.append(configuration)
        return self

    def __call__(self, service, region=None):
        """Return a client."""
        if service == "sts":
            return SimpleNamespace(get_caller_identity=self._caller)
        client = self.neptune(service, region)
        client.describe_db_instances = lambda **parameters: self._describe_db_instances(region, **parameters)
        client.meta = SimpleNamespace(region_name=region or self.configurations[-1].region)
        return client

    def _describe_db_instances(self, region, Filters):  # noqa: N803 - AWS's name
        (only,) = Filters
        assert only["Name"] == "db-cluster-id"
        (identifier,) = only["Values"]
        self._fail("DescribeDBInstances", region)
        return {"DBInstances": self.instances.get((region, identifier), [])}

    def _caller(self):
        self._fail("GetCallerIdentity", None)
        return {"Account": "123456789012"}

    def _fail(self, operation, region):
        if fault := self.faults.get((operation, region)):
            raise fault


@pytest.fixture
def aws(fake_neptune, monkeypatch):
    """A fake AWS with a global database in two regions, and an instance in the first."""
    fake_neptune.add_global_cluster(members=MEMBERS)
    made = Aws(fake_neptune)
    for cluster in fake_neptune.clusters.values():
        cluster |= {"Status": "available", "EngineVersion": "1.4.6.0"}
    fake_neptune.clusters[MEMBERS[0]]["DBClusterMembers"] = [
        {"DBInstanceIdentifier": "orders-a-1", "IsClusterWriter": True}
    ]
    made.instances[MEMBERS[0]] = [
        {"DBInstanceIdentifier": "orders-a-1", "DBInstanceClass": "db.r6g.large", "DBInstanceStatus": "available"}
    ]
    monkeypatch.setattr("neptune_global_component.aws.clients.Clients", made.connect)
    monkeypatch.setenv("AWS_REGION", "us-east-1")
    return made


def client_error(code="AccessDenied"):
    """Return the exception that boto3 raises for a rejected request."""
    return ClientError({"Error": {"Code": code, "Message": "no"}}, "Describe")


def run(*arguments):
    """Run the command."""
    return CliRunner().invoke(main, ["status", *arguments], catch_exceptions=False)


def test_text_is_the_default(aws):
    """Each region is one line without colours, and the warnings are below."""
    result = run("orders")
    assert (result.exit_code, result.stderr) == (0, "")
    header, _, _, primary, secondary, _, warning = result.stdout.splitlines()
    assert header == "orders: available, neptune 1.4.6.0, not encrypted, not protected"
    assert primary.split() == [
        *("us-east-1", "primary", "orders-a", "available", "1.4.6.0", "1", "x", "db.r6g.large"),
        "orders-a.us-east-1.example:8182",
    ]
    assert "headless" in secondary
    assert warning.startswith("warning: eu-west-1 has no instances")
    assert "\x1b" not in result.stdout
    assert len(aws.neptune.calls) == 3


def test_json_has_the_warnings_in_it(aws):
    """Standard output is one JSON document, and standard error is empty."""
    del aws
    result = run("orders", "--format", "json")
    assert (result.exit_code, result.stderr) == (0, "")
    found = json.loads(result.stdout)
    assert found["clusters"]["us-east-1"]["instances"] == [
        {"identifier": "orders-a-1", "instanceClass": "db.r6g.large", "status": "available", "isWriter": True}
    ]
    assert len(found["warnings"]) == 1


@pytest.mark.parametrize(("form", "start"), [("mermaid", "---\ntitle: "), ("svg", "<svg ")])
def test_warnings_of_a_picture_go_to_standard_error(aws, form, start):
    """Standard output has only the picture, so that it can be saved to a file."""
    del aws
    result = run("orders", "--format", form)
    assert result.exit_code == 0
    assert result.stdout.startswith(start)
    assert result.stderr == "warning: eu-west-1 has no instances: add one before a switchover to it.\n"


def test_region_and_profile_can_be_set(aws):
    """The options override the environment, and the identifier may have capital letters."""
    assert run("Orders", "--region", "eu-west-1", "--profile", "ops").exit_code == 0
    assert run("orders").exit_code == 0
    given, environment = aws.configurations
    assert (given.region, dict(given.credentials)) == ("eu-west-1", {"profile_name": "ops"})
    assert (environment.region, dict(environment.credentials)) == ("us-east-1", {})


def test_an_unknown_identifier(aws):
    """The error names the identifier, the region, the account and the next step."""
    del aws
    result = run("nope", "--region", "eu-west-1")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "error: There is no global cluster 'nope' in eu-west-1 of account 123456789012. Check the identifier "
        "(`neptune-global list` shows all), name one of its regions with --region, or another account with --profile.\n"
    )


def test_an_unknown_identifier_where_sts_does_not_answer(aws):
    """The error says that the account is unknown, and why."""
    aws.faults["GetCallerIdentity", None] = EndpointConnectionError(endpoint_url="https://sts.example")
    stderr = run("nope").stderr
    assert "'nope' in us-east-1 of an unknown account (Could not connect" in stderr


@pytest.mark.parametrize("identifier", ["or_ders", "-a", "a" * 64, "arn:aws:rds::1:global-cluster:orders"])
def test_an_invalid_identifier_is_a_usage_error(aws, identifier):
    """No request is sent to AWS."""
    result = run("--", identifier)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "must be 1 to 63 letters" in result.stderr
    assert aws.configurations == []


@pytest.mark.parametrize(
    ("fault", "text"),
    [
        (client_error(), "error: DescribeGlobalClusters was refused (AccessDenied). Allow rds:DescribeGlobalClusters"),
        (EndpointConnectionError(endpoint_url="https://a.example"), "error: DescribeGlobalClusters failed (Could not"),
    ],
)
def test_a_failed_request_is_an_error(aws, fault, text):
    """A missing permission and a missing network end the command."""
    aws.faults["DescribeGlobalClusters"] = fault
    result = run("orders")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(text)


def test_a_failed_request_in_one_region_is_a_warning(aws):
    """The other regions are shown. A region whose instances can't be read shows the identifiers in its cluster."""
    aws.faults["DescribeDBInstances", "us-east-1"] = client_error()
    aws.faults["DescribeDBClusters", "eu-west-1"] = client_error("Throttling")
    result = run("orders", "--format", "json")
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert found["clusters"].keys() == {"us-east-1"}
    assert found["clusters"]["us-east-1"]["instances"] == [
        {"identifier": "orders-a-1", "instanceClass": None, "status": None, "isWriter": True}
    ]
    clusters, instances = found["warnings"]
    assert clusters.startswith("DescribeDBClusters was refused in eu-west-1 (Throttling)")
    assert instances.startswith("DescribeDBInstances was refused in us-east-1 (AccessDenied). Allow rds:DescribeDBInst")


def test_a_region_that_is_down_is_one_warning(aws):
    """A region that does not respond says nothing about its cluster."""
    aws.faults["DescribeDBClusters", "eu-west-1"] = EndpointConnectionError(endpoint_url="https://a.example")
    (warning,) = json.loads(run("orders", "--format", "json").stdout)["warnings"]
    assert warning.startswith("DescribeDBClusters failed in eu-west-1 (Could not connect")


def test_a_member_without_a_cluster_is_a_warning(aws):
    """A region that responds without the member's cluster says that it was deleted."""
    del aws.neptune.clusters["eu-west-1", "orders-b"]
    (warning,) = json.loads(run("orders", "--format", "json").stdout)["warnings"]
    assert warning == "eu-west-1: the member orders-b no longer exists: its cluster was deleted."


def test_the_other_commands_start_without_it():
    """`--help` imports neither boto3 nor rich, and a status does not import Pulumi's SDK."""
    program = (
        "import sys; from neptune_global_component.cli import main, status;"
        "late = {'asyncio', 'boto3', 'botocore', 'pulumi', 'rich'} & sys.modules.keys();"
        "import neptune_global_component.cli.topology.read, neptune_global_component.cli.topology.text;"
        "sys.exit(f'{late}' if late else 'pulumi' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
