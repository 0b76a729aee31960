"""Who has not answered the minutes is reminded once, a day before silence is consent, and answers that mail."""

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.meetings.meeting import SignOff
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.due.registry import queue_due
from collabtui.lifecycle.due.sign_offs_due import SignOffsDue
from collabtui.lifecycle.due.silent_consent import apply_silent_consent
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.mail_in.review import reject
from support.replies import outgoing, reply, send_all
from support.world import Clock

ZHANG, CHEN, BOB = "zhang@example.test", "chen@example.test", "bob@example.test"


@pytest.fixture
def sent(published: Workspace, clock: Clock) -> Workspace:
    """Monday 2 March 16:00; silence is consent on Thursday at 16:00."""
    send_all(published)
    receive(published.as_worker(), reply(outgoing(published, CHEN, "minutes"), "同意"))
    return published


def at(workspace: Workspace, clock: Clock, instant: str) -> list[Outgoing]:
    clock.set(instant)
    queued = queue_due(workspace.as_worker(), (SignOffsDue(),))
    send_all(workspace)
    return queued


def test_a_day_before_those_who_are_silent_are_reminded_once(sent: Workspace, clock: Clock) -> None:
    assert at(sent, clock, "2026-03-03T18:00+08:00") == []
    mails = at(sent, clock, "2026-03-04T09:05+08:00")  # the one pass of that day, of a timer that runs each morning
    assert {mail.to for mail in mails} >= {ZHANG, BOB}
    assert CHEN not in {mail.to for mail in mails}
    assert "视为同意" in next(mail.text for mail in mails if mail.to == ZHANG)
    assert at(sent, clock, "2026-03-05T10:00+08:00") == []


@pytest.mark.parametrize("text", ["同意，但有一处还要再看", "纪要我还得再看看"])
def test_whose_answer_waits_to_be_read_is_not_silent(sent: Workspace, clock: Clock, text: str) -> None:
    """Once the facilitator has looked at it, silence counts again."""
    receive(sent.as_worker(), reply(outgoing(sent, ZHANG, "minutes"), text))
    (waits,) = sent.store.find(Incoming, state="waiting")
    clock.set("2026-03-05T16:00+08:00")
    agreed = {answer.person for answer in apply_silent_consent(sent.as_worker())}
    assert agreed
    assert waits.person not in agreed
    reject(sent.as_user("key"), waits.ref)
    assert {answer.person for answer in apply_silent_consent(sent.as_worker())} == {waits.person}


def test_who_asks_for_another_day_says_nothing_against_the_minutes(sent: Workspace, clock: Clock) -> None:
    receive(sent.as_worker(), reply(outgoing(sent, ZHANG, "minutes"), "1 延期到3月18日，因为供应商晚了"))
    (waits,) = sent.store.find(Incoming, state="waiting")
    clock.set("2026-03-05T16:00+08:00")
    assert waits.person in {answer.person for answer in apply_silent_consent(sent.as_worker())}


def test_after_the_deadline_nobody_is(sent: Workspace, clock: Clock) -> None:
    assert at(sent, clock, "2026-03-05T16:00+08:00") == []


@pytest.mark.parametrize(
    ("text", "state"),
    [("同意", "agreed"), ("OK", "agreed"), ("好的", "agreed"), ("更正 1：截止是3月12日", "corrected")],
)
def test_the_reminder_is_answered_as_the_minutes_are(sent: Workspace, clock: Clock, text: str, state: str) -> None:
    (mail,) = [one for one in at(sent, clock, "2026-03-04T16:30+08:00") if one.to == ZHANG]
    receive(sent.as_worker(), reply(mail, text, date="Wed, 04 Mar 2026 17:00:00 +0800"))
    (answer,) = sent.store.find(SignOff, person=mail.person)
    assert answer.state == state


@pytest.mark.parametrize("text", ["已完成", "Done", "签了", "50%", "受阻", "收到"])
def test_what_is_said_to_the_reminder_is_said_of_no_action_that_it_does_not_show(
    sent: Workspace, clock: Clock, text: str
) -> None:
    (mail,) = [one for one in at(sent, clock, "2026-03-04T16:30+08:00") if one.to == ZHANG]
    assert mail.items
    assert not any(one.listed for one in mail.items)
    before = list(sent.store.find(Action))
    receive(sent.as_worker(), reply(mail, text, date="Wed, 04 Mar 2026 17:00:00 +0800"))
    assert list(sent.store.find(Action)) == before
    (answer,) = sent.store.find(SignOff, person=mail.person)
    assert answer.state == "waiting"


def test_the_numbers_of_the_minutes_hold_in_the_answer_to_the_reminder(sent: Workspace, clock: Clock) -> None:
    (mail,) = [one for one in at(sent, clock, "2026-03-04T16:30+08:00") if one.to == ZHANG]
    receive(sent.as_worker(), reply(mail, "1 完成", date="Wed, 04 Mar 2026 17:00:00 +0800"))
    assert sent.store.get(Action, mail.items[0].ref).status == "done"
