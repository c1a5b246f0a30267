"""The boto3 clients: region, credentials and connection."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from botocore.exceptions import NoCredentialsError
from botocore.hooks import HierarchicalEmitter

from neptune_global_component.aws.calls import call
from neptune_global_component.aws.clients import Clients, shared_clients
from neptune_global_component.aws.settings import Configuration
from neptune_global_component.core.errors import CallError, ReadError


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch, tmp_path):
    """Remove this machine's AWS settings from the environment."""
    for name in ("AWS_REGION", "AWS_DEFAULT_REGION", "AWS_PROFILE", "AWS_ENDPOINT_URL", "AWS_ACCESS_KEY_ID"):
        monkeypatch.delenv(name, raising=False)
    for name in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"):
        monkeypatch.setenv(name, str(tmp_path / "none"))


class Sessions:
    """Stands for ``boto3.Session``: records the arguments of sessions and clients."""

    def __init__(self):
        self.sessions = []
        self.clients = []
        self.configurations = []

    def __call__(self, **arguments):
        """Return a session."""
        self.sessions.append(arguments)
        return self

    region_name = "eu-west-1"

    def client(self, service, region_name, endpoint_url, verify, config):
        """Return a client."""
        self.clients.append((service, region_name, endpoint_url))
        self.configurations.append((verify, config))
        return SimpleNamespace(meta=SimpleNamespace(region_name=region_name, events=HierarchicalEmitter()))


@pytest.fixture
def sessions(monkeypatch):
    """Replace boto3's sessions."""
    made = Sessions()
    monkeypatch.setattr("boto3.Session", made)
    return made


def test_a_client_is_made_once(sessions):
    """Clients are created when they are first used, one per service and region, from one session."""
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
    """Neptune uses the provider's neptune endpoint, or its rds endpoint, because the API is the same."""
    Clients(Configuration("eu-west-1", endpoints=endpoints))("neptune")
    assert sessions.clients == [("neptune", None, url)]


def test_roles_are_assumed_in_turn(sessions, monkeypatch):
    """Each role is assumed with the credentials of the previous one, and the last one reads."""
    assumed = []

    def assume(sts, role, region):
        made = Sessions()
        assumed.append((sts, role, region, made))
        return made

    monkeypatch.setattr("neptune_global_component.aws.credentials.session", assume)
    endpoints = {"sts": "http://s"}
    Clients(Configuration("eu-west-1", {"profile_name": "mine"}, endpoints, ("a", "b"), "us-west-2"))("neptune")
    (of_a, *_, first), (of_b, *_, second) = assumed
    assert [(role, region) for _, role, region, _ in assumed] == [("a", "eu-west-1"), ("b", "eu-west-1")]
    assert [one.meta.region_name for one in (of_a, of_b)] == ["us-west-2"] * 2
    assert sessions.sessions == [{"profile_name": "mine", "region_name": "eu-west-1"}]
    assert sessions.clients == first.clients == [("sts", "us-west-2", "http://s")]
    assert second.clients == [("neptune", None, None)]


def test_the_way(sessions):
    """Proxy, certificates and the kind of endpoint are the provider's."""
    way = {"proxies": {"https": "http://p"}, "verify": "/ca", "fips": True, "dual_stack": True}
    Clients(Configuration("eu-west-1", **way))("neptune")
    ((verify, config),) = sessions.configurations
    assert (verify, config.proxies) == ("/ca", {"https": "http://p"})
    assert (config.use_fips_endpoint, config.use_dualstack_endpoint) == (True, True)


@pytest.mark.parametrize(
    ("configuration", "text"),
    [
        (
            Configuration(),
            (
                "Can't create a client for neptune (You must specify a region). "
                "Set AWS_REGION; a command also takes --region, and a stack aws:region."
            ),
        ),
        (
            Configuration("eu-west-1", {"profile_name": "none"}),
            (
                "Can't create a client for neptune (The config profile (none) could not be found). "
                "`aws configure list-profiles` lists the profiles of this machine."
            ),
        ),
        (
            Configuration("eu-west-1", roles=({"roleArn": "arn:aws:iam::123456789012:role/a"},)),
            (
                "Can't create a client for neptune (Unable to locate credentials). "
                "Set AWS_PROFILE or AWS_ACCESS_KEY_ID, or log in to AWS."
            ),
        ),
        (
            Configuration("eu-west-1", endpoints={"neptune": "localhost:4566"}),
            "Can't create a client for neptune (Invalid endpoint: localhost:4566).",
        ),
    ],
)
def test_the_error_of_boto3_names_what_is_missing(configuration, text):
    """Without a region, a profile, credentials or a valid URL, the error names what is missing."""
    with pytest.raises(ReadError) as caught:
        Clients(configuration)("neptune")
    assert str(caught.value) == text


def test_a_real_client():
    """A boto3 client has the configured region, endpoint, timeouts and attempts."""
    configuration = Configuration(
        "us-east-1", {"aws_access_key_id": "a", "aws_secret_access_key": "b"}, {"rds": "http://127.0.0.1:1"}
    )
    meta = Clients(configuration)("neptune", "eu-west-1").meta
    assert (meta.region_name, meta.endpoint_url) == ("eu-west-1", "http://127.0.0.1:1")
    assert (meta.config.connect_timeout, meta.config.read_timeout) == (5, 10)
    assert meta.config.retries == {"mode": "standard", "total_max_attempts": 3}


def test_components_of_a_program_share_clients():
    """Components with the same configuration share clients, and others do not."""
    here, there, shared = Configuration("eu-west-1"), Configuration("eu-west-1", {"profile_name": "mine"}), []
    assert shared_clients(here, shared) is shared_clients(Configuration("eu-west-1"), shared)
    assert shared_clients(there, shared) is not shared_clients(here, shared)
    assert shared_clients(here, []) is not shared_clients(here, shared)


def test_missing_credentials_have_a_next_step():
    """The error about missing credentials says how to set them."""

    class Client:
        def describe_global_clusters(self):
            raise NoCredentialsError

    with pytest.raises(CallError, match=r"Unable to locate credentials\)\. Set AWS_PROFILE or AWS_ACCESS_KEY_ID"):
        call(lambda *_: Client(), None, "DescribeGlobalClusters")
