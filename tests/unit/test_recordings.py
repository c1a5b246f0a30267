"""The pictures of terminals in the pages: which there are, what they contain, and that they are current."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest
from local_database import US, client, create_database, create_instance, variables

from tools.record import FOLDER, RECORDINGS, ROOT, normalize
from tools.terminal import Terminal, recorded_letters

PAGES = [ROOT / "README.md", *ROOT.glob("docs/*.md")]
BY_NAME = {one.name: one for one in RECORDINGS}


def test_each_recording_is_in_a_page():
    """The pages show exactly the pictures that `make recordings` writes."""
    shown = {name for page in PAGES for name in re.findall(r"recordings/([\w-]+)\.svg", page.read_text())}
    assert shown == set(BY_NAME)
    assert {path.stem for path in FOLDER.iterdir()} == set(BY_NAME)


@pytest.mark.parametrize("name", BY_NAME)
def test_a_recording_is_small_and_needs_no_other_file(name):
    """A page that shows it loads no font and no script."""
    picture = BY_NAME[name].path.read_text()
    assert len(picture.encode()) < 60_000
    assert not re.search(r"@font-face|@import|<script|<image|href=|src=|url\((?!#)", picture)
    assert recorded_letters(picture).startswith("$")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("local AWS: http://127.0.0.1:40001", "local AWS: http://127.0.0.1:50002"),
        ("engine: pulumi 3.274.1 (built from Go modules)", "engine: pulumi 3.274.1 (on PATH)"),
        (" +  aws:neptune:Cluster a created (0.51s)", " +  aws:neptune:Cluster a created (2s)"),
        ("\x1b[2K11 s: eu-west-1 is the primary now", "\x1b[2K12 s: eu-west-1 is the primary now"),
        ("Duration:\x1b[0m 4s", "Duration:\x1b[0m 11s"),
        ("a.cluster-ro-7ufoki548axc.us-east-1.neptune", "a.cluster-ro-yxt1wpnbu53x.us-east-1.neptune"),
        ("--allow 'urn:pulumi:x@dfdc663e35622605'", "--allow 'urn:pulumi:x@d227c5526683ca6c'"),
    ],
)
def test_what_differs_between_two_runs_is_not_recorded(first, second):
    """Ports, times and identifiers that AWS invents are the same in every recording."""
    assert normalize(first) == normalize(second)


@pytest.fixture
def environment(aws, monkeypatch):
    """Environment variables for the database of the README's first program on a local AWS."""
    for name, value in variables(aws).items():
        monkeypatch.setenv(name, value)
    create_database()
    create_instance(client(), f"orders-{US}", 2)
    aws.settings({"latency": {"SwitchoverGlobalCluster": 1}})
    return variables(aws) | {"PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])}


def test_the_recorded_switchover_is_what_the_command_prints(environment, tmp_path):
    """The picture has the text of a new run, except for the elapsed times."""
    recording = BY_NAME["switchover"]
    terminal = Terminal(recording.columns, tmp_path, environment, normalize)
    recording.run(terminal)
    recorded, printed = (
        re.sub(r"\d+s:", "", text)
        for text in (recorded_letters(recording.path.read_text()), "".join(terminal.text.split()))
    )
    assert printed == recorded, "run `make recordings`"
