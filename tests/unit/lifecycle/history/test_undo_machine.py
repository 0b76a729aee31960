"""Any sequence of changes by two people, taken back in any order: what can be is put back, what cannot is passed over,
and who takes back all that is his own ends where he began."""

import re
import tempfile
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from collabtui.domain.action import Action
from collabtui.domain.mail.reply import Request, Update
from collabtui.domain.matters.matter import Matter, Risk
from collabtui.domain.meetings.meeting import Meeting
from collabtui.errors import CollabError, Refused
from collabtui.home import Home
from collabtui.lifecycle.actions import edit_actions
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.workspace import open_workspace
from collabtui.lifecycle.history.undo_last import next_undo, undo_batch
from collabtui.lifecycle.history.undo_plan import plans
from collabtui.lifecycle.live import run
from collabtui.lifecycle.matters.edit_matters import describe_matter
from collabtui.lifecycle.matters.risks import RiskDraft, raise_risk
from collabtui.lifecycle.meetings import invite, plan
from collabtui.lifecycle.people import edit_people
from support.invariants import holds
from support.machines import steps
from support.replies import send_all
from support.trail_chain import broken_links
from support.world import AGENDA, CONFIG, NOTES, PEOPLE, Clock

ACTIONS = ("A1", "A2", "A3")
NAMES = ("李明", "王芳")
Values = dict[tuple[str, str], object]


class Undoing(RuleBasedStateMachine):
    """The model: of each field who has set it last, and what it was before he came."""

    def __init__(self) -> None:
        super().__init__()
        self._ends = ExitStack()
        place = self._ends.enter_context(tempfile.TemporaryDirectory())
        self.clock = Clock()
        self.home = Home(Path(place))
        self.office = self._ends.enter_context(open_workspace(self.home, CONFIG, self.clock))
        setting = self.office.acting("setting up", "command")
        edit_people.import_people(setting, PEOPLE)
        plan.new_meeting(setting, AGENDA)
        plan.new_meeting(setting, AGENDA.model_copy(update={"title": "下一次"}))
        run.record(setting, "M1", NOTES)
        self.began = self.values()
        self.alone = True
        """Only one of the two has done anything."""

    def teardown(self) -> None:
        try:
            if self.alone:
                self.ends_at_the_start()
            holds(self.home)
        finally:
            self._ends.close()

    def acting(self, name: str) -> Acting:
        self.clock.now += timedelta(minutes=1)
        self.alone = self.alone and name == NAMES[0]
        return self.office.acting(name, "key")

    def values(self) -> Values:
        store = self.office.store
        found: Values = {}
        for one in store.find(Action, ref=list(ACTIONS)):
            found |= {(one.ref, name): getattr(one, name) for name in ("status", "percent", "due", "slips", "note")}
        matter, meeting = store.get(Matter, "X-2026-001"), store.get(Meeting, "M2")
        found |= {("X", "goal"): matter.goal, ("X", "lead"): matter.lead, ("M2", "state"): meeting.state}
        return found | {("M2", "place"): meeting.place}

    @rule(name=st.sampled_from(NAMES), ref=st.sampled_from(ACTIONS), percent=st.integers(0, 99))
    def work_on(self, name: str, ref: str, percent: int) -> None:
        update = Update(ref=ref, status="in-progress", percent=percent, note=str(percent))
        edit_actions.update_action(self.acting(name), ref, update)

    @rule(name=st.sampled_from(NAMES), ref=st.sampled_from(ACTIONS), day=st.integers(11, 28))
    def move(self, name: str, ref: str, day: int) -> None:
        edit_actions.postpone(self.acting(name), ref, Request(ref=ref, ask="postpone", due=date(2026, 3, day)))

    @rule(name=st.sampled_from(NAMES), goal=st.sampled_from("abc"))
    def describe(self, name: str, goal: str) -> None:
        describe_matter(self.acting(name), "X-2026-001", {"goal": goal})

    @rule(name=st.sampled_from(NAMES))
    def raise_one(self, name: str) -> None:
        raise_risk(self.acting(name), "X-2026-001", RiskDraft(text="晚了", level="high", owner="张伟"))

    @rule(name=st.sampled_from(NAMES))
    def invite_or_call_off(self, name: str) -> None:
        acting, state = self.acting(name), self.office.store.get(Meeting, "M2").state
        if state == "planned":
            invite.invite(acting, "M2")
        elif state == "invited":
            invite.cancel(acting, "M2")

    @rule()
    def mails_leave(self) -> None:
        send_all(self.office)

    @rule(name=st.sampled_from(NAMES), which=st.integers(0, 5))
    def take_back(self, name: str, which: int) -> None:
        """One that is picked: done as its plan says, or refused as it says."""
        acting = self.acting(name)
        for number, found in enumerate(plans(acting)):
            if number == which:
                before = {(one.ref, one.field): one.then for one in found.values}
                if found.refusal:
                    with pytest.raises(CollabError, match=re.escape(found.refusal.key)):
                        undo_batch(acting, found.batch)
                else:
                    undo_batch(acting, found.batch)
                    self.is_put_back(before)
                return

    def is_put_back(self, before: Values) -> None:
        now = self.values()
        for (ref, field), value in before.items():
            if (ref, field) in now and field != "due":
                assert now[ref, field] == value

    def ends_at_the_start(self) -> None:
        """Each of his changes in turn: nothing is left but what has to stay, and nothing comes twice."""
        acting = self.acting(NAMES[0])
        for _ in range(len(list(plans(acting)))):
            try:
                undo_batch(acting, next_undo(acting).plan.batch)
            except Refused:
                break
        assert self.values() == self.began
        assert {risk.state for risk in self.office.store.find(Risk, matter="X-2026-001")} <= {"withdrawn"}

    @invariant()
    def the_trail_replays_to_it(self) -> None:
        assert list(broken_links(self.office.store)) == []


def test_what_can_be_is_put_back_and_what_cannot_is_passed_over() -> None:
    run_state_machine_as_test(Undoing, settings=steps(15, 15))
