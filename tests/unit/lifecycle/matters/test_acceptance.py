"""Accepting a matter, the letter about it, and being reminded to look back."""

from dataclasses import replace

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.mail.reply import Update
from collabtui.domain.matters.matter import Criterion, Matter, Risk
from collabtui.domain.meetings.draft import PersonDraft
from collabtui.domain.meetings.meeting import Question
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.lifecycle.actions.edit_actions import update_action
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.base.directory import add
from collabtui.lifecycle.base.outbox import hold_each
from collabtui.lifecycle.due.registry import queue_due
from collabtui.lifecycle.due.retrospectives_due import RetrospectivesDue
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.matters.acceptance import accept, completion_letters, send_completion, still_open
from collabtui.lifecycle.matters.edit_matters import describe_matter, evaluate_criterion, name_contact
from support.replies import outgoing, reply
from support.world import Clock

X1 = "X-2026-001"


@pytest.fixture
def measured(published: Workspace) -> Workspace:
    """Two criteria, both met; 陈静 stands for the department 市场部. 张伟 (研发部) and Bob (法务部) own actions."""
    met = tuple(Criterion(text=text, measured="ok", met=True) for text in ("覆盖率", "满意度"))
    describe_matter(published.as_user("key"), X1, {"criteria": met})
    name_contact(published.as_user("key").quiet(), X1, "市场部", "陈静")
    return published


def names(workspace: Workspace) -> list[str]:
    return [workspace.store.get(Person, mail.person).name for mail in workspace.store.find(Outgoing, matter=X1)]


def test_nothing_is_accepted_before_all_criteria_are_met(published: Workspace) -> None:
    acting = published.as_user("key")
    with pytest.raises(Refused, match=r"acceptance\.no_criteria"):
        accept(acting, X1)
    describe_matter(acting, X1, {"criteria": (Criterion(text="覆盖率"), Criterion(text="满意度", met=True))})
    with pytest.raises(Refused, match=r"acceptance\.unmet.*覆盖率"):
        accept(acting, X1)
    evaluate_criterion(acting, X1, 1, Criterion(text="覆盖率", met=False))
    with pytest.raises(Refused, match=r"acceptance\.unmet.*覆盖率"):
        accept(acting, X1)
    evaluate_criterion(acting, X1, 1, Criterion(text="覆盖率", met=True))
    evaluate_criterion(acting, X1, 2, Criterion(text="满意度", met=False))
    with pytest.raises(Refused, match=r"acceptance\.unmet.*number=2"):
        accept(acting, X1)
    with pytest.raises(Refused, match=r"acceptance\.not_yet"):
        completion_letters(published.store, acting, X1)
    with pytest.raises(Refused, match=r"criterion\.unknown"):
        evaluate_criterion(acting, X1, 3, Criterion(text="覆盖率", met=False))


def test_one_looks_back_within_three_working_days(measured: Workspace, clock: Clock) -> None:
    weekdays = replace(measured.as_user("key"), is_working=lambda day: day.weekday() < 5)
    friday = weekdays.at(weekdays.now.replace(month=3, day=6))
    accepted = accept(friday, X1, "投诉降了 23 %")
    assert (str(accepted.retrospective_by), accepted.result) == ("2026-03-11", "投诉降了 23 %")
    with pytest.raises(Refused, match=r"acceptance\.there"):
        accept(friday, X1)
    undo_last(measured.as_user("key"))
    assert measured.store.get(Matter, X1).accepted_at is None


def test_contacts_heads_and_owners_get_one_letter_each(measured: Workspace) -> None:
    acting = measured.as_user("key")
    accept(acting, X1, "投诉降了 23 %")
    before = len(measured.store.find(Outgoing, matter=X1))
    assert [one.person.name for one in completion_letters(measured.store, acting, X1)] == [
        "陈静", "赵强", "张伟", "Bob Brown",
    ]  # fmt: skip
    assert len(measured.store.find(Outgoing, matter=X1)) == before, "a look writes nothing"
    send_completion(acting, X1)
    assert names(measured) == ["陈静", "赵强", "张伟", "Bob Brown"]
    chen, bob = (measured.store.find(Outgoing, matter=X1)[at] for at in (0, 3))
    assert "协作完成确认函：新品上线" in chen.subject
    assert "投诉降了 23 %" in chen.text
    assert "Completed: 新品上线" in bob.subject
    with pytest.raises(Refused, match=r"acceptance\.nobody"):
        send_completion(acting, X1)


def test_who_asked_for_the_matter_gets_the_letter(measured: Workspace) -> None:
    """A person in the place of a department, whoever has no other part in it; of a department who speaks for it."""
    acting = measured.as_user("key")
    with acting.transaction() as tx:
        add(tx, acting, PersonDraft(name="Alice Chen", email="alice@example.test"))
        add(tx, acting, PersonDraft(name="周杰", email="zhou@example.test", department="客服部", contact=True))
    accept(acting, X1)
    for initiator, last in (("Alice Chen", ["Alice Chen"]), ("客服部", ["周杰"]), ("张伟", []), ("李明", []), ("", [])):
        describe_matter(acting, X1, {"initiator": initiator})
        told = [one.person.name for one in completion_letters(measured.store, acting, X1)]
        assert told == ["陈静", "赵强", "张伟", "Bob Brown", *last], initiator


def test_what_is_accepted_as_it_is_leaves_open_what_is_not_done(measured: Workspace) -> None:
    acting = measured.as_user("key")
    assert still_open(measured.store, X1) == (3, 1, 0)
    with acting.transaction() as tx:
        tx.put(Question(ref="Q2", text="谁付款", meeting="M1", at=acting.now, matter=X1, by="李明"))
        tx.put(Question(ref="Q3", text="已定", meeting="M1", at=acting.now, state="settled", matter=X1, by="李明"))
        for ref, level, state in (("R1", "high", "open"), ("R2", "low", "open"), ("R3", "high", "closed")):
            risk = {"ref": ref, "text": ref, "level": level, "state": state, "raised_at": acting.now, "matter": X1}
            tx.put(Risk.model_validate(risk | {"by": "李明"}))
    update_action(acting, "A1", Update(ref="A1", status="done"))
    assert still_open(measured.store, X1) == (2, 2, 1)


def test_a_letter_that_was_held_before_it_left_can_go_after_all(measured: Workspace) -> None:
    acting = measured.as_user("key")
    accept(acting, X1)
    hold_each(acting, [mail.ref for mail in send_completion(acting, X1)])
    assert [mail.state for mail in send_completion(acting, X1)] == ["queued"] * 4
    assert len(names(measured)) == 4


@pytest.mark.parametrize(
    ("text", "verdict"), [("收到，谢谢！", "ignore"), ("确认完成", "review"), ("A3 done", "review")]
)
def test_an_answer_to_the_letter_completes_no_action(measured: Workspace, text: str, verdict: str) -> None:
    """Bob has one open action; what he says is done is the matter."""
    accept(measured.as_user("key"), X1)
    send_completion(measured.as_user("key"), X1)
    receive(measured.as_worker(), reply(outgoing(measured, "bob@example.test", "completion"), text))
    assert measured.store.get(Action, "A3").status == "not-started"
    (incoming,) = measured.store.find(Incoming, sender="bob@example.test")
    assert incoming.verdict == verdict


def test_the_facilitator_is_reminded_once_on_the_last_day(measured: Workspace, clock: Clock) -> None:
    accept(measured.as_user("key"), X1)  # on Monday 2 March; every day counts
    for day, mails in (("04", 0), ("05", 1), ("06", 0), ("09", 0)):
        clock.set(f"2026-03-{day}T09:00+08:00")
        assert len(queue_due(measured.as_worker(), (RetrospectivesDue(),))) == mails, day
    (notice,) = measured.store.find(Outgoing, matter=X1)
    assert ("该复盘了" in notice.subject, notice.to, notice.automatic) == (True, "li@example.test", True)


@pytest.mark.parametrize("learned", ["went_well", "to_improve", "to_standardise"])
def test_nobody_is_reminded_of_what_was_learned(measured: Workspace, clock: Clock, learned: str) -> None:
    accept(measured.as_user("key"), X1)
    matter = measured.store.get(Matter, X1).model_copy(update={learned: "联调提前"})
    with measured.as_user("key").transaction() as tx:
        tx.put(matter)
    clock.set("2026-03-05T09:00+08:00")
    assert queue_due(measured.as_worker(), (RetrospectivesDue(),)) == []


@pytest.mark.parametrize("text", ["objection: the second criterion is not met", "I do not agree: nobody has counted"])
def test_an_objection_to_the_letter_is_one_to_the_matter_and_corrects_no_minutes(
    measured: Workspace, text: str
) -> None:
    accept(measured.as_user("key"), X1)
    send_completion(measured.as_user("key"), X1)
    mail = receive(measured.as_worker(), reply(outgoing(measured, "bob@example.test", "completion"), text))
    assert mail is not None
    assert [(one.ask, one.ref) for one in mail.requests] == [("other", X1)]
    assert "minutes" not in outgoing(measured, "bob@example.test", "answer").text
