"""Who does an action is reminded and may answer, while its owner answers for it and is reminded, too."""

from datetime import date

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.meetings.draft import ActionDraft
from collabtui.domain.people import Person
from collabtui.errors import Unknown
from collabtui.lifecycle.actions.change_action import ActionChange, change_action
from collabtui.lifecycle.actions.edit_actions import add_action, correct_action, edit_action
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.due.actions_due import ActionsDue
from collabtui.lifecycle.due.registry import queue_due
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.people.edit_absence import set_away
from collabtui.lifecycle.people.merge_people import merge
from collabtui.lifecycle.people.person_leaves import leave
from support.replies import outgoing, reply, send_all
from support.world import Clock

ZHANG, CHEN = "zhang@example.test", "chen@example.test"
DRAFT = ActionDraft(title="压测", owner="张伟", doer="陈静", due=date(2026, 3, 6), deliverable="报告")


def ref_of(workspace: Workspace, name: str) -> str:
    return workspace.store.find(Person, name=name)[0].ref


def add(workspace: Workspace) -> str:
    return add_action(workspace.as_user("command"), DRAFT).ref


def doers(workspace: Workspace, ref: str) -> list[str]:
    return [workspace.store.get(Person, one).name for one in workspace.store.get(Action, ref).doers]


def reminded(workspace: Workspace) -> list[tuple[str, list[str]]]:
    return [(one.to, [item.ref for item in one.items]) for one in queue_due(workspace.as_worker(), (ActionsDue(),))]


def test_both_are_reminded_each_once_and_the_head_hears_of_the_owner_alone(planned: Workspace, clock: Clock) -> None:
    ref = add(planned)
    clock.set("2026-03-04T09:30+08:00")
    assert reminded(planned) == [(ZHANG, [ref]), (CHEN, [ref])]
    assert reminded(planned) == []
    clock.set("2026-03-09T09:30+08:00")
    assert reminded(planned) == [(ZHANG, [ref]), (CHEN, [ref])]
    clock.set("2026-03-12T09:30+08:00")
    assert [to for to, _ in reminded(planned)] == ["zhao@example.test"]


@pytest.mark.parametrize("doer", ["陈静", "赵强"])
def test_a_head_who_does_it_himself_reads_that_he_does(planned: Workspace, clock: Clock, doer: str) -> None:
    add_action(planned.as_user("command"), DRAFT.model_copy(update={"doer": doer}))
    for day in ("09", "12"):
        clock.set(f"2026-03-{day}T09:30+08:00")
        reminded(planned)
        send_all(planned)
    mail = outgoing(planned, "zhao@example.test", "escalation")
    assert ("由你执行" in mail.text) == (doer == "赵强")


def test_who_does_it_answers_for_its_progress(planned: Workspace, clock: Clock) -> None:
    ref = add(planned)
    clock.set("2026-03-04T09:30+08:00")
    reminded(planned)
    send_all(planned)
    mail = receive(planned.as_worker(), reply(outgoing(planned, CHEN, "reminder"), "1 60%，周五给报告"))
    assert mail is not None
    assert planned.store.get(Action, ref).percent == 60


def test_a_mere_supporter_moves_nothing(planned: Workspace, clock: Clock) -> None:
    ref = add_action(
        planned.as_user("command"), DRAFT.model_copy(update={"doer": None, "collaborators": ("陈静",)})
    ).ref
    clock.set("2026-03-04T09:30+08:00")
    assert reminded(planned) == [(ZHANG, [ref])]


def test_he_hears_at_once_that_he_does_it(planned: Workspace) -> None:
    ref = add_action(planned.as_user("command"), DRAFT.model_copy(update={"doer": "", "collaborators": ("陈静",)})).ref
    change_action(planned.as_user("command"), ref, ActionChange(doer="陈静"))
    mails = planned.store.find(Outgoing, person=ref_of(planned, "陈静"))
    assert "由你执行" not in mails[0].text
    assert "由你执行，负责人对结果负责" in mails[1].text
    assert [part in mails[1].subject for part in ("由你执行", "请你协作")] == [True, False]
    change_action(planned.as_user("command"), ref, ActionChange(doer=""))
    assert len(planned.store.find(Outgoing, person=ref_of(planned, "陈静"))) == 2, "he supports it as before"
    assert doers(planned, ref) == []


def test_he_answers_that_mail_by_its_number(planned: Workspace) -> None:
    ref = add(planned)
    (told,) = planned.store.find(Outgoing, person=ref_of(planned, "陈静"))
    assert ("1. 压测" in told.text, [item.ref for item in told.items]) == (True, [ref])
    send_all(planned)
    mail = receive(planned.as_worker(), reply(outgoing(planned, CHEN, "notice"), "1 20%"))
    assert (mail and mail.state, planned.store.get(Action, ref).percent) == ("applied", 20)


def test_a_form_that_does_not_say_leaves_him_and_one_that_names_another_replaces_him(planned: Workspace) -> None:
    acting, ref = planned.as_user("key"), add(planned)
    correct_action(acting, ref, DRAFT.model_copy(update={"doer": None, "title": "压测 2"}))
    assert doers(planned, ref) == ["陈静"]
    edit_action(acting, ref, DRAFT.model_copy(update={"doer": "Bob"}))
    assert doers(planned, ref) == ["Bob Brown"]
    undo_last(acting)
    assert doers(planned, ref) == ["陈静"]
    change_action(acting, ref, ActionChange(doer="张伟"))
    assert doers(planned, ref) == [], "who does what he owns does it himself"
    again = add_action(acting, DRAFT.model_copy(update={"doer": "张伟", "title": "压测 3"}))
    assert again.collaborators == ()


def test_who_did_it_before_another_hears_that_he_does_it_no_more(planned: Workspace) -> None:
    ref = add(planned)
    change_action(planned.as_user("command"), ref, ActionChange(doer="Bob"))
    assert [one.person for one in planned.store.get(Action, ref).collaborators] == [ref_of(planned, "Bob Brown")]
    assert "不再需要你" in planned.store.find(Outgoing, person=ref_of(planned, "陈静"))[-1].text


def test_a_merge_and_a_leaver_hand_it_on_and_who_is_away_is_not_reminded(planned: Workspace, clock: Clock) -> None:
    acting, ref = planned.as_user("key"), add(planned)
    bob, chen, zhao = (ref_of(planned, name) for name in ("Bob Brown", "陈静", "赵强"))
    merge(acting, bob, chen)
    assert doers(planned, ref) == ["Bob Brown"]
    leave(acting, bob, zhao)
    assert doers(planned, ref) == ["赵强"]
    set_away(acting, zhao, date(2026, 3, 3), date(2026, 3, 5))
    clock.set("2026-03-04T09:30+08:00")
    assert reminded(planned) == [(ZHANG, [ref])]


def test_an_action_that_waits_for_one_that_is_not_there_says_so(planned: Workspace) -> None:
    """Not that it would wait for itself, whose ref would be that one."""
    with pytest.raises(Unknown, match=r"action\.unknown"):
        add_action(planned.as_user("command"), ActionDraft(title="培训", depends_on=("A1",)))
