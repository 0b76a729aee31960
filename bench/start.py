"""How long `collabtui action list` takes as a whole process, beside bare Python and the peers that are installed.

    python bench/start.py [RUNS]

The commands take turns, so that a machine whose speed drifts drifts for all of them. Quote medians and ratios.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from collabtui.config import Config, Imap, Organiser, Smtp
from collabtui.config_file import write_config
from collabtui.domain.action import Action
from collabtui.domain.people import Person
from collabtui.home import Home
from collabtui.store.sqlite.sqlite_store import open_store

SOURCE = Path(__file__).parent.parent / "src"
PEERS = {"task list": ("task", "rc.confirmation=off", "list"), "khal list": ("khal", "list"), "todo list": ("todo",)}
NOW = datetime(2026, 3, 2, tzinfo=UTC)


def fill(folder: Path, count: int) -> Home:
    """A home with so many actions of twenty people."""
    home = Home(folder)
    server = {"host": "127.0.0.1", "security": "none"}
    organiser = Organiser(name="Lead", email="lead@example.test")
    write_config(
        home,
        Config(organiser=organiser, smtp=Smtp.model_validate(server), imap=Imap.model_validate(server)),
    )
    store = open_store(home.database)
    with store.transaction(actor="Lead", via="command", now=NOW) as tx:
        people = [
            tx.put(Person(ref=tx.next_ref(Person), name=f"Person {n}", email=f"p{n}@example.test")) for n in range(20)
        ]
        for n in range(count):
            tx.put(_action(tx.next_ref(Action), people[n % 20].ref, n))
    store.close()
    return home


def _action(ref: str, owner: str, n: int) -> Action:
    due = date(2026, 3, 1) + timedelta(days=n % 60)
    return Action(
        ref=ref, title=f"提供接口文档 {n}", owner=owner, due=due, deliverable="接口文档",
        created_at=NOW, updated_at=NOW, updated_by="Lead", via="command",
    )  # fmt: skip


def seconds(command: Sequence[str], environ: dict[str, str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - started


def main(runs: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        environ = {**os.environ, "PYTHONPATH": str(SOURCE)}
        commands: dict[str, Sequence[str]] = {"python -c pass": (sys.executable, "-c", "pass")}
        for count in (1_000, 10_000):
            home = fill(Path(folder) / str(count), count)
            listing = (sys.executable, "-m", "collabtui", "action", "list", "--home", str(home.root))
            commands[f"action list, {count} actions"] = listing
        commands |= {name: command for name, command in PEERS.items() if shutil.which(command[0])}
        taken: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(runs + 1):
            for name, command in commands.items():
                taken[name].append(seconds(command, environ))
    bare = statistics.median(taken["python -c pass"][1:])
    for name, times in taken.items():
        median = statistics.median(times[1:])  # the first run warms the caches
        print(f"{name:<28} {min(times[1:]) * 1000:7.1f} min {median * 1000:7.1f} ms {median / bare:6.1f} x bare")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
