"""Answers that wait for the facilitator: he hears of each once, and who wrote it is not asked again."""

from dataclasses import replace
from datetime import date

import pytest

from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.meetings.meeting import SignOff
from collabtui.domain.people import Person
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.due.for_facilitator.unjudged_answers_due import UnjudgedAnswersDue
from collabtui.lifecycle.due.registry import queue_due
from collabtui.lifecycle.mail_in import review
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.minutes import decide_corrections
from collabtui.lifecycle.people import edit_absence
from collabtui.lifecycle.votes.votes_by_mail import VoteDraft
from support.departments import CHEN, ZHANG, ZHAO, new, sent
from support.replies import outgoing, reply
from support.votes import asked_by_mail
from support.world import Clock

FIVE_TO_THREE = "Thu, 05 Mar 2026 14:55:00 +0800"
LI = "li@example.test"
DOUBTFUL = ("看情况吧", "要看预算，下周再说", "let me check with Bob", "B unless Engineering objects")


def passed(workspace: Workspace, clock: Clock, instant: str) -> list[Outgoing]:
    clock.set(instant)
    return queue_due(workspace.as_worker())


def told(mails: list[Outgoing]) -> list[str]:
    """The texts of the facilitator's own mails about answers that wait."""
    return [mail.text for mail in mails if mail.to == LI and "answer-waiting" in mail.key]


@pytest.fixture
def requested(workspace: Workspace, clock: Clock) -> Workspace:
    """Asked on a Thursday afternoon; the weekend is off."""
    workspace = replace(workspace, is_working=lambda day: day.weekday() < 5)
    clock.set("2026-03-05T14:00+08:00")
    new(workspace)
    sent(workspace)
    return workspace


def doubtful(workspace: Workspace, address: str, text: str, *, token: bool = True) -> Incoming:
    asked = outgoing(workspace, address, "request")
    mail = receive(workspace.as_worker(), reply(asked, text, date=FIVE_TO_THREE, quote=token, token=token))
    assert mail is not None
    assert mail.state == "waiting"
    return mail


def test_what_came_on_a_friday_is_told_on_monday(requested: Workspace, clock: Clock) -> None:
    clock.set("2026-03-06T16:00+08:00")
    doubtful(requested, ZHANG, DOUBTFUL[0])
    days = {day: told(passed(requested, clock, f"2026-03-{day:02}T10:00+08:00")) for day in (7, 8, 9)}
    assert {day: len(texts) for day, texts in days.items()} == {7: 0, 8: 0, 9: 1}


def test_who_stands_in_hears_of_it_on_monday_too(requested: Workspace, clock: Clock) -> None:
    """The facilitator is away from Thursday on."""
    li = requested.store.find(Person, email=LI)[0]
    edit_absence.set_away(requested.as_user("command"), li.ref, date(2026, 3, 5), date(2026, 3, 20), "陈静")
    clock.set("2026-03-06T16:00+08:00")
    doubtful(requested, ZHANG, DOUBTFUL[0])
    found = {}
    for day in (7, 8, 9):
        mails = passed(requested, clock, f"2026-03-{day:02}T10:00+08:00")
        found[day] = [mail.to for mail in mails if mail.key.startswith("in-place:")]
    assert found == {7: [], 8: [], 9: [CHEN]}


@pytest.mark.parametrize("text", DOUBTFUL)
def test_an_answer_in_doubt_is_told_the_next_working_morning_and_once(
    requested: Workspace, clock: Clock, text: str
) -> None:
    clock.set("2026-03-05T15:30+08:00")
    mail = doubtful(requested, ZHANG, text)
    assert told(passed(requested, clock, "2026-03-05T17:00+08:00")) == []
    assert told(passed(requested, clock, "2026-03-06T08:59+08:00")) == []
    (text,) = told(passed(requested, clock, "2026-03-06T09:00+08:00"))
    assert f"- {mail.ref} · " in text
    assert ZHANG in text
    assert told(passed(requested, clock, "2026-03-09T10:00+08:00")) == []


def test_what_was_judged_or_proves_nothing_is_not_among_them(requested: Workspace, clock: Clock) -> None:
    clock.set("2026-03-05T15:30+08:00")
    judged = doubtful(requested, CHEN, "同意，有个风险：供应商可能延期")
    review.apply_waiting(requested.as_user("key"), judged.ref)
    doubtful(requested, ZHANG, "看情况吧", token=False)
    assert told(passed(requested, clock, "2026-03-06T10:00+08:00")) == []


def test_while_the_facilitator_is_away_his_deputy_hears_of_it(requested: Workspace, clock: Clock) -> None:
    clock.set("2026-03-05T15:30+08:00")
    mail = doubtful(requested, ZHANG, "看情况吧")
    (own,) = requested.store.find(Person, email=LI)
    edit_absence.set_away(requested.as_user("key"), own.ref, date(2026, 3, 6), date(2026, 3, 13), "赵强")
    found = passed(requested, clock, "2026-03-06T10:00+08:00")
    assert told(found) == []
    assert [f"({mail.ref})" in one.text for one in found if one.to == ZHAO] == [True]
    later = [*passed(requested, clock, "2026-03-06T10:05+08:00"), *passed(requested, clock, "2026-03-10T10:00+08:00")]
    assert not [one for one in later if f"({mail.ref})" in one.text], "once"


def test_a_vote_in_doubt_is_named_with_its_mail_and_its_voter_not_asked_again(planned: Workspace, clock: Clock) -> None:
    draft = VoteDraft("M1", "哪天搬", ("A=五月", "B=六月"), ("张伟", "赵强", "陈静"), date(2026, 3, 6))
    asked = asked_by_mail(planned, clock, draft)
    mail = receive(
        asked.as_worker(),
        reply(outgoing(asked, ZHANG, "request"), "A\n等预算定了再说", date="Mon, 02 Mar 2026 17:00:00 +0800"),
    )
    assert mail is not None
    assert mail.state == "waiting"
    again = passed(asked, clock, "2026-03-06T10:00+08:00")
    assert {one.to for one in again if one.change == "VOTE1"} == {ZHAO, CHEN}
    (owed,) = (one for one in passed(asked, clock, "2026-03-07T10:00+08:00") if "vote-owed" in one.key)
    assert "还没有投票：赵强、陈静" in owed.text
    assert f"- {mail.ref} · 张伟" in owed.text


@pytest.mark.parametrize(
    ("locale", "text", "read"),
    [
        ("zh", "看情况吧", "? 不明确 · 看情况吧"),
        ("zh", "看情况吧。有个风险：供应商可能晚", "? y1"),
        ("en", "let me check with Bob", "? unclear · let me check with Bob"),
    ],
)
def test_the_mail_says_what_was_read_in_each_as_the_inbox_does(
    requested: Workspace, clock: Clock, locale: str, text: str, read: str
) -> None:
    with requested.as_user("key").transaction() as tx:
        tx.put(tx.find(Person, email=LI)[0].model_copy(update={"locale": locale}))
    clock.set("2026-03-05T15:30+08:00")
    doubtful(requested, ZHANG, text)
    (said,) = told(passed(requested, clock, "2026-03-06T09:30+08:00"))
    assert read in said


def test_beside_the_rest_of_the_day_it_is_named_with_what_was_read(requested: Workspace, clock: Clock) -> None:
    clock.set("2026-03-05T15:30+08:00")
    mail = doubtful(requested, ZHANG, "看情况吧")
    clock.set("2026-03-06T09:30+08:00")
    (due,) = UnjudgedAnswersDue().find(requested.store, requested.as_worker())
    assert (due.owed[0].ref, "看情况吧" in due.owed[0].title) == (mail.ref, True)


@pytest.mark.parametrize("text", ["更正: 接口冻结日是3月5日", "同意，但D1应为3月5日"])
def test_a_correction_that_keeps_minutes_open_is_told_again(published: Workspace, clock: Clock, text: str) -> None:
    """The next working day, then every working week, as a high risk; until it is decided."""
    clock.set("2026-03-02T17:00+08:00")
    mail = receive(published.as_worker(), reply(outgoing(published, ZHANG, "minutes"), text))
    assert mail
    days = [day for day in range(3, 20) if told(passed(published, clock, f"2026-03-{day:02}T09:30+08:00"))]
    assert days == [3, 4, 9, 14, 19]
    for answer in published.store.find(SignOff, meeting="M1", state="corrected"):
        for number in decide_corrections.open_corrections(answer):
            decide_corrections.refuse(published.as_user("key"), answer.ref, number, "已核对")
    days = [day for day in range(20, 31) if told(passed(published, clock, f"2026-03-{day:02}T09:30+08:00"))]
    assert days == []
