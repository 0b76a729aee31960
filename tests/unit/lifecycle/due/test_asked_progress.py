"""Questions how actions stand: of the last weeks, and read through an index."""

from datetime import timedelta

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.due.registry import queue_due
from collabtui.lifecycle.matters.edit_matters import describe_matter, move_to_step
from collabtui.store.records.asked_progress import ASKED, LOOK_BACK
from collabtui.store.records.sql import instant_text
from collabtui.store.sqlite.sqlite_store import SqliteStore
from support.world import Clock

X1 = "X-2026-001"


def asked(workspace: Workspace) -> list[tuple[str, str]]:
    return [(one.name, one.asked[:10]) for one in workspace.store.asked_progress(workspace.clock())]


def test_of_each_owner_the_newest_two_of_the_last_weeks(published: Workspace, clock: Clock) -> None:
    describe_matter(published.as_user("key"), X1, {"rhythm": "daily"})
    move_to_step(published.as_user("key"), X1, "tracking")
    for day in (3, 4, 5):
        clock.set(f"2026-03-{day:02}T09:00+08:00")
        queue_due(published.as_worker())
    assert set(asked(published)) == {(name, f"2026-03-0{day}") for name in ("张伟", "Bob Brown") for day in (4, 5)}
    assert [one.progress_of for one in published.store.find(Outgoing, person="P2") if one.progress_of] == [(X1,)] * 3
    clock.now += LOOK_BACK - timedelta(days=1, hours=1)
    assert set(asked(published)) == {("张伟", "2026-03-05"), ("Bob Brown", "2026-03-05"),
                                     ("张伟", "2026-03-04"), ("Bob Brown", "2026-03-04")}  # fmt: skip
    clock.now += timedelta(hours=2)
    assert {day for _, day in asked(published)} == {"2026-03-05"}
    clock.now += timedelta(days=1)
    assert asked(published) == []


def test_it_is_read_through_an_index(workspace: Workspace, clock: Clock) -> None:
    """Before the first frame, whatever else the outbox holds."""
    assert isinstance(workspace.store, SqliteStore)
    rows = workspace.store._connection.rows(f"EXPLAIN QUERY PLAN {ASKED}", (instant_text(clock()),))
    plan = [str(row[-1]) for row in rows]
    assert any("SEARCH o USING COVERING INDEX outgoing_progress (queued_at>?)" in line for line in plan), plan
    assert not any(line.startswith(("SCAN o", "SCAN m", "SCAN p", "SCAN a ", "SCAN i", "SCAN b")) for line in plan), (
        plan
    )
