"""A supervisor's verdict by mail is overruled with a reason only, and he hears of it and may say otherwise."""

import pytest

from collabtui.domain.mail.mail_records import Outgoing
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
