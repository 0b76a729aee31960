"""The day on which a risk is to be looked at again: the owner and the facilitator hear of it, once each."""

from datetime import date

import pytest

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.due.registry import queue_due
from collabtui.lifecycle.due.risks_due import RisksDue
from collabtui.lifecycle.matters.edit_matters import MatterDraft, new_matter
from collabtui.lifecycle.matters.risks import RiskDraft, close_risk, raise_risk, update_risk
from support.world import Clock

REVIEW = date(2026, 3, 5)


@pytest.fixture
def raised(workspace: Workspace, clock: Clock) -> Workspace:
    clock.set("2026-03-02T10:00+08:00")
    acting = workspace.as_user("command")
    matter = new_matter(acting, MatterDraft(title="新品上线"))
    raise_risk(acting, matter.ref, RiskDraft("断供", owner="陈静", answer="换供应商", review=REVIEW))
    return workspace


def told(workspace: Workspace, clock: Clock, instant: str) -> list[tuple[str, str]]:
    """To whom, about what."""
    clock.set(instant)
    before = {mail.ref for mail in workspace.store.find(Outgoing)}
    queue_due(workspace.as_worker(), (RisksDue(),))
    mails = (mail for mail in workspace.store.find(Outgoing) if mail.ref not in before)
    return sorted((mail.to, mail.subject.split(" #")[0]) for mail in mails)


def test_both_hear_once_on_the_day(raised: Workspace, clock: Clock) -> None:
    both = [
        ("chen@example.test", "[R1] 风险该复查了：断供"),
        ("li@example.test", "[R1] 风险该复查了：断供"),
    ]
    assert told(raised, clock, "2026-03-04T09:30+08:00") == []
    assert told(raised, clock, "2026-03-05T09:30+08:00") == both
    assert told(raised, clock, "2026-03-06T09:30+08:00") == []


def test_the_next_day_of_review_is_told_anew(raised: Workspace, clock: Clock) -> None:
    assert len(told(raised, clock, "2026-03-05T09:30+08:00")) == 2
    update_risk(raised.as_user("command"), "R1", {"review": date(2026, 3, 10)})
    assert told(raised, clock, "2026-03-09T09:30+08:00") == []
    assert len(told(raised, clock, "2026-03-10T09:30+08:00")) == 2


def test_a_closed_risk_is_reviewed_no_more(raised: Workspace, clock: Clock) -> None:
    close_risk(raised.as_user("command"), "R1")
    assert told(raised, clock, "2026-03-05T09:30+08:00") == []
