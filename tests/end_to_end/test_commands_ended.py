"""SIGTERM and SIGHUP in the middle of a long command end it as an error would: no lock, no lease, no temporary file is
left, what was there is whole, and the same command does it all when it is given again."""

import re
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from email import message_from_bytes
from itertools import product
from pathlib import Path

import pytest

from collabtui.config_file import write_config
from collabtui.demo.server import MailServer
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.home import Home
from collabtui.store.sqlite.sqlite_store import open_store
from collabtui.worker.lease import NAME
from support import processes
from support.command_line import AGENDA, NOTES, Type
from support.command_line import configured as configured
from support.command_line import home as home
from support.command_line import people_file as people_file
from support.command_line import typed as typed
from support.invariants import holds
from support.records import action
from support.world import CONFIG

NOW = datetime(2026, 3, 2, 6, tzinfo=UTC)
ENDED_AT = """
import os, signal, socket, sys
from collabtui import main
signal.signal(signal.SIGHUP, signal.SIG_DFL)  # a parent under nohup ignores it
signal.signal(signal.SIGINT, signal.SIG_IGN)  # as a shell has it for what it puts into the background
root, home, at, number, again, *line = sys.argv[1:]
os.environ.update(COLLABTUI_SMTP_PASSWORD="secret", COLLABTUI_IMAP_PASSWORD="secret")
seen = 0
def step():
    global seen
    seen += 1
    if seen == int(at):
        os.kill(os.getpid(), int(number))
    if int(again) and seen == int(at) + 1:  # the other one, while the first is on its way out
        os.kill(os.getpid(), int(again))
def count(event, arguments):
    # each file that is opened, renamed or taken away, each database, and before and after each line to a server: not
    # each answer, which comes in as many pieces as it likes, and not what an event loop wakes itself with
    files = ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "sqlite3.connect", "shutil.rmtree")
    if event == "socket.connect" or (event in files and root in str(arguments)):
        step()
sys.addaudithook(count)
for name in ("send", "sendall"):
    def around(call):
        def counted(self, *given):
            if self.family == socket.AF_UNIX:
                return call(self, *given)
            step()
            done = call(self, *given)
            step()
            return done
        return counted
    setattr(socket.socket, name, around(getattr(socket.socket, name)))
sys.argv = ["collabtui", *line, "--home", home]
try:
    main.run()
finally:
    print(seen)
"""
POINTS = 7
"""Of each command, from its first step to its last."""
BEGUN = re.compile(r"\.(all|all\.folder|import|before-restore-\w+)\.part")
"""What the next copy, export or import goes on from."""
SIGNALS = (signal.SIGTERM, signal.SIGHUP)


def ended_everywhere(
    root: Path, home: Home, line: list[str], start_again: Callable[[], object], *, hasty: bool = False
) -> Iterator[int]:
    """Ends it at some points by one signal or the other, with `hasty` by both; yields after each. At last lets it
    through."""
    whole = int(processes.run(ENDED_AT, root, home.root, 0, 0, 0, *line).split()[-1])
    for point in range(POINTS):
        number, other = SIGNALS[point % 2], SIGNALS[1 - point % 2] if hasty else 0
        at = 1 + point * (whole - 1) // POINTS
        while True:
            start_again()
            process = processes.start(ENDED_AT, root, home.root, at, int(number), int(other), *line)
            printed, complaints = process.communicate(timeout=60)
            steps = int(printed.split()[-1])
            if steps >= at:
                break
            at = steps // 2 + 1  # this time it had less to do than the first time
        assert process.returncode == 128 + number, complaints
        assert "Traceback" not in complaints
        nothing_is_left(root, home)
        yield point
    start_again()
    processes.run(ENDED_AT, root, home.root, 0, 0, 0, *line)


def nothing_is_left(root: Path, home: Home) -> None:
    ends = (".part", ".tmp", ".lock", ".new", "-journal", "-wal")
    left = [path for path in root.rglob("*") if path.name.endswith(ends) and not any(map(BEGUN.fullmatch, path.parts))]
    # whoever reads last leaves SQLite's log there, also at the end of a command that nobody ended: it is a part of the
    # database, and what it holds is checked with it
    assert [path for path in left if path != home.database.with_name(f"{home.database.name}-wal")] == []
    holds(home)
    with closing(open_store(home.database)) as store:
        assert store.lease_holder(NAME) is None
        assert list(store.find(Outgoing, state="sending")) == []


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    home = Home(tmp_path / "home")
    write_config(home, CONFIG)
    with closing(open_store(home.database)) as store, store.transaction(actor="李明", via="key", now=NOW) as tx:
        tx.put(action("A1"))
    return tmp_path


@pytest.mark.parametrize("hasty", [False, True], ids=["one", "both"])
@pytest.mark.parametrize("verb", ["backup", "export"])
def test_a_copy_or_an_export_is_whole_or_what_the_next_one_goes_on_from(kept: Path, verb: str, hasty: bool) -> None:
    target = kept / "out" / "all"
    target.parent.mkdir()

    def take_away() -> None:
        target.unlink() if target.is_file() else shutil.rmtree(target, ignore_errors=True)

    for _ in ended_everywhere(kept, Home(kept / "home"), [verb, str(target)], take_away, hasty=hasty):
        begun = [
            path for path in target.parent.iterdir() if path != target
        ]  # whole, where it ended behind its last step
        assert all(BEGUN.fullmatch(path.name) for path in begun), begun
    assert [path.name for path in target.parent.iterdir()] == ["all"]


@pytest.mark.parametrize("hasty", [False, True], ids=["one", "both"])
def test_a_pass_gives_back_its_lease_and_each_mail_goes_once(
    configured: Home, typed: Type, people_file: Path, mail_server: MailServer, hasty: bool, tmp_path: Path
) -> None:
    assert typed(["person", "import", str(people_file)]).code == 0
    planned = 0

    def one_more() -> None:
        nonlocal planned
        planned += 1
        agenda = tmp_path / "agenda.md"
        agenda.write_text(AGENDA.replace("14:00\nplace", f"{8 + planned:02}:00\nplace").replace("14:10-14:30", "20m"))
        assert typed(["meeting", "new", "--file", str(agenda)]).code == 0
        assert typed(f"meeting invite M{planned} --queue-only").code == 0

    one_more()
    line = ["sync", "--now", "2026-02-27T10:00+08:00"]
    for _ in ended_everywhere(tmp_path, configured, line, one_more, hasty=hasty):
        assert typed("doctor --check").code == 0
    for address in ("alice@example.test", "bob@example.test"):
        subjects = [message_from_bytes(raw)["Subject"] for raw in mail_server.mail_for(address)]
        assert len(subjects) >= planned


WRITING = {
    "record": ["meeting", "record", "M1", "--file", "{folder}/notes.txt", "--now", "2026-03-02T16:00+08:00"],
    "people": ["person", "import", "{folder}/people.csv"],
    "actions": ["action", "import", "{folder}/actions.csv", "--yes"],
    "import": ["import", "{folder}/all"],
}
MORE = "姓名,邮箱,部门\n王芳,fang@example.test,研发部\n周杰,zhou@example.test,市场部\n"
TASKS = "title,owner,due\nwrite it down,alice@example.test,2026-03-20\nsend it,bob@example.test,2026-03-21\n"


@pytest.mark.parametrize("what", WRITING)
def test_what_writes_is_done_whole_or_not_at_all(
    configured: Home, typed: Type, people_file: Path, tmp_path: Path, what: str
) -> None:
    """Each time from the same home: after its end nothing of it is there, or all."""
    folder = tmp_path / "files"
    folder.mkdir()
    for name, text in (("agenda.md", AGENDA), ("notes.txt", NOTES), ("people.csv", MORE), ("actions.csv", TASKS)):
        (folder / name).write_text(text, "utf-8")
    typed(["person", "import", str(people_file)])
    assert typed(["meeting", "new", "--file", str(folder / "agenda.md")]).code == 0
    assert typed(["export", str(folder / "all")]).code == 0
    shutil.copytree(configured.root, folder / "before")
    home = Home(tmp_path / "played")

    def from_the_beginning() -> None:
        shutil.rmtree(home.root, ignore_errors=True)
        shutil.copytree(folder / "before", home.root)

    from_the_beginning()
    line = [part.format(folder=folder) for part in WRITING[what]]
    changes = set()
    for _ in ended_everywhere(home.root, home, line, from_the_beginning):
        changes.add(_trail(home))
    whole = _trail(home)
    assert changes <= {_trail(Home(folder / "before")), whole}, "nothing, or all"


@pytest.mark.parametrize(("number", "at"), [*product(SIGNALS, (1, 20, 60)), (signal.SIGINT, 60)])
def test_a_watch_gives_back_its_lease(
    configured: Home, typed: Type, people_file: Path, tmp_path: Path, number: int, at: int
) -> None:
    """It ends by itself where it is at work already; by SIGINT also where a shell has put it into the background."""
    typed(["person", "import", str(people_file)])
    process = processes.start(ENDED_AT, tmp_path, configured.root, at, int(number), 0, "watch")
    _, complaints = process.communicate(timeout=60)
    assert process.returncode in (0, 128 + number), complaints
    assert "Traceback" not in complaints
    nothing_is_left(tmp_path, configured)


def _trail(home: Home) -> int:
    """The number of the last change."""
    with closing(open_store(home.database)) as store:
        found = store.changes(limit=1)
    return found[0].id if found else 0
