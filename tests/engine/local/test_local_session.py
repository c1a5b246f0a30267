"""`local up`, `local env`, `local down`."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import urllib.request
from pathlib import Path

import pytest

from neptune_global_component.local import processes


@pytest.fixture
def session(cli):
    """Return the command; a session left running is stopped."""
    yield cli
    cli.run("local", "down")


def path_of_state(cli):
    """Return the path of the session file."""
    return Path(cli.environment["NEPTUNE_GLOBAL_CACHE"]) / "local" / "session.json"


def state(cli):
    """Return the content of the session file."""
    return json.loads(path_of_state(cli).read_text())


def calls(url):
    """Return the AWS calls so far."""
    with urllib.request.urlopen(f"{url}/neptune-global/calls") as answer:  # noqa: S310 - a loopback URL
        return json.load(answer)


def test_a_session_from_begin_to_end(session):
    """A session serves other shells too until it is stopped, and then leaves nothing."""
    first, *hints = session.run("local", "up").stdout.splitlines()
    url = first.removeprefix("local AWS: ")
    assert calls(url) == []
    assert [line.split(":  ")[1].strip() for line in hints] == [
        'eval "$(neptune-global local env)"',
        "neptune-global local down",
    ]
    shell = f'eval "$({session.program} local env)"; echo "$AWS_ENDPOINT_URL"; env; pulumi version'
    user = {"AWS_PROFILE": "prod", "PULUMI_STACK": "prod", "HOME": str(session.folder), "AWS_REGION": "eu-west-1"}
    environment = {**session.environment, **user}
    lines = subprocess.run(["sh", "-c", shell], env=environment, capture_output=True, text=True, check=True).stdout
    assert lines.splitlines()[0] == url
    assert f"HOME={session.folder}\n" in lines
    assert "AWS_REGION=us-east-1\n" in lines
    assert "prod" not in [line.partition("=")[2] for line in lines.splitlines()]
    folder = Path(session.environment["NEPTUNE_GLOBAL_CACHE"]) / "local"
    assert session.run("local", "down").stdout.startswith(
        f"Stopped the local AWS at {url} and removed {folder}, with the state of its Pulumi stacks.\n"
    )
    assert not folder.exists()
    with pytest.raises(OSError, match="refused"):
        calls(url)


def test_a_second_up_finds_the_first(session):
    """A second `local up` reuses the local AWS and exits with 0."""
    first = session.run("local", "up").stdout.splitlines()
    second = session.run("local", "up").stdout.splitlines()
    assert second == [f"{first[0]} (already running)", *first[1:]]


def test_a_session_that_was_killed_is_replaced(session):
    """The session file of a killed session is ignored."""
    session.run("local", "up")
    dead = state(session)
    processes.stop_server(dead["pid"], int(dead["url"].rpartition(":")[2]))
    assert "No local AWS is running." in session.run("local", "env", status=1).stderr
    assert "(already running)" not in session.run("local", "up").stdout
    assert state(session)["pid"] != dead["pid"]


@pytest.mark.parametrize("damage", [lambda _: "{", lambda read: json.dumps({**read, "more": 1}), lambda _: "[]"])
def test_a_damaged_session(session, damage):
    """`up` and `env` name the damaged file and the fix; `down` stops the session and removes the file."""
    session.run("local", "up")
    url, path = state(session)["url"], path_of_state(session)
    path.write_text(damage(state(session)))
    for command in ("up", "env"):
        done = session.run("local", command, status=1)
        assert done.stderr.startswith(f"error: {path} is damaged, or was written by another version of this package (")
        assert done.stderr.endswith("`neptune-global local down`.\n")
        assert done.stdout == ""
    assert session.run("local", "down").stdout.startswith(f"Stopped the local AWS and removed {path.parent}, with")
    assert not path.parent.exists()
    with pytest.raises(OSError, match=r"refused|reset"):
        calls(url)


def test_a_damaged_session_of_nothing(session):
    """If nothing runs, `down` reports it and removes the file; then `up` works."""
    path = path_of_state(session)
    path.parent.mkdir(parents=True)
    path.write_text("")
    assert session.run("local", "down").stdout.startswith("Found no running local AWS and removed")
    session.run("local", "up")


def test_a_session_whose_start_was_killed(session):
    """A local AWS without a session file is stopped by the next `up`, and by `down`."""
    for command, printed in (("up", "local AWS: http"), ("down", "Stopped the local AWS and removed")):
        session.run("local", "up")
        url = state(session)["url"]
        path_of_state(session).unlink()
        assert session.run("local", command).stdout.startswith(printed)
        with pytest.raises(OSError, match=r"refused|reset"):
            calls(url)


def test_without_a_session(session):
    """`env` fails, and a shell evaluates nothing; `down` succeeds."""
    done = session.run("local", "env", status=1)
    assert (done.stdout, done.stderr) == (
        "",
        "error: No local AWS is running. Start one with `neptune-global local up`.\n",
    )
    assert session.run("local", "down").stdout == "No local AWS is running.\n"


def test_exports_are_quoted(session):
    """Folder names are quoted, and the shell's own AWS variables are unset."""
    session.run("local", "up")
    path = "/a folder/with 'quotes' and $HOME:/usr/bin"
    lines = session.run("local", "env", PATH=path, AWS_VAULT="real").stdout.splitlines()
    assert "unset AWS_VAULT" in lines
    (exported,) = [line for line in lines if line.startswith("export PATH=")]
    (word,) = shlex.split(exported.removeprefix("export "))
    assert word.endswith(path)


def test_a_session_does_not_end_with_the_terminal(session):
    """The session's process has no terminal."""
    session.run("local", "up")
    pid = state(session)["pid"]
    assert os.getsid(pid) == pid
