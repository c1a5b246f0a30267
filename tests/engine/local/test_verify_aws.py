"""`make verify-aws` rehearses on the local AWS, and asks before it creates anything in a real account."""

from __future__ import annotations

import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest

from tools.verify_aws import Life, VerificationError, confirm

pytestmark = pytest.mark.long

ROOT = Path(__file__).parents[3]


class Sts:
    """A client that knows the account."""

    def get_caller_identity(self):
        """Return the caller."""
        return {"Account": "123456789012", "Arn": "arn:aws:iam::123456789012:user/me"}


def test_rehearsal():
    """All steps pass on the local AWS, and nothing is left."""
    command = [
        str(Path(sys.executable).with_name("neptune-global")),
        "local",
        "run",
        "--",
        sys.executable,
        "-m",
        "tools.verify_aws",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert [line.partition(":")[0] for line in done.stdout.splitlines() if ": passed" in line] == [
        "create in two Regions",
        "preview without changes",
        "change a property",
        "refresh without changes",
        "switch over",
        "destroy",
    ]
    assert done.stdout.splitlines()[-1] == "passed: AWS has what the program declares, and nothing is left"


def test_confirmation(monkeypatch, capsys):
    """The account, the instances, the minutes and the cost are shown, and any other answer creates nothing."""
    monkeypatch.setattr("boto3.client", lambda *_, **__: Sts())
    monkeypatch.setattr("builtins.input", lambda _: "yes")
    with pytest.raises(SystemExit, match="Nothing was created"):
        confirm("verify-1")
    printed = capsys.readouterr().out
    assert "account 123456789012" in printed
    assert "about 90 minutes" in printed
    assert "3 instance hours" in printed


def test_a_failed_destroy_keeps_the_state(tmp_path, monkeypatch):
    """If the destroy fails, the state stays, and the error names its folder, the command and the tag."""

    def pulumi(_, *arguments):
        if arguments[0] in {"up", "destroy"}:
            raise VerificationError(f"pulumi {arguments[0]} failed")

    monkeypatch.setattr(Life, "_pulumi", pulumi)
    with pytest.raises(VerificationError) as caught:
        Life("verify-1", tmp_path).run()
    assert "pulumi destroy failed" in str(caught.value)
    assert "the tag purpose=verify-1" in str(caught.value)
    assert f"The state is in {tmp_path}: run `PULUMI_CONFIG_PASSPHRASE= pulumi destroy" in str(caught.value)
    assert (tmp_path / "Pulumi.yaml").exists()


def test_without_an_answer_nothing_is_created(monkeypatch, capsys):
    """Without a terminal, the question has no answer."""
    monkeypatch.setattr("boto3.client", lambda *_, **__: Sts())
    monkeypatch.setattr("sys.stdin", StringIO(""))
    with pytest.raises(SystemExit, match="Nothing was created"):
        confirm("verify-1")
    assert "Type verify-1 to continue" in capsys.readouterr().out
