"""The environment of a sandbox drops the user's AWS and Pulumi settings, and keeps all other variables."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from neptune_global_component.local.engine import Engine
from neptune_global_component.local.sandbox import Sandbox

URL = "http://127.0.0.1:40123"
REAL = {
    "AWS_PROFILE": "production",
    "AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE",
    "AWS_SESSION_TOKEN": "token",
    "AWS_ENDPOINT_URL_NEPTUNE": "https://rds.us-east-1.amazonaws.com",
    "AWS_WEB_IDENTITY_TOKEN_FILE": "/token",
    "AWS_CA_BUNDLE": "/bundle",
    "AWS_CONFIG_FILE": "/config",
    "PULUMI_ACCESS_TOKEN": "pul-1",
    "PULUMI_BACKEND_URL": "https://api.pulumi.com",
    "PULUMI_STACK": "production",
    "PULUMI_DEBUG_PROVIDERS": "aws:1234",
    "PULUMI_CONFIG_PASSPHRASE_FILE": "/passphrase",
}


@pytest.fixture
def engine(tmp_path):
    """An engine, which the sandbox only refers to."""
    return Engine(tmp_path / "elsewhere" / "pulumi", tmp_path / "engine", "3.274.1", "PATH")


@pytest.fixture
def sandbox(tmp_path, engine, monkeypatch):
    """A sandbox with the built-in stand-in."""
    monkeypatch.delenv("NEPTUNE_GLOBAL_AWS_PLUGIN", raising=False)
    folder = tmp_path / "sandbox"
    folder.mkdir()
    return Sandbox.create(folder, engine, lambda _line: None)


def test_no_variable_of_aws_or_pulumi_is_inherited(sandbox):
    """Every AWS and Pulumi variable of the user is removed or replaced."""
    environment = sandbox.environment(REAL, URL)
    assert not set(environment.items()) & set(REAL.items())
    assert {name for name in environment if name in REAL} == {
        "AWS_ACCESS_KEY_ID",
        "AWS_CA_BUNDLE",
        "AWS_CONFIG_FILE",
        "PULUMI_BACKEND_URL",
    }


def test_the_aws_settings_select_the_local_aws(sandbox):
    """Endpoint, keys and region are the local AWS's. No file or metadata service can override them."""
    found = {name: value for name, value in sandbox.environment({}, URL).items() if name.startswith("AWS_")}
    assert Path(found.pop("AWS_CA_BUNDLE")).is_file()
    assert found == {
        "AWS_ENDPOINT_URL": URL,
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_REGION": "us-east-1",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_CONFIG_FILE": "/dev/null",
        "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
        "AWS_EC2_METADATA_DISABLED": "true",
    }


def test_programs_know_the_only_aws_to_reach(sandbox):
    """The component calls no other endpoint that a program's aws provider configures."""
    assert sandbox.environment({}, URL)["NEPTUNE_GLOBAL_LOCAL_AWS"] == URL


def test_pulumi_is_isolated(sandbox, tmp_path):
    """Pulumi's home and state are in the sandbox, and plugin downloads are disabled."""
    environment = sandbox.environment({}, URL)
    assert environment["PULUMI_HOME"] == str(tmp_path / "sandbox" / "home")
    assert environment["PULUMI_BACKEND_URL"] == f"file://{tmp_path}/sandbox/state?metadata=skip"
    assert Path(tmp_path / "sandbox" / "state").is_dir()
    assert environment["PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION"] == "true"


def test_other_variables_are_kept(sandbox):
    """Other variables are kept, because a program may need them."""
    assert sandbox.environment({"HOME": "/home/ada", "AWSOME": "yes"}, URL).items() >= {
        ("HOME", "/home/ada"),
        ("AWSOME", "yes"),
    }


def test_path_begins_with_this_environment(sandbox, tmp_path, engine):
    """PATH lists the sandbox's aws, this environment, pulumi, the engine and the user's folders, without duplicates."""
    own = str(Path(sys.executable).parent)
    path = sandbox.environment({"PATH": f"/usr/bin:{own}:/bin"}, URL)["PATH"]
    assert path.split(os.pathsep) == [
        f"{tmp_path}/sandbox/aws",
        own,
        f"{tmp_path}/sandbox/bin",
        str(engine.bin),
        "/usr/bin",
        "/bin",
    ]


def test_path_outside_of_a_virtual_environment(tmp_path, engine, monkeypatch):
    """The folder of a system Python does not precede the user's folders."""
    monkeypatch.setattr(sys, "prefix", sys.base_prefix)
    monkeypatch.setattr(sys, "executable", "/usr/bin/python3")
    path = Sandbox.create(tmp_path, engine, lambda _line: None).search({"PATH": "/home/ada/bin:/bin"})
    assert path.split(os.pathsep) == [
        f"{tmp_path}/aws",
        f"{tmp_path}/bin",
        str(engine.bin),
        "/home/ada/bin",
        "/bin",
        "/usr/bin",
    ]


@pytest.mark.parametrize(
    ("user", "expected"),
    [
        ({}, "127.0.0.1,localhost,::1"),
        ({"NO_PROXY": "intranet,localhost"}, "127.0.0.1,localhost,::1,intranet"),
        ({"no_proxy": "intranet"}, "127.0.0.1,localhost,::1,intranet"),
    ],
)
def test_the_local_aws_is_reached_without_a_proxy(sandbox, user, expected):
    """The local AWS is reached without a proxy. Both spellings of NO_PROXY are set, and keep the user's entries."""
    environment = sandbox.environment({**user, "HTTP_PROXY": "http://proxy:3128"}, URL)
    assert (environment["NO_PROXY"], environment["no_proxy"]) == (expected, expected)
    assert environment["HTTP_PROXY"] == "http://proxy:3128"


def test_python_programs_run_in_this_environment(sandbox):
    """Python programs run in this environment, even if it has no program called `python3`."""
    python = sandbox.environment({"PULUMI_PYTHON_CMD": "python2"}, URL)["PULUMI_PYTHON_CMD"]
    printed = subprocess.run([python, "-c", "import sys; print(sys.executable)"], capture_output=True, check=True)
    assert printed.stdout.decode().strip() == sys.executable


def test_a_run_in_the_sandbox_finds_the_engine_itself(sandbox, engine):
    """A nested run uses the engine itself, not the sandbox's pulumi, which is on PATH."""
    assert sandbox.environment({}, URL)["NEPTUNE_GLOBAL_PULUMI"] == str(engine.pulumi)
