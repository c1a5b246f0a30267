"""The stacks that tests create first: the second test that begins with the same program gets a copy of its result."""

from __future__ import annotations

import contextlib
import shutil

from tested_aws import READS

from neptune_global_component.core.errors import LocalAwsError
from neptune_global_component.local.process import LocalAws


class ResettableAws(LocalAws):
    """A local AWS that knows whether it has its default settings."""

    has_settings = False

    def reset(self):
        """Delete all AWS resources, and restore the default settings."""
        super().reset()
        self.has_settings = False

    def settings(self, settings):
        """Change the settings."""
        super().settings(settings)
        self.has_settings = True


class CreatedStacks:
    """Creates stacks in an empty AWS, each program once per test worker.

    Args:
        local: the local AWS.
        folder: an empty folder.
    """

    def __init__(self, local, folder):
        self._local = local
        self._folder = folder
        self._states = {}

    def up(self, project):
        """Update a project; if it is the first update in an empty AWS, copy the result of an earlier one."""
        writes = [call for call in self._local.calls() if not call["operation"].startswith(READS)]
        if project.has_run or self._local.has_settings or writes:
            project.run("up", "--yes", "--skip-preview")
            return
        key = _contents(project)
        if key in self._states:
            shutil.rmtree(project.state_folder)
            shutil.copytree(self._states[key], project.state_folder)
            self._local.restore(self._states[key].name)
            # The next update continues from this state, even if AWS has got no writes.
            project.has_run = True
            return
        project.run("up", "--yes", "--skip-preview")
        state = self._folder / str(len(self._states))
        with contextlib.suppress(LocalAwsError):  # a resource can't be copied
            self._local.save(state.name)
            self._states[key] = shutil.copytree(project.state_folder, state)


def _contents(project):
    """Return all that decides what an update does: the project's files and environment variables."""
    files = [(str(file.relative_to(project.folder)), file.read_bytes()) for file in _files(project.folder)]
    # Each project has its own backend.
    shared = {**project.environment, "PULUMI_BACKEND_URL": None}
    return tuple(sorted(files)), frozenset(shared.items())


def _files(folder):
    return [file for file in folder.rglob("*") if file.is_file() and "__pycache__" not in file.parts]
