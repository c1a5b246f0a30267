"""A session that can't be started leaves nothing."""

from __future__ import annotations

import errno
from types import SimpleNamespace

import pytest

from neptune_global_component.local import processes, session
from neptune_global_component.local.process import LocalAws
from neptune_global_component.local.sandbox import Sandbox


def test_a_session_file_that_cannot_be_written(tmp_path, monkeypatch):
    """If the disk is full, the local AWS that was just started is stopped, and the folder removed."""
    monkeypatch.setenv("NEPTUNE_GLOBAL_CACHE", str(tmp_path))
    monkeypatch.setattr(session, "ensure", lambda _report: SimpleNamespace(version="3.274.1", origin="PATH"))
    monkeypatch.setattr(Sandbox, "create", lambda *_: Sandbox([], {}))
    monkeypatch.setattr(LocalAws, "start", lambda *_, **__: SimpleNamespace(url="http://127.0.0.1:1", pid=1))

    def fails(_session):
        raise OSError(errno.ENOSPC, "No space left on device")

    stopped = []
    monkeypatch.setattr(session, "asdict", fails)
    monkeypatch.setattr(processes, "stop_log_writers", stopped.append)
    with pytest.raises(OSError, match="No space left"):
        session.up(lambda _line: None)
    assert stopped == [tmp_path / "local" / "aws.log"]
    assert not (tmp_path / "local").exists()
