"""The provider's configuration: account, region and connection."""

from __future__ import annotations

import json

import pytest

from neptune_global_component.aws.settings import Configuration
from neptune_global_component.core.errors import ReadError


@pytest.fixture(autouse=True)
def _no_region(monkeypatch):
    """Remove the region from the environment."""
    monkeypatch.delenv("AWS_REGION", raising=False)


def test_nothing_configured():
    """Without configuration, boto3 uses its default chain."""
    assert Configuration.parse({"region": None, "accessKey": "", "endpoints": None}) == Configuration()


def test_the_region_of_the_environment(monkeypatch):
    """pulumi-aws reads AWS_REGION, which boto3 does not; the provider's own region takes precedence."""
    monkeypatch.setenv("AWS_REGION", "eu-west-1")
    assert Configuration.parse({}).region == "eu-west-1"
    assert Configuration.parse({"region": "us-east-1"}).region == "us-east-1"


@pytest.mark.parametrize(("encode", "yes", "no"), [(json.dumps, "true", "false"), (lambda value: value, True, False)])
def test_a_whole_configuration(encode, yes, no):
    """Lists and objects are accepted as values, or as JSON strings from the stack's configuration."""
    given = {
        "region": "eu-west-1",
        "profile": "mine",
        "accessKey": "id",
        "secretKey": "key",
        "token": "token",
        "endpoints": encode([{"neptune": "http://n", "sts": ""}, {"rds": "http://r"}]),
        "assumeRoles": encode([{"roleArn": "arn:a"}, {"roleArn": "arn:b"}]),
        "stsRegion": "us-east-1",
        "httpsProxy": "http://proxy",
        "customCaBundle": "/ca.pem",
        "useFipsEndpoint": yes,
        "useDualstackEndpoint": yes,
        "insecure": no,
    }
    assert Configuration.parse(given) == Configuration(
        region="eu-west-1",
        credentials={
            "profile_name": "mine",
            "aws_access_key_id": "id",
            "aws_secret_access_key": "key",
            "aws_session_token": "token",
        },
        endpoints={"neptune": "http://n", "rds": "http://r"},
        roles=({"roleArn": "arn:a"}, {"roleArn": "arn:b"}),
        sts_region="us-east-1",
        proxies={"https": "http://proxy"},
        verify="/ca.pem",
        fips=True,
        dual_stack=True,
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("assumeRoleWithWebIdentity", '{"roleArn": "arn:a"}'),
        ("noProxy", "10.0.0.0/8"),
        ("sharedConfigFiles", '["/a"]'),
        ("sharedCredentialsFiles", ["/a"]),
    ],
)
def test_what_is_not_followed_is_refused(name, value):
    """A setting that could read another account is an error."""
    with pytest.raises(ReadError) as caught:
        Configuration.parse({name: value})
    assert str(caught.value) == (
        f"The aws provider sets {name}, which reads of AWS do not support. Use a profile or environment variables "
        "instead, or set observe to false."
    )


def test_what_can_not_be_read():
    """The error names the setting."""
    with pytest.raises(ReadError, match=r"The aws provider's endpoints is not JSON \(Expecting value.*\): correct it"):
        Configuration.parse({"endpoints": "http://127.0.0.1:1"})


def test_a_name_that_looks_like_json():
    """A profile name may look like JSON."""
    assert Configuration.parse({"profile": "true"}).credentials == {"profile_name": "true"}


@pytest.mark.parametrize("value", ["[]", "{}", []])
def test_what_is_empty_is_not_configured(value):
    """An empty list in the stack's configuration changes nothing."""
    assert Configuration.parse({"sharedConfigFiles": value}) == Configuration()


@pytest.mark.parametrize(
    ("given", "proxies"),
    [
        ({"httpProxy": "http://a"}, {"http": "http://a", "https": "http://a"}),
        ({"httpProxy": "http://a", "httpsProxy": "http://b"}, {"http": "http://a", "https": "http://b"}),
    ],
)
def test_proxies(given, proxies):
    """Without an HTTPS proxy, the HTTP proxy is used, as in the provider."""
    assert Configuration.parse(given).proxies == proxies


def test_anybodys_certificate():
    """``insecure`` accepts any certificate, whatever the other settings are."""
    assert Configuration.parse({"insecure": "true", "customCaBundle": "/ca.pem"}).verify is False


def test_an_endpoint_elsewhere_on_the_local_aws(monkeypatch):
    """It is not called, whatever its certificate; other endpoints of this machine are, and outside all of them are."""
    real = {"endpoints": [{"neptune": "https://rds.us-east-1.amazonaws.com"}], "insecure": True}
    assert Configuration.parse(real).endpoints == real["endpoints"][0]
    monkeypatch.setenv("NEPTUNE_GLOBAL_LOCAL_AWS", "http://127.0.0.1:4566")
    with pytest.raises(ReadError) as caught:
        Configuration.parse(real)
    assert str(caught.value) == (
        "The aws provider's neptune endpoint 'https://rds.us-east-1.amazonaws.com' is not on this machine, and "
        "programs on the local AWS send nothing elsewhere. Remove endpoints from the provider, or use http://127.0.0.1:4566."
    )
    local = {"endpoints": [{"neptune": "http://127.0.0.1:4566", "rds": "http://localhost:1"}]}
    assert Configuration.parse(local).endpoints == local["endpoints"][0]
