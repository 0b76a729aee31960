"""What a mail costs the database: a rate that falls is seen here before anybody waits for it."""

import sqlite3
import threading
from collections.abc import Callable
from dataclasses import replace

import pytest

from collabtui.domain.access.mail_account import MailAccount, ServerLogin
from collabtui.domain.action import Action
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.base.outbox import Outcome, settle, take_batch
from collabtui.lifecycle.due.mails_that_waited import TrueAsTheyLeave
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.store.send_turn import SendTurn
from collabtui.store.sqlite.connection import SqliteConnection
from collabtui.worker import watch_loop
from collabtui.worker.send_outbox import SendCount
from support.records import outgoing as mail_record
from support.records import put
from support.replies import outgoing, reply, send_all
from support.world import clock as clock
from support.world import planned as planned
from support.world import published as published
from support.world import workspace as workspace

SERVER = ServerLogin(host="mail.example.test", port=993, security="tls", username="pmo")
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
    published.store.signed(b"a mail of before")  # with the secret, which is read once
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


def test_a_look_at_the_outbox_whatever_accounts_there_are(
    workspace: Workspace, counted: Callable[[Callable[[], object]], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    sent_for: list[str | None] = []

    async def noted(theirs: Workspace, *_: object) -> SendCount:
        sent_for.append(theirs.account)
        return SendCount()

    monkeypatch.setattr(watch_loop, "send_once", noted)
    refs = [f"ACC{number}" for number in range(1, 6)]
    accounts = [MailAccount(ref=ref, name=ref, email=f"{ref}@example.test", smtp=SERVER, imap=SERVER) for ref in refs]
    put(workspace.store, *accounts, mail_record("O1", account="ACC4", queued_at=workspace.clock()))
    theirs = [workspace, *(replace(workspace, account=ref) for ref in refs)]
    outboxes = watch_loop._Outboxes(lambda *_: None, threading.Event(), lambda _: None)
    assert counted(lambda: outboxes.look(theirs)) == 1
    assert sent_for == ["ACC4"]
