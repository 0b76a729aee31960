"""Whatever a server does to mails, and whoever takes over in between: each arrives, and once more only where nobody
could know that it had."""

import tempfile
from collections import Counter
from contextlib import ExitStack, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from collabtui.config import Smtp
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.errors import CollabError
from collabtui.home import Home
from collabtui.lifecycle.base import outbox
from collabtui.lifecycle.base.workspace import open_workspace
from collabtui.lifecycle.people import edit_people
from collabtui.worker.lease import NAME, SECONDS
from collabtui.worker.one_pass import flush
from support.invariants import database_of, holds
from support.machines import steps
from support.records import outgoing
from support.scripted_server import Scripted
from support.smtp_script import LyingSmtp, SmtpLie, no_lies, nothing
from support.trail_chain import broken_links
from support.world import CONFIG, PEOPLE, Clock

FOR_NOW: tuple[SmtpLie, ...] = ("greylisted", "throttled", "over quota", "dropped before")
NOT_KNOWN: tuple[SmtpLie, ...] = ("dropped within", "dropped after", "garbage", "said twice")
LONGEST = 40
"""Passes, four hours apart, in which everything has to be through."""


class LyingServer(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self._ends = ExitStack()
        place = self._ends.enter_context(tempfile.TemporaryDirectory())
        self.clock, self.real_time = Clock(), datetime(2026, 3, 2, tzinfo=UTC)
        self.smtp = LyingSmtp()
        server = self._ends.enter_context(Scripted(self.smtp))
        config = CONFIG.model_copy(update={"smtp": Smtp(host=server.host, port=server.port, security="none")})
        self.office = self._ends.enter_context(open_workspace(Home(Path(place)), config, self.clock))
        edit_people.import_people(self.office.as_user("command"), PEOPLE)
        self.queued: set[str] = set()
        self.held: set[str] = set()
        self.not_known = 0
        """How often a server took a mail, and we could not know."""

    def teardown(self) -> None:
        self.smtp.lies, self.smtp.away, self.smtp.before_answer = no_lies, 0, nothing
        for _ in range(LONGEST):
            self.flush()
            self.clock.now += timedelta(hours=4)
        try:
            self.everything_has_arrived()
            holds(database_of(self.office))
        finally:
            self._ends.close()

    def everything_has_arrived(self) -> None:
        taken = Counter(self.smtp.taken)
        for mail in self.mails():
            if mail.ref in self.held:
                assert mail.state == "held"
            else:
                assert mail.state == "sent" or (mail.state == "failed" and mail.last_error.startswith("550"))
                assert mail.state == "failed" or mail.message_id in taken
        assert set(taken) <= {mail.message_id for mail in self.mails()}

    @rule(count=st.integers(1, 4))
    def queue(self, count: int) -> None:
        with self.office.as_user("command").transaction() as tx:
            for _ in range(count):
                ref = tx.next_ref(Outgoing)
                tx.put(outgoing(ref, person="P2", text=".a line", queued_at=self.clock.now))
                self.queued.add(ref)

    @rule(lies=st.lists(st.sampled_from((None, None, "refused", *FOR_NOW, *NOT_KNOWN)), min_size=1, max_size=6))
    def lie(self, lies: list[SmtpLie | None]) -> None:
        """About the next mails."""
        planned = dict(enumerate(lies, self.smtp.begun + 1))

        def told(number: int) -> SmtpLie | None:
            lie = planned.pop(number, None)
            self.not_known += lie in NOT_KNOWN
            return lie

        self.smtp.lies = told

    @rule(connections=st.integers(1, 3))
    def go_away(self, connections: int) -> None:
        self.smtp.away = connections

    @rule()
    def take_over(self) -> None:
        """In the next pass the machine sleeps over its lease, and another worker takes it and leaves again."""

        def taken() -> None:
            self.smtp.before_answer = nothing
            self.not_known += 1
            self.real_time += timedelta(seconds=SECONDS + 1)
            store = self.office.store.open_again()
            store.acquire_lease(NAME, "another", now=self.real_time, seconds=SECONDS)
            store.release_lease(NAME, "another")
            store.close()

        self.smtp.before_answer = taken

    @rule()
    def flush(self) -> None:
        with suppress(CollabError):
            flush(self.office, lambda *_: None, lambda: self.real_time, lambda _: None)

    @rule(hours=st.sampled_from([0.02, 1.0, 200.0]))
    def pass_by(self, hours: float) -> None:
        self.clock.now += timedelta(hours=hours)

    @rule(data=st.data())
    def hold_or_release(self, data: st.DataObject) -> None:
        mails = [mail for mail in self.mails() if mail.state in ("queued", "held")]
        if not mails:
            return
        mail = data.draw(st.sampled_from(mails))
        if mail.state == "held":
            outbox.retry(self.office.as_user("key"), mail.ref)
            self.held.discard(mail.ref)
        else:
            outbox.hold(self.office.as_user("key"), mail.ref)
            self.held.add(mail.ref)

    @invariant()
    def no_mail_is_gone_or_comes_for_nothing(self) -> None:
        mails = self.mails()
        assert {mail.ref for mail in mails} == self.queued
        taken = Counter(self.smtp.taken)
        assert sum(taken.values()) - len(taken) <= self.not_known
        assert all(mail.message_id in taken for mail in mails if mail.state == "sent")
        assert all(mail.last_error.startswith("550") for mail in mails if mail.state == "failed")

    @invariant()
    def the_trail_replays_to_it(self) -> None:
        assert list(broken_links(self.office.store)) == []

    def mails(self) -> list[Outgoing]:
        return self.office.store.find(Outgoing)


def test_no_mail_is_lost_whatever_the_server_does() -> None:
    run_state_machine_as_test(LyingServer, settings=steps(20, 15))
