"""`make verify-aws` rehearses on the local AWS, and asks before it creates anything in a real account."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tools.verify_aws import confirm

ROOT = Path(__file__).parents[3]


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

    class Sts:
        def get_caller_identity(self):
            return {"Account": "123456789012", "Arn": "arn:aws:iam::123456789012:user/me"}

    monkeypatch.setattr("boto3.client", lambda *_, **__: Sts())
    monkeypatch.setattr("builtins.input", lambda _: "yes")
    with pytest.raises(SystemExit, match="Nothing was created"):
        confirm("verify-1")
    printed = capsys.readouterr().out
    assert "account 123456789012" in printed
    assert "about 90 minutes" in printed
    assert "3 instance hours" in printed
