"""The isolated Pulumi of a local run: a folder, and the environment that leads there and to the local AWS alone."""

from __future__ import annotations

import os
import shlex
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from neptune_global_component.local import aws_cli, first_stack, installed_packages, plugin
from neptune_global_component.local.engine import languages

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from neptune_global_component.local.engine import Engine
    from neptune_global_component.local.engine.model import Report

FOREIGN = ("AWS_", "PULUMI_")
"""How the names of the variables begin that must not come from the user.

All of them: a list of the harmful ones (AWS_ENDPOINT_URL_NEPTUNE, PULUMI_DEBUG_PROVIDERS, PULUMI_OPTION_STACK, …) would
be outdated one day, and none is needed here.
"""

# A tool that ignores AWS_ENDPOINT_URL, or is told another endpoint, sends nothing: it trusts no certificate of AWS. The
# certificate in this file is of a key that nobody has, and has expired. The local AWS needs none.
_NO_AUTHORITY = Path(__file__).with_name("no_connection_to_aws.pem")

LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True)
class Sandbox:
    """An isolated Pulumi.

    Args:
        path: the folders that come first on PATH.
        variables: the environment variables that lead Pulumi into the sandbox.
    """

    path: list[str]
    variables: dict[str, str]

    @classmethod
    def make(cls, folder: Path, engine: Engine, report: Report) -> Sandbox:
        """Lay out a sandbox.

        Args:
            folder: an existing, empty folder.
            engine: the Pulumi engine.
            report: takes a line on the aws plugin, and progress where it is downloaded.

        Raises:
            LocalAwsError: the aws plugin that was chosen cannot be had.
        """
        home, state, programs, cli = (folder / name for name in ("home", "state", "bin", "aws"))
        for each in (home, state, programs, cli):
            each.mkdir()
        aws_cli.write(cli)
        plugin.install(home, engine, report)
        pulumi = programs / "pulumi"
        # Without site-packages it starts in an instant, and needs none.
        command = shlex.join([sys.executable, "-I", "-S", first_stack.__file__, str(engine.pulumi)])
        pulumi.write_text(f'#!/bin/sh\nexec {command} "$@"\n', encoding="utf-8")
        pulumi.chmod(0o755)
        languages.launchers(engine, programs)
        python = folder / "python"
        python.write_text(_python(), encoding="utf-8")
        python.chmod(0o755)
        variables = {
            "NEPTUNE_GLOBAL_PULUMI": str(engine.pulumi),
            # Without a second file for each one's metadata, a state is replaced at once: a kill can't leave half of it.
            "PULUMI_BACKEND_URL": f"{state.as_uri()}?metadata=skip",
            # The same each time: Pulumi writes what it derives from it into the project, as Pulumi.local.yaml.
            "PULUMI_CONFIG_PASSPHRASE": "local",
            "PULUMI_HOME": str(home),
            # PATH alone would not do where this Python is not a virtual environment's, or is not called `python3`.
            "PULUMI_PYTHON_CMD": str(python),
            "PULUMI_SKIP_UPDATE_CHECK": "true",
        }
        if not plugin.is_official():
            variables["PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION"] = "true"
        path = [str(programs), str(cli), str(engine.bin)]
        # The folder of another Python has other programs too, which must not overtake those that the user puts first.
        if sys.prefix != sys.base_prefix:
            path.insert(0, _own_folder())
            # An AWS CLI in this environment must not run before the program that names the local AWS to it.
            if (Path(_own_folder()) / "aws").exists():
                path = list(dict.fromkeys([str(cli), *path]))
        return cls(path, variables)

    def search(self, user: Mapping[str, str]) -> str:
        """The PATH of a program in the sandbox, for the user's environment."""
        return _joined(os.pathsep, self.path, user.get("PATH", os.defpath), _own_folder())

    def overrides(self, user: Mapping[str, str], url: str) -> dict[str, str]:
        """The environment variables that differ from the user's.

        Args:
            user: the user's environment.
            url: the local AWS.
        """
        return {
            **self.variables,
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_CA_BUNDLE": str(_NO_AUTHORITY),
            "AWS_CONFIG_FILE": os.devnull,
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_ENDPOINT_URL": url,
            "AWS_REGION": "us-east-1",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
            "PATH": self.search(user),
            **{
                name: _joined(",", LOOPBACK, user.get("NO_PROXY") or user.get("no_proxy") or "")
                for name in ("NO_PROXY", "no_proxy")
            },
        }

    def environment(self, user: Mapping[str, str], url: str) -> dict[str, str]:
        """The whole environment of a program in the sandbox; the arguments are those of `overrides`."""
        kept = {name: value for name, value in user.items() if not name.startswith(FOREIGN)}
        return {**kept, **self.overrides(user, url)}


def _python() -> str:
    """The script by which Pulumi starts this Python; pip would take a second of every operation."""
    own = shlex.quote(sys.executable)
    script = shlex.quote(installed_packages.__file__)
    return f"""#!/bin/sh
if [ "$*" = "{installed_packages.QUESTION}" ]; then exec {own} {script}; fi
exec {own} "$@"
"""


def _own_folder() -> str:
    """The folder of this environment's programs."""
    return str(Path(sys.executable).parent)


def _joined(separator: str, first: Iterable[str], *texts: str) -> str:
    """Join what comes first with lists in texts, nothing twice."""
    rest = [each for text in texts for each in text.split(separator) if each]
    return separator.join(dict.fromkeys([*first, *rest]))
