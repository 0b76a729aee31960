"""What a mail costs the database: a rate that falls is seen here before anybody waits for it."""

import sqlite3
from collections.abc import Callable

import pytest

from collabtui.domain.action import Action
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.base.outbox import Outcome, settle, take_batch
from collabtui.lifecycle.due.mails_that_waited import TrueAsTheyLeave
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.store.send_turn import SendTurn
from collabtui.store.sqlite.connection import SqliteConnection
from support.replies import outgoing, reply, send_all
from support.world import clock as clock
from support.world import planned as planned
from support.world import published as published
from support.world import workspace as workspace

STRANGER = b"From: x@elsewhere.test\r\nTo: li@example.test\r\nMessage-ID: <%d@there>\r\nSubject: News\r\n\r\nHello\r\n"


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], int]:
    """The statements that something makes, on any connection to a file."""
    said: list[str] = []
    execute = sqlite3.Connection.execute

    def noted(connection: sqlite3.Connection, sql: str, *bound: object) -> sqlite3.Cursor:
        said.append(sql)
        return execute(connection, sql, *bound)  # type: ignore[arg-type]  # bound as it came

    monkeypatch.setattr(SqliteConnection, "execute", noted)

    def count(run: Callable[[], object]) -> int:
        said.clear()
        run()
        return len(said)

    return count


def test_a_mail_of_a_stranger(published: Workspace, counted: Callable[[Callable[[], object]], int]) -> None:
    receive(published.as_worker(), STRANGER % 1)
    assert counted(lambda: receive(published.as_worker(), STRANGER % 2)) <= 17


def test_a_reply_that_is_applied_and_answered(
    published: Workspace, counted: Callable[[Callable[[], object]], int]
) -> None:
    send_all(published)
    raw = reply(outgoing(published, "zhang@example.test", "minutes"), "1 完成", date="Mon, 02 Mar 2026 15:30:00 +0800")
    assert counted(lambda: receive(published.as_worker(), raw)) <= 46
    assert published.store.get(Action, "A1").status == "done"


def test_marking_and_settling_a_mail(published: Workspace, counted: Callable[[Callable[[], object]], int]) -> None:
    worker = published.as_worker()
    waiting = len(published.store.due_outgoing(SendTurn(worker.now, 100)))
    taken = []
    marked = counted(lambda: taken.extend(take_batch(worker, 20, TrueAsTheyLeave())))
    assert len(taken) == waiting > 1
    assert marked <= 7 + 4 * waiting
    assert counted(lambda: settle(worker, taken[0], Outcome("sent"))) <= 7
