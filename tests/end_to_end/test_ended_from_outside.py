"""SIGTERM and a closed terminal end the screens as leaving them does: the terminal is as it was, nothing is left."""

import contextlib
import os
import pty
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from collabtui.config_file import write_config
from collabtui.home import Home
from support.paths import SOURCE
from support.world import CONFIG

PATIENCE = 30.0
COOKED = termios.ECHO | termios.ICANON


def local_modes(terminal: int) -> int:
    modes: int = termios.tcgetattr(terminal)[3]
    return modes & COOKED


def wait_for(terminal: int, cooked: int) -> None:
    end = time.monotonic() + PATIENCE
    while local_modes(terminal) != cooked:
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_the_terminal_is_as_it_was_and_no_file_is_left(tmp_path: Path, number: int) -> None:
    write_config(Home(tmp_path), CONFIG)
    ours, theirs = pty.openpty()
    environ = {
        "PATH": os.environ["PATH"], "COLLABTUI_HOME": str(tmp_path), "PYTHONPATH": str(SOURCE),
        "TERM": "xterm-256color", "LANG": "C.UTF-8",
    }  # fmt: skip
    before = local_modes(theirs)
    assert before == COOKED
    process = subprocess.Popen(  # ours
        [sys.executable, "-m", "collabtui"], stdin=theirs, stdout=theirs, stderr=theirs, env=environ,
        start_new_session=True,
        preexec_fn=partial(signal.signal, signal.SIGHUP, signal.SIG_DFL),  # under nohup it is ignored
    )  # fmt: skip
    try:
        wait_for(theirs, 0)
        os.set_blocking(ours, False)
        _read_until(ours, lambda drawn: b"\x1b[?1049h" in drawn)
        process.send_signal(number)
        drawn = _read_until(ours, lambda _: process.poll() is not None)
        assert local_modes(theirs) == before
        assert b"\x1b[?1049l" in drawn, "the screen that was there before is back"
        assert [path.name for path in tmp_path.rglob("*") if path.name.endswith((".tmp", ".lock"))] == []
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        os.close(ours)
        os.close(theirs)


def _rest(terminal: int) -> bytes:
    """All that was drawn and nobody read yet; one read of a terminal gives 4096 bytes at most."""
    drawn = b""
    with contextlib.suppress(BlockingIOError):
        while chunk := os.read(terminal, 65536):
            drawn += chunk
    return drawn


def test_a_demo_whose_window_is_closed_leaves_no_folder(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    environ = {
        "PATH": os.environ["PATH"], "HOME": str(tmp_path), "TMPDIR": str(tmp_path), "PYTHONPATH": str(SOURCE),
        "TERM": "xterm-256color", "LANG": "C.UTF-8",
    }  # fmt: skip
    process = subprocess.Popen(  # ours
        [sys.executable, "-m", "collabtui", "demo", "--locale", "en"], stdin=theirs, stdout=theirs, stderr=theirs,
        env=environ, start_new_session=True, preexec_fn=partial(signal.signal, signal.SIGHUP, signal.SIG_DFL),
    )  # fmt: skip
    try:
        os.set_blocking(ours, False)
        _read_until(ours, lambda drawn: b"\x1b[?1049h" in drawn)
        assert list(tmp_path.glob("collabtui-demo-*"))
        process.send_signal(signal.SIGHUP)
        _read_until(ours, lambda _: process.poll() is not None)
        assert not list(tmp_path.glob("collabtui-demo-*"))
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        os.close(ours)
        os.close(theirs)


def _read_until(terminal: int, holds: Callable[[bytes], bool]) -> bytes:
    """What was drawn until that holds, all of it. It is read all the time, so that nothing drawn waits for a reader."""
    drawn, end = b"", time.monotonic() + 4 * PATIENCE
    while not holds(drawn):
        assert time.monotonic() < end, drawn[-500:]
        time.sleep(0.05)
        drawn += _rest(terminal)
    return drawn + _rest(terminal)
