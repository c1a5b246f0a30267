"""The control calls: recorded calls, settings, and access checks."""

from __future__ import annotations

import http.client
import json
from datetime import datetime, timedelta, timezone
from urllib.parse import urlsplit

import boto3
import pytest
from botocore import xform_name
from botocore.config import Config
from botocore.exceptions import ClientError
from neptune_calls import LIMIT_SECONDS, create_global, refusal, the_global

from neptune_global_component.core.errors import LocalAwsError


def fetch(aws, method, path, body=None, **headers):
    """Make an HTTP request. Return status and text."""
    connection = http.client.HTTPConnection(urlsplit(aws.url).netloc, timeout=LIMIT_SECONDS)
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, text


def test_calls_of_cloudwatch(aws, client):
    """CloudWatch calls, signed for ``monitoring``, are recorded, denied and failed as CloudWatch's."""
    given = {"Namespace": "AWS/Neptune", "MetricName": "GlobalDbProgressLag", "Period": 60, "Statistics": ["Maximum"]}
    asked = {**given, "StartTime": 0, "EndTime": 60}
    statement = {"Effect": "Allow", "Action": "cloudwatch:GetMetricStatistics", "Resource": "*"}
    aws.settings({"policy": {"Statement": statement}})
    assert client("cloudwatch").get_metric_statistics(**asked)["Datapoints"] == []
    assert refusal(client("cloudwatch").list_metrics)[0] == "AccessDenied"
    aws.settings({"faults": [{"operation": "GetMetricStatistics", "errorCode": "Throttling"}]})
    assert refusal(client("cloudwatch").get_metric_statistics, **asked)[0] == "Throttling"
    assert [(call["service"], call["operation"], call["errorCode"]) for call in aws.calls()] == [
        ("cloudwatch", "GetMetricStatistics", None),
        ("cloudwatch", "ListMetrics", "AccessDenied"),
        ("cloudwatch", "GetMetricStatistics", "Throttling"),
    ]


KEYS = ("service", "operation", "region", "parameters", "status", "errorCode")


def test_calls(aws, neptune, client):
    """Every call of every service is recorded in order, with its parameters and result."""
    tags, zones = {"Tags": [{"Key": "env", "Value": "test"}]}, {"Filters": [{"Name": "state", "Values": ["available"]}]}
    nobody = {"GlobalClusterIdentifier": "nobody"}
    created = {"GlobalClusterIdentifier": "orders", "Engine": "neptune", "EngineVersion": "1.4.5.0", **tags}
    create_global(neptune, **tags)
    refusal(neptune("eu-west-1").describe_global_clusters, **nobody)
    client("sts", "us-west-2").get_caller_identity()
    client("ec2").describe_availability_zones(**zones)
    calls = aws.calls()
    times = [datetime.fromisoformat(call.pop("at")) for call in calls]
    assert times == sorted(times)
    assert timedelta(0) < datetime.now(timezone.utc) - times[0] < timedelta(minutes=1)
    assert calls == [
        dict(zip(KEYS, values, strict=True))
        for values in (
            ("rds", "CreateGlobalCluster", "us-east-1", created, 200, None),
            ("rds", "DescribeGlobalClusters", "eu-west-1", nobody, 404, "GlobalClusterNotFoundFault"),
            ("sts", "GetCallerIdentity", "us-west-2", {}, 200, None),
            ("ec2", "DescribeAvailabilityZones", "us-east-1", zones, 200, None),
        )
    ]


@pytest.mark.parametrize(
    ("service", "operation", "parameters"),
    [("s3", "HeadBucket", {"Bucket": "nobody"}), ("kms", "DescribeKey", {"KeyId": "nobody"})],
)
def test_other_protocols(aws, client, service, operation, parameters):
    """Calls in other protocols are recorded with operation, parameters and error too."""
    with pytest.raises(ClientError) as caught:
        getattr(client(service), xform_name(operation))(**parameters)
    (call,) = aws.calls()
    assert (call["service"], call["operation"], call["parameters"]) == (service, operation, parameters)
    assert call["status"] == caught.value.response["ResponseMetadata"]["HTTPStatusCode"]
    assert call["errorCode"]


def test_without_a_model(aws, client):
    """A service without a model under its signing name has its operation recorded, and faults as text."""
    client("emr").list_clusters()
    aws.settings({"faults": [{"operation": "ListClusters", "errorCode": "ServiceUnavailable"}]})
    with pytest.raises(ClientError):
        client("emr").list_clusters()
    recorded = [(call["service"], call["operation"], call["status"]) for call in aws.calls()]
    assert recorded == [
        ("elasticmapreduce", "ListClusters", 200),
        ("elasticmapreduce", "ListClusters", 503),
    ]


def test_a_call_that_crashes_moto(aws):
    """A call that crashes moto fails with an internal error, and is recorded."""
    scope = "AWS4-HMAC-SHA256 Credential=test/20261124/us-east-1/rds/aws4_request, SignedHeaders=host, Signature=0"
    form = {"Authorization": scope, "Content-Type": "application/x-www-form-urlencoded"}
    status, text = fetch(aws, "POST", "/", "Action=CreateGlobalCluster&Version=2014-10-31", **form)
    assert status == 500
    assert "<Code>InternalFailure</Code>" in text
    assert [(call["operation"], call["errorCode"]) for call in aws.calls()] == [
        ("CreateGlobalCluster", "InternalFailure")
    ]


def test_no_secrets(aws, neptune):
    """The recorded calls contain no signature and no key."""
    create_global(neptune)
    text = json.dumps(aws.calls())
    assert "Signature" not in text
    assert "Credential" not in text


def test_reset(aws, neptune):
    """A reset deletes resources, calls, latencies and faults."""
    create_global(neptune)
    aws.settings(
        {
            "latency": {"CreateGlobalCluster": 60},
            "faults": [{"operation": "CreateGlobalCluster", "errorCode": "Throttling", "times": 9}],
        }
    )
    aws.reset()
    assert aws.calls() == []
    assert neptune().describe_global_clusters()["GlobalClusters"] == []
    create_global(neptune)
    assert the_global(neptune)["Status"] == "available"


def test_settle(aws, neptune):
    """Settling completes operations in progress regardless of latency. Later operations still have the latency."""
    aws.settings({"latency": {"CreateGlobalCluster": 3600, "DeleteGlobalCluster": 3600}})
    create_global(neptune)
    assert the_global(neptune)["Status"] == "creating"
    aws.settle()
    assert the_global(neptune)["Status"] == "available"
    neptune().delete_global_cluster(GlobalClusterIdentifier="orders")
    assert the_global(neptune)["Status"] == "deleting"
    aws.settle()
    assert neptune().describe_global_clusters()["GlobalClusters"] == []


def test_settings_stay(aws, neptune):
    """Settings that are not specified keep their values: setting faults leaves the latency unchanged."""
    aws.settings({"latency": {"CreateGlobalCluster": 60}})
    aws.settings({"faults": []})
    create_global(neptune)
    assert the_global(neptune)["Status"] == "creating"


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ([], "settings: must be a JSON object, got []"),
        ({"latencies": {}}, "settings: unknown latencies. Known: down, engineVersions, faults, latency"),
        ({"latency": 2}, "latency: must be a JSON object, got 2"),
        (
            {"latency": {"CreateCluster": 1}},
            "latency: unknown CreateCluster. Known: ApplyPendingMaintenanceAction, ",
        ),
        *(
            (
                {"latency": {"CreateDBCluster": value}},
                f"latency.CreateDBCluster: must be a number of seconds, 0 or more, got {value!r}",
            )
            for value in ("1", True, -1)
        ),
        ({"down": []}, "down: must be an object with regions as keys, got []"),
        ({"down": {"eu-west-1": True}}, "down.eu-west-1: must be 'close' or 'hang', got True"),
        ({"engineVersions": "1.5.0.0"}, "engineVersions: must be a list of versions, got '1.5.0.0'"),
        ({"engineVersions": ["1.5"]}, "engineVersions[0]: must have four numbers such as '1.5.0.0', got '1.5'"),
        ({"faults": {}}, "faults: must be a list of objects, got {}"),
        ({"faults": [1]}, "faults[0]: must be a JSON object, got 1"),
        ({"faults": [{"operation": "A"}]}, "faults[0].errorCode: must be a name that AWS uses, got None"),
        (
            {"faults": [{"errorCode": "A", "operation": ""}]},
            "faults[0].operation: must be a name that AWS uses, got ''",
        ),
        ({"faults": [{"errorCode": "A", "operation": "B", "code": "C"}]}, "faults[0]: unknown code"),
        (
            {"faults": [{"errorCode": "A", "operation": "B", "region": 1}]},
            "faults[0].region: must be a region, or absent for all regions, got 1",
        ),
        *(
            (
                {"faults": [{"errorCode": "A", "operation": "B", "times": value}]},
                f"faults[0].times: must be a whole number, 1 or more, got {value}",
            )
            for value in (0, 1.5)
        ),
    ],
)
def test_bad_settings(aws, neptune, settings, words):
    """Invalid settings are rejected with path, value and rule, and nothing changes."""
    aws.settings({"latency": {"CreateGlobalCluster": 60}})
    with pytest.raises(LocalAwsError) as caught:
        aws.settings(settings)
    assert words in str(caught.value)
    create_global(neptune)
    assert the_global(neptune)["Status"] == "creating"


def test_bad_control_calls(aws):
    """Invalid JSON and unknown control calls are rejected."""
    assert fetch(aws, "POST", "/neptune-global/settings", "{")[0] == 400
    for method, path in (
        ("GET", "/neptune-global/reset"),
        ("POST", "/neptune-global/calls"),
        ("GET", "/neptune-global/"),
    ):
        status, text = fetch(aws, method, path)
        assert status == 404
        assert "GET /neptune-global/calls" in text


@pytest.mark.parametrize("path", ["/neptune-global/calls", "/", "/moto-api/data.json"])
@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "example.com"},
        {"Host": "127.0.0.1.example.com"},
        {"Host": ""},
        {"Origin": "https://example.com"},
        {"Origin": "null"},
        {"Origin": ""},
    ],
)
def test_other_hosts_and_sites(aws, path, headers):
    """A request for another host, or from another site's page, is rejected regardless of its path."""
    assert fetch(aws, "GET", path, **headers) == (403, "only programs on this machine can call the local AWS\n")


@pytest.mark.parametrize(
    "headers", [{}, {"Host": "localhost:1"}, {"Host": "[::1]:1"}, {"Origin": "http://localhost:3000"}]
)
def test_this_machine(aws, headers):
    """Programs and pages of this machine can call."""
    assert fetch(aws, "GET", "/neptune-global/calls", **headers) == (200, "[]")


def test_internal_error(aws, running):
    """An internal error of the local AWS reports its reason and its place in the code."""
    del aws
    keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test", "region_name": "us-east-1"}
    unchecked = Config(parameter_validation=False, retries={"total_max_attempts": 1})
    calls = boto3.client("neptune", endpoint_url=running.url, config=unchecked, **keys)
    code, message = refusal(calls.delete_db_cluster_endpoint)
    assert code == "InternalFailure"
    assert "KeyError: 'DBClusterEndpointIdentifier' (neptune/operations/endpoints.py, line " in message
    assert "not of your program" in message
