"""Input that is not a complete preview: the verdict is FAILED, and the problem names the line and the next step."""

from __future__ import annotations

import codecs
import json
import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from neptune_global_component.cli import main
from neptune_global_component.guard import read

NAME = "updates"
LOGIN = "Logging in using access token from PULUMI_ACCESS_TOKEN"
ENCODINGS = {
    "PowerShell 5, UTF-16 LE with BOM": (codecs.BOM_UTF16_LE, "utf-16-le"),
    "UTF-16 BE with BOM": (codecs.BOM_UTF16_BE, "utf-16-be"),
    "UTF-8 with BOM": (codecs.BOM_UTF8, "utf-8"),
    "UTF-32 LE with BOM": (codecs.BOM_UTF32_LE, "utf-32-le"),
    "UTF-16 LE without BOM": (b"", "utf-16-le"),
    "UTF-16 BE without BOM": (b"", "utf-16-be"),
}


def problem(done):
    """Return the problem of a FAILED verdict, which a log shows once."""
    assert (done.exit_code, done.stderr) == (1, "")
    assert done.stdout.startswith("FAILED  ")
    return " ".join(done.stdout.removeprefix("FAILED").split())


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("is_file", [True, False])
def test_a_preview_in_another_encoding_is_read(guard, recording, tmp_path, encoding, is_file):
    """A preview that PowerShell saved is judged like the original, from a file and from standard input."""
    mark, name = ENCODINGS[encoding]
    text = json.dumps(recording(NAME), indent=4)
    saved = mark + text.replace("\n", "\r\n").encode(name)
    path = tmp_path / "preview.json"
    path.write_bytes(saved)
    done = CliRunner().invoke(main, ["guard", str(path)]) if is_file else guard(saved)
    assert (done.exit_code, done.stderr) == (4, "")
    assert done.stdout == guard(text).stdout


def test_text_before_the_preview_is_named(guard, recording):
    """Pulumi's standard error before the JSON: the line is quoted, with how to leave it out."""
    said = problem(guard(f"\n{LOGIN}\n{json.dumps(recording(NAME), indent=4)}"))
    assert said.startswith(f"Line 2 is not part of the preview: '{LOGIN}'.")
    assert "without 2>&1" in said


def test_text_in_the_middle_of_the_preview_is_named(guard, recording):
    """Standard error can be written at any time."""
    lines = json.dumps(recording(NAME), indent=4).splitlines()
    lines[9:9] = ["warning: a new version of Pulumi is available"]
    said = problem(guard("\n".join(lines)))
    assert said.startswith("Line 10 is not part of the preview: 'warning: a new version of Pulumi is available'.")


@pytest.mark.parametrize("indent", [None, 4])
def test_text_after_the_preview_is_named(guard, recording, indent):
    """An error after the JSON can mean that pulumi failed."""
    text = json.dumps(recording(NAME), indent=indent)
    said = problem(guard(f"{text}\n\nerror: preview failed\n"))
    assert said.startswith(f"Line {text.count(chr(10)) + 3} is not part of the preview: 'error: preview failed'.")


def test_text_beside_an_event_stream_is_named(guard):
    """In a stream of events too, every line is JSON."""
    events = '{"sequence":0,"preludeEvent":{}}\n'
    assert problem(guard(f"{events}{LOGIN}\n")).startswith(f"Line 2 is not part of the preview: '{LOGIN}'.")
    assert problem(guard(events)) == (
        "The preview is incomplete: it has no summary at its end. Run `pulumi preview --json` again and save all of "
        "its standard output."
    )
    assert problem(guard(f'{events}{{"sequence":1,"dia')).startswith("The preview is incomplete: it ends in line 2.")


@pytest.mark.parametrize("secret", ["token=hunter2hunter2", "https://me:hunter2hunter2@git.example", "hunter2hunter2"])
def test_a_quoted_line_has_no_secrets(guard, recording, monkeypatch, secret):
    """Credentials by their form, and values of the environment that are credentials by their name, are hidden."""
    monkeypatch.setenv("MY_API_TOKEN", "hunter2hunter2")
    done = guard(f"using {secret}\n{json.dumps(recording(NAME))}")
    assert "[secret]" in problem(done)
    assert "hunter2" not in done.output


def test_a_line_of_json_is_not_quoted(guard, recording):
    """It can hold the value of a property."""
    text = json.dumps(recording(NAME), indent=4)
    assert problem(guard(f'"s3cret",\n{text}')).startswith("Line 1 has JSON that is not part of the preview.")
    assert "s3cret" not in guard(text.replace('"op": ', '"s3cret" "op": ', 1)).output
    assert "The preview is damaged in line 4" in problem(guard(text.replace('"op": ', '"s3cret" "op": ', 1)))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"", "The preview is empty: pulumi failed before it wrote anything"),
        (b" \n ", "The preview is empty"),
        (b"\xff\xfe", "The preview is empty"),
        (b"Previewing update (dev):\n", "line 1 is 'Previewing update (dev):'. Run `pulumi preview` with --json"),
        (b"[]", "line 1 is other JSON"),
        (b"null", "line 1 is other JSON"),
        (b"{}", "not a preview of Pulumi 2 or later"),
        (b'{"steps": []}', "not a preview of Pulumi 2 or later"),
        (b'{"steps": {}, "changeSummary": {}}', "not a preview of Pulumi 2 or later"),
        (b'{"steps": [{"op": "same"}], "changeSummary": {}}', "not a preview of Pulumi 2 or later"),
        (b'{"steps": [{"op": "same", "urn": "x", "detailedDiff": null}], "changeSummary": {}}', "an invalid URN"),
        (b"\xff\xfe{\x00}", "its byte order mark says UTF-16-LE, and its text is not"),
        (b'{"steps": [],\n "changeSummary": {"\xff": 1}}', "Line 2 is neither UTF-8 nor UTF-16 text."),
        (b"[" * 100_000, "line 1 is other JSON"),
        (b'{"steps": [], "changeSummary": {}, "x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "nested too deeply"),
    ],
)
def test_what_is_not_a_preview_has_no_verdict(guard, text, words):
    """Empty, not JSON, another JSON, an unknown encoding, nested too deeply."""
    assert words in problem(guard(text))


def test_a_state_that_is_nested_too_deeply_has_no_verdict(guard, recording):
    """States of Neptune resources are read in full."""
    whole = json.dumps(recording(NAME))
    deep = "[" * 100_000 + "]" * 100_000
    assert "nested too deeply" in problem(guard(whole.replace('"inputs": {', f'"inputs": {{"deep": {deep}, ', 1)))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_truncated_preview_is_incomplete(guard, recording, share):
    """The problem names the last line of the preview."""
    whole = json.dumps(recording(NAME), indent=4)
    part = whole[: int(len(whole) * share)].rstrip()
    assert f"The preview is incomplete: it ends in line {len(part.splitlines())}." in problem(guard(part))


def test_a_preview_without_a_step_is_incomplete(guard, recording):
    """The engine counts its steps, and all of them must be there."""
    document = recording(NAME)
    document["steps"] = [one for one in document["steps"] if not one["urn"].endswith("::src")]
    assert "its summary has" in problem(guard(document))


def test_a_preview_of_pulumi_1_has_no_verdict(guard, recording):
    """Before Pulumi 2, a step did not show what differs in detail."""
    document = recording(NAME)
    for step in document["steps"]:
        del step["detailedDiff"]
    assert "Pulumi 2 or later" in problem(guard(document))


def test_a_huge_preview_has_no_verdict(guard, recording, monkeypatch):
    """The problem names the limit."""
    monkeypatch.setattr(read, "LIMIT", 3 << 20)
    assert "larger than 3 MB" in problem(guard(json.dumps(recording(NAME)) + " " * (3 << 20)))


@pytest.mark.parametrize(("name", "reason"), [("none.json", "No such file or directory"), (".", "Is a directory")])
def test_a_file_that_cannot_be_read_has_no_verdict(tmp_path, name, reason):
    """It is reported like an incomplete preview, not as a usage error: a pipeline may have written no file."""
    assert f"can't be read ({reason})" in problem(CliRunner().invoke(main, ["guard", str(tmp_path / name)]))


def test_a_terminal_as_input_is_a_usage_error():
    """The guard does not wait for a preview to be typed in a terminal."""
    terminal, end = os.openpty()
    command = [sys.executable, "-c", "from neptune_global_component.cli import main; main()", "guard"]
    done = subprocess.run(command, stdin=end, capture_output=True, text=True, check=False, timeout=600)
    os.close(terminal)
    os.close(end)
    assert (done.returncode, done.stdout) == (2, "")
    assert "pulumi preview --json | neptune-global guard" in done.stderr
