"""What a department says and is not clear is judged on the page of its matter: a yes in the Inbox enters what the mail
tells beside it, and never settles the mail itself."""

from datetime import date

import pytest

from collabtui.domain.mail.mail_records import Incoming
from collabtui.domain.matters.matter import Risk
from collabtui.errors import Refused
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.mail_in.review import apply_waiting
from collabtui.lifecycle.matters import collaboration_request
from collabtui.lifecycle.matters.change_requests import record_opinion
from support.departments import BOB, CHEN, MATTER, ZHANG, change_asked, new, says, sent, states
from support.world import Clock


@pytest.fixture
def requested(workspace: Workspace, clock: Clock) -> Workspace:
    clock.set("2026-03-02T10:00+08:00")
    new(workspace)
    sent(workspace)
    clock.set("2026-03-02T18:00+08:00")
    return workspace


LATER = [(CHEN, "同意", "王总说不同意"), (CHEN, "同意", "不过6月才行"), (BOB, "agreed", "our head says we cannot")]


@pytest.mark.parametrize(("address", "first", "later"), LATER)
def test_what_is_unclear_beside_a_clear_request_is_not_settled_by_a_yes(
    requested: Workspace, address: str, first: str, later: str
) -> None:
    department = "法务部" if address == BOB else "市场部"
    says(requested, address, first)
    mail = says(requested, address, later)
    with pytest.raises(Refused) as refused:
        apply_waiting(requested.as_user("key"), mail.ref)
    assert (refused.value.key, refused.value.values["place"]) == ("inbox.say_in_matter", f"{MATTER}/?{department}")
    collaboration_request.answer_for(requested.as_user("key"), MATTER, department, "against")
    assert requested.store.get(Incoming, mail.ref).state == "applied"


@pytest.mark.parametrize(("address", "first", "later"), LATER)
def test_nor_beside_a_clear_opinion(requested: Workspace, address: str, first: str, later: str) -> None:
    change_asked(requested, wanted=date(2026, 4, 14))
    department = "法务部" if address == BOB else "市场部"
    says(requested, address, first, kind="change")
    mail = says(requested, address, later, kind="change")
    with pytest.raises(Refused) as refused:
        apply_waiting(requested.as_user("key"), mail.ref)
    assert refused.value.values["place"] == f"{MATTER}/C1#{department}"
    record_opinion.record_opinion(requested.as_user("key"), "C1", department, "against")
    assert requested.store.get(Incoming, mail.ref).state == "applied"


@pytest.mark.parametrize(
    ("address", "text", "risk"),
    [
        (ZHANG, "同意，但3月16日起才行，有个风险：接口供应商可能延期，高风险", "接口供应商可能延期"),
        (CHEN, "看情况吧。有个风险：场地没有定，高风险。", "场地没有定"),
        (BOB, "Agreed, but only after June.\nRisk: the supplier may be late (high risk)", "the supplier may be late"),
    ],
)
@pytest.mark.parametrize("number", [None, 1])
def test_a_risk_beside_an_unclear_answer_is_entered_at_once(
    requested: Workspace, address: str, text: str, risk: str, number: int | None
) -> None:
    mail = says(requested, address, text)
    numbers = None if number is None else (number,)
    assert apply_waiting(requested.as_user("key"), mail.ref, proposals=numbers).state == "waiting"
    (entered,) = requested.store.find(Risk, matter=MATTER)
    assert (entered.text, entered.level) == (risk, "high")
    with pytest.raises(Refused, match=r"inbox\.say_in_matter"):
        apply_waiting(requested.as_user("key"), mail.ref)
    department = {ZHANG: "研发部", CHEN: "市场部", BOB: "法务部"}[address]
    collaboration_request.answer_for(requested.as_user("key"), MATTER, department, "for")
    assert states(requested)[department] == "accepted"
    assert requested.store.get(Incoming, mail.ref).state == "applied"
    assert len(list(requested.store.find(Risk, matter=MATTER))) == 1
