"""How soon the screens are there, what they cost while nothing happens, and how soon a reply is on them.

    PYTHONPATH=src:tests python bench/paint.py [--rounds 10] [--actions 1000000] [--replies 64]
                                               [--peer NAME WORD COMMAND]…

First paint: from the start of the process to the content's own words, in rounds that take turns; a peer is given as
its name, a word of its first content, and its command (from an environment of its own). Idle: a core's share over 30
seconds. Replies: from the server's IDLE notice to the changed row, on Dovecot (root, and the packages of
tests/mailbed).
"""

import argparse
import os
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from start import SOURCE, fill
from terminal import Terminal, compile_all

from collabtui.demo.demo_screens import moved
from collabtui.demo.stage import staged
from collabtui.demo.story import load_story
from collabtui.formats.agenda.agenda_file import read_agenda
from collabtui.home import Home
from collabtui.lifecycle.live import run
from collabtui.lifecycle.meetings import plan
from collabtui.lifecycle.minutes import publish

BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("\\n".join(f"ready {n}" for n in range(30)))
Bare().run()
"""
IDLE_SECONDS = 30
REPLY_P95, IDLE_MOST = 200, 1.0
"""Milliseconds, and percent of a core."""
OPEN = 100_000
Command = tuple[str, Sequence[str]]
"""A word of its first content, and the command."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--actions", type=int, default=1_000_000)
    parser.add_argument("--replies", type=int, default=64)
    parser.add_argument("--peer", nargs=3, action="append", default=[], metavar=("NAME", "WORD", "COMMAND"))
    wanted = parser.parse_args()
    compile_all(SOURCE)
    with tempfile.TemporaryDirectory() as folder, demo_home() as (demo, secret):
        large = large_home(Path(folder) / "large", wanted.actions)
        commands: dict[str, Command] = {
            "bare Textual": ("ready", (sys.executable, "-c", BARE)),
            "Today, demo data": ("Product", ours(demo)),
            f"Today, {OPEN:,} open of {wanted.actions:,}": ("接口文档", ours(large)),
            **{name: (word, command.split()) for name, word, command in wanted.peer},
        }
        print_paint(first_paint(commands, wanted.rounds, secret))
        for name, keys in (("Today", ""), ("a running meeting", "\r")):
            print(f"{'idle, ' + name:<40} {idle(ours(demo), keys, secret):6.2f} % of a core, wanted below {IDLE_MOST}")
    if wanted.replies:
        from paint_replies import reply_to_row

        taken = sorted(reply_to_row(wanted.replies))
        median, worst = (1000 * each for each in (statistics.median(taken), taken[int(len(taken) * 0.95) - 1]))
        print(f"{'IDLE notice to changed row':<40} {median:6.0f} ms median, {worst:.0f} p95, of {len(taken)}")
        print(f"{'wanted':<40} {REPLY_P95:6} ms p95")


def ours(home: Home) -> Sequence[str]:
    return (sys.executable, "-m", "collabtui", "--home", str(home.root))


@contextmanager
def demo_home() -> Iterator[tuple[Home, str]]:
    """The demo's story: minutes are out, and its meeting of today runs."""
    today = datetime.now(UTC).date()
    story = moved(load_story("en"), today)
    with staged(story, "en", lambda: datetime.now(UTC), pause=lambda _: None) as stage:
        acting = stage.workspace.as_user("command")
        for held in (True, False):
            agenda = story.meeting.agenda.replace("2026-03-02", today.isoformat())
            meeting = plan.new_meeting(acting, read_agenda(agenda, today=today)).meeting
            if held:
                run.record(acting, meeting.ref, story.meeting.notes.strip().splitlines())
                publish.publish(stage.workspace.as_user("command"), meeting.ref)
            else:
                run.start(stage.workspace.as_user("command"), meeting.ref)
        yield stage.home, stage.password


def large_home(folder: Path, count: int) -> Home:
    """So many actions, OPEN of them open."""
    home = fill(folder, min(OPEN, count))
    with closing(sqlite3.connect(home.database)) as database, database:
        names = [row[1] for row in database.execute("PRAGMA table_info(action)")]
        given = {"id": "id + :by", "ref": "'A' || (id + :by)", "status": "'done'", "percent": "100"}
        columns = ", ".join(names)
        values = ", ".join(given.get(name, name) for name in names)
        for by in range(OPEN, count, OPEN):
            copied = f"INSERT INTO action ({columns}) SELECT {values} FROM action WHERE id <= {OPEN}"  # noqa: S608  # our own columns
            database.execute(copied, {"by": by})
    return home


def environment(secret: str) -> dict[str, str]:
    passwords = {"COLLABTUI_SMTP_PASSWORD": secret, "COLLABTUI_IMAP_PASSWORD": secret}
    return {**os.environ, **passwords, "PYTHONPATH": str(SOURCE), "LANG": "C.UTF-8"}


def first_paint(commands: dict[str, Command], rounds: int, secret: str) -> dict[str, list[float]]:
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds + 1):
        for name, (word, command) in commands.items():
            with Terminal(command, environment(secret)) as terminal:
                taken[name].append(terminal.wait_for(word) - terminal.started)
                time.sleep(0.3)
    return {name: times[1:] for name, times in taken.items()}  # the first round warms the caches


def print_paint(taken: dict[str, list[float]]) -> None:
    bare = statistics.median(taken["bare Textual"])
    print(f"{'first paint':<40} {'min':>6} {'median':>6} {'max':>6} ms   x bare")
    for name, times in taken.items():
        median = statistics.median(times)
        shown = " ".join(f"{1000 * each:6.0f}" for each in (min(times), median, max(times)))
        print(f"{name:<40} {shown}      {median / bare:5.2f}")


def idle(command: Sequence[str], keys: str, secret: str) -> float:
    """Percent of a core, once everything is there and the worker waits for mail."""
    with Terminal(command, environment(secret)) as terminal:
        terminal.wait_for("Product")
        terminal.type(keys)
        time.sleep(5)
        before = terminal.cpu()
        time.sleep(IDLE_SECONDS)
        return (terminal.cpu() - before) / IDLE_SECONDS / 10


if __name__ == "__main__":
    main()
