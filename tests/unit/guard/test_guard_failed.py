"""A failed preview: the verdict is FAILED in every format, with Pulumi's errors and without secrets."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.resources import files

import jsonschema
import pytest
from test_guard_read import events

from neptune_global_component.guard import markdown as markdown_module

MAIN = "from neptune_global_component.cli import main; main()"
FORMATS = pytest.mark.parametrize("form", ["text", "markdown", "json"])


def failing(document, *messages, urn=""):
    """A preview that failed with these messages."""
    return document | {"diagnostics": [{"severity": "error", "message": one, "urn": urn} for one in messages]}


def schema():
    """The schema of the report."""
    return json.loads(files("neptune_global_component.guard").joinpath("report.schema.json").read_text())


@FORMATS
def test_a_failed_preview_is_reported_in_every_format(guard, recording, form):
    """The report has the component's error, but not that the program ended; standard error has at most one line."""
    done = guard(recording("failed"), "--format", form)
    assert done.exit_code == 1
    assert "FAILED" in done.stdout
    assert "burstable" in done.stdout
    assert "regions" in done.stdout
    assert "unhandled error" not in done.stdout
    lines = done.stderr.splitlines()
    assert len(lines) == (form != "text")
    assert all(line.startswith("error: The preview failed with 1 error,") for line in lines)


@FORMATS
def test_a_report_in_a_file_has_its_problem_on_standard_error(tmp_path, form):
    """A log shows why the command failed, in one line, if the report goes to a file."""
    arguments = [sys.executable, "-c", MAIN, "guard", "nothing.json", "--format", form]
    with (tmp_path / "report").open("w") as report:
        done = subprocess.run(arguments, cwd=tmp_path, stdout=report, stderr=subprocess.PIPE, check=False, text=True)
    assert done.returncode == 1
    assert "nothing.json can't be read" in (tmp_path / "report").read_text()
    (line,) = done.stderr.splitlines()
    assert line.startswith("error: nothing.json can't be read")


def test_a_report_that_is_thrown_away_has_its_problem_on_standard_error(tmp_path):
    """A script that only needs the exit status still shows why the command failed."""
    arguments = [sys.executable, "-c", MAIN, "guard", "nothing.json"]
    pipe, null = subprocess.PIPE, subprocess.DEVNULL
    done = subprocess.run(arguments, cwd=tmp_path, stdout=null, stderr=pipe, check=False, text=True)
    assert done.stderr.startswith("error: nothing.json can't be read")


def test_a_report_in_the_file_of_standard_error_is_there_once(tmp_path):
    """A file of both has the problem once, although no terminal shows it."""
    arguments = [sys.executable, "-c", MAIN, "guard", "nothing.json"]
    with (tmp_path / "log").open("w") as log:
        done = subprocess.run(arguments, cwd=tmp_path, stdout=log, stderr=subprocess.STDOUT, check=False)
    assert done.returncode == 1
    assert (tmp_path / "log").read_text().count("nothing.json can't be read") == 1


@FORMATS
@pytest.mark.parametrize("written", ["", "Logging in\n", '{"steps": [', "[]", '{"steps": [], "changeSummary": {}, "m'])
def test_unreadable_input_is_reported_in_every_format(guard, form, written):
    """A pipeline always has a comment to write."""
    done = guard(written, "--format", form)
    assert done.exit_code == 1
    assert "FAILED" in done.stdout
    if form == "markdown":
        assert done.stdout.startswith("<!-- neptune-global guard -->\n## Neptune: FAILED\n")


def test_the_json_of_a_failure_has_the_schema(guard, recording):
    """FAILED has a problem and no findings; every other verdict has no problem and no errors."""
    report = json.loads(guard(recording("failed"), "--format", "json").stdout)
    jsonschema.validate(report, schema())
    assert (report["verdict"], report["stack"], report["findings"], len(report["errors"])) == (
        "FAILED",
        "test/dev",
        [],
        1,
    )
    unreadable = json.loads(guard("", "--format", "json").stdout)
    jsonschema.validate(unreadable, schema())
    assert (unreadable["verdict"], unreadable["errors"]) == ("FAILED", [])
    judged = json.loads(guard(recording("updates"), "--format", "json").stdout)
    assert (judged["problem"], judged["errors"]) == (None, [])
    for wrong in (report | {"problem": None}, judged | {"problem": "x"}, judged | {"errors": ["x"]}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, schema())


@FORMATS
@pytest.mark.parametrize("failure", [{"maybeCorrupt": True}, {"diagnostics": [{"severity": "error"}]}])
def test_a_failure_without_a_message_is_a_failure(guard, recording, form, failure):
    """The verdict is FAILED, whatever the steps show."""
    done = guard(recording("updates") | failure, "--format", form)
    assert done.exit_code == 1
    assert "The preview failed with no error message" in done.stdout


def test_an_invalid_yaml_program_is_a_failure(guard, recording):
    """Pulumi's YAML host reports its errors on standard error only, in a preview that otherwise looks complete."""
    said = ['\x1b[31mError\x1b[0m: resource "nothing" not found\n\n', "  on Pulumi.yaml line 12:\n\n"]
    for texts in (said, [one.replace("\x1b[31m", "").replace("\x1b[0m", "") for one in said]):
        document = recording("component-created")
        document["diagnostics"] = [{"severity": "info#err", "message": text} for text in texts]
        done = guard(document, "--format", "json")
        assert done.exit_code == 1
        assert json.loads(done.stdout)["errors"] == ['Error: resource "nothing" not found\n\n  on Pulumi.yaml line 12:']


def test_what_a_program_prints_on_standard_error_is_no_failure(guard, recording):
    """Warnings of Python, for example."""
    document = recording("component-created")
    document["diagnostics"] = [{"severity": "info#err", "message": "DeprecationWarning: Error: x\n"}]
    assert guard(document).exit_code == 0


def test_an_event_stream_of_a_failure_has_its_errors(guard, recording):
    """Also one that ends with the error."""
    lines = events(recording("updates"))
    error = json.dumps(
        {"sequence": 9, "diagnosticEvent": {"severity": "error", "message": "it broke"}}, separators=(",", ":")
    )
    for written in ([*lines[:-2], error, *lines[-2:]], [*lines[:-2], error]):
        done = guard("\n".join(written))
        assert done.exit_code == 1
        assert "it broke" in done.stdout


def test_an_error_has_the_name_of_its_resource(guard, recording):
    """Once: most messages have it already. An error that Pulumi repeats is shown once."""
    document = failing(recording("failed"), "it broke", "it broke", urn="urn:pulumi:dev::test::aws:s3:Bucket::logs")
    assert json.loads(guard(document, "--format", "json").stdout)["errors"] == ["logs: it broke"]
    document = failing(recording("failed"), "error: logs broke", urn="urn:pulumi:dev::test::aws:s3:Bucket::logs")
    assert json.loads(guard(document, "--format", "json").stdout)["errors"] == ["logs broke"]
    document = failing(recording("failed"), "it broke", urn="urn:pulumi:dev::test::aws:s3:Bucket::team::logs")
    assert json.loads(guard(document, "--format", "json").stdout)["errors"] == ["team::logs: it broke"]


@FORMATS
def test_errors_have_no_secrets(guard, recording, form, monkeypatch):
    """Neither a value that the preview marks as secret, nor credentials of the machine, nor what looks like one."""
    monkeypatch.setenv("PULUMI_CONFIG_PASSPHRASE", "correct horse")
    document = recording("component-deleted")
    assert "s3cret" in json.dumps(document)
    hidden = ["tag 's3cret' is invalid", "passphrase correct horse", "password: hunter2", "key AKIAABCDEFGHIJKLMNOP"]
    done = guard(failing(document, *hidden), "--format", form)
    assert done.exit_code == 1
    for secret in ("s3cret", "correct horse", "hunter2", "AKIA"):
        assert secret not in done.output
    assert "is invalid" in done.stdout


def test_a_secret_that_is_repeated_under_another_property_is_hidden(guard, recording):
    """A secret number, an element of a list, and a secret in plain text under --show-secrets."""
    document = recording("failed")
    marked = {"4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", "plaintext": '"plain-one"'}
    document["steps"][1]["newState"] |= {
        "inputs": {"port": "[secret]", "names": ["[secret]", "x"], "word": marked},
        "outputs": {"port": 48182, "inner": [{"names": ["listed-one"]}], "other": "shown"},
    }
    done = guard(failing(document, "48182 listed-one plain-one shown"), "--format", "json")
    assert json.loads(done.stdout)["errors"] == ["[secret] [secret] [secret] shown"]


def test_an_error_does_nothing_to_markdown_or_a_terminal(guard, recording):
    """Markup and control characters of a message are text."""
    document = failing(recording("failed"), "```\n</details> <img src=x> @team\n\x1b[2J\x07`````\n# y")
    written = guard(document, "--format", "markdown").stdout
    assert "``````text\n```\n</details>" in written
    assert "\\x07" in written
    assert "\x1b" not in written
    assert "\x07" not in guard(document).stdout
    quoted = guard("<img src=x> *x* @team\n{}", "--format", "markdown").stdout
    assert "\\<img src=x\\> \\*x\\* \\@team" in quoted


def test_long_errors_fit_into_a_comment(guard, recording):
    """A message is cut, and messages that do not fit are counted."""
    document = failing(recording("failed"), *(f"{number} {'x' * 20_000}" for number in range(20)))
    written = guard(document, "--format", "markdown").stdout
    assert len(written) <= markdown_module.LIMIT + 1
    assert "… (" in written
    assert "more parts do not fit into a comment" in written
