"""The day on which a risk is to be looked at again: the owner and the facilitator hear of it, once each; and again of a
high one against which nothing is done."""

from collections.abc import Iterable
from datetime import date

import pytest

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.due.registry import queue_due
from collabtui.lifecycle.due.risks_due import RisksDue
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.matters.edit_matters import MatterDraft, new_matter
from collabtui.lifecycle.matters.risks import RiskDraft, close_risk, raise_risk, update_risk
from collabtui.lifecycle.people.edit_absence import set_away
from support.replies import outgoing, reply, send_all
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


@pytest.fixture
def unanswered(workspace: Workspace, clock: Clock) -> Workspace:
    """R1 is high, R2 is not; raised on a Thursday, and asked about on Friday."""
    clock.set("2026-03-05T10:00+08:00")
    acting = workspace.as_user("command")
    matter = new_matter(acting, MatterDraft(title="新品上线"))
    raise_risk(acting, matter.ref, RiskDraft("断供", owner="陈静", level="high"))
    raise_risk(acting, matter.ref, RiskDraft("下雨", owner="陈静", level="medium"))
    send_all(workspace)
    return workspace


def days_told(workspace: Workspace, clock: Clock, days: Iterable[int], address: str, ref: str) -> list[int]:
    found = []
    for day in days:
        mails = told(workspace, clock, f"2026-03-{day:02}T10:30+08:00")
        send_all(workspace)
        found += [day for to, subject in mails if to == address and f"[{ref}]" in subject]
    return found


@pytest.mark.parametrize(
    ("address", "ref", "days"),
    [
        ("chen@example.test", "R1", [6, 7, 12, 17, 22]),
        ("chen@example.test", "R2", [6]),
        ("li@example.test", "R1", [7, 12, 17, 22]),  # on the 6th both risks are in one mail
        ("li@example.test", "R2", []),
    ],
)
def test_a_high_risk_without_an_answer_comes_again(
    unanswered: Workspace, clock: Clock, address: str, ref: str, days: list[int]
) -> None:
    assert days_told(unanswered, clock, range(6, 25), address, ref) == days


def test_after_days_without_a_pass_it_comes_once(unanswered: Workspace, clock: Clock) -> None:
    assert days_told(unanswered, clock, (6, 18, 19, 23), "chen@example.test", "R1") == [6, 18, 23]


@pytest.mark.parametrize("answered", [True, False])
def test_it_comes_no_more_once_something_is_done_or_said(unanswered: Workspace, clock: Clock, answered: bool) -> None:
    assert days_told(unanswered, clock, (6,), "chen@example.test", "R1") == [6]
    if answered:
        update_risk(unanswered.as_user("command"), "R1", {"answer": "换供应商"})
    else:
        asked = outgoing(unanswered, "chen@example.test", "request")
        mail = receive(unanswered.as_worker(), reply(asked, "联系第二家供应商", date="Fri, 06 Mar 2026 11:00:00 +0800"))
        assert mail is not None
        assert mail.state == "waiting"
    assert days_told(unanswered, clock, range(7, 20), "chen@example.test", "R1") == []


def test_who_stands_in_for_the_owner_is_asked_for_the_answer(workspace: Workspace, clock: Clock) -> None:
    """His words wait for the facilitator, as those of the owner would."""
    clock.set("2026-03-02T10:00+08:00")
    acting = workspace.as_user("command")
    raise_risk(acting, new_matter(acting, MatterDraft(title="新品上线")).ref, RiskDraft("断供", owner="陈静"))
    set_away(acting, "P4", date(2026, 3, 2), date(2026, 3, 13), "Bob Brown")
    assert [to for to, _ in told(workspace, clock, "2026-03-03T11:00+08:00")] == ["bob@example.test", "li@example.test"]
    send_all(workspace)
    asked = outgoing(workspace, "bob@example.test", "request")
    assert "You are asked in place of 陈静, away until Fri 13 Mar." in " ".join(asked.text.split())
    mail = receive(workspace.as_worker(), reply(asked, "We buy from the other supplier"))
    assert mail
    assert (mail.state, mail.reason) == ("waiting", "risk-answer")
    assert [to for to, _ in told(workspace, clock, "2026-03-16T09:30+08:00")] == ["chen@example.test"]
