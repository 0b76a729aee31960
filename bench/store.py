"""What the store costs: `python bench/store.py [--actions 1000000] [--postgresql URL]`.

Builds a temporary database with 1 000 actions and one with that many (one in ten open, 2 000 owners), and prints the
median and the 95th percentile of what screens, commands and mails do with them, side by side. With URL, an empty
database (its password: PGPASSWORD), that of the larger one is moved there and measured beside it, with the round trips
to the server that each of them makes.
"""

import argparse
import os
import random
import sqlite3
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.people import Person
from collabtui.store.common_sql import fulltext
from collabtui.store.engine_connection import Connection
from collabtui.store.interface import Store
from collabtui.store.queries.action_charts import load
from collabtui.store.queries.action_groups import grouped_ids
from collabtui.store.queries.actions import action_ids, actions, actions_by_id
from collabtui.store.queries.row_reader import change_counter, open_reader
from collabtui.store.queries.today import today
from collabtui.store.records.row_seal import unnumbered_seal
from collabtui.store.records.tables import table_of
from collabtui.store.sqlite.sqlite_store import SqliteStore, open_store

NOW = datetime(2026, 3, 2, 6, tzinfo=UTC)
TODAY = NOW.date()
OWNERS, DEPARTMENTS = 2_000, 40
WORDS = (
    "接口", "文档", "测试", "环境", "合同", "供应商", "上线", "推广", "素材", "报告", "评审", "需求", "流程", "培训",
    "数据", "迁移", "客户", "投诉", "安全", "验收",
)  # fmt: skip
RARE, ABSENT = "极光", "麒麟"
Job = tuple[str, Callable[[], object], float]
"""What it is called, what is timed, and the share of the repeats it takes."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--actions", type=int, default=1_000_000)
    parser.add_argument("--repeats", type=int, default=200)
    parser.add_argument("--postgresql", default="")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sizes = (1_000, wanted.actions)
        files = [Path(folder) / f"{size}.db" for size in sizes]
        columns = [dict(measured(file, size, wanted.repeats)) for file, size in zip(files, sizes, strict=True)]
        names = [f"{size:,}" for size in sizes]
        if wanted.postgresql:
            columns.append(dict(moved_and_measured(files[-1], wanted.postgresql, wanted.repeats)))
            names.append("PostgreSQL")
        print(f"\n{'milliseconds: median (95th percentile)':50}" + "".join(f"{name:>22}" for name in names))
        for name in columns[0]:
            print(f"{name:50}" + "".join(f"{column[name]:>22}" for column in columns))
        print(f"{'one fdatasync of 4 kB on this disk':50}{fdatasync(Path(folder), wanted.repeats):>22}")


def measured(path: Path, size: int, repeats: int) -> Iterator[tuple[str, str]]:
    with closing(open_store(path)) as store:
        started = time.perf_counter()
        fill(store, path, size)
        print(f"{size:,} actions: built in {time.perf_counter() - started:.1f} s, {path.stat().st_size / 1e6:.0f} MB")
        opened = partial(open_store, path), partial(open_reader, path)
        for name, job, share in [*deeds(store), *readings(store, *opened)]:
            yield name, timed(job, max(5, int(repeats * share)))


def moved_and_measured(path: Path, url: str, repeats: int) -> Iterator[tuple[str, str]]:
    from collabtui.lifecycle.organisation.move import move
    from collabtui.store.moving.file_ends import FileSource
    from collabtui.store.moving.server_ends import ServerTarget
    from collabtui.store.postgresql import postgresql_store

    started = time.perf_counter()
    with closing(FileSource(path)) as source, closing(ServerTarget(url, None)) as target:
        result = move(source, target)
    print(f"moved to PostgreSQL: {result.rows:,} rows in {time.perf_counter() - started:.1f} s")
    asked = counted_round_trips()
    with closing(postgresql_store.open_store(url)) as store:
        opened = partial(postgresql_store.open_store, url), partial(postgresql_store.open_reader, url)
        for name, job, share in [*deeds(store), *readings(store, *opened)]:
            asked.clear()
            job()
            trips = asked.total()
            yield name, f"{timed(job, max(5, int(repeats * share)))} {trips:>3}"


def counted_round_trips() -> Counter[str]:
    """Those of all connections since it was cleared, by statement."""
    from collabtui.store.postgresql.postgresql_connection import PostgresqlConnection

    asked = Counter[str]()
    sent = PostgresqlConnection.round_trip

    def counting(connection: PostgresqlConnection, said: str, parameters: Sequence[Any]) -> Any:
        asked[said] += 1
        return sent(connection, said, parameters)

    PostgresqlConnection.round_trip = counting  # type: ignore[method-assign]  # of this process alone
    return asked


def timed(job: Callable[[], object], repeats: int) -> str:
    job()
    took = []
    for _ in range(repeats):
        started = time.perf_counter()
        job()
        took.append((time.perf_counter() - started) * 1e3)
    took.sort()
    return f"{took[len(took) // 2]:.3f} ({took[int(len(took) * 0.95)]:.3f})"


def deeds(store: Store) -> Iterator[Job]:
    numbers = iter(range(1, 1_000_000))
    yield "reply applied (get 3, put 3, trail) and flushed", lambda: reply_applied(store, next(numbers)), 2
    yield "reply applied while catching up, unflushed", lambda: unflushed_reply(store, next(numbers)), 2
    yield "one field of one action changed, committed", lambda: one_change(store, next(numbers)), 2


def readings(store: Store, open_again: Callable[[], Store], open_to_read: Callable[[], Connection]) -> Iterator[Job]:
    reader = open_to_read()
    listing = partial(actions, reader, today=TODAY)
    long = partial(action_ids, reader, today=TODAY, open_only=True)
    ids = long()
    middle = ids[len(ids) // 2 :][:60]
    yield "store: get one action", lambda: store.get(Action, "A7"), 1
    yield "store: an owner's blocked actions", lambda: store.find(Action, owner="P7", status="blocked"), 1
    yield "store: search everything, rare word", lambda: store.search(RARE), 1
    yield "store: search everything, common word", lambda: store.search("合同"), 1
    yield "store: has anything changed?", store.change_counter, 1
    yield "open the store", lambda: open_again().close(), 0.2
    yield "open a reader", lambda: open_to_read().close(), 0.2
    yield "reader: has anything changed?", lambda: change_counter(reader), 1
    yield "list of 1 000", lambda: listing(limit=1_000), 0.2
    yield "list of 10 000", lambda: listing(limit=10_000), 0.1
    yield "list: an owner's, open, due before today", lambda: listing(owner="P7", open_only=True, due_before=TODAY), 1
    yield "list: a department's overdue, first 50", lambda: listing(overdue=True, department="部门7", limit=50), 0.2
    yield "list: search, rare word, first 50", lambda: listing(search=RARE, limit=50), 0.5
    yield "list: search, common word, first 50", lambda: listing(search="合同", limit=50), 0.5
    yield "list: search, absent word", lambda: listing(search=ABSENT, limit=50), 0.5
    yield "list: search, one character, first 50", lambda: listing(search="合", limit=50), 0.1
    yield (
        "list: search, common word, open, by due date",
        lambda: listing(search="合同", open_only=True, order="due"),
        0.05,
    )
    yield "ids of all open actions", long, 0.05
    yield "the same, dealt out by owner", partial(grouped_ids, reader, "owner", today=TODAY, open_only=True), 0.05
    yield "load of each owner", partial(load, reader, "owner", today=TODAY), 0.05
    yield "window of 60 rows in their middle", lambda: actions_by_id(reader, middle, today=TODAY), 1
    yield "the Today screen", lambda: today(reader, now=NOW, today=TODAY), 0.05


def reply_applied(store: Store, number: int) -> None:
    at = NOW + timedelta(seconds=number)
    with store.transaction(actor="张伟", via=f"mail:I{number}", now=at) as deed:
        deed.get(Person, "P1")
        action = deed.get(Action, f"A{number % 900 + 1}")
        sent = deed.get(Outgoing, "O1")
        deed.claim_mail(f"digest {number}", f"<{number}@there>")
        deed.put(action.model_copy(update={"percent": number % 100, "note": f"供应商晚了 {number}", "updated_at": at}))
        deed.put(sent.model_copy(update={"state": "failed", "attempts": number, "last_error": f"450 {number}"}))
        deed.put(mail_in(deed.next_ref(Incoming)))


def unflushed_reply(store: Store, number: int) -> None:
    with store.unflushed():
        reply_applied(store, number)


def one_change(store: Store, number: int) -> None:
    with store.transaction(actor="李明", via="key", now=NOW) as deed:
        action = deed.get(Action, f"A{number % 900 + 1}")
        deed.put(action.model_copy(update={"slips": number}))


def mail_in(ref: str) -> Incoming:
    return Incoming(
        ref=ref, message_id=f"<{ref}@there>", digest=ref, raw=b"x" * 8_000, received_at=NOW, written_at=NOW,
        sender="p1@example.test", subject="Re: [M1] 纪要", trust="token", kind="reply", verdict="apply", reason="token",
    )  # fmt: skip


def mail_out() -> Outgoing:
    return Outgoing(
        ref="O1", kind="minutes", key="k", person="P1", to="p1@example.test", subject="[M1] 纪要", code="c",
        token="t", message_id="<1@here>", text="x" * 2_000, raw=b"x" * 8_000, queued_at=NOW,  # noqa: S106  # no secret
    )  # fmt: skip


def fill(store: SqliteStore, path: Path, size: int, change: Callable[[Action], Action] = lambda action: action) -> None:
    """People and a mail by deeds; the actions in bulk, as deeds would leave them but without a trail."""
    with store.transaction(actor="李明", via="command", now=NOW) as deed:
        for number in range(1, OWNERS + 1):
            email, department = f"p{number}@example.test", f"部门{number % DEPARTMENTS}"
            deed.put(Person(ref=f"P{number}", name=f"人{number}", email=email, department=department))
        deed.put(mail_out())
    table = table_of(Action)
    chance = random.Random(7)  # noqa: S311  # made-up titles, the same in each run
    with closing(sqlite3.connect(path)) as bulk, bulk:
        for number in range(1, size + 1):
            action = change(made_up(number, size, chance))
            row = table.to_row(action)
            bulk.execute(table.insert, (*row, unnumbered_seal(table, row)))
            words = fulltext.indexed(action.title)
            bulk.execute("INSERT INTO action_text (rowid, text) VALUES (?, ?)", (number, words))
        bulk.execute("INSERT INTO counter (name, value) VALUES ('A', ?)", (size,))


TEMPLATE = Action(ref="A1", title="x", version=1, created_at=NOW, updated_at=NOW, updated_by="李明", via="key")


def made_up(number: int, size: int, chance: random.Random) -> Action:
    title = "".join(chance.choices(WORDS, k=4)) + (RARE if number % max(1, size // 20) == 0 else "")
    due = TODAY + timedelta(days=chance.randrange(-365, 60))
    status = chance.choice(("not-started", "in-progress", "blocked")) if number % 10 == 0 else "done"
    fields = {"ref": f"A{number}", "title": title, "owner": f"P{chance.randrange(1, OWNERS + 1)}", "due": due}
    return TEMPLATE.model_copy(update={**fields, "original_due": due, "status": status})


def fdatasync(folder: Path, repeats: int) -> str:
    """What a flushed commit cannot be faster than."""
    with (folder / "flushed").open("wb", buffering=0) as file:

        def flush() -> None:
            os.pwrite(file.fileno(), b"x" * 4_096, 0)
            os.fdatasync(file.fileno())

        return timed(flush, repeats)


if __name__ == "__main__":
    main()
