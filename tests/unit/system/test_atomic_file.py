"""A file is there whole or not at all, and what a killed writer leaves of it goes with the next writing."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from collabtui.system.atomic_file import write_new, write_whole

_WRITER_THAT_IS_KILLED = """
import os, signal, sys
from pathlib import Path
from collabtui.system import atomic_file

atomic_file.settle = lambda folder: None
os.fsync = lambda handle: os.kill(os.getpid(), signal.SIGKILL)
atomic_file.write_whole(Path(sys.argv[1]), b"half")
"""
_WRITER_THAT_IS_SLOW = """
import os, sys
from pathlib import Path
from collabtui.system import atomic_file

def wait(handle):
    print("written", flush=True)
    sys.stdin.readline()

os.fsync = wait
atomic_file.write_whole(Path(sys.argv[1]), b"slow")
"""


def parts(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob(".*.part"))


def test_what_a_killed_writer_left_is_cleared_away_and_nothing_else_is(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    write_whole(file, b"before")
    killed = subprocess.run([sys.executable, "-c", _WRITER_THAT_IS_KILLED, str(file)], check=False)  # noqa: S603  our own script
    assert killed.returncode == -signal.SIGKILL
    assert file.read_bytes() == b"before"
    assert len(parts(tmp_path)) == 1
    (tmp_path / ".other.toml.1.part").write_bytes(b"")
    write_whole(file, b"after")
    assert file.read_bytes() == b"after"
    assert parts(tmp_path) == [".other.toml.1.part"]


def test_what_another_process_is_writing_stays_its_own(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    command = [sys.executable, "-c", _WRITER_THAT_IS_SLOW, str(file)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as slow:  # noqa: S603  our own script
        assert slow.stdin
        assert slow.stdout
        assert slow.stdout.readline() == b"written\n"
        assert write_new(file, b"quick")
        assert len(parts(tmp_path)) == 1
        slow.stdin.write(b"\n")
        slow.stdin.close()
        slow.stdout.read()
    assert slow.returncode == 0
    assert file.read_bytes() == b"slow"
    assert parts(tmp_path) == []


def test_a_leftover_that_is_a_link_leads_nowhere(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(b"kept")
    (tmp_path / ".config.toml.1.part").symlink_to(elsewhere)
    write_whole(tmp_path / "config.toml", b"new")
    assert elsewhere.read_bytes() == b"kept"


def test_the_mode_of_a_new_file_is_the_one_asked_for(tmp_path: Path) -> None:
    umask = os.umask(0o022)
    try:
        write_whole(tmp_path / "secret", b"x", mode=0o600)
        write_whole(tmp_path / "open", b"x")
    finally:
        os.umask(umask)
    assert [(tmp_path / name).stat().st_mode & 0o777 for name in ("secret", "open")] == [0o600, 0o644]
