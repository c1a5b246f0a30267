"""The aws plugin of a sandbox."""

from __future__ import annotations

import os
import subprocess
from importlib.metadata import version

import pytest

from neptune_global_component.core.errors import LocalAwsError
from neptune_global_component.local import plugin
from neptune_global_component.local.engine import Engine

SAYS_WHAT_IT_GOT = '#!/bin/sh\necho "$0 $*"; env\n'


def program(path, text):
    """Write an executable."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)
    return path


class Installation:
    """A PULUMI_HOME for a plugin, an engine, and the lines of progress."""

    def __init__(self, folder):
        self.folder = folder
        self.home = folder / "home"
        self.pulumi = folder / "bin" / "pulumi"
        self.lines = []

    def install(self):
        """Install the plugin that was chosen: where the engine looks for it."""
        plugin.install(self.home, Engine(self.pulumi, self.pulumi.parent, "3.274.1", "PATH"), self.lines.append)
        return self.home / "plugins" / f"resource-aws-v{version('pulumi_aws')}" / "pulumi-resource-aws"


@pytest.fixture
def installation(tmp_path, monkeypatch):
    """Nothing is installed, nothing chosen, nothing cached."""
    monkeypatch.delenv("NEPTUNE_GLOBAL_AWS_PLUGIN", raising=False)
    monkeypatch.setenv("NEPTUNE_GLOBAL_CACHE", str(tmp_path / "cache"))
    return Installation(tmp_path)


def started(installed):
    """The first line and the environment that a plugin saw."""
    environment = {**os.environ, "HTTPS_PROXY": "http://proxy:3128"}
    lines = subprocess.run(
        [installed, "127.0.0.1:1"], env=environment, capture_output=True, text=True, check=True
    ).stdout
    first, *variables = lines.splitlines()
    return first, dict(line.split("=", 1) for line in variables if "=" in line)


def test_the_stand_in_is_the_default(installation):
    """It starts from anywhere, and asks for an address."""
    installed = installation.install()
    (installation.folder / "grpc.py").write_text("raise SystemExit('the folder of the program was imported from')")
    done = subprocess.run([installed], cwd=installation.folder, capture_output=True, text=True, check=False)
    assert "ENGINE_ADDRESS" in done.stderr
    assert installation.lines == [f"aws plugin: built-in stand-in ({version('pulumi_aws')})"]


@pytest.mark.parametrize("named", ["a folder/pulumi-resource-aws", "a folder"])
def test_a_path_names_the_plugin_or_its_folder(installation, monkeypatch, named):
    """It starts as it is, with its arguments, where it is."""
    own = program(installation.folder / "a folder" / "pulumi-resource-aws", SAYS_WHAT_IT_GOT)
    monkeypatch.setenv("NEPTUNE_GLOBAL_AWS_PLUGIN", str(installation.folder / named))
    first, _ = started(installation.install())
    assert first == f"{own} 127.0.0.1:1"
    assert installation.lines == [f"aws plugin: {own}"]


def test_another_plugin_reaches_this_machine_only(installation, monkeypatch):
    """Whatever endpoints a program's configuration names: everything else goes to a proxy that is not there."""
    own = program(installation.folder / "plugin", SAYS_WHAT_IT_GOT)
    monkeypatch.setenv("NEPTUNE_GLOBAL_AWS_PLUGIN", str(own))
    _, environment = started(installation.install())
    assert {environment[name] for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy")} == {
        "http://127.0.0.1:9"
    }
    assert environment["NO_PROXY"] == environment["no_proxy"] == "127.0.0.1,localhost,::1"


@pytest.mark.parametrize("named", ["nothing", "text", "empty"])
def test_a_wrong_path_is_refused(installation, monkeypatch, named):
    """The error says what was given and what would do."""
    (installation.folder / "text").write_text("not executable")
    (installation.folder / "empty").mkdir()
    monkeypatch.setenv("NEPTUNE_GLOBAL_AWS_PLUGIN", str(installation.folder / named))
    expected = rf"NEPTUNE_GLOBAL_AWS_PLUGIN={installation.folder}/{named}: .* is not an executable file. Name the"
    with pytest.raises(LocalAwsError, match=expected):
        installation.install()


def test_the_official_plugin_is_downloaded_by_pulumi_once_and_for_all(installation, monkeypatch):
    """Into a home of its own in the cache, whence every sandbox starts it."""
    monkeypatch.setenv("NEPTUNE_GLOBAL_AWS_PLUGIN", "official")
    monkeypatch.setenv("PULUMI_HOME", "/of/the/user")
    release = version("pulumi_aws")
    home = installation.folder / "cache" / "official"
    downloads = installation.folder / "downloads"
    program(installation.pulumi, f'#!/bin/sh\necho "$PULUMI_HOME $*" >> "{downloads}"\n')
    official = program(home / "plugins" / f"resource-aws-v{release}" / "pulumi-resource-aws", SAYS_WHAT_IT_GOT)
    first, environment = started(installation.install())
    assert first == f"{official} 127.0.0.1:1"
    assert environment["HTTPS_PROXY"] == "http://127.0.0.1:9"
    assert downloads.read_text() == f"{home} plugin install resource aws {release}\n"
    assert installation.lines == [f"aws plugin: official ({release})"]


def test_a_download_that_fails_is_an_error_with_a_way_out(installation, monkeypatch):
    """It has Pulumi's own words."""
    monkeypatch.setenv("NEPTUNE_GLOBAL_AWS_PLUGIN", "official")
    program(installation.pulumi, "#!/bin/sh\necho 'no route to host' >&2; exit 3\n")
    with pytest.raises(
        LocalAwsError, match=r"(?s)=official: .*no route to host.*Unset it to use the built-in stand-in"
    ):
        installation.install()
