"""A kind of matter brings what is usual for it; who answers for an emergency hears of it."""

from datetime import date, timedelta
from typing import get_args

import pytest

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.matters.matter import Criterion, Matter, MatterKind, Rhythm
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.due.progress_due import ProgressDue
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.matters.confidential_matters import confidentiality, make_confidential
from collabtui.lifecycle.matters.edit_matters import MatterDraft, describe_matter, edit_matter, new_matter
from collabtui.lifecycle.matters.risks import RiskDraft, raise_risk
from collabtui.lifecycle.people.merge_people import merge
from collabtui.lifecycle.people.person_leaves import leave
from support.records import action, put
from support.world import Clock

WANTED = date(2026, 5, 1)
EACH_KIND = pytest.mark.parametrize("kind", get_args(MatterKind))


def person(workspace: Workspace, name: str) -> Person:
    (found,) = workspace.store.find(Person, name=name)
    return found


def mails_to(workspace: Workspace, name: str) -> list[Outgoing]:
    return [one for one in workspace.store.find(Outgoing, person=person(workspace, name).ref) if one.state != "held"]


@EACH_KIND
def test_each_kind_brings_criteria_milestones_rules_and_a_rhythm(workspace: Workspace, kind: MatterKind) -> None:
    matter = new_matter(workspace.as_user("key"), MatterDraft(title="搬家", wanted=WANTED, kind=kind))
    assert matter.criteria
    assert matter.rules
    assert all(one.day < WANTED for one in matter.milestones)
    assert [one.day for one in matter.milestones] == sorted(one.day for one in matter.milestones)
    rhythms: dict[MatterKind, Rhythm] = {"routine": "none", "emergency": "daily"}
    assert matter.rhythm == rhythms.get(kind, "weekly")


def test_milestones_that_would_be_past_are_left_out_and_all_are_without_a_date(workspace: Workspace) -> None:
    acting = workspace.as_user("key")
    soon = new_matter(acting, MatterDraft(title="搬家", wanted=acting.today + timedelta(days=6), kind="project"))
    assert [one.day - acting.today for one in soon.milestones] == [timedelta(days=1)]
    assert new_matter(acting, MatterDraft(title="装修", kind="project")).milestones == ()


@pytest.mark.parametrize("wanted", [date.min, date.max])
def test_a_wanted_date_at_an_end_of_the_calendar_is_no_mistake(workspace: Workspace, wanted: date) -> None:
    matter = new_matter(workspace.as_user("key"), MatterDraft(title="搬家", wanted=wanted, kind="project"))
    assert bool(matter.milestones) == (wanted == date.max)


def test_a_kind_fills_only_what_is_empty_and_another_one_overwrites_nothing(workspace: Workspace) -> None:
    acting = workspace.as_user("key")
    ref = new_matter(acting, MatterDraft(title="搬家")).ref
    own = (Criterion(text="都搬完"),)
    describe_matter(acting, ref, {"criteria": own, "rules": "电话"})
    matter = describe_matter(acting, ref, {"kind": "emergency"})
    assert (matter.criteria, matter.rules, matter.rhythm) == (own, "电话", "daily")
    describe_matter(acting, ref, {"rhythm": "none", "criteria": ()})
    assert edit_matter(acting, ref, MatterDraft(title="搬家", kind="emergency")).criteria == (), "the same kind again"
    undo_last(acting)
    undo_last(acting)
    before = workspace.store.get(Matter, ref)
    assert (before.kind, before.rhythm, before.criteria) == (None, "none", own)


def test_the_template_is_in_the_organisers_language(workspace: Workspace) -> None:
    matter = new_matter(workspace.as_user("key"), MatterDraft(title="搬家", kind="emergency"))
    assert matter.criteria[0].text == "影响已止住"


def test_who_answers_for_an_emergency_hears_of_it_and_of_its_high_risks(planned: Workspace) -> None:
    acting = planned.as_user("command")
    matter = new_matter(acting, MatterDraft(title="线上故障", kind="emergency", owner="陈静", goal="今天恢复"))
    (mail,) = mails_to(planned, "陈静")
    assert "紧急事项由你临时负责：线上故障" in mail.subject
    assert all(part in mail.text for part in ("目标：今天恢复", "每个工作日 17:00 前", "结束前由临时负责人统一决定"))
    raise_risk(acting, matter.ref, RiskDraft("数据丢失", level="high"))
    assert "数据丢失" in mails_to(planned, "陈静")[-1].text
    count = len(mails_to(planned, "陈静"))
    describe_matter(acting, matter.ref, {"goal": "明天恢复"})
    assert len(mails_to(planned, "陈静")) == count, "he answers for it as before"


def test_nobody_is_known_by_the_name(workspace: Workspace) -> None:
    with pytest.raises(Refused):
        new_matter(workspace.as_user("key"), MatterDraft(title="搬家", owner="没有这个人"))
    assert workspace.store.find(Matter, title="搬家") == []


def test_an_undo_takes_the_owner_and_his_mail_back(planned: Workspace) -> None:
    acting = planned.as_user("key")
    ref = new_matter(acting, MatterDraft(title="线上故障", kind="emergency")).ref
    describe_matter(acting, ref, {"owner": "陈静"})
    assert len(mails_to(planned, "陈静")) == 1
    undo_last(acting)
    assert planned.store.get(Matter, ref).owner is None
    assert mails_to(planned, "陈静") == []


def test_a_merged_person_and_one_who_leaves_hand_it_on(planned: Workspace) -> None:
    acting = planned.as_user("key")
    ref = new_matter(acting, MatterDraft(title="线上故障", kind="emergency", owner="陈静")).ref
    zhang, chen, bob = (person(planned, name).ref for name in ("张伟", "陈静", "Bob Brown"))
    merge(acting, zhang, chen)
    assert planned.store.get(Matter, ref).owner == zhang
    leave(acting, zhang, bob)
    assert planned.store.get(Matter, ref).owner == bob


def test_owners_in_an_emergency_are_asked_each_working_day(planned: Workspace, clock: Clock) -> None:
    acting = planned.as_user("key")
    ref = new_matter(acting, MatterDraft(title="线上故障", kind="emergency")).ref
    describe_matter(acting, ref, {"goal": "恢复"})
    put(planned.store, action("A77", title="回滚", owner=person(planned, "张伟").ref, matter=ref, status="in-progress"))
    with acting.transaction() as tx:
        tx.put(tx.get(Matter, ref).model_copy(update={"step": "tracking"}))
    clock.set("2026-03-02T10:00+08:00")
    asked = [owed.ref for mail in ProgressDue().find(planned.store, planned.as_worker()) for owed in mail.owed]
    assert asked == ["A77"]


def test_who_answers_for_a_confidential_one_and_may_not_read_it_is_named_and_told_no_more(planned: Workspace) -> None:
    acting = planned.as_user("key")
    ref = new_matter(acting, MatterDraft(title="并购尽调", kind="project")).ref
    make_confidential(acting, ref, ["张伟"])
    describe_matter(acting, ref, {"owner": "陈静"})
    (mail,) = mails_to(planned, "陈静")
    assert "并购" not in mail.subject + mail.text
    assert [one.name for one in confidentiality(planned.store, acting, ref).left_out] == ["陈静"]
