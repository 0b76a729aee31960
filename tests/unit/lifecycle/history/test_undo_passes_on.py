"""Undo passes on: what cannot be taken back is named and passed over, any own change can be picked, what was new is
withdrawn, and what was mailed is followed by a correction."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.mail.reply import Request, Update
from collabtui.domain.matters.matter import Matter, Risk
from collabtui.domain.meetings.draft import ActionDraft, PersonDraft
from collabtui.domain.meetings.meeting import Meeting, SignOff
from collabtui.domain.people import Department, Person
from collabtui.errors import Conflict, Refused, Unknown
from collabtui.lifecycle.actions.edit_actions import add_action, postpone, update_action
from collabtui.lifecycle.base.acting import Acting, Workspace
from collabtui.lifecycle.history.undo_last import next_undo, undo_batch, undo_last
from collabtui.lifecycle.history.undo_plan import plans
from collabtui.lifecycle.history.undo_words import UndoWords
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.matters.edit_matters import MatterDraft, new_matter
from collabtui.lifecycle.matters.risks import RiskDraft, edit_risk, raise_risk
from collabtui.lifecycle.meetings import invite, plan
from collabtui.lifecycle.minutes import decide_corrections
from collabtui.lifecycle.minutes.publish import publish
from collabtui.lifecycle.people.edit_people import add_person
from collabtui.lifecycle.people.merge_people import merge
from collabtui.text.catalogue import Catalogue
from support.invariants import database_of, holds
from support.replies import outgoing, reply, send_all
from support.world import AGENDA, Clock

NEW = PersonDraft(name="孙丽", email="sun@example.test", department="采购部", contact=True)


def said(workspace: Workspace, locale: str = "en") -> UndoWords:
    return UndoWords(Catalogue(locale), workspace.config.organiser.zone, workspace.store)


def next_words(workspace: Workspace) -> list[str]:
    return said(workspace).lines(next_undo(workspace.as_user("key")).plan)


def test_what_cannot_be_taken_back_is_passed_over(published: Workspace) -> None:
    acting = published.as_user("key")
    update_action(acting, "A3", Update(ref="A3", status="blocked", note="waiting"))
    publish_again(published)
    found = next_undo(acting)
    (skipped,) = found.skipped
    assert skipped.refusal
    assert skipped.refusal.key == "undo.sent"
    assert undo_last(acting).refs == ("A3",)
    assert published.store.get(Action, "A3").status == "not-started"
    holds(database_of(published))


def publish_again(workspace: Workspace) -> None:
    """Minutes of another version, which have left."""
    from collabtui.lifecycle.live.edit_entry import reword

    reword(workspace.acting("王芳", "key"), "D1", "接口冻结日为3月5日")
    publish(workspace.as_user("key"), "M1")
    send_all(workspace)


def test_it_says_what_was_and_what_will_be(published: Workspace) -> None:
    acting = published.as_user("key")
    due = published.store.get(Action, "A3").due
    assert due
    postpone(acting, "A3", Request(ref="A3", ask="postpone", due=due.replace(day=20), reason="holiday"))
    assert next_words(published) == ["A3 Review the contract: due date 20 Mar → 10 Mar, reason holiday → none"]


def test_any_of_them_is_picked_and_the_others_stay(published: Workspace) -> None:
    acting = published.as_user("key")
    update_action(acting, "A1", Update(ref="A1", status="done"))
    update_action(acting, "A2", Update(ref="A2", status="blocked", note="x"))
    older = next_undo(acting, "A1").plan
    undo_batch(acting, older.batch)
    assert [published.store.get(Action, ref).status for ref in ("A1", "A2")] == ["not-started", "blocked"]
    with pytest.raises(Unknown, match=r"undo\.unknown"):
        undo_batch(acting, older.batch)


def test_what_another_has_changed_since_is_his(published: Workspace) -> None:
    acting = published.as_user("key")
    update_action(acting, "A1", Update(ref="A1", percent=40))
    update_action(published.acting("王芳", "key"), "A1", Update(ref="A1", percent=60))
    (newest, *_) = plans(acting)
    assert isinstance(newest.refusal, Conflict)
    assert "王芳" in said(published).why_not(newest)
    assert published.store.get(Action, "A1").percent == 60


def to_day(workspace: Workspace, name: str, day: int) -> None:
    postpone(workspace.acting(name, "key"), "A1", Request(ref="A1", ask="postpone", due=date(2026, 3, day)))


def test_what_was_said_twice_keeps_nothing_back(published: Workspace, clock: Clock) -> None:
    """The second time changed nothing and is not listed: it goes with the first, and what came before follows."""
    acting, before = published.as_user("key"), published.store.get(Action, "A1")
    for day in (11, 11, 16, 16, 16):
        clock.now += timedelta(minutes=1)
        to_day(published, acting.actor, day)
    assert [(undo_last(acting).refs, published.store.get(Action, "A1").due) for _ in range(2)] == [
        (("A1",), date(2026, 3, 11)),
        (("A1",), date(2026, 3, 6)),
    ]
    stands = published.store.get(Action, "A1")
    assert (stands.slips, stands.stated) == (0, before.stated)


@pytest.mark.parametrize(
    "since",
    [(("李明", 16), ("李明", 11)), (("王芳", 16), ("王芳", 11), ("李明", 11))],
    ids=["it was another day between", "another has set it, and it was said after"],
)
def test_what_was_another_value_between_stays(
    published: Workspace, clock: Clock, since: tuple[tuple[str, int], ...]
) -> None:
    batch = first_to_the_11th(published)
    for name, day in since:
        clock.now += timedelta(minutes=1)
        to_day(published, name, day)
    with pytest.raises(Conflict, match=r"undo\.changed"):
        undo_batch(published.as_user("key"), batch)
    assert published.store.get(Action, "A1").due == date(2026, 3, 11)


def first_to_the_11th(workspace: Workspace) -> int:
    """The batch of the trail."""
    acting = workspace.as_user("key")
    to_day(workspace, acting.actor, 11)
    return next(iter(plans(acting))).batch


def test_what_another_has_said_too_stays_and_says_who_and_what(published: Workspace, clock: Clock) -> None:
    batch = first_to_the_11th(published)
    clock.now += timedelta(minutes=1)
    to_day(published, "王芳", 11)
    with pytest.raises(Conflict, match=r"undo\.repeated_by"):
        undo_batch(published.as_user("key"), batch)
    why = said(published).why_not(next(iter(plans(published.as_user("key")))))
    assert all(word in why for word in ("A1", "due", "王芳", "11 Mar"))


def test_what_is_new_and_another_has_worked_on_stays_and_says_who(published: Workspace) -> None:
    acting = published.as_user("key")
    made = add_action(acting, ActionDraft(title="画接口草图", owner="张伟")).ref
    update_action(published.acting("王芳", "key"), made, Update(ref=made, percent=60))
    newest = next(iter(plans(acting)))
    assert isinstance(newest.refusal, Conflict)
    assert all(word in said(published).why_not(newest) for word in (made, "王芳", "60"))
    update_action(published.acting("王芳", "key"), made, Update(ref=made, percent=0, status="not-started"))
    assert next(iter(plans(acting))).refusal is None
    undo_last(acting)
    assert published.store.get(Action, made).status == "cancelled"


def new_things(workspace: Workspace) -> dict[str, Callable[[Acting], str]]:
    def risk(acting: Acting) -> str:
        return raise_risk(acting, "X-2026-001", RiskDraft(text="供应商延期")).ref

    return {
        "matter": lambda acting: new_matter(acting, MatterDraft(title="换系统")).ref,
        "person": lambda acting: add_person(acting, NEW).ref,
        "meeting": lambda acting: plan.new_meeting(acting, AGENDA.model_copy(update={"title": "另一个"})).meeting.ref,
        "risk": risk,
    }


@pytest.mark.parametrize("name", ["matter", "person", "meeting", "risk"])
def test_every_new_thing_is_withdrawn(published: Workspace, name: str) -> None:
    acting = published.as_user("key")
    ref = new_things(published)[name](acting)
    assert next_words(published)[0].endswith("removed")
    assert undo_last(acting).refs[0] == ref
    holds(database_of(published))


def test_a_withdrawn_matter_leaves_its_title_free(workspace: Workspace) -> None:
    acting = workspace.as_user("key")
    first = new_matter(acting, MatterDraft(title="换系统"))
    undo_last(acting)
    assert workspace.store.get(Matter, first.ref).withdrawn
    assert new_matter(acting, MatterDraft(title="换系统")).ref != first.ref


def test_a_withdrawn_person_leaves_his_address_and_his_department(workspace: Workspace) -> None:
    acting = workspace.as_user("key")
    first = add_person(acting, NEW)
    undo_last(acting)
    assert [one.contact for one in workspace.store.find(Department, name="采购部")] == [None]
    again = add_person(acting, NEW)
    assert again.ref != first.ref
    assert workspace.store.get(Person, again.ref).email == NEW.email


def test_what_is_named_by_something_else_stays(workspace: Workspace) -> None:
    acting = workspace.as_user("key")
    matter = new_matter(acting, MatterDraft(title="换系统"))
    raise_risk(workspace.acting("王芳", "key"), matter.ref, RiskDraft(text="晚了"))
    with pytest.raises(Refused) as refused:
        undo_batch(acting, next(iter(plans(acting))).batch)
    assert refused.value.values["by"] == ["R1"]


def test_an_invitation_that_has_left_is_called_off(planned: Workspace) -> None:
    acting = planned.as_user("key")
    invite.invite(acting, "M1")
    send_all(planned)
    assert len(next_undo(acting).plan.notified) == 4
    assert undo_last(acting).corrections == 4
    meeting = planned.store.get(Meeting, "M1")
    assert (meeting.state, meeting.invited_at) == ("planned", None)
    assert [mail.kind for mail in queued(planned)] == ["cancellation"] * 4
    holds(database_of(planned))
    send_all(planned)
    again = invite.invite(acting, "M1")
    assert len(again.queued) == 4
    assert again.meeting.sequence > 1


def test_a_meeting_that_was_called_off_takes_place_after_all(planned: Workspace) -> None:
    acting = planned.as_user("key")
    invite.invite(acting, "M1")
    send_all(planned)
    invite.cancel(acting, "M1")
    send_all(planned)
    assert undo_last(acting).corrections == 4
    meeting = planned.store.get(Meeting, "M1")
    assert (meeting.state, meeting.sequence) == ("invited", 2)
    assert [mail.kind for mail in queued(planned)] == ["update"] * 4
    holds(database_of(planned))


def test_who_was_told_of_a_risk_is_told_that_it_holds_no_more(published: Workspace) -> None:
    acting = published.as_user("key")
    risk = raise_risk(acting, "X-2026-001", RiskDraft(text="供应商延期", owner="张伟"))
    edit_risk(acting, risk.ref, RiskDraft(text="供应商延期", owner="张伟", level="high"))
    send_all(published)
    undone = undo_last(acting)
    assert undone.corrections == 2, "the owner, and the head of his department"
    mails = queued(published)
    assert all("等级 高 → 中" in mail.text for mail in mails)
    assert all(mail.subject.startswith("已作废：") for mail in mails)
    assert published.store.get(Risk, risk.ref).level == "medium"
    send_all(published)
    edit_risk(acting, risk.ref, RiskDraft(text="供应商延期", owner="张伟", level="high"))
    assert len(queued(published)) == 2, "what was taken back may be said anew"
    holds(database_of(published))


def test_a_merge_is_taken_back_past_minutes_that_left(published: Workspace) -> None:
    acting = published.as_user("key")
    twice = add_person(acting, PersonDraft(name="张 伟", email="zw@example.test"))
    zhang = published.store.find(Person, email="zhang@example.test")[0]
    merge(acting, zhang.ref, twice.ref)
    publish_again(published)
    assert twice.ref in undo_last(acting).refs
    assert published.store.get(Person, twice.ref).merged_into is None
    holds(database_of(published))


def queued(workspace: Workspace) -> list[Outgoing]:
    return workspace.store.find(Outgoing, state="queued")


@pytest.mark.parametrize(
    ("locale", "name", "state", "corrections"),
    [
        ("zh", "张伟对 M1 纪要的答复", "状态 未答复 → 有异议", "更正 “{text}”未采纳 → “{text}”待处理"),
        (
            "en",
            "张伟's answer to the minutes of M1",
            "state no answer → objected",
            "corrections “{text}” refused → “{text}” open",
        ),
    ],
)
def test_a_declined_correction_is_taken_back_in_words(
    published: Workspace, clock: Clock, locale: str, name: str, state: str, corrections: str
) -> None:
    clock.set("2026-03-02T17:00+08:00")
    text = "接口冻结日是3月5日"
    receive(published.as_worker(), reply(outgoing(published, "zhang@example.test", "minutes"), f"更正: {text}"))
    (answer,) = (one for one in published.store.find(SignOff, meeting="M1") if one.corrections)
    decide_corrections.refuse(published.as_user("key"), answer.ref, 0)
    words = said(published, locale)
    parts = [state, corrections.format(text=text)]
    expected = words.words("undo.thing", what=name, parts=parts)
    assert expected in words.lines(next_undo(published.as_user("key")).plan)
