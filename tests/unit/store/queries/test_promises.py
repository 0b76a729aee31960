"""Who does by the day that was first agreed what he promised, and how soon people answer."""

from datetime import UTC, date, datetime, timedelta

import pytest

from collabtui.store.engine_connection import Connection
from collabtui.store.interface import Store
from collabtui.store.queries.reports import answer_hours, answer_times, broken_promises, promise_record, promises
from support.records import action, incoming, outgoing, person, put

NOW = datetime(2026, 3, 10, 4, tzinfo=UTC)
PAST, COMING = date(2026, 3, 5), date(2026, 3, 20)


@pytest.mark.parametrize(
    ("kept_as", "counts"),
    [
        ({"status": "done", "due": COMING, "percent": 100}, (1, 0)),
        ({"status": "done", "due": PAST, "percent": 100}, (0, 1)),
        ({"status": "done", "due": COMING, "original_due": PAST, "slips": 1, "percent": 100}, (0, 1)),
        ({"due": PAST}, (0, 1)),
        ({"due": COMING, "original_due": PAST, "slips": 1}, (0, 1)),
        ({"due": COMING}, (0, 0)),
        ({"status": "cancelled", "due": PAST}, (0, 0)),
        ({"status": "done", "percent": 100}, (0, 0)),
    ],
)
def test_a_promise_is_kept_by_its_first_day_or_broken(
    store: Store, reader: Connection, kept_as: dict[str, object], counts: tuple[int, int]
) -> None:
    with store.transaction(actor="x", via="key", now=NOW) as tx:
        tx.put(person("P1"))
        tx.put(action("A1", **{"owner": "P1", "due": None, "updated_at": NOW} | kept_as))
    assert promise_record(reader, "P1", now=NOW) == counts
    late = broken_promises(reader, "P1", now=NOW, limit=5)
    assert late == ([1] if counts[1] and kept_as.get("status") == "done" else [])
    rows = promises(reader, now=NOW, since=date(2026, 1, 1))
    dated = "due" in kept_as and kept_as.get("status") != "cancelled"
    assert [(row["kept"], row["broken"]) for row in rows] == ([counts] if dated else [])


def test_the_first_answer_to_a_mail_counts_and_a_clock_that_is_behind_does_not_answer_before(
    store: Store, reader: Connection
) -> None:
    put(store, person("P1"))
    for number, hours in ((1, (2, 30)), (2, (-1,))):
        put(store, outgoing(f"O{number}", sent_at=NOW))
        for at, took in enumerate(hours):
            ref = f"I{number * 10 + at}"
            written = NOW + timedelta(hours=took)
            put(store, incoming(ref, person="P1", answers=f"O{number}", kind="reply", written_at=written))
    assert sorted(answer_hours(reader, "P1")) == [0.0, 2.0]
    (row,) = answer_times(reader, since=NOW - timedelta(days=1))
    assert (row["answers"], row["median_hours"], row["longest_hours"]) == (2, 1.0, 2.0)
