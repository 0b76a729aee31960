"""What is written of mails while they are sent: each outcome before the next mail is handed over."""

import asyncio
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from shutil import copyfile
from threading import Lock
from typing import Any

import pytest

from collabtui.config import Smtp
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.errors import Refused, Unreachable
from collabtui.home import Home
from collabtui.lifecycle.base import outbox
from collabtui.lifecycle.base.acting import Acting, Workspace
from collabtui.lifecycle.base.workspace import open_workspace
from collabtui.store.sqlite.connection import SqliteConnection, connect
from collabtui.worker import send_outbox, settled_batches
from collabtui.worker.lease import holding
from collabtui.worker.one_pass import flush
from collabtui.worker.send_outbox import send_due
from collabtui.worker.settled_batches import LeftToNote
from support.records import outgoing
from support.scripted_server import Scripted
from support.smtp_script import LyingSmtp, SmtpLie
from support.world import CONFIG, Clock

COUNT = 7
"""Mails that wait, in batches of three."""
FULL = 2
"""What `PRAGMA synchronous` says where each commit is flushed."""


@pytest.fixture
def smtp() -> LyingSmtp:
    return LyingSmtp()


@pytest.fixture
def workspace(tmp_path: Path, smtp: LyingSmtp, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    monkeypatch.setattr(send_outbox, "BATCH", 3)
    with Scripted(smtp) as server:
        config = CONFIG.model_copy(update={"smtp": Smtp(host=server.host, port=server.port, security="none")})
        with open_workspace(Home(tmp_path), config, Clock()) as opened:
            queue(opened, COUNT)
            yield opened


def queue(workspace: Workspace, count: int) -> None:
    with workspace.as_user("command").transaction() as tx:
        for _ in range(count):
            ref = tx.next_ref(Outgoing)
            raw = f"Message-ID: <{ref}@here>\r\nSubject: x\r\n\r\na line\r\n".encode()
            tx.put(outgoing(ref, raw=raw, queued_at=workspace.clock()))


def send(workspace: Workspace) -> int:
    return flush(workspace, lambda *_: None, workspace.clock, lambda _: None).sent


def states(workspace: Workspace) -> Counter[str]:
    with closing(workspace.store.open_again()) as store:
        return Counter(mail.state for mail in store.find(Outgoing))


def test_each_outcome_is_written_before_the_next_mail_is_handed_over(workspace: Workspace, smtp: LyingSmtp) -> None:
    """So that a kill at any moment leaves one mail of which nobody knows whether it arrived."""
    known: list[int] = []
    smtp.before_answer = lambda: known.append(states(workspace)["sent"])
    assert send(workspace) == COUNT
    assert known == list(range(COUNT))


def test_a_batch_is_marked_before_the_last_mail_of_the_one_before_is_answered(
    workspace: Workspace, smtp: LyingSmtp
) -> None:
    """So that the line never stands still for a marking."""
    marked: list[int] = []
    smtp.before_answer = lambda: marked.append(states(workspace)["sending"])
    assert send(workspace) == COUNT
    assert marked == [3, 2, 1 + 3, 3, 2, 1 + 1, 1]


def test_what_is_queued_while_the_last_mail_is_handed_over_goes_too(workspace: Workspace, smtp: LyingSmtp) -> None:
    def one_more() -> None:
        if len(smtp.mails) == COUNT - 1:
            smtp.before_answer = lambda: None
            with closing(workspace.store.open_again()) as store:
                queue(replace(workspace, store=store), 1)

    smtp.before_answer = one_more
    assert send(workspace) == COUNT + 1


def test_a_power_cut_repeats_one_mail_at_most(
    workspace: Workspace, smtp: LyingSmtp, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What a disk has for certain is what stood in the files when a commit returned that was flushed. Whenever the
    power is cut, the mails of which that says nothing are sent again: none but the one that is being handed over."""
    disk = tmp_path / "disk"
    disk.mkdir()
    known: list[Counter[str]] = []
    run = SqliteConnection.run
    one_at_a_time = Lock()  # the lease is renewed by a thread of its own

    def flushed(self: SqliteConnection, sql: str, parameters: Sequence[Any] = ()) -> sqlite3.Cursor:
        (how,) = self.execute("PRAGMA synchronous").fetchone()
        cursor = run(self, sql, parameters)
        if sql == "COMMIT" and how == FULL:
            with one_at_a_time:
                for file in self.path.parent.glob("collabtui.db*"):
                    copyfile(file, disk / file.name)
        return cursor

    def power_cut() -> None:
        with one_at_a_time, closing(connect(disk / "collabtui.db", "ro", busy_seconds=0)) as reader:
            known.append(Counter(state for (state,) in reader.rows("SELECT state FROM outgoing")))

    smtp.before_answer = power_cut
    monkeypatch.setattr(SqliteConnection, "run", flushed)
    send(workspace)
    assert [one["sent"] for one in known] == list(range(COUNT))
    assert all(one["sending"] for one in known)


@pytest.mark.parametrize("refused", ["written", "taken"])
def test_nothing_is_handed_over_while_the_disk_takes_no_note_of_the_mail_before(
    workspace: Workspace, smtp: LyingSmtp, monkeypatch: pytest.MonkeyPatch, refused: str
) -> None:
    """A note is written while the server is told of the next mail, and that one waits for it: where it
    fails the server has not got it. What is marked already is handed over, and what was said of it noted,
    where the disk takes no further marks."""

    def refuse(*_: object) -> Any:
        raise Unreachable("store.full", path="x")

    smtp.before_answer = lambda: monkeypatch.setattr(
        settled_batches, "settle" if refused == "written" else "take_batch", refuse
    )
    with pytest.raises(Unreachable, match=r"store\.full"):
        send(workspace)
    assert (len(smtp.taken), smtp.begun) == {"written": (1, 2), "taken": (3, 3)}[refused]
    monkeypatch.undo()
    smtp.before_answer = lambda: None
    send(workspace)
    assert len(smtp.taken) == COUNT + (refused == "written")


def test_a_worker_whose_lease_is_lost_notes_what_was_taken_and_hands_no_further_mail_over(
    workspace: Workspace, smtp: LyingSmtp
) -> None:
    """As when the database was away for longer than a lease lasts."""

    def another_takes_over() -> None:
        with closing(workspace.store.open_again()) as store:
            holder = store.lease_holder("worker")
            assert holder
            store.release_lease("worker", holder)
            assert store.acquire_lease("worker", "other", now=workspace.clock(), seconds=60)

    smtp.before_answer = another_takes_over
    with pytest.raises(Refused, match=r"worker\.lost"):
        send(workspace)
    assert len(smtp.taken) == 1
    assert states(workspace)["sent"] == 1  # nobody has marked it since, and nobody sends it again
    with closing(workspace.store.open_again()) as store:
        store.release_lease("worker", "other")
    smtp.before_answer = lambda: None
    send(workspace)
    assert len(smtp.taken) == len(set(smtp.taken)) == COUNT


@pytest.mark.parametrize("lie", ["dropped before", "dropped within", "garbage"])
def test_a_line_that_breaks_leaves_what_was_answered_as_it_was_answered(
    workspace: Workspace, smtp: LyingSmtp, lie: SmtpLie
) -> None:
    smtp.lies = lambda number: lie if number == 4 else None
    with pytest.raises(Unreachable):
        send(workspace)
    assert states(workspace) == {"sent": 3, "queued": COUNT - 3}
    assert {mail.attempts for mail in workspace.store.find(Outgoing, state="queued")} == {0}


def test_why_no_mail_leaves_is_said_in_words(workspace: Workspace) -> None:
    """The page lists it, and showed the name of the sentence."""
    away = replace(workspace, config=workspace.config.model_copy(update={"smtp": Smtp(host="127.0.0.1", port=1)}))
    with pytest.raises(Unreachable):
        send(away)
    assert {mail.last_error for mail in workspace.store.find(Outgoing)} == {
        "连不上发信服务器 127.0.0.1:1：连接被拒绝",
        "",
    }


def test_an_outcome_that_a_lock_refused_is_written_once_the_lock_is_gone(
    workspace: Workspace, smtp: LyingSmtp, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[str] = []

    def locked_once(acting: Acting, mail: Outgoing, outcome: outbox.Outcome) -> Outgoing:
        tries.append(mail.ref)
        if len(tries) == 2:
            raise Unreachable("store.busy", path="x")
        return outbox.settle(acting, mail, outcome)

    monkeypatch.setattr(settled_batches, "settle", locked_once)
    with pytest.raises(Unreachable, match=r"store\.busy"):
        send(workspace)
    assert tries == ["O1", "O2", "O2"]
    assert states(workspace) == {"sent": 2, "queued": COUNT - 2}
    send(workspace)
    assert len(smtp.taken) == len(set(smtp.taken)) == COUNT


def test_what_the_server_took_while_the_next_could_not_be_marked_is_noted(
    workspace: Workspace, smtp: LyingSmtp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database goes away between the mail and the answer to it."""
    markings: list[None] = []

    def gone_at_the_second(*wanted: Any) -> list[Outgoing]:
        markings.append(None)
        if len(markings) == 1:
            return outbox.take_batch(*wanted)
        raise Unreachable("database.gone", path="x", reason="x")

    monkeypatch.setattr(settled_batches, "take_batch", gone_at_the_second)
    with pytest.raises(Unreachable, match=r"database\.gone"):
        send(workspace)
    monkeypatch.undo()
    send(workspace)
    assert len(smtp.taken) == len(set(smtp.taken)) == COUNT


def test_an_outcome_that_no_pass_could_write_is_written_by_the_next_of_the_same_worker(
    workspace: Workspace, smtp: LyingSmtp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database is away for longer than a pass waits for it: the server has the mail, and gets it once."""

    def gone(*_: object) -> Outgoing:
        raise Unreachable("database.gone", path="x", reason="x")

    left, told = LeftToNote(), list[Outgoing]()
    with holding(workspace.store, workspace.clock) as lease:
        leased = workspace.under(lease.fence)
        monkeypatch.setattr(settled_batches, "settle", gone)
        with pytest.raises(Unreachable, match=r"database\.gone"):
            asyncio.run(send_due(leased, leased.config.smtp, None, told.append, left=left))
        assert ([mail.ref for mail, _ in left.answered], left.is_marked) == (["O1"], True)
        monkeypatch.undo()
        asyncio.run(send_due(leased, leased.config.smtp, None, told.append, left=left))
    assert len(smtp.taken) == len(set(smtp.taken)) == len(told) == COUNT
    assert (left.answered, left.is_marked) == ([], False)


def test_an_outcome_that_had_arrived_though_nobody_could_say_so_is_no_loss_of_the_lease(workspace: Workspace) -> None:
    with holding(workspace.store, workspace.clock) as lease:
        acting = workspace.under(lease.fence).as_worker()
        mail = outbox.take_batch(acting, 1)[0]
        sent = outbox.settle(acting, mail, outbox.Outcome("sent"))
        left = LeftToNote([(mail, outbox.Outcome("sent"))])
        assert [(one.ref, one.version) for one in left.note(acting)] == [(sent.ref, sent.version)]


def test_who_is_told_to_end_sends_no_further_mail_and_leaves_none_marked(workspace: Workspace, smtp: LyingSmtp) -> None:
    """An outbox of thousands is no reason to be waited for."""
    told = list[Outgoing]()
    with holding(workspace.store, workspace.clock) as lease:
        leased = workspace.under(lease.fence)
        sent = asyncio.run(send_due(leased, leased.config.smtp, None, told.append, lambda: len(told) >= 2))
    assert sent.sent <= 4
    assert states(workspace) == {"sent": sent.sent, "queued": COUNT - sent.sent}
    assert send(workspace) == COUNT - sent.sent
