"""The clerk of who answers for a matter: hears of it, has copies of what is asked of him, and may answer for him."""

from datetime import date

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.matter import Matter
from collabtui.domain.meetings.draft import ActionDraft
from collabtui.domain.people import Person
from collabtui.lifecycle.actions.edit_actions import add_action
from collabtui.lifecycle.actions.nudge import nudge
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.due.progress_due import ProgressDue
from collabtui.lifecycle.due.registry import queue_due
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.matters.change_requests.ask_about_change import ask_approval
from collabtui.lifecycle.matters.edit_matters import MatterFields, describe_matter, move_to_step
from collabtui.lifecycle.people.merge_people import merge
from collabtui.lifecycle.people.person_leaves import leave
from support.replies import outgoing, reply, send_all
from support.world import Clock

X1 = "X-2026-001"
ZHAO, CHEN = "zhao@example.test", "chen@example.test"


@pytest.fixture
def led(planned: Workspace, clock: Clock) -> Workspace:
    """赵强, head of 研发部, answers for the matter; 陈静 is his clerk. A1 is his."""
    acting = planned.as_user("command")
    describe_matter(acting, X1, MatterFields(owner="赵强", clerk="陈静", lead="研发部", rhythm="daily"))
    move_to_step(acting, X1, "tracking")
    add_action(acting, ActionDraft(title="签合同", owner="赵强", due=date(2026, 3, 6), deliverable="合同"), X1)
    clock.set("2026-03-02T09:30+08:00")
    return planned


def ref_of(workspace: Workspace, name: str) -> str:
    return workspace.store.find(Person, name=name)[0].ref


def test_the_clerk_hears_of_it_and_the_undo_is_told(led: Workspace) -> None:
    mail = led.store.find(Outgoing, person=ref_of(led, "陈静"))[0]
    assert "请你担任专员" in mail.subject
    assert all(part in mail.text for part in ("新品上线", X1, "赵强", "代为答复"))
    describe_matter(led.as_user("command"), X1, MatterFields(clerk=""))
    assert led.store.get(Matter, X1).clerk is None
    undo_last(led.as_user("command"))
    assert led.store.get(Matter, X1).clerk == ref_of(led, "陈静")


def test_the_clerk_is_asked_too_and_one_answer_is_enough(led: Workspace, clock: Clock) -> None:
    asked = queue_due(led.as_worker(), (ProgressDue(),))
    assert {one.to for one in asked} == {ZHAO, CHEN}
    send_all(led)
    clock.set("2026-03-02T10:00+08:00")
    mail = receive(led.as_worker(), reply(outgoing(led, CHEN, "reminder"), "1 60%"))
    assert mail is not None
    assert (mail.verdict, led.store.get(Action, "A1").percent, led.store.get(Action, "A1").updated_by) == (
        "apply", 60, "陈静",
    )  # fmt: skip


def test_who_is_clerk_no_more_moves_nothing(led: Workspace, clock: Clock) -> None:
    nudge(led.as_user("command"), ["A1"])
    send_all(led)
    describe_matter(led.as_user("command"), X1, MatterFields(clerk="Bob Brown"))
    clock.set("2026-03-02T10:00+08:00")
    mail = receive(led.as_worker(), reply(outgoing(led, CHEN, "reminder"), "1 60%"))
    assert mail is not None
    assert (mail.verdict, led.store.get(Action, "A1").percent) == ("review", 0)


def test_the_clerk_signs_for_the_head_who_answers_for_it(led: Workspace, clock: Clock) -> None:
    change = ask_approval(led.as_user("command"), X1, "plan").change
    assert {ZHAO, CHEN} <= {one.to for one in led.store.find(Outgoing, change=change.ref)}
    send_all(led)
    clock.set("2026-03-02T10:00+08:00")
    asked = [
        one for one in led.store.find(Outgoing, change=change.ref) if one.to == CHEN and one.department == "研发部"
    ]
    mail = receive(led.as_worker(), reply(asked[0], "同意"))
    assert mail is not None
    (opinion,) = led.store.get(ChangeRequest, change.ref).opinions
    assert (opinion.department, opinion.value, opinion.person) == ("研发部", "for", ref_of(led, "陈静"))


def test_the_office_goes_with_who_leaves_or_is_merged(led: Workspace) -> None:
    leave(led.as_user("command"), ref_of(led, "陈静"), ref_of(led, "Bob Brown"))
    assert led.store.get(Matter, X1).clerk == ref_of(led, "Bob Brown")
    merge(led.as_user("command"), ref_of(led, "张伟"), ref_of(led, "Bob Brown"))
    assert led.store.get(Matter, X1).clerk == ref_of(led, "张伟")
