"""The sandbox's ``pulumi`` creates a stack for an operation without one, and forwards all other commands."""

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
*select*) exit "$(cat {folder}/shared)";;
*init*) echo "Created stack"; exit 0;;
*) cat; exit 7;;
esac
"""


class Pulumi:
    """An engine that records its calls. The file `status` determines whether it has a stack."""

    def __init__(self, folder):
        self.folder = folder
        self.program = folder / "pulumi"
        self.program.write_text(PULUMI.format(folder=folder))
        self.program.chmod(0o755)
        self.has_stack(given=False)
        self.is_shared(given=False)

    def has_stack(self, *, given):
        """Set whether the requested stack exists."""
        (self.folder / "status").write_text("0" if given else "255")

    def is_shared(self, *, given):
        """Set whether another folder created the stack `local` of the same project."""
        (self.folder / "shared").write_text("0" if given else "255")

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
    """An operation without a stack gets one named `local`, which stays selected for later operations."""
    assert pulumi.run(*arguments) == [
        SHOW,
        "--non-interactive --cwd . stack select local",
        "--non-interactive --cwd . stack init local",
        " ".join(arguments),
    ]


def test_a_stack_of_another_folder(pulumi):
    """A folder with the same project name uses the same stack, and a line says what an update deletes."""
    pulumi.is_shared(given=True)
    assert pulumi.run("up") == [SHOW, "--non-interactive --cwd . stack select local", "up"]
    assert pulumi.done.stderr == f"{first_stack.SHARED}\n"


def test_stdin_stdout_and_status_belong_to_the_operation(pulumi):
    """Creating the stack leaves stdin and stdout to the operation, and the exit status is the operation's."""
    pulumi.run("preview", "--json")
    assert (pulumi.done.stdout, pulumi.done.stderr, pulumi.done.returncode) == ("value", "Created stack\n", 7)


def test_a_selected_stack_is_used(pulumi):
    """A stack that the user selected is used."""
    pulumi.has_stack(given=True)
    assert pulumi.run("up") == [SHOW, "up"]


@pytest.mark.parametrize("option", [("--stack", "dev"), ("--stack=dev",), ("-s", "dev"), ("-sdev",)])
def test_a_named_stack_is_created(pulumi, option):
    """A stack specified by the option is created, but not selected, because the option does not select it."""
    assert pulumi.run("up", *option) == [
        f"{SHOW} --stack dev",
        "--non-interactive --cwd . stack init --no-select dev",
        f"up {' '.join(option)}",
    ]


def test_the_environment_can_name_a_stack(pulumi):
    """A stack specified in PULUMI_STACK is created."""
    assert pulumi.run("up", PULUMI_STACK="dev")[:1] == [f"{SHOW} --stack dev"]


@pytest.mark.parametrize("option", [("-C", "folder"), ("--cwd", "folder"), ("--cwd=folder",)])
def test_the_project_can_be_in_another_folder(pulumi, option):
    """With --cwd, the stack is created in that project."""
    assert pulumi.run(*option, "up")[0] == "--non-interactive --cwd folder stack --show-name"


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("up --yes", "up"),
        ("--non-interactive up", "up"),
        ("--color never -C folder up", "up"),
        ("--color=never -Cfolder -e up", "up"),
        ("-v 3 --logtostderr preview", "preview"),
        ("-s dev up", "up"),
        ("stack output -s preview", "stack"),
        ("-C up stack ls", "stack"),
        ("-s preview stack output", "stack"),
        ("org search up", "org"),
        ("--yes up", ""),
        ("--version", ""),
        ("", ""),
    ],
)
def test_the_command_is_not_the_value_of_an_option(line, command):
    """The command is the first argument that is neither an option nor its value, as Pulumi reads it."""
    assert first_stack.command_of(tuple(line.split())) == command


@pytest.mark.parametrize(
    "arguments",
    [
        ("stack", "output", "-s", "preview"),
        ("-C", "up", "stack"),
        ("stack", "init", "dev"),
        ("version",),
        ("up", "--help"),
        ("plugin", "ls"),
        ("up", "--stack"),
        ("new", "python"),
    ],
)
def test_other_commands_create_no_stack(pulumi, arguments):
    """Commands that need no stack, or are invalid, go to the engine directly."""
    assert pulumi.run(*arguments) == [" ".join(arguments)]
