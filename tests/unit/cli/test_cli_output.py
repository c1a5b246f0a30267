"""Files that commands write with ``--out``."""

from __future__ import annotations

import os

import pytest
from click import ClickException
from click.testing import CliRunner
from local_database import create_database

from neptune_global_component.cli.main import main
from neptune_global_component.cli.output import write_file, writing


@pytest.fixture
def program(tmp_path):
    """Return the file of an earlier program."""
    file = tmp_path / "__main__.py"
    file.write_text("earlier\n")
    return file


def run(identifier, out):
    """Write a program for a database to a file."""
    return CliRunner().invoke(main, ["import", identifier, "--language", "python", "--out", str(out)])


def test_an_import_replaces_the_program(aws, program):
    """The file gets the whole program, and its path is printed; after an error it is unchanged."""
    del aws
    create_database()
    done = run("order", program)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "order" in done.stderr
    assert program.read_text() == "earlier\n"
    done = run("orders", program)
    assert (done.exit_code, done.stdout) == (0, f"{program}\n")
    text = CliRunner().invoke(main, ["import", "orders", "--language", "python"]).stdout
    assert program.read_text() == text != ""
    assert list(program.parent.iterdir()) == [program]


def test_a_file_that_cannot_be_written_is_one_line(aws, tmp_path):
    """The error names the file of --out, not a temporary one."""
    del aws
    create_database()
    (tmp_path / "file").touch()
    out = tmp_path / "file" / "main.py"
    done = run("orders", out)
    expected = f"error: --out: '{out}' can't be written (Not a directory). Choose another file.\n"
    assert (done.exit_code, done.stdout, done.stderr) == (1, "", expected)


def test_an_error_names_the_file_in_a_folder(tmp_path):
    """Of a folder that is written, the error names the file that can't be."""
    with pytest.raises(ClickException, match="a/b"), writing(tmp_path, "folder"):
        (tmp_path / "a" / "b").write_text("")


def test_a_file_is_complete_or_unchanged(program):
    """An error while the file is written leaves the earlier one, and no temporary file."""
    with pytest.raises(UnicodeEncodeError):
        write_file(program, "new\ud800")
    assert program.read_text() == "earlier\n"
    assert list(program.parent.iterdir()) == [program]


def test_a_replaced_file_keeps_its_mode_and_place(program, tmp_path):
    """A symbolic link stays one, and its target keeps its mode; a new file has the user's default mode."""
    program.chmod(0o640)
    (link := tmp_path / "link").symlink_to(program)
    write_file(link, "new\n")
    assert link.is_symlink()
    assert (program.read_text(), program.stat().st_mode & 0o777) == ("new\n", 0o640)
    write_file(tmp_path / "new", "")
    (tmp_path / "default").touch()
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "default").stat().st_mode


def test_a_pipe_is_written_not_replaced(tmp_path):
    """A pipe or a device, such as /dev/stdout, gets the text."""
    os.mkfifo(pipe := tmp_path / "pipe")
    reader = os.open(pipe, os.O_RDWR)
    write_file(pipe, "new\n")
    assert os.read(reader, 9) == b"new\n"
    os.close(reader)
