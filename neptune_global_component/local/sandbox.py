"""The isolated Pulumi of a local run: a folder, and an environment that points only to it and to the local AWS."""

from __future__ import annotations

import os
import shlex
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from neptune_global_component.core.loopback import LOCAL_AWS
from neptune_global_component.local import aws_cli, first_stack, installed_packages, plugin
from neptune_global_component.local.engine import languages

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from neptune_global_component.local.engine import Engine
    from neptune_global_component.local.engine.model import Report

FOREIGN = ("AWS_", "PULUMI_")
"""Prefixes of environment variables that are not inherited from the user.

Every variable with such a prefix is dropped. A list of the harmful ones (AWS_ENDPOINT_URL_NEPTUNE,
PULUMI_DEBUG_PROVIDERS, PULUMI_OPTION_STACK, …) would become outdated, and the sandbox needs none of them.
"""

# A tool that ignores AWS_ENDPOINT_URL, or is configured with another endpoint, sends nothing, because it trusts no AWS
# certificate: the certificate in this file has expired, and its private key was deleted. The local AWS needs no
# certificate.
_EXPIRED_CERTIFICATE = Path(__file__).with_name("no_connection_to_aws.pem")

LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True)
class Sandbox:
    """An isolated Pulumi.

    Args:
        path: the folders at the beginning of PATH.
        variables: the environment variables that point Pulumi to the sandbox.
    """

    path: list[str]
    variables: dict[str, str]

    @classmethod
    def create(cls, folder: Path, engine: Engine, report: Report) -> Sandbox:
        """Create a sandbox.

        Args:
            folder: an existing, empty folder.
            engine: the Pulumi engine.
            report: receives a line about the aws plugin, and progress lines during a download.

        Raises:
            LocalAwsError: the selected aws plugin is not available.
        """
        home, state, programs, cli = (folder / name for name in ("home", "state", "bin", "aws"))
        for each in (home, state, programs, cli):
            each.mkdir()
        aws_cli.write(cli)
        plugin.install(home, engine, report)
        pulumi = programs / "pulumi"
        # The script needs no site-packages, and starts faster without them.
        command = shlex.join([sys.executable, "-I", "-S", first_stack.__file__, str(engine.pulumi)])
        pulumi.write_text(f'#!/bin/sh\nexec {command} "$@"\n', encoding="utf-8")
        pulumi.chmod(0o755)
        languages.launchers(engine, programs)
        python = folder / "python"
        python.write_text(_python(), encoding="utf-8")
        python.chmod(0o755)
        variables = {
            "NEPTUNE_GLOBAL_PULUMI": str(engine.pulumi),
            # Without a second metadata file per state, a state is replaced atomically, and a kill cannot corrupt it.
            "PULUMI_BACKEND_URL": f"{state.as_uri()}?metadata=skip",
            # The passphrase is constant, because Pulumi writes a value derived from it into the project's
            # Pulumi.local.yaml.
            "PULUMI_CONFIG_PASSPHRASE": "local",
            "PULUMI_HOME": str(home),
            # PATH alone is not enough if this Python is not in a virtual environment, or is not called `python3`.
            "PULUMI_PYTHON_CMD": str(python),
            "PULUMI_SKIP_UPDATE_CHECK": "true",
        }
        if not plugin.is_official():
            variables["PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION"] = "true"
        path = [str(programs), str(engine.bin)]
        # The folder of a system Python contains other programs too, which must not precede those that the user puts
        # first.
        if sys.prefix != sys.base_prefix:
            path.insert(0, _own_folder())
        # The program that points the AWS CLI to the local AWS must precede every AWS CLI, including one that is
        # installed in this environment later.
        return cls([str(cli), *path], variables)

    def search(self, user: Mapping[str, str]) -> str:
        """Return the PATH of a program in the sandbox.

        Args:
            user: the user's environment.
        """
        return _join_unique(os.pathsep, self.path, user.get("PATH", os.defpath), _own_folder())

    def overrides(self, user: Mapping[str, str], url: str) -> dict[str, str]:
        """Return the environment variables that differ from the user's.

        Args:
            user: the user's environment.
            url: the URL of the local AWS.
        """
        return {
            **self.variables,
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_CA_BUNDLE": str(_EXPIRED_CERTIFICATE),
            "AWS_CONFIG_FILE": os.devnull,
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_ENDPOINT_URL": url,
            "AWS_REGION": "us-east-1",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
            # A program's aws provider can configure other endpoints, and accept their certificates.
            LOCAL_AWS: url,
            "PATH": self.search(user),
            **{
                name: _join_unique(",", LOOPBACK, user.get("NO_PROXY") or user.get("no_proxy") or "")
                for name in ("NO_PROXY", "no_proxy")
            },
        }

    def environment(self, user: Mapping[str, str], url: str) -> dict[str, str]:
        """Return the complete environment of a program in the sandbox.

        Args:
            user: the user's environment.
            url: the URL of the local AWS.
        """
        inherited = {name: value for name, value in user.items() if not name.startswith(FOREIGN)}
        return {**inherited, **self.overrides(user, url)}


def _python() -> str:
    """Return the script that starts Python for Pulumi. It avoids pip, which takes a second of every operation."""
    own = shlex.quote(sys.executable)
    script = shlex.quote(installed_packages.__file__)
    return f"""#!/bin/sh
if [ "$*" = "{installed_packages.PIP_ARGUMENTS}" ]; then exec {own} {script}; fi
exec {own} "$@"
"""


def _own_folder() -> str:
    """Return the folder of this environment's programs."""
    return str(Path(sys.executable).parent)


def _join_unique(separator: str, first: Iterable[str], *texts: str) -> str:
    """Join values with the items of separated lists, without duplicates."""
    rest = [each for text in texts for each in text.split(separator) if each]
    return separator.join(dict.fromkeys([*first, *rest]))
