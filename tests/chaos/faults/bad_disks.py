"""Disks that are full, or take no writing: the pass says so, and what was to be done is done when there is room."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path

from chaos.commands import Ended
from chaos.commands_to_kill import ASK, CANCEL, MOVE, SYNC, any_point
from chaos.faults.kills_of_commands import asked_again
from chaos.outcome import Fault, Verdict, judged
from chaos.scenario import Point, Scenario


def full(point: Point) -> Verdict:
    """No file of a process can grow beyond so many bytes; for this no right is needed."""
    office, random = point.office, point.random
    ended = []
    for _ in range(random.choice((1, 2, 3))):
        ended.append(office.start("sync", file_limit=random.randrange(1, 600_000)).wait())
        office.interrupted += 1  # a mail that went out and could not be noted
    verdict = judged(office, point.reference, [*ended, *office.go_on()])
    return verdict._replace(faults=(*_unexplained(ended, "full"), *verdict.faults))


def no_room(point: Point) -> Verdict:
    """The home is on a file system of its own, which is full but for so many bytes: no page more of the database or of
    its log, no file beside them, nothing of the memory that processes share. Then there is room."""
    office, random = point.office, point.random
    ended = []
    with small_disk(office.home.root, random.choice((0, 4096, random.randrange(1, 600_000)))):
        for _ in range(random.choice((1, 2, 3))):
            ended.append(office.run("sync"))
            office.interrupted += 1
    verdict = judged(office, point.reference, [*ended, *office.go_on()])
    return verdict._replace(faults=(*_unexplained(ended, "full"), *verdict.faults))


def full_while_asked(point: Point, command: str) -> Verdict:
    """What a person asks for where there is no room is done, or refused and nothing of it done; asked again once there
    is room it is done."""
    office, random = point.office, point.random

    def without_room() -> Ended:
        ended = office.start(command, file_limit=random.randrange(1, 600_000)).wait()
        office.interrupted += 1
        return ended

    return asked_again(point, command, without_room)


@contextmanager
def small_disk(folder: Path, left: int) -> Iterator[None]:
    """`folder` is on a disk of its own, with no more than `left` bytes to be had."""
    aside = folder.with_name("aside")
    folder.rename(aside)
    folder.mkdir()
    _call("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(folder))
    try:
        shutil.copytree(aside, folder, dirs_exist_ok=True)
        filler = folder / "filler"
        with filler.open("wb") as taken:
            os.posix_fallocate(taken.fileno(), 0, os.statvfs(folder).f_bavail * os.statvfs(folder).f_frsize - left)
        yield
        filler.unlink()
        shutil.rmtree(aside)
        shutil.copytree(folder, aside)
    finally:
        _call("umount", str(folder))
        folder.rmdir()
        aside.rename(folder)


@cache
def may_mount() -> bool:
    with tempfile.TemporaryDirectory() as place:
        try:
            _call("mount", "-t", "tmpfs", "tmpfs", place)
        except (OSError, subprocess.CalledProcessError):
            return False
        _call("umount", place)
    return True


def _call(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603  # mount and umount


def read_only(point: Point) -> Verdict:
    office, random = point.office, point.random
    office.killed("sync", any_point(random, SYNC))  # which leaves a log to be read, or none
    what = random.choice(("folder", "database", "log", "all"))
    with locked_out(office.home.root, what):
        ended = [office.start("sync", bound_by_modes=True).wait()]
        office.interrupted += 1
    faults = _unexplained(ended, "read-only") if what != "log" else []
    if what == "all" and ended[0].code == 0:
        faults.append(Fault("wrong", "says that all went well where nothing could be written"))
    verdict = judged(office, point.reference, [*ended, *office.go_on()])
    return verdict._replace(faults=(*faults, *verdict.faults))


def _unexplained(ended: Iterable[Ended], disk: str) -> list[Fault]:
    return [
        Fault("wrong", f"{disk}: ended in {one.code} and said nothing") for one in ended if one.code and not one.said
    ]


@contextmanager
def locked_out(home: Path, what: str) -> Iterator[None]:
    files = {"database": "collabtui.db", "log": "collabtui.db-wal"}
    locked = (
        [home] if what == "folder" else [path for path in home.iterdir() if path.name == files.get(what, path.name)]
    )
    modes = {path: path.stat().st_mode for path in (*locked, home)}
    if what == "all":
        locked.append(home)
    for path in locked:
        path.chmod(0o555 if path == home else 0o444)
    try:
        yield
    finally:
        for path, mode in modes.items():
            if path.exists():
                path.chmod(mode)


SCENARIOS = (
    Scenario("full-disk", "full disk", 50, full),
    Scenario("full-ask", "full disk", 15, partial(full_while_asked, command=ASK), ASK),
    Scenario("full-move", "full disk", 15, partial(full_while_asked, command=MOVE), MOVE),
    Scenario("full-cancel", "full disk", 15, partial(full_while_asked, command=CANCEL), CANCEL),
    *([Scenario("no-room", "disk without room", 50, no_room)] if may_mount() else []),
    Scenario("read-only", "read-only disk", 40, read_only),
)
