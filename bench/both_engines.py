"""What lists, Today and searches cost on both engines, in turn: `python bench/both_engines.py FILE URL [--repeats 60]
[--fill ACTIONS]`.

FILE is a database of SQLite, and URL one of PostgreSQL with the same rows (`collabtui move` has made it of a copy, or
`--fill`, which wants no file and an empty database; its password: PGPASSWORD). The two are asked in turn, so that both
meet the same load: for each the least and the median in milliseconds, the ratio of each, and how often the server was
asked.
"""

import argparse
import random
import statistics
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import organisation_rows
import store as bulk

from collabtui.domain.people import Person
from collabtui.store.engine_connection import Connection
from collabtui.store.postgresql import postgresql_store
from collabtui.store.postgresql.postgresql_connection import connect
from collabtui.store.queries import row_reader
from collabtui.store.queries.action_charts import load
from collabtui.store.queries.actions import action_ids, actions
from collabtui.store.queries.search import search_hits
from collabtui.store.queries.today import today, unled_departments
from collabtui.store.sqlite import sqlite_store

NOW = datetime(2026, 3, 2, 6, tzinfo=UTC)
DAY = NOW.date()
JOBS: dict[str, Callable[[Connection], object]] = {
    "Today": lambda reader: today(reader, now=NOW, today=DAY),
    "late ones where nobody leads": lambda reader: unled_departments(reader, today=DAY),
    "50 open ones by date": lambda reader: actions(reader, today=DAY, open_only=True, limit=50),
    "all of one owner": lambda reader: actions(reader, today=DAY, owner="P7", open_only=True),
    "50 late ones of a department": lambda reader: actions(
        reader, today=DAY, overdue=True, department="部门7", limit=50
    ),
    "ids of all open ones": lambda reader: action_ids(reader, today=DAY, open_only=True),
    "load of each owner": lambda reader: load(reader, "owner", today=DAY),
    **{
        f"{what}, {how} word": lambda reader, search=search, word=word: search(reader, word)
        for what, search in {
            "list": lambda reader, word: actions(reader, today=DAY, search=word, limit=50),
            "search": search_hits,
        }.items()
        for how, word in {"common": "合同", "rare": bulk.RARE, "absent": bulk.ABSENT}.items()
    },
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("url")
    parser.add_argument("--repeats", type=int, default=60)
    parser.add_argument("--fill", type=int, default=0)
    given = parser.parse_args()
    if given.fill:
        fill(given.file, given.url, given.fill)
    asked = bulk.counted_round_trips()
    with (
        closing(row_reader.open_reader(given.file)) as file,
        closing(postgresql_store.open_reader(given.url)) as server,
    ):
        for name, job in JOBS.items():
            print(measured(name, job, (file, server), asked, given.repeats), flush=True)


def fill(file: Path, url: str, size: int) -> None:
    with closing(sqlite_store.open_store(file)) as store:
        bulk.fill(store, file, size)
        people = store.find(Person)
    postgresql_store.open_store(url).close()
    chance = random.Random(7)  # noqa: S311  # as `bulk.fill` has it
    with closing(connect(url, None, only_reads=False)) as server:
        server.run("BEGIN")
        organisation_rows.written(server, people, 1, NOW)
        for begin in range(1, size + 1, 50_000):
            some = range(begin, min(begin + 50_000, size + 1))
            organisation_rows.written(server, (bulk.made_up(number, size, chance) for number in some), 1, NOW)
        server.run("COMMIT")
        server.run("VACUUM (ANALYZE)")


def measured(
    name: str, job: Callable[[Connection], object], readers: tuple[Connection, ...], asked: Counter[str], repeats: int
) -> str:
    took: list[list[float]] = [[] for _ in readers]
    for _ in range(repeats + 1):
        asked.clear()
        for reader, mine in zip(readers, took, strict=True):
            begun = time.perf_counter()
            job(reader)
            mine.append((time.perf_counter() - begun) * 1e3)
    file, server = (sorted(mine[1:]) for mine in took)
    shown = "".join(f"{one[0]:9.2f}{statistics.median(one):9.2f}" for one in (file, server))
    ratios = f"{server[0] / file[0]:7.1f}{statistics.median(server) / statistics.median(file):7.1f}"
    return f"{name:30}{shown}{ratios}{asked.total():4}"


if __name__ == "__main__":
    main()
