"""What the user's own commands have started ends with them."""

import os
import subprocess
from pathlib import Path

import pytest

from collabtui.system import process_group
from collabtui.system.process_group import end_below
from support.living_process import lives, lives_no_more

CHAIN = "sh -c 'echo $$ > inner; sleep 100 & echo $! > innermost; wait' & sleep 100 | cat"
"""A shell below the shell, what that has started, and two in a pipe."""


@pytest.mark.parametrize("folder", [Path("/proc"), Path("/nowhere")], ids=["proc", "ps"])
def test_all_below_it_is_ended_and_nothing_else(folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(process_group, "_PROCESSES", folder)
    beside = subprocess.Popen(("/bin/sleep", "100"))
    process = subprocess.Popen(("/bin/sh", "-c", CHAIN), cwd=tmp_path, stdout=subprocess.DEVNULL)  # noqa: S603  # ours
    try:
        while not ((tmp_path / "innermost").exists() and (tmp_path / "innermost").read_text()):
            os.sched_yield()
        end_below(process)
        assert process.returncode == -9
        assert all(lives_no_more(int((tmp_path / name).read_text())) for name in ("inner", "innermost"))
        assert lives(beside.pid)
    finally:
        beside.kill()
        beside.wait()


def test_what_has_ended_is_left_alone(tmp_path: Path) -> None:
    process = subprocess.Popen(("/bin/sh", "-c", "sleep 100 & echo $! > left"), cwd=tmp_path)
    process.wait()
    left = int((tmp_path / "left").read_text())
    end_below(process)
    assert lives(left)
    os.kill(left, 9)
