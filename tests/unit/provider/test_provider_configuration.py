"""The provider's configuration: as strings or as values, and only for an AWS on this machine."""

from __future__ import annotations

import asyncio

import pytest
from pulumi.provider.experimental import provider as rpc

from neptune_global_component.local.provider.clients import Clients
from neptune_global_component.local.provider.configuration import Configuration
from neptune_global_component.local.provider.errors import ProviderError
from neptune_global_component.local.provider.values import UNKNOWN, plain_map, wire_map

LOCAL = "http://127.0.0.1:4566"


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch):
    for name in ("AWS_REGION", "AWS_DEFAULT_REGION", "AWS_ENDPOINT_URL", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    "given",
    [
        {
            "region": "eu-west-1",
            "endpoints": [{"neptune": LOCAL}],
            "defaultTags": {"tags": {"a": "b"}},
            "maxRetries": 3,
        },
        {
            "region": "eu-west-1",
            "endpoints": f'[{{"neptune": "{LOCAL}"}}]',
            "defaultTags": '{"tags": {"a": "b"}}',
            "maxRetries": "3",
            "skipCredentialsValidation": "true",
            "notKnown": "x",
        },
        {
            "aws:config:region": "eu-west-1",
            "aws:config:endpoints": f'[{{"rds": "{LOCAL}"}}]',
            "aws:config:defaultTags": '{"tags": {"a": "b"}}',
            "aws:config:maxRetries": "3",
        },
    ],
)
def test_values_and_text(given):
    """Values are accepted plain, as JSON, or under their configuration keys. Unknown ones are ignored."""
    configuration = Configuration.parse(given)
    assert configuration.region == "eu-west-1"
    assert configuration.endpoint("neptune") == LOCAL
    assert configuration.default_tags == {"a": "b"}
    assert configuration.max_retries == 3


def test_broken_json():
    """The error names a value that is not JSON."""
    with pytest.raises(ProviderError, match="invalid value for provider property 'endpoints'"):
        Configuration.parse({"endpoints": "[{"})


@pytest.mark.parametrize(
    "url",
    ["", "https://rds.us-east-1.amazonaws.com", "http://10.0.0.1:4566", "http://127.0.0.1.example.com", "localhost"],
)
def test_refused_endpoints(monkeypatch, url):
    """No client is created for an endpoint that is not on this machine."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", url)
    with pytest.raises(ProviderError, match="works with a local AWS only"):
        Clients(Configuration(region="us-east-1"))("neptune", "us-east-1")


@pytest.mark.parametrize("url", [LOCAL, "http://localhost:1", "http://[::1]:1", "http://aws.localhost:1"])
def test_accepted_endpoints(monkeypatch, url):
    """For this machine, one client is created per service and region."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", url)
    clients = Clients(Configuration(credentials={"aws_access_key_id": "a", "aws_secret_access_key": "b"}))
    client = clients("neptune", "eu-west-1")
    assert client.meta.endpoint_url == url
    assert client.meta.region_name == "eu-west-1"
    assert clients("neptune", "eu-west-1") is client


def check_config(driver, **values):
    """Call CheckConfig and return the failures."""
    answer = asyncio.run(driver.provider.check_config(rpc.CheckRequest("urn", {}, wire_map(values), b"")))
    assert plain_map(answer.inputs) == values
    return [failure.reason for failure in answer.failures or []]


def test_missing_region(driver):
    """Without a region, pulumi-aws's message is returned."""
    (reason,) = check_config(driver)
    assert reason.splitlines() == [
        "Missing region information",
        "Make sure you have set your AWS region, e.g. `pulumi config set aws:region us-west-2`.",
    ]


@pytest.mark.parametrize("name", ["AWS_REGION", "AWS_DEFAULT_REGION"])
def test_region_of_the_environment(driver, monkeypatch, name):
    """The environment can specify the region, which becomes an input of every resource."""
    monkeypatch.setenv(name, "ca-west-1")
    assert check_config(driver) == []
    driver.configure()
    assert driver.inputs("Cluster", {})["region"] == "ca-west-1"


def test_region_that_is_not_known_yet(driver):
    """An unknown region, from another resource, counts as set."""
    assert check_config(driver, region=UNKNOWN) == []


def test_secrets_are_left_to_the_engine(driver):
    """The provider accepts no secrets, so the engine marks outputs as secret if the inputs of the same names are."""
    answer = driver.configure(region="us-east-1")
    assert not answer.accept_secrets
    assert answer.supports_preview


def test_changed_configuration_replaces_nothing(driver):
    """Changing the provider's region changes only the provider."""
    old, new = wire_map({"region": "us-east-1"}), wire_map({"region": "eu-west-1"})
    answer = asyncio.run(driver.provider.diff_config(rpc.DiffRequest("urn", "id", old, new, [])))
    assert answer.changes
    assert answer.replaces == []
    assert answer.detailed_diff == {}


def test_type_that_is_not_served(driver):
    """A resource type or function that the stand-in lacks fails with a line that names the published provider."""
    request = rpc.CheckRequest("urn:pulumi:s::p::aws:sqs/queue:Queue::b", {}, {}, b"")
    with pytest.raises(ProviderError, match=r"does not support the resource type aws:sqs/queue:Queue: .*=official"):
        asyncio.run(driver.provider.check(request))
    with pytest.raises(ProviderError, match=r"does not support the function aws:sqs/getQueue:getQueue: .*=official"):
        driver.invoke("aws:sqs/getQueue:getQueue")
