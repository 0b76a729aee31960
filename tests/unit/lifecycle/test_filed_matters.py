"""A matter that was archived is closed: nobody is reminded of it, nothing in it is changed, and a late word on it waits
and is told so."""

from collections.abc import Callable
from datetime import date

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.mail.reply import Update
from collabtui.domain.matters.matter import Matter, Risk
from collabtui.domain.meetings.draft import ActionDraft
from collabtui.errors import Refused
from collabtui.lifecycle.actions.edit_actions import add_action, update_action
from collabtui.lifecycle.actions.nudge import nudge, nudges
from collabtui.lifecycle.base.acting import Acting, Workspace
from collabtui.lifecycle.due.leaving.still_right import is_settled
from collabtui.lifecycle.due.registry import list_due
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.mail_in.review import apply_waiting
from collabtui.lifecycle.matters import collaboration_request
from collabtui.lifecycle.matters.confidential_matters import make_confidential
from collabtui.lifecycle.matters.duty_letters import send_duties
from collabtui.lifecycle.matters.edit_matters import describe_matter, move_to_step
from collabtui.lifecycle.matters.resources import ResourceDraft, add_resource
from collabtui.lifecycle.matters.risks import add_risk, close_risk
from collabtui.lifecycle.people.person_leaves import leave
from support.departments import CHEN, MATTER, ZHANG, change_asked, new, part, says, sent
from support.replies import outgoing, send_all
from support.world import Clock


@pytest.fixture
def at_work(workspace: Workspace, clock: Clock) -> Workspace:
    """A1 of 张伟 belongs to the matter; 市场部's A2 waits for it; R1 has no answer; three departments were asked."""
    clock.set("2026-03-02T10:00+08:00")
    new(workspace)
    sent(workspace)
    acting = workspace.as_user("command").quiet()
    add_action(acting, ActionDraft(title="接口文档", owner="张伟", due=date(2026, 3, 4)), MATTER)
    add_action(acting, ActionDraft(title="推广方案", owner="陈静", due=date(2026, 3, 5), depends_on=("A1",)), MATTER)
    with acting.transaction() as tx:
        owner = tx.get(Action, "A1").owner
        tx.put(Risk(ref="R1", text="延期", owner=owner, matter=MATTER, raised_at=acting.now, by="李明"))
    return workspace


def file(workspace: Workspace, step: str = "archive") -> None:
    with workspace.as_user("command").transaction() as tx:
        tx.put(tx.get(Matter, MATTER).model_copy(update={"step": step}))


def owed(workspace: Workspace) -> set[str]:
    return {one.ref for mail in list_due(workspace.store, workspace.as_worker()) for one in mail.owed}


@pytest.mark.parametrize("instant", ["2026-03-03T10:00+08:00", "2026-03-06T10:00+08:00", "2026-03-20T10:00+08:00"])
def test_nobody_is_reminded_of_an_archived_matter(at_work: Workspace, clock: Clock, instant: str) -> None:
    change_asked(at_work, wanted=date(2026, 3, 30))
    clock.set(instant)
    assert owed(at_work) & {"A1", "A2", "R1", MATTER, "C1"}
    file(at_work)
    assert not owed(at_work) & {"A1", "A2", "R1", MATTER, "C1"}
    file(at_work, "tracking")
    assert owed(at_work) & {"A1", "A2", "R1", MATTER, "C1"}, "once it is open again it goes on"


def test_a_reminder_that_waited_does_not_leave_once_its_matter_is_archived(at_work: Workspace, clock: Clock) -> None:
    nudge(at_work.as_user("command"), ["A1"])
    mail = outgoing(at_work, ZHANG, "reminder")
    asked = outgoing(at_work, CHEN, "request")
    acting = at_work.as_worker()
    assert not is_settled(at_work.store, acting, asked)
    file(at_work)
    assert is_settled(at_work.store, acting, asked)
    assert is_settled(at_work.store, acting, mail.model_copy(update={"key": "digest:2026-03-02:P2"}))


@pytest.mark.parametrize("said", ["1 完成", "1 60%", "1 延期到3月20日，因为接口没定"])
def test_a_late_word_on_its_action_waits_and_its_sender_hears_why(at_work: Workspace, said: str) -> None:
    nudge(at_work.as_user("command"), ["A1"])
    send_all(at_work)
    file(at_work)
    mail = says(at_work, ZHANG, said, kind="reminder")
    assert (mail.verdict, mail.reason, mail.state) == ("review", "matter-filed", "waiting")
    action = at_work.store.get(Action, "A1")
    assert (action.status, action.percent, action.due) == ("not-started", 0, date(2026, 3, 4))
    answer = outgoing(at_work, ZHANG, "answer").text
    assert "已经归档，没有改动" in answer
    with pytest.raises(Refused, match=r"matter\.archived"):
        apply_waiting(at_work.as_user("key"), mail.ref)
    assert at_work.store.get(Action, "A1") == action
    file(at_work, "tracking")
    apply_waiting(at_work.as_user("key"), mail.ref)
    assert at_work.store.get(Action, "A1") != action, "once it is taken out the facilitator's yes does it"


def test_a_departments_late_answer_waits(at_work: Workspace) -> None:
    file(at_work)
    mail = says(at_work, CHEN, "同意")
    assert (mail.verdict, mail.reason, part(at_work, "市场部").state) == ("review", "matter-filed", "waiting")


def test_so_does_one_on_a_change(at_work: Workspace) -> None:
    change_asked(at_work, wanted=date(2026, 3, 30))
    file(at_work)
    assert says(at_work, CHEN, "同意", kind="change").reason == "matter-filed"


CHANGES: dict[str, Callable[[Acting], object]] = {
    "matter": lambda key: describe_matter(key, MATTER, {"goal": "别的"}),
    "asked": lambda key: collaboration_request.ask(key, MATTER, "市场部", "文案"),
    "resource": lambda key: add_resource(key, MATTER, ResourceDraft("测试机", "市场部")),
    "risk": lambda key: add_risk(key, MATTER, {"text": "断电", "owner": "张伟"}),
    "risk closed": lambda key: close_risk(key, "R1"),
    "action": lambda key: add_action(key, ActionDraft(title="补测", owner="张伟"), MATTER),
    "action done": lambda key: update_action(key, "A1", Update(ref="A1", status="done")),
    "duties": lambda key: send_duties(key, MATTER),
    "undo": undo_last,
}


@pytest.mark.parametrize("name", CHANGES)
def test_nothing_of_it_is_changed_by_hand_until_it_is_taken_out(at_work: Workspace, name: str) -> None:
    key = at_work.as_user("key")
    with at_work.as_worker().transaction() as tx:
        tx.put(tx.get(Matter, MATTER).model_copy(update={"step": "archive"}))
    before, mails = at_work.store.get(Matter, MATTER), len(at_work.store.find(Outgoing))
    with pytest.raises(Refused, match=r"matter\.archived"):
        CHANGES[name](key)
    assert (at_work.store.get(Matter, MATTER), len(at_work.store.find(Outgoing))) == (before, mails)
    move_to_step(key, MATTER, "tracking")
    if name != "undo":
        CHANGES[name](key)


def test_nobody_is_asked_by_a_key_how_an_archived_item_stands(at_work: Workspace) -> None:
    file(at_work)
    found = nudges(at_work.store, at_work.as_user("key"), ["A1"])
    assert not found.messages
    assert [(ref, error.key) for ref, error in found.refused] == [("A1", "matter.archived")]


def test_who_may_read_it_and_who_leaves_is_no_change_of_it(at_work: Workspace) -> None:
    file(at_work)
    key = at_work.as_user("key")
    make_confidential(key, MATTER, ["陈静"])
    leave(key, "P2", "P3")
    assert at_work.store.get(Action, "A1").owner == "P3", "whoever takes over is named in the archive, too"
    undo_last(key)
    assert at_work.store.get(Action, "A1").owner == "P2"
