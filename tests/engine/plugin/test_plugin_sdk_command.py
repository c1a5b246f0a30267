"""The command that writes SDKs, with Pulumi's own generators."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(sys.executable).parent / "neptune-global"


@pytest.mark.parametrize(
    ("language", "file", "text"),
    [
        ("python", "pulumi_neptune_global/global_cluster.py", "class GlobalCluster("),
        ("nodejs", "globalCluster.ts", "export class GlobalCluster "),
        ("go", "neptune-global/globalCluster.go", "type GlobalCluster struct"),
        ("java", "neptuneglobal/GlobalCluster.java", "public class GlobalCluster extends"),
        ("dotnet", "GlobalCluster.cs", "public partial class GlobalCluster :"),
    ],
)
def test_an_sdk(tmp_path, language, file, text):
    """The SDK has the component, in a folder that the command creates; only its path is on standard output."""
    out = tmp_path / "sdks" / "neptune-global"
    command = [PROGRAM, "sdk", language, "--out", out]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert done.stdout == f"{out}\n"
    (found,) = [path for path in out.rglob(Path(file).name) if text in path.read_text()]
    assert found.is_relative_to(out)


def test_a_folder_that_cannot_be_created(tmp_path):
    """The error names the folder and the reason."""
    (tmp_path / "file").touch()
    command = [PROGRAM, "sdk", "go", "--out", tmp_path / "file" / "sdk"]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 1
    expected = f"error: --out: '{tmp_path}/file/sdk' can't be written (Not a directory). Choose another folder.\n"
    assert done.stderr.endswith(expected)


def test_other_files_are_not_overwritten(tmp_path):
    """Other files with names of the SDK are listed, and nothing is written; in a new folder the command works."""
    (tmp_path / "go.mod").write_text("module mine\n")
    (tmp_path / ".gitattributes").symlink_to(tmp_path / "nowhere")
    done = subprocess.run([PROGRAM, "sdk", "go", "--out", tmp_path], check=False, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (1, "")
    expected = (
        f"error: --out: '{tmp_path}' contains other files with names of the SDK (.gitattributes, go.mod). Nothing "
        "was written. Choose an empty or a new folder.\n"
    )
    assert done.stderr.endswith(expected)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".gitattributes", "go.mod"]
    assert (tmp_path / "go.mod").read_text() == "module mine\n"
    subprocess.run([PROGRAM, "sdk", "go", "--out", tmp_path / "new"], check=True, capture_output=True)


def test_an_earlier_sdk_is_replaced(tmp_path):
    """Changed files of an SDK are written again. Other files in its folder, and the folder's mode, do not change."""
    command = [PROGRAM, "sdk", "go", "--out", tmp_path]
    subprocess.run(command, check=True, capture_output=True)
    generated = (tmp_path / "go.mod").read_text()
    (tmp_path / "go.mod").write_text("module older\n")
    (tmp_path / "notes").write_text("mine\n")
    tmp_path.chmod(0o700)
    subprocess.run(command, check=True, capture_output=True)
    assert (tmp_path / "go.mod").read_text() == generated
    assert (tmp_path / "notes").read_text() == "mine\n"
    assert tmp_path.stat().st_mode & 0o777 == 0o700
