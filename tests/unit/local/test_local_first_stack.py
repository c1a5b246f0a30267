"""The sandbox's ``pulumi``: a stack for an operation that finds none, everything else as it is."""

from __future__ import annotations

import subprocess
import sys

import pytest

from neptune_global_component.local import first_stack

SHOW = "--non-interactive --cwd . stack --show-name"
PULUMI = """\
#!/bin/sh
echo "$*" >> "{folder}/calls"
case "$*" in
*--show-name*) exit "$(cat {folder}/status)";;
*select*|*init*) echo "Created stack"; exit 0;;
*) cat; exit 7;;
esac
"""


class Pulumi:
    """An engine that notes its calls; whether it has a stack is in the file `status`."""

    def __init__(self, folder):
        self.folder = folder
        self.program = folder / "pulumi"
        self.program.write_text(PULUMI.format(folder=folder))
        self.program.chmod(0o755)
        self.has_stack(given=False)

    def has_stack(self, *, given):
        """Say whether the stack that is asked for is there."""
        (self.folder / "status").write_text("0" if given else "255")

    def run(self, *arguments, **environment):
        """Run the sandbox's pulumi."""
        command = [sys.executable, "-I", "-S", first_stack.__file__, str(self.program), *arguments]
        self.done = subprocess.run(command, env=environment, input="value", capture_output=True, text=True, check=False)
        return (self.folder / "calls").read_text().splitlines()


@pytest.fixture
def pulumi(tmp_path):
    """An engine with an empty backend."""
    return Pulumi(tmp_path)


@pytest.mark.parametrize("arguments", [("up", "--yes"), ("preview", "--json"), ("config", "set", "name"), ("destroy",)])
def test_an_operation_gets_a_stack(pulumi, arguments):
    """Named `local`, and selected, so that the next operation finds it."""
    assert pulumi.run(*arguments) == [
        SHOW,
        "--non-interactive --cwd . stack select --create local",
        " ".join(arguments),
    ]


def test_standard_input_output_and_status_are_the_operations(pulumi):
    """What makes the stack neither reads nor writes there."""
    pulumi.run("preview", "--json")
    assert (pulumi.done.stdout, pulumi.done.stderr, pulumi.done.returncode) == ("value", "Created stack\n", 7)


def test_a_stack_that_is_selected_stays(pulumi):
    """A script that makes its own stack uses that one."""
    pulumi.has_stack(given=True)
    assert pulumi.run("up") == [SHOW, "up"]


@pytest.mark.parametrize("option", [("--stack", "dev"), ("--stack=dev",), ("-s", "dev"), ("-sdev",)])
def test_a_stack_that_is_named_is_made(pulumi, option):
    """It is not selected, as the option selects none."""
    assert pulumi.run("up", *option) == [
        f"{SHOW} --stack dev",
        "--non-interactive --cwd . stack init --no-select dev",
        f"up {' '.join(option)}",
    ]


def test_a_stack_may_be_named_by_the_environment(pulumi):
    """A script may use Pulumi's variable."""
    assert pulumi.run("up", PULUMI_STACK="dev")[:1] == [f"{SHOW} --stack dev"]


@pytest.mark.parametrize("option", [("-C", "folder"), ("--cwd", "folder"), ("--cwd=folder",)])
def test_the_project_may_be_elsewhere(pulumi, option):
    """The stack is made where the operation looks for it."""
    assert pulumi.run(*option, "up")[0] == "--non-interactive --cwd folder stack --show-name"


@pytest.mark.parametrize(
    "arguments",
    [("stack", "init", "dev"), ("version",), ("up", "--help"), ("plugin", "ls"), ("up", "--stack"), ("new", "python")],
)
def test_other_commands_are_left_alone(pulumi, arguments):
    """What needs no stack, or is not a valid command, goes to the engine at once."""
    assert pulumi.run(*arguments) == [" ".join(arguments)]
