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
    expected = f"error: --out: '{tmp_path}/file/sdk' can't be created (Not a directory). Choose another folder.\n"
    assert done.stderr.endswith(expected)
