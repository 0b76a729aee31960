"""What it costs to check all data: `python bench/check.py [--actions 100000]`.

The actions are made and changed twice by deeds, so that each has its trail.
"""

import argparse
import random
import tempfile
import time
from contextlib import closing
from pathlib import Path

import store as bulk

from collabtui.domain.action import Action
from collabtui.domain.people import Person
from collabtui.store.check.check_data import check_data
from collabtui.store.sqlite.sqlite_store import SqliteStore, open_store

AT_ONCE = 2_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--actions", type=int, default=100_000)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "collabtui.db"
        with closing(open_store(path)) as store:
            lived_through(store, wanted.actions)
        print(f"{wanted.actions:,} actions, each changed twice, {path.stat().st_size / 1e6:.0f} MB")
        checked(path)


def checked(path: Path) -> None:
    began = last = time.perf_counter()
    about = ""

    def told(following: str) -> None:
        nonlocal last, about
        now = time.perf_counter()
        if about:
            print(f"  {about:12}{now - last:8.2f} s")
        last, about = now, following

    found = check_data(path, told)
    told("")
    print(f"  {'all':12}{time.perf_counter() - began:8.2f} s, {len(found)} faults")


def lived_through(store: SqliteStore, size: int) -> None:
    """People, and actions that are planned, begun and moved."""
    chance = random.Random(7)  # noqa: S311  # made-up titles, the same in each run
    with store.transaction(actor="李明", via="command", now=bulk.NOW) as deed:
        for number in range(1, bulk.OWNERS + 1):
            deed.put(Person(ref=f"P{number}", name=f"人{number}", email=f"p{number}@example.test"))
    for start in range(1, size + 1, AT_ONCE):
        with store.transaction(actor="李明", via="command", now=bulk.NOW) as deed:
            for number in range(start, min(start + AT_ONCE, size + 1)):
                action = bulk.made_up(number, size, chance).model_copy(update={"version": 0, "status": "not-started"})
                made: Action = deed.put(action)
                made = deed.put(made.model_copy(update={"status": "in-progress", "percent": 30}))
                deed.put(made.model_copy(update={"due": bulk.TODAY, "slips": 1, "reason": "供应商晚了"}))


if __name__ == "__main__":
    main()
