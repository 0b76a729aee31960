"""Addresses and heads that change in the middle of every mail's life: queued, being sent, refused, come back, answered.

The oracle: the addresses that a person ever had, which mails are on the way to which of them, and who heads what."""

import tempfile
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Incoming, Outgoing, Reminded
from collabtui.domain.people import Person
from collabtui.home import Home
from collabtui.lifecycle.base import outbox
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.correspondence.present_address import not_arrived
from collabtui.lifecycle.base.outbox import Outcome
from collabtui.lifecycle.base.workspace import open_workspace
from collabtui.lifecycle.due.registry import queue_due
from collabtui.lifecycle.live import run
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.meetings import plan
from collabtui.lifecycle.minutes import publish
from collabtui.lifecycle.people.edit_people import PersonChange, edit_person, import_people
from support.machines import steps
from support.mails import bounce_of
from support.replies import parsed, reply
from support.world import AGENDA, CONFIG, NOTES, PEOPLE, Clock

OUTCOMES = {
    "sent": Outcome("sent", "250 ok"),
    "later": Outcome("temporary", "451 later"),
    "nobody": Outcome("permanent", "550 5.1.1 no such user", speaks_against_address=True),
    "unwanted": Outcome("permanent", "554 5.7.1 spam"),
}
CHANGED = ("P2", "P3", "P4")
"""Who gets other addresses: an owner, the head of his department, and somebody of another one."""


class People(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self._ends = ExitStack()
        place = self._ends.enter_context(tempfile.TemporaryDirectory())
        self.clock = Clock()
        self.office = self._ends.enter_context(open_workspace(Home(Path(place)), CONFIG, self.clock))
        import_people(self.acting, PEOPLE)
        plan.new_meeting(self.acting, AGENDA)
        self.clock.set("2026-03-02T15:00+08:00")
        run.record(self.acting, "M1", NOTES)
        publish.publish(self.acting, "M1")
        self.addresses = {one.ref: [one.email] for one in self.office.store.find(Person)}
        """All that each ever had, the present one last."""
        self.sending: dict[str, str] = {}
        """Mails being sent, each to which address."""
        self.arrived: dict[str, str] = {}
        """Mails that a server took, each at which address."""
        self.answers = 0

    def teardown(self) -> None:
        self._ends.close()

    @property
    def acting(self) -> Acting:
        self.clock.now += timedelta(minutes=1)
        return self.office.as_user("key")

    def mail(self, ref: str) -> Outgoing:
        return self.office.store.get(Outgoing, ref)

    @rule(ref=st.sampled_from(CHANGED), new=st.booleans())
    def change_the_address(self, ref: str, new: bool) -> None:
        known = self.addresses[ref]
        address = f"{ref.lower()}-{len(known)}@example.test" if new or len(known) == 1 else known[0]
        edit_person(self.acting, ref, PersonChange(email=address))
        known.append(address)

    @rule(ref=st.sampled_from(("P2", "P3")))
    def hand_the_head_over(self, ref: str) -> None:
        edit_person(self.acting, ref, PersonChange(head=True))

    @rule()
    def let_a_day_pass(self) -> None:
        self.clock.now = self.clock.now.replace(hour=10) + timedelta(days=1)
        queue_due(self.office.as_worker())

    @precondition(lambda self: not self.sending)
    @rule(size=st.integers(1, 3))
    def take_some(self, size: int) -> None:
        self.clock.now += timedelta(minutes=1)
        for mail in outbox.take_batch(self.office.as_worker(), size):
            assert mail.to == self.addresses[mail.person][-1], "a mail leaves for the address of now"
            assert parsed(mail)["To"].addresses[0].addr_spec == mail.to
            self.sending[mail.ref] = mail.to

    @precondition(lambda self: self.sending)
    @rule(outcome=st.sampled_from(sorted(OUTCOMES)))
    def settle_one(self, outcome: str) -> None:
        ref = min(self.sending)
        address = self.sending.pop(ref)
        after = outbox.settle(self.office.as_worker(), self.mail(ref), OUTCOMES[outcome])
        moved = address != self.addresses[after.person][-1]
        states = {"sent": "sent", "later": "queued", "nobody": "queued" if moved else "failed", "unwanted": "failed"}
        assert after.state == states[outcome]
        if outcome == "sent":
            self.arrived[ref] = address

    @precondition(lambda self: self.arrived)
    @rule(data=st.data())
    def a_mail_comes_back(self, data: st.DataObject) -> None:
        ref = data.draw(st.sampled_from(sorted(self.arrived)))
        address = self.arrived.pop(ref)
        before, self.answers = self.office.store.get(Person, self.mail(ref).person), self.answers + 1
        mail = self.mail(ref)
        receive(self.office.as_worker(), bounce_of(mail.message_id, address, self.answers, mail.subject))
        assert self.mail(ref).state == "failed"
        after = self.office.store.get(Person, before.ref)
        if address != before.email:
            assert after.bounced_at == before.bounced_at, "a bounce at an old address says nothing of the new one"

    @rule(ref=st.sampled_from(CHANGED))
    def send_again(self, ref: str) -> None:
        person = self.office.store.get(Person, ref)
        waiting = {mail.ref for mail in not_arrived(self.office.store, person)}
        assert {mail.ref for mail in outbox.send_again(self.acting, ref)} == waiting
        assert all((self.mail(one).state, self.mail(one).to) == ("queued", person.email) for one in waiting)

    @precondition(lambda self: any(self.mail(ref).items for ref in self.arrived))
    @rule(data=st.data(), which=st.integers(0, 9))
    def answer(self, data: st.DataObject, which: int) -> None:
        ref = data.draw(st.sampled_from(sorted(one for one in self.arrived if self.mail(one).items)))
        mail, self.answers = self.mail(ref), self.answers + 1
        sender = self.addresses[mail.person][which % len(self.addresses[mail.person])]
        self.clock.now += timedelta(minutes=1)
        date = f"{self.clock.now:%a, %d %b %Y %H:%M:%S %z}"
        receive(
            self.office.as_worker(),
            reply(mail, f"{mail.items[0].ref} {self.answers % 90 + 1}%", sender=sender, date=date),
        )
        came = self.office.store.find(Incoming, newest_first=True, limit=1)[0]
        assert (came.person, came.trust) == (mail.person, "token")
        if came.verdict == "apply":
            assert self.office.store.get(Action, mail.items[0].ref).percent == self.answers % 90 + 1

    @invariant()
    def every_department_has_one_head(self) -> None:
        heads = [one.department for one in self.office.store.find(Person, head=True)]
        assert len(heads) == len(set(heads))

    @invariant()
    def only_the_present_address_is_marked(self) -> None:
        for person in self.office.store.find(Person):
            assert person.email == self.addresses[person.ref][-1]
            assert set(self.addresses[person.ref]) == set(person.addresses), "mail from each of them is still his"

    @invariant()
    def the_present_head_knows_what_was_escalated(self) -> None:
        for head in self.office.store.find(Person, head=True):
            mails = self.office.store.find(Outgoing, person=head.ref)
            heard = {
                item.ref for mail in mails if mail.kind == "escalation" and mail.state != "held" for item in mail.items
            }
            owners = self.office.store.find(Person, department=head.department)
            actions = [
                one for owner in owners if owner != head for one in self.office.store.find(Action, owner=owner.ref)
            ]
            escalated = {
                one.ref for one in actions
                if one.open and self.office.store.find(Reminded, ref=f"{one.ref}/{one.due}/escalation", limit=1)
            }  # fmt: skip
            assert escalated <= heard


def test_people_change_in_the_middle_of_every_mails_life() -> None:
    run_state_machine_as_test(People, settings=steps(12, 30))
