"""A supervisor's verdict by mail is overruled with a reason only, and he hears of it and may say otherwise."""

import pytest

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.matter import Criterion, Matter
from collabtui.domain.meetings.draft import PersonDraft
from collabtui.errors import Refused
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.matters.change_requests import ask_about_change
from collabtui.lifecycle.matters.edit_matters import describe_matter, evaluate_criterion
from collabtui.lifecycle.people.edit_people import import_people
from support.departments import BOB, CHEN, MATTER, new, says
from support.replies import outgoing, reply, send_all
from support.world import Clock

ZHOU = "zhou@example.test"
BOB_SAID = "'measured': '97%', 'met': True"
"""In the trail."""
VERDICTS = [
    ("质控部", ZHOU, "1 不达标 因为只有82", True, "1 不达标 因为抽样不足"),
    ("市场部", CHEN, "1 达标 97%", False, "1 达标"),
    ("法务部", BOB, "1 not met because 82 only", True, "1 not met because too few samples"),
]


@pytest.fixture
def matter(workspace: Workspace, clock: Clock) -> Workspace:
    clock.set("2026-03-02T14:00+08:00")
    new(workspace)
    import_people(workspace.as_user("command"), [PersonDraft(name="周敏", email=ZHOU, department="质控部", head=True)])
    return workspace


def asked_of(workspace: Workspace, clock: Clock, department: str) -> None:
    criteria = (Criterion(text="覆盖率 ≥ 95 %"), Criterion(text="满意度 ≥ 90"))
    describe_matter(workspace.as_user("key"), MATTER, {"criteria": criteria, "supervising": department})
    ask_about_change.ask_approval(workspace.as_user("key"), MATTER, "criteria")
    send_all(workspace)
    clock.set("2026-03-02T18:00+08:00")


def first(workspace: Workspace) -> Criterion:
    return workspace.store.get(Matter, MATTER).criteria[0]


def overruling_mails(workspace: Workspace, address: str) -> list[Outgoing]:
    return [one for one in workspace.store.find(Outgoing) if one.to == address and "overruled" in one.key]


@pytest.mark.parametrize(("department", "address", "verdict", "instead", "again"), VERDICTS)
def test_the_facilitator_gives_a_reason_and_the_supervisor_hears_it(
    matter: Workspace, clock: Clock, department: str, address: str, verdict: str, instead: bool, again: str
) -> None:
    asked_of(matter, clock, department)
    says(matter, address, verdict, kind="change")
    given = first(matter)
    acting = matter.as_user("command")
    with pytest.raises(Refused, match=r"criterion\.no_reason"):
        evaluate_criterion(acting, MATTER, 1, given.model_copy(update={"met": instead}))
    assert first(matter) == given
    clock.set("2026-03-02T19:00+08:00")
    evaluate_criterion(acting, MATTER, 1, given.model_copy(update={"met": instead, "opinion": "重新测过"}))
    assert (first(matter).met, first(matter).opinion) == (instead, "重新测过")
    (told,) = overruling_mails(matter, address)
    assert "重新测过" in told.text
    assert given.opinion in told.text
    send_all(matter)
    clock.set("2026-03-02T20:00+08:00")
    receive(
        matter.as_worker(), reply(outgoing(matter, address, "change"), again, date="Mon, 02 Mar 2026 19:30:00 +0800")
    )
    assert first(matter).met is not instead, "what he says to it is a verdict again"


def test_what_only_adds_to_a_verdict_or_is_the_facilitators_own_needs_no_reason(
    matter: Workspace, clock: Clock
) -> None:
    asked_of(matter, clock, "质控部")
    acting = matter.as_user("command")
    evaluate_criterion(acting, MATTER, 2, matter.store.get(Matter, MATTER).criteria[1].model_copy(update={"met": True}))
    evaluate_criterion(
        acting, MATTER, 2, matter.store.get(Matter, MATTER).criteria[1].model_copy(update={"met": False})
    )
    says(matter, ZHOU, "1 不达标 因为只有82", kind="change")
    evaluate_criterion(acting, MATTER, 1, first(matter).model_copy(update={"measured": "82"}))
    assert (first(matter).met, first(matter).measured) == (False, "82")
    assert overruling_mails(matter, ZHOU) == []
    with pytest.raises(Refused, match=r"criterion\.no_reason"):  # it is still his word
        evaluate_criterion(acting, MATTER, 1, first(matter).model_copy(update={"met": True}), insists=True)


def test_who_answered_hears_that_a_criterion_is_gone(matter: Workspace, clock: Clock) -> None:
    asked_of(matter, clock, "质控部")
    says(matter, ZHOU, "1 达标 97%", kind="change")
    kept = matter.store.get(Matter, MATTER).criteria
    describe_matter(matter.as_user("key"), MATTER, {"criteria": kept[:1]})
    assert not overruling_mails(matter, ZHOU), "nobody had answered the other one"
    describe_matter(matter.as_user("key"), MATTER, {"criteria": (Criterion(text="覆盖率 ≥ 98 %"),)})
    (mail,) = overruling_mails(matter, ZHOU)
    assert "第 1 条标准已取消或改写" in mail.subject
    assert "你的结论不再采用" in mail.text
    assert "你的结论：达标，实测 97%" in mail.text


def test_who_typed_a_verdict_himself_gets_no_mail_when_he_takes_the_criterion_away(
    matter: Workspace, clock: Clock
) -> None:
    asked_of(matter, clock, "质控部")
    evaluate_criterion(matter.as_user("command"), MATTER, 1, first(matter).model_copy(update={"met": True}))
    describe_matter(matter.as_user("key"), MATTER, {"criteria": ()})
    assert [one.to for one in matter.store.find(Outgoing) if "overruled" in one.key] == []


def test_who_answered_hears_that_another_department_decides(matter: Workspace, clock: Clock) -> None:
    asked_of(matter, clock, "法务部")
    says(matter, BOB, "1 met 97%", kind="change")
    moved = first(matter).model_copy(update={"department": "质控部"})
    evaluate_criterion(matter.as_user("command"), MATTER, 1, moved)
    (mail,) = overruling_mails(matter, BOB)
    assert "质控部 decides on criterion 1 now" in mail.subject
    assert "Their verdict is the one that counts" in " ".join(mail.text.split())


@pytest.mark.parametrize("by", ["criterion", "matter"])
def test_the_department_that_decides_from_now_on_is_asked_and_the_verdict_before_is_history(
    matter: Workspace, clock: Clock, by: str
) -> None:
    asked_of(matter, clock, "法务部")
    says(matter, BOB, "1 met 97%\n2 not met because 82", kind="change")
    assert [one.met for one in matter.store.get(Matter, MATTER).criteria] == [True, False]
    clock.set("2026-03-02T19:00+08:00")
    if by == "criterion":
        acting = matter.as_user("command")
        evaluate_criterion(acting, MATTER, 1, first(matter).model_copy(update={"department": "质控部"}))
    else:
        describe_matter(matter.as_user("key"), MATTER, {"supervising": "质控部"})
    assert (first(matter).met, first(matter).measured, first(matter).person) == (None, "97%", None)
    assert BOB_SAID in str([one.old for one in matter.store.changes(MATTER)])
    question = matter.store.get(ChangeRequest, "C1")
    assert question.silent == ("质控部",)
    assert question.departments == (("法务部", "质控部") if by == "criterion" else ("质控部",))
    send_all(matter)
    mail = outgoing(matter, ZHOU, "change")
    assert [one.number for one in mail.items] == ([1] if by == "criterion" else [1, 2])
    clock.set("2026-03-02T20:00+08:00")
    answer = "1 达标 97%" if by == "criterion" else "1 达标 97%\n2 达标 95"
    receive(matter.as_worker(), reply(mail, answer, date="Mon, 02 Mar 2026 19:30:00 +0800"))
    assert first(matter).met is True
    assert not matter.store.get(ChangeRequest, "C1").silent


def test_a_verdict_that_comes_with_the_other_department_stays(matter: Workspace, clock: Clock) -> None:
    asked_of(matter, clock, "法务部")
    says(matter, BOB, "1 met 97%", kind="change")
    given = first(matter)
    told = {"department": "质控部", "met": False, "opinion": "重新测过", "measured": "91%"}
    evaluate_criterion(matter.as_user("command"), MATTER, 1, given.model_copy(update=told))
    assert (first(matter).met, first(matter).opinion) == (False, "重新测过")
    assert not [one for one in matter.store.find(Outgoing) if one.to == ZHOU], "nobody is asked for what is decided"


@pytest.mark.parametrize(
    ("answer", "before"), [("1 met 97%", {}), ("1 met 97%\n2 not met, only 86", {"法务部": "against"})]
)
def test_a_department_agrees_once_what_it_had_not_found_met_is_anothers(
    matter: Workspace, clock: Clock, answer: str, before: dict[str, str]
) -> None:
    asked_of(matter, clock, "法务部")
    says(matter, BOB, answer, kind="change")
    assert {one.department: one.value for one in matter.store.get(ChangeRequest, "C1").opinions} == before
    left = matter.store.get(Matter, MATTER).criteria[1].model_copy(update={"department": "质控部"})
    evaluate_criterion(matter.as_user("command"), MATTER, 2, left)
    question = matter.store.get(ChangeRequest, "C1")
    assert {one.department: one.value for one in question.opinions} == {"法务部": "for"}
    assert question.silent == ("质控部",)
