"""How soon two people on one database see each other's lines, and whether any is lost when both write at once.

    PYTHONPATH=src:tests python bench/two_people.py [LINES]

Two whole processes at terminals of their own, in the live page of one meeting. A line is typed and sent with Enter in
one; the time until its words are drawn in the other is taken, of both directions in turn. Beside it, in the same run:
the time until they are drawn where they were typed, which no other process has a part in. Then both type at once.
"""

import os
import random
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from collabtui.config import Config, Imap, Organiser, Smtp
from collabtui.config_file import write_config
from collabtui.domain.count_working_days import every_day
from collabtui.domain.meetings.draft import AgendaDraft, NameInAgenda, SlotDraft
from collabtui.domain.meetings.meeting import Entry
from collabtui.home import Home
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.live import run
from collabtui.lifecycle.meetings import plan
from collabtui.store.sqlite.sqlite_store import open_store
from collabtui.text.templates import Templates
from support.at_terminal import Terminal

WANTED = 300
"""Milliseconds within which each sees the other's lines (issue 4)."""
TOGETHER = 50
"""Lines that each of them types while the other does."""


def running_meeting(folder: Path) -> Home:
    home = Home(folder)
    organiser = Organiser(name="Lead", email="lead@example.test", locale="en", timezone="UTC")
    config = Config(
        organiser=organiser, smtp=Smtp(host="127.0.0.1", security="none"), imap=Imap(host="127.0.0.1", security="none")
    )
    write_config(home, config)
    store = open_store(home.database)
    now = datetime.now(UTC)
    acting = Workspace(store, config, Templates(), every_day, lambda: now).as_user("command")
    slots = (SlotDraft(title="All of it", minutes=60),)
    lead = NameInAgenda(name="Lead", email="lead@example.test")
    draft = AgendaDraft(
        title="Bench", start=(now - timedelta(minutes=1)).replace(tzinfo=None), facilitator=lead, slots=slots
    )
    plan.new_meeting(acting, draft)
    run.start(acting, "M1")
    store.close()
    return home


def at_live(home: Home) -> Terminal:
    terminal = Terminal(home=home.root, size=(100, 40))
    terminal.see("Bench")
    time.sleep(1)  # until the page listens to its keys
    terminal.type("\r")
    terminal.see("What is being said")
    return terminal


def drawn_after(typing: Terminal, watching: Terminal, text: str) -> tuple[float, float]:
    """Milliseconds from Enter until the words stand in the log where they were typed, and at the other's."""
    for one in (typing, watching):
        one.read(0)
    typing.type(text)
    typing.see(text)
    watching.shown = typing.shown = ""
    started = time.perf_counter()
    os.write(typing.keys, b"\r")
    own = other = 0.0
    while not (own and other):
        for one in (typing, watching):
            one.read(0.001)
        if not own and text in typing.shown:
            own = time.perf_counter() - started
        if not other and text in watching.shown:
            other = time.perf_counter() - started
        if time.perf_counter() - started > 20:
            raise AssertionError(f"{text} was never seen")
    return own * 1000, other * 1000


def both_at_once(home: Home, first: Terminal, second: Terminal) -> int:
    """How many lines each of which was sent with the other's are there; all of them, or something is wrong."""
    sent = set()
    for number in range(TOGETHER):
        for name, terminal in (("one", first), ("two", second)):
            line = f"together{name}{number:03}"
            sent.add(line)
            os.write(terminal.keys, f"{line}\r".encode())
        for terminal in (first, second):
            terminal.read(0.01)
    store = open_store(home.database)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        kept = {entry.line for entry in store.find(Entry, meeting="M1")}
        if sent <= kept:
            break
        for terminal in (first, second):
            terminal.read(0.05)
    store.close()
    return len(sent & kept)


def told(name: str, times: list[float]) -> None:
    p95 = statistics.quantiles(times, n=20)[-1]
    print(f"{name:<34} median {statistics.median(times):6.0f} ms   p95 {p95:6.0f} ms   max {max(times):6.0f} ms")


def main(lines: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = running_meeting(Path(folder))
        with at_live(home) as first, at_live(home) as second:
            time.sleep(3)  # until all that is imported in the background has been
            for pair in ((first, second), (second, first)):
                drawn_after(*pair, f"warm{id(pair)}")  # the first line of each imports what lines need
            own, other = [], []
            for number in range(lines):
                pair = (first, second) if number % 2 else (second, first)
                time.sleep(random.uniform(0.05, 0.25))  # noqa: S311  # anywhere between two looks
                here, there = drawn_after(*pair, f"line{number:04}")
                own.append(here)
                other.append(there)
            told("Enter to drawn where it was typed", own)
            told("Enter to drawn at the other's", other)
            seen = sum(one <= WANTED for one in other)
            print(f"{'wanted: all within':<34} {WANTED} ms: {seen} of {len(other)} were")
            kept = both_at_once(home, first, second)
            print(f"both at once: {kept} of {2 * TOGETHER} lines are there")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
