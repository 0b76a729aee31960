"""Departments that owe an answer: one reminder after two working days, then the head; each said once."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from collabtui.domain.deadlines.two_working_days_to_answer import ANSWER_DAYS
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.people import Person
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.due.contacts_due import ContactsDue
from collabtui.lifecycle.due.leaving.still_right import is_settled
from collabtui.lifecycle.due.registry import list_due, queue_due
from collabtui.lifecycle.due.silent_departments_due import DepartmentsDue
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.matters import collaboration_request
from collabtui.lifecycle.matters.change_requests import ask_about_change, change_drafts
from collabtui.lifecycle.matters.change_requests.change_drafts import ChangeDraft
from collabtui.lifecycle.people import edit_absence
from support.departments import BOB, CHEN, MATTER, ZHANG, ZHAO, change_asked, new, says, sent
from support.replies import outgoing, send_all
from support.world import Clock


@pytest.fixture
def requested(workspace: Workspace, clock: Clock) -> Workspace:
    """Asked on a Thursday afternoon; the weekend is off."""
    workspace = replace(workspace, is_working=lambda day: day.weekday() < 5)
    clock.set("2026-03-05T14:00+08:00")
    new(workspace)
    sent(workspace)
    return workspace


def chased(workspace: Workspace, clock: Clock, instant: str) -> list[tuple[str, str]]:
    clock.set(instant)
    acting = workspace.as_worker()
    mails = queue_due(acting, (DepartmentsDue(), ContactsDue()))
    return [(mail.to, mail.kind) for mail in mails]


def test_after_two_working_days_the_contact_is_reminded_once_and_then_the_head_told(
    requested: Workspace, clock: Clock
) -> None:
    assert chased(requested, clock, "2026-03-07T15:00+08:00") == [], "Saturday"
    assert chased(requested, clock, "2026-03-09T13:59+08:00") == []
    assert chased(requested, clock, "2026-03-09T14:00+08:00") == [
        (ZHANG, "reminder"), (CHEN, "reminder"), (BOB, "reminder"),
    ]  # fmt: skip
    assert chased(requested, clock, "2026-03-09T15:00+08:00") == []
    assert chased(requested, clock, "2026-03-10T15:00+08:00") == [(ZHAO, "escalation")]
    told = requested.store.find(Outgoing, to=ZHAO, newest_first=True)[0]
    assert "研发部还没有答复" in told.text
    assert "已提醒张伟" in told.text
    assert "两名后端" in told.text
    assert f"请在 {ANSWER_DAYS} 个工作日内答复" in told.text
    assert chased(requested, clock, "2026-03-20T15:00+08:00") == [], "each once"


def test_after_days_without_a_pass_the_head_is_told_a_working_day_behind_the_contact(
    requested: Workspace, clock: Clock
) -> None:
    assert {kind for _, kind in chased(requested, clock, "2026-03-13T15:00+08:00")} == {"reminder"}
    assert chased(requested, clock, "2026-03-13T17:00+08:00") == []
    assert chased(requested, clock, "2026-03-16T10:00+08:00") == [(ZHAO, "escalation")]


def test_who_has_said_anything_is_not_reminded(requested: Workspace, clock: Clock) -> None:
    clock.set("2026-03-06T10:00+08:00")
    says(requested, ZHANG, "同意，对接人张伟", date="Fri, 06 Mar 2026 09:00:00 +0800")
    says(requested, CHEN, "同意，但要到6月", date="Fri, 06 Mar 2026 09:00:00 +0800")
    assert chased(requested, clock, "2026-03-09T14:00+08:00") == [(BOB, "reminder")]


def test_who_says_what_is_neither_a_yes_nor_a_no_is_asked_once_more(requested: Workspace, clock: Clock) -> None:
    clock.set("2026-03-06T10:00+08:00")
    says(requested, ZHANG, "同意，对接人张伟", date="Fri, 06 Mar 2026 09:00:00 +0800")
    says(requested, BOB, "We can't: no budget", date="Fri, 06 Mar 2026 09:00:00 +0800")
    says(requested, CHEN, "我们再商量一下", date="Fri, 06 Mar 2026 09:00:00 +0800")
    assert chased(requested, clock, "2026-03-10T08:59+08:00") == []
    assert chased(requested, clock, "2026-03-10T09:30+08:00") == [(CHEN, "reminder")]
    asked = requested.store.find(Outgoing, to=CHEN, newest_first=True)[0]
    text = "".join(asked.text.split())
    assert all(part in text for part in ("我们再商量一下", "看不出是同意还是有异议", "请明确答复"))
    assert "还没有收到回复" not in text
    assert chased(requested, clock, "2026-03-10T10:00+08:00") == [], "once"
    says(requested, CHEN, "快了，还在讨论", kind="reminder", date="Tue, 10 Mar 2026 11:00:00 +0800")
    assert (CHEN, "reminder") not in chased(requested, clock, "2026-03-11T15:00+08:00")
    assert (CHEN, "reminder") in chased(requested, clock, "2026-03-12T15:00+08:00"), "as long as nothing clear came"
    says(requested, CHEN, "同意，对接人陈静", kind="reminder", date="Thu, 12 Mar 2026 16:00:00 +0800")
    assert chased(requested, clock, "2026-03-20T15:00+08:00") == []


def test_a_reminder_that_says_nothing_came_does_not_leave_behind_an_unclear_answer(
    requested: Workspace, clock: Clock
) -> None:
    chased(requested, clock, "2026-03-09T14:00+08:00")
    clock.set("2026-03-09T14:05+08:00")
    says(requested, CHEN, "我们再商量一下", date="Mon, 09 Mar 2026 14:01:00 +0800")
    waiting = outgoing(requested, CHEN, "reminder")
    assert is_settled(requested.store, requested.as_worker(), waiting)


def test_an_unclear_word_on_a_change_is_asked_once_more(requested: Workspace, clock: Clock) -> None:
    change_asked(requested, wanted=datetime(2026, 4, 14).date())  # noqa: DTZ001  # a day
    for address, text in ((ZHANG, "同意"), (BOB, "agree"), (CHEN, "我们再看看")):
        says(requested, address, text, kind="change", date="Fri, 06 Mar 2026 09:00:00 +0800")
    reminded = [one for one in chased(requested, clock, "2026-03-10T15:00+08:00") if one == (CHEN, "reminder")]
    mails = [mail for mail in requested.store.find(Outgoing, to=CHEN) if mail.kind == "reminder" and mail.change]
    assert (len(reminded) >= 1, len(mails)) == (True, 1)
    text = "".join(mails[0].text.split())
    assert all(part in text for part in ("我们再看看", "看不出是同意还是不同意"))


def test_an_answer_to_the_reminder_counts(requested: Workspace, clock: Clock) -> None:
    chased(requested, clock, "2026-03-09T14:00+08:00")
    mail = says(requested, CHEN, "同意", kind="reminder", date="Mon, 09 Mar 2026 15:00:00 +0800")
    assert mail.state == "applied"
    chased(requested, clock, "2026-03-10T15:00+08:00")
    mail = says(requested, ZHAO, "不同意：人手不足", kind="escalation", date="Tue, 10 Mar 2026 16:00:00 +0800")
    assert mail.state == "applied"


def test_a_contact_that_nobody_named_in_two_working_days_is_told_to_the_facilitator_once(
    requested: Workspace, clock: Clock
) -> None:
    clock.set("2026-03-05T15:00+08:00")
    for address, text in ((ZHANG, "同意，对接人张伟"), (CHEN, "同意"), (BOB, "We can't: no budget")):
        says(requested, address, text, date="Thu, 05 Mar 2026 15:00:00 +0800")
    assert chased(requested, clock, "2026-03-09T14:59+08:00") == []
    assert chased(requested, clock, "2026-03-09T15:00+08:00") == [("li@example.test", "notice")]
    notice = requested.store.find(Outgoing, to="li@example.test", newest_first=True)[0]
    assert "市场部" in notice.subject
    assert chased(requested, clock, "2026-03-12T15:00+08:00") == []


def test_departments_that_are_silent_on_a_change_are_reminded_once(requested: Workspace, clock: Clock) -> None:
    for address in (ZHANG, CHEN, BOB):
        says(requested, address, "同意，我来对接", date="Thu, 05 Mar 2026 15:00:00 +0800")
    clock.set("2026-03-05T16:00+08:00")
    change_asked(requested, wanted=datetime(2026, 4, 14).date())  # noqa: DTZ001  # a day
    says(requested, CHEN, "同意", kind="change", date="Thu, 05 Mar 2026 17:00:00 +0800")
    assert chased(requested, clock, "2026-03-09T15:59+08:00") == []
    assert chased(requested, clock, "2026-03-09T16:00+08:00") == [(ZHANG, "reminder"), (BOB, "reminder")]
    assert chased(requested, clock, "2026-03-10T16:00+08:00") == [(ZHAO, "reminder")], "the head, a working day later"
    assert chased(requested, clock, "2026-03-11T16:00+08:00") == []
    mail = says(requested, BOB, "agree", kind="reminder", date="Wed, 11 Mar 2026 16:00:00 +0800")
    assert mail.state == "applied"


def test_a_contact_who_answers_in_his_day_keeps_a_change_from_his_head(requested: Workspace, clock: Clock) -> None:
    change_asked(requested, wanted=datetime(2026, 4, 14).date())  # noqa: DTZ001  # a day
    assert (ZHANG, "reminder") in chased(requested, clock, "2026-03-09T16:00+08:00")
    says(requested, ZHANG, "同意", kind="change", date="Tue, 10 Mar 2026 09:00:00 +0800")
    assert (ZHAO, "reminder") not in chased(requested, clock, "2026-03-10T16:00+08:00")


def test_nothing_is_due_for_what_was_taken_back(requested: Workspace, clock: Clock) -> None:
    acting = requested.as_user("key")
    collaboration_request.ask(acting, "X-2026-001", "市场部", "别的")
    collaboration_request.send_request(acting, "X-2026-001")
    undo_last(acting)
    clock.set("2026-03-09T14:00+08:00")
    assert "市场部" not in {mail.message.department for mail in list_due(requested.store, requested.as_worker())}


def away(workspace: Workspace, email: str, until: str, deputy: str = "") -> None:
    person = workspace.store.find(Person, email=email)[0]
    edit_absence.set_away(workspace.as_user("key"), person.ref, date(2026, 3, 6), date.fromisoformat(until), deputy)


def test_a_deputy_is_asked_and_reminded_in_the_place_of_who_is_away(requested: Workspace, clock: Clock) -> None:
    away(requested, ZHANG, "2026-03-31", "Bob")
    chased_there = chased(requested, clock, "2026-03-09T14:00+08:00")
    assert (ZHANG, "reminder") not in chased_there
    assert chased_there.count((BOB, "reminder")) == 2, "for his own department, and for 张伟's"
    mails = [mail for mail in requested.store.find(Outgoing, to=BOB) if mail.kind == "reminder"]
    assert {mail.department for mail in mails} == {"研发部", "法务部"}


def test_who_is_away_with_nobody_in_his_place_is_reminded_once_he_is_back(requested: Workspace, clock: Clock) -> None:
    away(requested, CHEN, "2026-03-10")
    assert chased(requested, clock, "2026-03-09T14:00+08:00") == [(ZHANG, "reminder"), (BOB, "reminder")]
    assert (CHEN, "reminder") not in chased(requested, clock, "2026-03-10T15:00+08:00")
    assert chased(requested, clock, "2026-03-11T15:00+08:00") == [(CHEN, "reminder")]


def test_a_head_who_is_away_is_not_told_and_his_deputy_is(requested: Workspace, clock: Clock) -> None:
    away(requested, ZHAO, "2026-03-31", "Bob")
    chased(requested, clock, "2026-03-09T14:00+08:00")
    assert chased(requested, clock, "2026-03-10T15:00+08:00") == [(BOB, "escalation")]


def test_the_days_count_from_when_the_mail_leaves(workspace: Workspace, clock: Clock) -> None:
    workspace = replace(workspace, is_working=lambda day: day.weekday() < 5)
    clock.set("2026-03-05T14:00+08:00")
    new(workspace)
    collaboration_request.send_request(workspace.as_user("key"), MATTER)
    assert chased(workspace, clock, "2026-03-10T15:00+08:00") == [], "nothing has left yet"
    send_all(workspace)
    assert chased(workspace, clock, "2026-03-12T14:59+08:00") == []
    assert chased(workspace, clock, "2026-03-12T15:00+08:00") == [
        (ZHANG, "reminder"), (CHEN, "reminder"), (BOB, "reminder"),
    ]  # fmt: skip


def test_the_days_of_a_change_count_from_when_its_mails_leave(requested: Workspace, clock: Clock) -> None:
    made = change_drafts.new_change(
        requested.as_user("key"), MATTER, ChangeDraft(kind="date", what="推迟", reason="晚了", wanted=date(2026, 4, 1))
    )
    ask_about_change.ask_opinions(requested.as_user("key"), made.ref)
    late = chased(requested, clock, "2026-03-10T15:00+08:00")
    assert len(late) == 3, "of the request alone"
    send_all(requested)
    chased(requested, clock, "2026-03-12T14:59+08:00")
    assert not requested.store.find(Outgoing, change=made.ref, kind="reminder")
    chased(requested, clock, "2026-03-12T15:00+08:00")
    assert requested.store.find(Outgoing, change=made.ref, kind="reminder")
