"""A change or a plan that all agree to is the facilitator's to grant: he hears of it once, on the next day."""

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.due.registry import list_due, queue_due
from collabtui.lifecycle.matters.change_requests.decide_change import decide
from support.departments import CHEN, ZHAO, change_asked, new, says
from support.world import Clock

LI = "li@example.test"


def asked(workspace: Workspace, clock: Clock) -> ChangeRequest:
    clock.set("2026-03-02T10:00+08:00")
    new(workspace)
    return change_asked(workspace, kind="scope")


def agree(workspace: Workspace, *addresses: str) -> None:
    for address in addresses:
        says(workspace, address, "同意", kind="change", date="Mon, 02 Mar 2026 10:30:00 +0800")


def owed(workspace: Workspace) -> list[str]:
    mails = list_due(workspace.store, workspace.as_worker())
    return [one.ref for mail in mails for one in mail.owed if one.kind == "grant-owed"]


def pass_on(workspace: Workspace, clock: Clock, day: int) -> list[Outgoing]:
    clock.set(f"2026-03-{day:02}T09:30+08:00")
    return [mail for mail in queue_due(workspace.as_worker()) if mail.to == LI]


def test_what_all_agree_to_is_told_the_next_day_and_once(workspace: Workspace, clock: Clock) -> None:
    change = asked(workspace, clock)
    assert set(change.departments) == {"研发部", "市场部", "法务部"}, "Bob answers for 法务部"
    agree(workspace, ZHAO, CHEN)
    clock.set("2026-03-03T09:30+08:00")
    assert owed(workspace) == [], "one is silent"
    agree(workspace, "bob@example.test")
    assert owed(workspace) == ["C1"]
    (mail,) = pass_on(workspace, clock, 3)
    assert "上线推迟两周" in mail.text
    assert "C1" in mail.text
    assert pass_on(workspace, clock, 4) == []


def test_an_objection_or_the_decision_makes_it_no_duty(workspace: Workspace, clock: Clock) -> None:
    asked(workspace, clock)
    agree(workspace, ZHAO, CHEN)
    says(workspace, "bob@example.test", "不同意：人手不够", kind="change", date="Mon, 02 Mar 2026 10:30:00 +0800")
    clock.set("2026-03-03T09:30+08:00")
    assert owed(workspace) == []
    says(workspace, "bob@example.test", "同意", kind="change", date="Tue, 03 Mar 2026 09:00:00 +0800")
    assert owed(workspace) == [], "he agreed today"
    clock.set("2026-03-04T09:30+08:00")
    assert owed(workspace) == ["C1"]
    decide(workspace.as_user("key"), "C1", "granted")
    assert owed(workspace) == []
