"""No worker outlives its lease: it is renewed as long as a server is waited for, and refused after a take-over."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest

from collabtui.config import Smtp
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.errors import Refused, Unreachable
from collabtui.home import Home
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.base.workspace import open_workspace
from collabtui.lifecycle.meetings import invite, plan
from collabtui.lifecycle.people import edit_people
from collabtui.store.queries.row_reader import open_reader
from collabtui.store.queries.status import lease as lease_row
from collabtui.store.send_turn import SendTurn
from collabtui.worker import lease
from collabtui.worker.lease import NAME, SECONDS, holding
from collabtui.worker.one_pass import flush
from collabtui.worker.send_outbox import send_due
from support.scripted_server import Scripted
from support.smtp_script import LyingSmtp, SmtpLie
from support.world import AGENDA, CONFIG, PEOPLE, Clock

PATIENCE = 10.0
"""Seconds after which a renewal that does not come fails the test."""


class RealTime:
    """Time of the processes; moves when a test says so."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 8, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


@pytest.fixture
def real_time() -> RealTime:
    return RealTime()


@contextmanager
def office(home: Home, server: Scripted) -> Iterator[Workspace]:
    """As a process of its own opens it."""
    smtp = Smtp(host=server.host, port=server.port, security="none")
    with open_workspace(home, CONFIG.model_copy(update={"smtp": smtp}), Clock()) as opened:
        yield opened


def invited(workspace: Workspace) -> int:
    """How many invitations wait to be sent."""
    acting = workspace.as_user
    edit_people.import_people(acting("command"), PEOPLE)
    plan.new_meeting(acting("command"), AGENDA)
    invite.invite(acting("command"), "M1")
    return len(workspace.store.find(Outgoing, state="queued"))


def send(workspace: Workspace, real_time: RealTime) -> int:
    return flush(workspace, lambda *_: None, real_time, lambda _: None, real_time.pass_by).sent


def renewed_after(home: Home, instant: datetime) -> None:
    """Waits for it."""
    for _ in range(int(PATIENCE / 0.005)):
        reader = open_reader(home.database)
        held = lease_row(reader, NAME)
        reader.close()
        if held and datetime.fromisoformat(held["until"]) >= instant + timedelta(seconds=SECONDS - 1):
            return
        Event().wait(0.005)
    pytest.fail("the lease was not renewed")


def script(steps: list[Callable[[], None]]) -> Callable[[], None]:
    """One after the other at each call, then nothing."""

    def run() -> None:
        if steps:
            steps.pop(0)()

    return run


def test_a_server_that_takes_minutes_to_answer_gets_each_mail_once(
    home: Home, real_time: RealTime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lease, "RENEWED_EVERY", 0.005)
    refused: list[str] = []

    def take_three_minutes() -> None:
        for _ in range(9):
            real_time.pass_by(20)
            renewed_after(home, real_time.now)
            with office(home, server) as second:
                try:
                    send(second, real_time)
                except Refused as error:
                    refused.append(error.key)

    smtp = LyingSmtp(before_answer=script([take_three_minutes]))
    with Scripted(smtp) as server, office(home, server) as first:
        waiting = invited(first)
        assert send(first, real_time) == waiting
        assert {mail.state for mail in first.store.find(Outgoing)} == {"sent"}
        assert {mail.lease for mail in first.store.find(Outgoing)} == {None}
    assert refused == ["worker.busy"] * 9
    assert len(smtp.taken) == len(set(smtp.taken)) == waiting


def test_a_worker_that_slept_through_its_lease_notes_and_sends_nothing_more(
    home: Home, real_time: RealTime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lease, "RENEWED_EVERY", PATIENCE)  # as when the machine stood still
    sent: list[int] = []

    def sleep_until_another_has_sent_all() -> None:
        real_time.pass_by(SECONDS + 1)
        with Scripted(elsewhere) as server, office(home, server) as second:
            with pytest.raises(Refused, match=r"worker\.busy"):
                send(second, real_time)
            real_time.pass_by(SECONDS)
            sent.append(send(second, real_time))

    smtp, elsewhere = (
        LyingSmtp(before_answer=script([sleep_until_another_has_sent_all])),
        LyingSmtp(before_answer=script([])),
    )
    with Scripted(smtp) as server, office(home, server) as first:
        waiting = invited(first)
        with pytest.raises(Refused, match=r"worker\.lost"):
            send(first, real_time)
        mails = first.store.find(Outgoing)
    assert sent == [waiting]
    assert len(smtp.taken) == 1  # the one that was under way; a server that took it knows it by its Message-ID
    assert set(smtp.taken) < set(elsewhere.taken)
    assert len(elsewhere.taken) == len(set(elsewhere.taken)) == waiting
    assert [(mail.state, mail.attempts) for mail in mails] == [("sent", 2)] * waiting


@pytest.mark.parametrize("lie", [None, "said twice", "dropped after"])
def test_two_outages_with_one_pass_between_send_no_mail_twice(
    home: Home, real_time: RealTime, monkeypatch: pytest.MonkeyPatch, lie: SmtpLie | None
) -> None:
    """Also where the server says one answer too many, or takes the mail and is gone: the latter alone repeats it."""
    monkeypatch.setattr(lease, "RENEWED_EVERY", PATIENCE)
    refused: list[str] = []

    def two_outages() -> None:
        for _ in range(2):
            real_time.pass_by(SECONDS + 3600)
            with office(home, server) as second, pytest.raises(Refused) as busy:
                flush(second, lambda *_: None, real_time, lambda _: None, renewing)
            refused.append(busy.value.key)

    def renewing(seconds: float) -> None:
        """As its thread does, back from the outage."""
        real_time.pass_by(seconds)
        with office(home, server) as again:
            holder = again.store.lease_holder(NAME) or ""
            assert again.store.acquire_lease(NAME, holder, now=real_time.now, seconds=SECONDS)

    smtp = LyingSmtp(lambda number: lie if number == 1 else None, before_answer=script([two_outages]))
    with Scripted(smtp) as server, office(home, server) as first:
        waiting = invited(first)
        with suppress(Unreachable):
            send(first, real_time)
        send(first, real_time)
        assert {mail.state for mail in first.store.find(Outgoing)} == {"sent"}
    assert refused == ["worker.busy"] * 2
    assert len(set(smtp.taken)) == waiting
    assert len(smtp.taken) == waiting + (lie == "dropped after")


def test_who_comes_first_after_all_have_slept_leaves_the_mail_in_hand_to_who_has_it(
    home: Home, real_time: RealTime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lease, "RENEWED_EVERY", PATIENCE)
    refused: list[str] = []

    def wake_up() -> None:
        real_time.pass_by(SECONDS + 3600)
        with office(home, server) as second, pytest.raises(Refused) as busy:
            send(second, real_time)
        refused.append(busy.value.key)

    smtp = LyingSmtp(before_answer=script([wake_up]))
    with Scripted(smtp) as server, office(home, server) as first:
        waiting = invited(first)
        assert send(first, real_time) == waiting
    assert refused == ["worker.busy"]
    assert len(smtp.taken) == len(set(smtp.taken)) == waiting


def test_a_mail_that_could_not_be_settled_is_taken_up_by_the_same_worker(home: Home, real_time: RealTime) -> None:
    smtp = LyingSmtp(before_answer=script([]))
    with Scripted(smtp) as server, office(home, server) as workspace, holding(workspace.store, real_time) as held:
        waiting = invited(workspace)
        left = workspace.store.find(Outgoing, state="queued")[0]
        with workspace.as_worker().transaction() as tx:
            tx.put(left.model_copy(update={"state": "sending", "attempts": 1, "lease": held.fence.number}))
        assert workspace.store.due_outgoing(SendTurn(workspace.clock(), 50, lease=held.fence.number)) != []
        done = asyncio.run(send_due(workspace.under(held.fence), workspace.config.smtp, None))
    assert done.sent == waiting == len(smtp.taken)


def test_two_workers_of_one_process_are_two(home: Home, real_time: RealTime) -> None:
    with open_workspace(home, CONFIG, Clock()) as first, open_workspace(home, CONFIG, Clock()) as second:
        with (
            holding(first.store, real_time),
            pytest.raises(Refused, match=r"worker\.busy"),
            holding(second.store, real_time),
        ):
            pass
        with holding(second.store, real_time) as held:
            held.renew()
