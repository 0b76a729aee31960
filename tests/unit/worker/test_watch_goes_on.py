"""The watch ends when it is told to, or when another worker has taken over: for nothing else."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.errors import CollabError, Refused, Unreachable
from collabtui.home import Home
from collabtui.lifecycle.base import outbox
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.base.outbox import Outcome
from collabtui.lifecycle.base.workspace import open_workspace
from collabtui.store.sqlite.sqlite_store import open_store
from collabtui.worker import among_many, read_mailbox, watch_loop
from collabtui.worker.lease import holding
from collabtui.worker.watch_loop import WatchEvent, watch
from support.imap_script import SECRET, scripted
from support.lying_imap import LyingImap
from support.mailbox_reader import mails
from support.records import outgoing, put
from support.scripted_server import CERTIFICATE, Line, Scripted
from support.world import CONFIG, Clock

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)


@pytest.fixture(autouse=True)
def without_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch_loop, "LOOK", 0.001)
    monkeypatch.setattr("collabtui.domain.retry_pauses.FIRST_SERVER_PAUSE", timedelta(milliseconds=1))


def watched(home: Path, failures: int) -> tuple[list[str], list[WatchEvent]]:
    """Keys of what was lost until `failures` of them were told of; and all that was told."""
    stop, told = threading.Event(), list[WatchEvent]()

    def tell(event: WatchEvent) -> None:
        told.append(event)
        if sum(one.kind == "lost" for one in told) >= failures:
            stop.set()

    with Scripted(LyingImap(mails(1))) as server:
        config = CONFIG.model_copy(update={"imap": scripted(server, junk=False)})

        @contextmanager
        def opened() -> Iterator[Workspace]:
            with open_workspace(Home(home), config, Clock()) as workspace:
                yield workspace

        watch(opened, lambda *_: SECRET, lambda: NOW, stop, tell)
    return [one.error.key for one in told if one.error], told


@pytest.mark.parametrize("error", [Unreachable("store.busy", path="x"), KeyError("a"), RecursionError()])
def test_what_fails_while_mail_is_read_ends_one_round(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(read_mailbox, "read_new", fails)
    keys, told = watched(tmp_path, failures=3)
    assert set(keys) == {error.key if isinstance(error, CollabError) else "worker.fault"}
    assert told[-1].kind == "stopped"


@pytest.mark.parametrize("error", [Unreachable("store.busy", path="x"), KeyError("a")])
def test_what_fails_while_the_clock_is_looked_at_ends_one_round(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fails(*_: object) -> None:
        raise error

    monkeypatch.setattr(among_many, "pass_time", fails)
    keys, told = watched(tmp_path, failures=3)
    assert set(keys) == {error.key if isinstance(error, CollabError) else "worker.fault"}
    assert told[-1].kind == "stopped"


def test_a_database_that_cannot_be_opened_yet_is_opened_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stop, told, opens = threading.Event(), list[WatchEvent](), list[int]()

    def tell(event: WatchEvent) -> None:
        told.append(event)
        if event.kind == "read":
            stop.set()

    with Scripted(LyingImap(mails(1))) as server:
        config = CONFIG.model_copy(update={"imap": scripted(server, junk=False)})

        @contextmanager
        def opened() -> Iterator[Workspace]:
            opens.append(1)
            if len(opens) == 2:
                raise Unreachable("store.busy", path="x")
            with open_workspace(Home(tmp_path), config, Clock()) as workspace:
                yield workspace

        watch(opened, lambda *_: SECRET, lambda: NOW, stop, tell)
    assert [one.kind for one in told if one.kind != "connected"] == ["lost", "read", "stopped"]


def test_its_pauses_begin_anew_once_it_was_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stop, told, opens = threading.Event(), list[WatchEvent](), list[int]()
    monkeypatch.setattr(watch_loop, "watch_mailbox", lambda *_, **__: None)

    def tell(event: WatchEvent) -> None:
        told.append(event)
        if len([one for one in told if one.kind == "lost"]) == 12:
            stop.set()

    with Scripted(LyingImap(mails(1))) as server:
        config = CONFIG.model_copy(update={"imap": scripted(server, junk=False)})

        @contextmanager
        def opened() -> Iterator[Workspace]:
            opens.append(1)
            if len(opens) % 2 == 0:  # the first is that of who sends
                raise Unreachable("store.busy", path="x")
            with open_workspace(Home(tmp_path), config, Clock()) as workspace:
                yield workspace

        watch(opened, lambda *_: SECRET, lambda: NOW, stop, tell)
    assert max(one.retry_in for one in told) <= 0.001


class ChangingCertificate:
    """An IMAP server behind TLS whose certificate is replaced while it runs. Each connection is begun with the one
    that it has then."""

    def __init__(self) -> None:
        self.imap = LyingImap(mails(1))
        self.name = "localhost"
        self.shown: list[str] = []

    def __call__(self, line: Line) -> None:
        self.shown.append(self.name)
        line.encrypt(self.name)
        self.imap(line)


def test_a_certificate_that_is_replaced_meanwhile_gets_no_password(tmp_path: Path) -> None:
    """The watch says so, asks again, and reads on once the certificate is one that is trusted."""
    stop, told, talk = threading.Event(), list[WatchEvent](), ChangingCertificate()

    def tell(event: WatchEvent) -> None:
        told.append(event)
        kinds = [one.kind for one in told]
        if event.kind == "read" and kinds.count("read") == 1:
            talk.name, talk.imap.mails = "other", mails(1, 2)
            server.lines[-1].hang_up()
        elif event.error and event.error.key == "imap.certificate" and talk.shown.count("other") >= 2:
            talk.name = "localhost"
        elif event.kind == "read":
            stop.set()

    with Scripted(talk) as server:
        config = CONFIG.model_copy(update={"imap": scripted(server, junk=False, security="tls", ca_file=CERTIFICATE)})

        @contextmanager
        def opened() -> Iterator[Workspace]:
            with open_workspace(Home(tmp_path), config, Clock()) as workspace:
                yield workspace

        watch(opened, lambda *_: SECRET, lambda: NOW, stop, tell)
        logged_in = [name for name, line in zip(talk.shown, server.lines, strict=False) if len(line.heard)]
    assert {"imap.certificate"} < {one.error.key for one in told if one.error}
    assert [one.kind for one in told].count("read") == 2
    assert talk.shown.count("other") >= 2
    assert "other" not in logged_in


def test_another_worker_ends_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(*_: object) -> None:
        raise Refused("worker.lost")

    monkeypatch.setattr(among_many, "pass_time", lost)
    with pytest.raises(Refused, match=r"worker\.lost"):
        watched(tmp_path, failures=3)


def test_a_lease_that_is_lost_while_mail_is_read_ends_it_and_no_key_of_the_catalogue_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """As a restore beside it does. What is logged as a warning reaches the terminal as it is."""

    def lost(*_: object, **__: object) -> None:
        raise Refused("worker.lost")

    monkeypatch.setattr(read_mailbox, "read_new", lost)
    with pytest.raises(Refused, match=r"worker\.lost"):
        watched(tmp_path, failures=3)
    assert [one for one in caplog.messages if "worker.lost" in one] == []


def test_a_try_that_failed_is_worded_and_not_logged_by_its_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise Unreachable("store.busy", path="x")

    monkeypatch.setattr(read_mailbox, "read_new", fails)
    watched(tmp_path, failures=2)
    assert [one for one in caplog.messages if "store.busy" in one] == []


def test_what_one_account_could_not_note_is_noted_before_another_puts_back_what_was_left(tmp_path: Path) -> None:
    """All is sent under one lease: the mail that the server took would go back with those that were only marked."""
    stop, told = threading.Event(), list[WatchEvent]()
    with open_workspace(Home(tmp_path), CONFIG, Clock()) as opened, holding(opened.store, lambda: NOW) as lease:
        workspace = opened.under(lease.fence)
        later = NOW + timedelta(hours=1)
        for ref in ("O1", "O2"):
            marked = {"state": "sending", "lease": lease.fence.number, "not_before": later}
            put(workspace.store, outgoing(ref, queued_at=NOW, **marked))
        outboxes = watch_loop._Outboxes(lambda *_: SECRET, stop, told.append)
        outboxes._left.is_marked = True
        outboxes._left.answered.append((workspace.store.get(Outgoing, "O2"), Outcome("sent")))
        outboxes.look([replace(workspace, account="ACC2"), workspace])
        states = [(mail.ref, mail.state) for mail in workspace.store.find(Outgoing)]
    assert states == [("O1", "queued"), ("O2", "sent")]
    assert [(one.kind, one.outgoing.ref) for one in told if one.outgoing] == [("sent", "O2")]


def test_who_is_told_to_end_notes_what_is_known(tmp_path: Path) -> None:
    with open_workspace(Home(tmp_path), CONFIG, Clock()) as opened, holding(opened.store, lambda: NOW) as lease:
        workspace = opened.under(lease.fence)
        put(workspace.store, outgoing("O1", state="sending", lease=lease.fence.number, queued_at=NOW))
        outboxes = watch_loop._Outboxes(lambda *_: SECRET, threading.Event(), lambda _: None)
        outboxes._left.answered.append((workspace.store.get(Outgoing, "O1"), Outcome("sent")))
        outboxes.end(workspace)
        assert workspace.store.get(Outgoing, "O1").state == "sent"


def test_a_look_at_the_outbox_begins_with_what_the_one_before_has_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "accounts_due", lambda *_: ())
    with open_workspace(Home(tmp_path), CONFIG, Clock()) as opened, holding(opened.store, lambda: NOW) as lease:
        workspace = opened.under(lease.fence)
        put(workspace.store, outgoing("O1", state="sending", lease=lease.fence.number, queued_at=NOW))
        outboxes = watch_loop._Outboxes(lambda *_: SECRET, threading.Event(), lambda _: None)
        outboxes.look([workspace])
        assert workspace.store.get(Outgoing, "O1").state == "sending"
        outboxes._left.is_marked = True
        outboxes.look([workspace])
        assert workspace.store.get(Outgoing, "O1").state == "queued"


def test_a_database_that_is_away_is_asked_again_after_a_pause(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked, lost = list[int](), list[WatchEvent]()

    def away(*_: object) -> None:
        asked.append(len(asked))
        raise Unreachable("database.gone")

    monkeypatch.setattr(outbox, "accounts_due", away)
    monkeypatch.setattr(watch_loop, "LOOK", 0.0001)  # the first pause is half a millisecond to a whole one
    with open_workspace(Home(tmp_path), CONFIG, Clock()) as workspace:
        outboxes = watch_loop._Outboxes(lambda *_: SECRET, threading.Event(), lost.append)
        for _ in range(5):
            outboxes.look([workspace])
        assert len(asked) == 1
        for _ in range(7):
            outboxes.look([workspace])
    assert len(asked) == len(lost) == 2


def test_another_database_in_the_place_of_the_opened_one_ends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing that comes later makes it the one again, and each further pass would be written beside it."""
    open_store(tmp_path / "other.db").close()

    def replaced(*_: object, **__: object) -> None:
        (tmp_path / "other.db").replace(tmp_path / "collabtui.db")

    monkeypatch.setattr(watch_loop, "copy_by_rhythm", replaced)
    with pytest.raises(Refused, match=r"store\.replaced"):
        watched(tmp_path, failures=100)
