"""The life of a meeting and of its actions, in any order of steps, against a table and a dictionary."""

import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from collabtui.domain.action import Action
from collabtui.domain.action_status import Status
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.mail.reply import Update
from collabtui.domain.meetings.meeting import Meeting, MeetingState
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.home import Home
from collabtui.lifecycle.actions import edit_actions
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.workspace import open_workspace
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.live import run
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.meetings import invite, plan
from collabtui.lifecycle.minutes import publish
from collabtui.lifecycle.people import edit_people
from support.invariants import database_of, holds
from support.machines import steps
from support.replies import outgoing, reply
from support.trail_chain import broken_links
from support.world import AGENDA, CONFIG, PEOPLE, Clock

NEXT: dict[str, dict[MeetingState, MeetingState]] = {
    "invite": {"planned": "invited"},  # again only after a change
    "start": {"planned": "running", "invited": "running"},
    "end": {"running": "recorded"},
    "publish": {"recorded": "published"},  # again only where something is new in them
    "cancel": {"planned": "cancelled", "invited": "cancelled"},
}
"""Which step leads from where to where; every other is refused."""
SIGNING = {"张伟": "zhang@example.test", "陈静": "chen@example.test", "Bob Brown": "bob@example.test"}
"""Who is asked to agree to the minutes, besides the organiser, who wrote them."""
STATUSES: tuple[Status, ...] = ("not-started", "in-progress", "blocked", "cancelled")


class Life(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self._ends = ExitStack()
        place = self._ends.enter_context(tempfile.TemporaryDirectory())
        self.clock = Clock()
        self.office = self._ends.enter_context(open_workspace(Home(Path(place)), CONFIG, self.clock))
        edit_people.import_people(self.acting, PEOPLE)
        plan.new_meeting(self.acting, AGENDA)
        self.state: MeetingState = "planned"
        self.moved = False
        """It is planned for another time than the invitations say."""
        self.sequence = 0
        self.agreed: set[str] = set()
        self.actions: dict[str, tuple[str, Status, int]] = {}
        """Owner, status and percent."""
        self.left_out: set[str] = set()
        """Actions that were cancelled before the minutes were sent."""
        self.before: tuple[str, tuple[str, Status, int]] | None = None
        """What the last step changed, where it is one that an undo takes back."""

    def teardown(self) -> None:
        try:
            holds(database_of(self.office))
        finally:
            self._ends.close()

    @property
    def acting(self) -> Acting:
        """Each deed is a minute after the one before."""
        self.clock.now += timedelta(minutes=1)
        return self.office.as_user("key")

    def step(self, name: str, deed: Callable[[], object]) -> bool:
        """Whether it was done, which is as the table says."""
        self.before = None
        try:
            deed()
        except Refused:
            assert self.state not in NEXT[name]
            return False
        assert self.state in NEXT[name]
        self.state = NEXT[name][self.state]
        return True

    @rule()
    def send_invitations(self) -> None:
        if self.state == "invited" and self.moved:
            invite.invite(self.acting, "M1")
            self.sequence += 1
            self.before, self.moved = None, False
        elif self.step("invite", lambda: invite.invite(self.acting, "M1")):
            self.moved = False

    @precondition(lambda self: self.state in ("planned", "invited"))
    @rule(hours=st.integers(1, 3))
    def move(self, hours: int) -> None:
        meeting = self.office.store.get(Meeting, "M1")
        later = meeting.start.astimezone(CONFIG.organiser.zone) + timedelta(hours=hours)
        plan.edit_meeting(self.acting, "M1", AGENDA.model_copy(update={"start": later.replace(tzinfo=None)}))
        self.before, self.moved = None, True

    @rule()
    def start(self) -> None:
        self.step("start", lambda: run.start(self.acting, "M1"))

    @rule()
    def end(self) -> None:
        self.step("end", lambda: run.end(self.acting, "M1"))

    @rule()
    def cancel(self) -> None:
        was_invited = self.state == "invited"
        if self.step("cancel", lambda: invite.cancel(self.acting, "M1")):
            self.sequence += was_invited

    @rule()
    def send_minutes(self) -> None:
        if self.step("publish", lambda: publish.publish(self.acting, "M1")):
            self.left_out = {ref for ref, (_, status, _) in self.actions.items() if status == "cancelled"}

    @precondition(lambda self: self.state != "published")  # which would be another version of the minutes
    @rule(owner=st.sampled_from(sorted(SIGNING)))
    def take_an_action(self, owner: str) -> None:
        self.before = None
        line = f"a: 写第{len(self.actions) + 1}份 @{owner.split()[0]} 截止2026-04-10 交付:一份"
        try:
            run.capture(self.acting, "M1", line)
        except Refused:
            assert self.state not in ("running", "recorded")
        else:
            assert self.state in ("running", "recorded")  # what was forgotten is taken down after the end
            self.actions[f"A{len(self.actions) + 1}"] = (owner, "not-started", 0)

    @precondition(lambda self: self.actions)
    @rule(data=st.data(), status=st.sampled_from((*STATUSES, "done")), percent=st.integers(0, 99))
    def change_an_action(self, data: st.DataObject, status: Status, percent: int) -> None:
        ref = data.draw(st.sampled_from(sorted(self.actions)))
        if ref in self.left_out:  # taken up again it would be another version of the minutes
            return
        edit_actions.update_action(self.acting, ref, Update(ref=ref, status=status, percent=percent))
        before = self.actions[ref]
        self.actions[ref] = (before[0], status, 100 if status == "done" else percent)
        self.before = (ref, before) if self.actions[ref] != before else None

    @precondition(lambda self: self.before)
    @rule()
    def undo(self) -> None:
        undo_last(self.acting)
        assert self.before
        self.actions[self.before[0]] = self.before[1]
        self.before = None

    @precondition(lambda self: self.state == "published" and self.actions)
    @rule(data=st.data(), name=st.sampled_from(sorted(SIGNING)))
    def reply_done(self, data: st.DataObject, name: str) -> None:
        """It counts for an open item of his own, and for no other."""
        ref = data.draw(st.sampled_from(sorted(self.actions)))
        owner, status, _ = self.actions[ref]
        self.say(name, f"{ref} 完成")
        if owner == name and status not in ("done", "cancelled"):
            self.actions[ref] = (owner, "done", 100)

    @precondition(lambda self: self.state in ("published", "signed"))
    @rule(name=st.sampled_from(sorted(SIGNING)))
    def reply_agreed(self, name: str) -> None:
        self.say(name, "同意")
        self.agreed.add(name)
        self.state = "signed" if self.agreed == set(SIGNING) else "published"

    def say(self, name: str, text: str) -> None:
        self.before = None
        acting = self.acting
        minutes = outgoing(self.office, SIGNING[name], "minutes")
        receive(acting, reply(minutes, text, date=f"{self.clock.now:%a, %d %b %Y %H:%M:%S %z}"))

    @invariant()
    def it_is_as_the_table_says(self) -> None:
        store = self.office.store
        meeting = store.get(Meeting, "M1")
        assert (meeting.state, meeting.sequence) == (self.state, self.sequence)
        names = {person.ref: person.name for person in store.find(Person)}
        found = {one.ref: (names[one.owner or ""], one.status, one.percent) for one in store.find(Action)}
        assert found == self.actions

    @invariant()
    def nobody_is_told_twice(self) -> None:
        told = [
            (mail.to, mail.subject, mail.text) for mail in self.office.store.find(Outgoing) if mail.kind != "answer"
        ]
        assert len(told) == len(set(told))

    @invariant()
    def the_trail_replays_to_it(self) -> None:
        assert list(broken_links(self.office.store)) == []


def test_every_order_of_steps_ends_where_the_table_says() -> None:
    run_state_machine_as_test(Life, settings=steps(10, 20))
