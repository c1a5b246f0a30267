"""Which AWS is read, and as whom: the provider's configuration, followed to the letter."""

from __future__ import annotations

import json

import pytest
from botocore.exceptions import ClientError, NoCredentialsError

from neptune_global_component.aws import Clients, Configuration, shared_clients
from neptune_global_component.errors import ReadError


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch, tmp_path):
    """Nothing of this machine's AWS settings takes part."""
    for name in ("AWS_REGION", "AWS_DEFAULT_REGION", "AWS_PROFILE", "AWS_ENDPOINT_URL", "AWS_ACCESS_KEY_ID"):
        monkeypatch.delenv(name, raising=False)
    for name in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"):
        monkeypatch.setenv(name, str(tmp_path / "none"))


class Sessions:
    """Stands for ``boto3.Session``: keeps the arguments of the sessions and clients, and answers AssumeRole."""

    def __init__(self):
        self.sessions = []
        self.clients = []
        self.assumed = []
        self.fault = None

    def __call__(self, **arguments):
        """Make a session."""
        self.sessions.append(arguments)
        return self

    def client(self, service, region_name, endpoint_url, config):
        """Make a client."""
        self.clients.append((service, region_name, endpoint_url))
        assert (config.connect_timeout, config.read_timeout, config.retries["total_max_attempts"]) == (5, 20, 3)
        return self

    def assume_role(self, **inputs):
        """STS's AssumeRole."""
        self.assumed.append(inputs)
        if self.fault:
            raise self.fault
        number = len(self.assumed)
        return {
            "Credentials": {
                "AccessKeyId": f"id-{number}",
                "SecretAccessKey": f"key-{number}",
                "SessionToken": f"token-{number}",
            }
        }


@pytest.fixture
def sessions(monkeypatch):
    """Boto3's sessions, of which none is real."""
    made = Sessions()
    monkeypatch.setattr("boto3.Session", made)
    return made


def test_nothing_configured():
    """Without a configuration, boto3 looks for credentials and region as it always does."""
    assert Configuration.parse({"region": None, "accessKey": "", "endpoints": None}) == Configuration()


def test_the_region_of_the_environment(monkeypatch):
    """pulumi-aws reads AWS_REGION, which boto3 does not; its own region comes first."""
    monkeypatch.setenv("AWS_REGION", "eu-west-1")
    assert Configuration.parse({}).region == "eu-west-1"
    assert Configuration.parse({"region": "us-east-1"}).region == "us-east-1"


@pytest.mark.parametrize("encode", [json.dumps, lambda value: value])
def test_a_whole_configuration(encode):
    """Lists and objects are taken as they are, or as the JSON texts of the stack's configuration."""
    given = {
        "region": "eu-west-1",
        "profile": "mine",
        "accessKey": "id",
        "secretKey": "key",
        "token": "token",
        "endpoints": encode([{"neptune": "http://n", "sts": ""}, {"rds": "http://r"}]),
        "assumeRoles": encode([{"roleArn": "arn:a"}, {"roleArn": "arn:b"}]),
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
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("assumeRoleWithWebIdentity", '{"roleArn": "arn:a"}'),
        ("sharedConfigFiles", '["/a"]'),
        ("sharedCredentialsFiles", ["/a"]),
    ],
)
def test_what_is_not_followed_is_refused(name, value):
    """A read as somebody else could answer for another account."""
    with pytest.raises(ReadError) as caught:
        Configuration.parse({name: value})
    assert str(caught.value) == (
        f"The aws provider has {name}, which reads of AWS do not follow. Give the credentials by a profile or by the "
        "environment, or set observe to false."
    )


@pytest.mark.parametrize("value", ["[]", "{}", []])
def test_what_is_empty_is_not_configured(value):
    """An empty list in the stack's configuration changes nothing."""
    assert Configuration.parse({"sharedConfigFiles": value}) == Configuration()


def test_a_client_is_made_once(sessions):
    """Clients are made at their first use, one for each service and region, of one session."""
    clients = Clients(Configuration("eu-west-1", {"profile_name": "mine"}))
    assert sessions.sessions == []
    for region in (None, "us-east-1", None, "us-east-1"):
        clients("neptune", region)
    assert sessions.sessions == [{"profile_name": "mine", "region_name": "eu-west-1"}]
    assert sessions.clients == [("neptune", None, None), ("neptune", "us-east-1", None)]


@pytest.mark.parametrize(
    ("endpoints", "url"),
    [
        ({"neptune": "http://n", "rds": "http://r"}, "http://n"),
        ({"rds": "http://r", "sts": "http://s"}, "http://r"),
        ({"sts": "http://s"}, None),
    ],
)
def test_endpoints(sessions, endpoints, url):
    """Neptune's endpoint is the provider's, or that of RDS, whose API it is."""
    Clients(Configuration("eu-west-1", endpoints=endpoints))("neptune")
    assert sessions.clients == [("neptune", None, url)]


def test_roles_are_assumed_in_turn(sessions):
    """Each role is assumed with the credentials of the one before, and the last one reads."""
    first = {
        "roleArn": "arn:a",
        "sessionName": "ci",
        "duration": "1h30m",
        "externalId": "ext",
        "policy": "{}",
        "policyArns": ["arn:p"],
        "sourceIdentity": "me",
        "tags": {"a": "b"},
        "transitiveTagKeys": ["a"],
    }
    configuration = Configuration(
        "eu-west-1", {"profile_name": "mine"}, {"sts": "http://s"}, (first, {"roleArn": "arn:b", "policy": None})
    )
    Clients(configuration)("neptune", "us-east-1")
    assert sessions.assumed == [
        {
            "RoleArn": "arn:a",
            "RoleSessionName": "ci",
            "DurationSeconds": 5400,
            "ExternalId": "ext",
            "Policy": "{}",
            "PolicyArns": [{"arn": "arn:p"}],
            "SourceIdentity": "me",
            "Tags": [{"Key": "a", "Value": "b"}],
            "TransitiveTagKeys": ["a"],
        },
        {"RoleArn": "arn:b", "RoleSessionName": "neptune-global"},
    ]
    assert sessions.sessions == [
        {"profile_name": "mine", "region_name": "eu-west-1"},
        *(
            {
                "aws_access_key_id": f"id-{number}",
                "aws_secret_access_key": f"key-{number}",
                "aws_session_token": f"token-{number}",
                "region_name": "eu-west-1",
            }
            for number in (1, 2)
        ),
    ]
    assert sessions.clients == [("sts", None, "http://s")] * 2 + [("neptune", "us-east-1", None)]


def test_roles_in_the_spelling_of_a_python_program(sessions):
    """pulumi-aws passes a dict on as the program spelled it."""
    Clients(Configuration(roles=({"role_arn": "arn:a", "session_name": "ci"},)))("neptune")
    assert sessions.assumed == [{"RoleArn": "arn:a", "RoleSessionName": "ci"}]


@pytest.mark.parametrize(
    ("duration", "seconds"), [("900s", 900), ("15m", 900), ("1h", 3600), ("1h0m1s", 3601), ("1h30m", 5400)]
)
def test_durations(sessions, duration, seconds):
    """pulumi-aws takes Go's durations, STS seconds."""
    Clients(Configuration(roles=({"roleArn": "arn:a", "duration": duration},)))("neptune")
    assert sessions.assumed[0]["DurationSeconds"] == seconds


@pytest.mark.parametrize("duration", ["90", "1h30", "1.5h", "h", "500ms", "1d", "٩s"])
def test_what_is_not_a_duration(sessions, duration):
    """A duration that is not understood is not rounded to another one."""
    with pytest.raises(ReadError) as caught:
        Clients(Configuration(roles=({"roleArn": "arn:a", "duration": duration},)))("neptune")
    assert str(caught.value) == f"The aws provider's duration {duration!r} is not hours, minutes and seconds."
    assert sessions.assumed == []


@pytest.mark.parametrize(
    ("fault", "text"),
    [
        (
            ClientError({"Error": {"Code": "AccessDenied", "Message": "no"}}, "AssumeRole"),
            (
                "The role arn:a could not be assumed (An error occurred (AccessDenied) when calling the AssumeRole "
                "operation: no)."
            ),
        ),
        (NoCredentialsError(), "There is no client for neptune (Unable to locate credentials)."),
    ],
)
def test_a_role_that_can_not_be_assumed(sessions, fault, text):
    """AWS is not read as somebody else instead."""
    sessions.fault = fault
    with pytest.raises(ReadError) as caught:
        Clients(Configuration(roles=({"roleArn": "arn:a"},)))("neptune")
    assert str(caught.value) == text


@pytest.mark.parametrize(
    ("configuration", "text"),
    [
        (Configuration(), "There is no client for neptune (You must specify a region.)."),
        (
            Configuration("eu-west-1", {"profile_name": "none"}),
            "There is no client for neptune (The config profile (none) could not be found).",
        ),
    ],
)
def test_boto3_says_what_is_missing(configuration, text):
    """Without a region or a profile there is no client, and the text says which."""
    with pytest.raises(ReadError) as caught:
        Clients(configuration)("neptune")
    assert str(caught.value) == text


def test_a_real_client():
    """boto3 takes what it is given: region, endpoint, seconds and attempts."""
    configuration = Configuration(
        "us-east-1", {"aws_access_key_id": "a", "aws_secret_access_key": "b"}, {"rds": "http://127.0.0.1:1"}
    )
    meta = Clients(configuration)("neptune", "eu-west-1").meta
    assert (meta.region_name, meta.endpoint_url) == ("eu-west-1", "http://127.0.0.1:1")
    assert (meta.config.connect_timeout, meta.config.read_timeout) == (5, 20)
    assert meta.config.retries == {"mode": "standard", "total_max_attempts": 3}


def test_components_of_a_program_share_clients():
    """One configuration has one set of clients, another one its own."""
    here, there = Configuration("eu-west-1"), Configuration("eu-west-1", {"profile_name": "mine"})
    assert shared_clients(here) is shared_clients(Configuration("eu-west-1"))
    assert shared_clients(there) is not shared_clients(here)
