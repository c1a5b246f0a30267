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
    """A PULUMI_HOME for a plugin, an engine, and the progress lines."""

    def __init__(self, folder):
        self.folder = folder
        self.home = folder / "home"
        self.pulumi = folder / "bin" / "pulumi"
        self.lines = []

    def install(self):
        """Install the selected plugin. Return the path where the engine looks for it."""
        plugin.install(self.home, Engine(self.pulumi, self.pulumi.parent, "3.274.1", "PATH"), self.lines.append)
        return self.home / "plugins" / f"resource-aws-v{version('pulumi_aws')}" / "pulumi-resource-aws"


@pytest.fixture
def installation(tmp_path, monkeypatch):
    """An installation without an installed, selected or cached plugin."""
    monkeypatch.delenv("NEPTUNE_GLOBAL_AWS_PLUGIN", raising=False)
    monkeypatch.setenv("NEPTUNE_GLOBAL_CACHE", str(tmp_path / "cache"))
    return Installation(tmp_path)


def started(installed):
    """Return the first line and the environment that the plugin printed."""
    environment = {**os.environ, "HTTPS_PROXY": "http://proxy:3128"}
    lines = subprocess.run(
        [installed, "127.0.0.1:1"], env=environment, capture_output=True, text=True, check=True
    ).stdout
    first, *variables = lines.splitlines()
    return first, dict(line.split("=", 1) for line in variables if "=" in line)


def test_the_stand_in_is_the_default(installation):
    """The built-in stand-in is the default. It starts in any folder and waits for the engine's address."""
    installed = installation.install()
    (installation.folder / "grpc.py").write_text("raise SystemExit('the folder of the program was imported from')")
    done = subprocess.run([installed], cwd=installation.folder, capture_output=True, text=True, check=False)
    assert "ENGINE_ADDRESS" in done.stderr
    assert installation.lines == [f"aws plugin: built-in stand-in ({version('pulumi_aws')})"]


@pytest.mark.parametrize("named", ["a folder/pulumi-resource-aws", "a folder"])
def test_the_path_of_a_plugin_or_its_folder(installation, monkeypatch, named):
    """The variable can name the plugin or its folder. The plugin starts in its own place, with its arguments."""
    own = program(installation.folder / "a folder" / "pulumi-resource-aws", SAYS_WHAT_IT_GOT)
    monkeypatch.setenv("NEPTUNE_GLOBAL_AWS_PLUGIN", str(installation.folder / named))
    first, _ = started(installation.install())
    assert first == f"{own} 127.0.0.1:1"
    assert installation.lines == [f"aws plugin: {own}"]


def test_another_plugin_reaches_only_this_machine(installation, monkeypatch):
    """Another plugin reaches only this machine: a closed proxy blocks the other endpoints of a configuration."""
    own = program(installation.folder / "plugin", SAYS_WHAT_IT_GOT)
    monkeypatch.setenv("NEPTUNE_GLOBAL_AWS_PLUGIN", str(own))
    _, environment = started(installation.install())
    assert {environment[name] for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy")} == {
        "http://127.0.0.1:9"
    }
    assert environment["NO_PROXY"] == environment["no_proxy"] == "127.0.0.1,localhost,::1"


@pytest.mark.parametrize("named", ["nothing", "text", "empty"])
def test_a_wrong_path_is_rejected(installation, monkeypatch, named):
    """A path without a plugin is rejected. The error shows the value and the allowed ones."""
    (installation.folder / "text").write_text("not executable")
    (installation.folder / "empty").mkdir()
    monkeypatch.setenv("NEPTUNE_GLOBAL_AWS_PLUGIN", str(installation.folder / named))
    expected = rf"NEPTUNE_GLOBAL_AWS_PLUGIN={installation.folder}/{named}: .* is not an executable file. Set it"
    with pytest.raises(LocalAwsError, match=expected):
        installation.install()


def test_pulumi_downloads_the_official_plugin_once(installation, monkeypatch):
    """Pulumi downloads the official plugin once, to a home in the cache that all sandboxes share."""
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


def test_a_failed_download_is_an_error(installation, monkeypatch):
    """A failed download raises an error that contains Pulumi's message and a way out."""
    monkeypatch.setenv("NEPTUNE_GLOBAL_AWS_PLUGIN", "official")
    program(installation.pulumi, "#!/bin/sh\necho 'no route to host' >&2; exit 3\n")
    with pytest.raises(
        LocalAwsError, match=r"(?s)=official: .*no route to host.*Unset it to use the built-in stand-in"
    ):
        installation.install()
