"""What is no whole preview is never SAFE: exit status 1, and one line that says what to do."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from neptune_global_component.cli import main
from neptune_global_component.guard import read

NAME = "updates"


def refused(done):
    """The one line of an exit status 1."""
    assert (done.exit_code, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("error: ")
    return line


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"", "is empty"),
        (b" \n ", "is empty"),
        (b"Previewing update (dev):\n", "not a whole preview"),
        (b"[]", "not a whole preview"),
        (b"null", "not a whole preview"),
        (b"{}", "not a whole preview"),
        (b'{"steps": []}', "not a whole preview"),
        (b'{"steps": {}, "changeSummary": {}}', "not a whole preview"),
        (b'{"steps": [{"op": "same"}], "changeSummary": {}}', "not a whole preview"),
        (b'{"steps": [{"op": "same", "urn": "x", "detailedDiff": null}], "changeSummary": {}}', "URN is not one"),
        (b"\xff\xfe{\x00}\x00", "not a whole preview"),
        (b'{"steps": [], "changeSummary": {"\xff": 1}}', "not a whole preview"),
        (b"[" * 100_000, "not"),
        (b'{"steps": [], "changeSummary": {}, "x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "nested too deeply"),
    ],
)
def test_what_is_no_preview(guard, text, words):
    """Empty, not JSON, another JSON, not UTF-8, nested without end."""
    assert words in refused(guard(text))


def test_a_state_that_is_nested_without_end(guard, recording):
    """The states of what concerns Neptune are read in full, and that has its limit too."""
    whole = json.dumps(recording(NAME))
    deep = "[" * 100_000 + "]" * 100_000
    assert "nested too deeply" in refused(guard(whole.replace('"inputs": {', f'"inputs": {{"deep": {deep}, ', 1)))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_truncated_preview(guard, recording, share):
    """Wherever it ends."""
    whole = json.dumps(recording(NAME), indent=4)
    assert "not a whole preview" in refused(guard(whole[: int(len(whole) * share)]))


def test_text_behind_the_preview(guard, recording):
    """What pulumi printed on standard error, say: it may have been a failure."""
    assert "without standard error" in refused(guard(json.dumps(recording(NAME)) + "\nerror: preview failed\n"))


def test_a_step_that_is_missing(guard, recording):
    """The engine counts its steps, and they must all be there."""
    document = recording(NAME)
    document["steps"] = [one for one in document["steps"] if not one["urn"].endswith("::src")]
    assert "the engine counted" in refused(guard(document))


def test_an_older_format(guard, recording):
    """Before Pulumi 2, a step did not say what differs in detail."""
    document = recording(NAME)
    for step in document["steps"]:
        del step["detailedDiff"]
    assert "Pulumi 2 and later" in refused(guard(document))


@pytest.mark.parametrize(
    "failure", [{"diagnostics": [{"severity": "error", "message": "s3cret"}]}, {"maybeCorrupt": True}]
)
def test_a_failed_preview(guard, recording, failure):
    """It does not show all that an update would do; its messages, which may have anything in them, are not printed."""
    line = refused(guard(recording(NAME) | failure))
    assert "The preview failed" in line
    assert "s3cret" not in line


def test_a_preview_that_the_component_refused(guard, recording):
    """Recorded on the engine: invalid arguments."""
    assert "The preview failed" in refused(guard(recording("failed")))


def test_a_huge_preview(guard, recording, monkeypatch):
    """There is a limit, and it is said."""
    monkeypatch.setattr(read, "LIMIT", 3 << 20)
    assert "larger than 3 MB" in refused(guard(json.dumps(recording(NAME)) + " " * (3 << 20)))


def test_a_file_that_is_not_there(tmp_path):
    """It is unreadable, which is no usage error."""
    done = CliRunner().invoke(main, ["guard", str(tmp_path / "none.json")])
    assert "none.json can't be read (No such file or directory)" in refused(done)


def test_a_folder(tmp_path):
    """Likewise."""
    assert "Is a directory" in refused(CliRunner().invoke(main, ["guard", str(tmp_path)]))


def test_nothing_is_piped():
    """At a terminal the guard does not wait for somebody to type a preview: a usage error."""
    terminal, end = os.openpty()
    command = [sys.executable, "-c", "from neptune_global_component.cli import main; main()", "guard"]
    done = subprocess.run(command, stdin=end, capture_output=True, text=True, check=False, timeout=30)
    os.close(terminal)
    os.close(end)
    assert (done.returncode, done.stdout) == (2, "")
    assert "pulumi preview --json | neptune-global guard" in done.stderr
