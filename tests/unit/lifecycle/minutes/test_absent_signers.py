"""Consent by silence and somebody who is away: the deadline moves, or the facilitator says what became of it."""

from datetime import date

import pytest

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.meetings.draft import PersonDraft
from collabtui.domain.meetings.meeting import Meeting, SignOff
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.due.absent_signers_due import AbsentSignersDue
from collabtui.lifecycle.due.registry import queue_due
from collabtui.lifecycle.due.sign_offs_due import SignOffsDue
from collabtui.lifecycle.due.silent_consent import apply_silent_consent
from collabtui.lifecycle.live.run import record
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.minutes.publish import preview_minutes
from collabtui.lifecycle.minutes.sign_for_somebody import sign_for
from collabtui.lifecycle.people.edit_absence import Absence, describe_absence, end_absence, set_away
from collabtui.lifecycle.people.edit_people import change_person
from support.replies import outgoing, reply, send_all
from support.world import Clock

FIRST, TOO_LONG = date(2026, 3, 3), date(2026, 6, 30)
ZHANG, CHEN, BOB = "P2", "P4", "P5"


@pytest.fixture
def sent(published: Workspace) -> Workspace:
    """Monday 2 March 16:00; silence is consent on Thursday at 16:00."""
    send_all(published)
    return published


def answer_of(workspace: Workspace, person: str) -> SignOff:
    (answer,) = workspace.store.find(SignOff, person=person)
    return answer


def silent_at(workspace: Workspace, clock: Clock, instant: str) -> list[str]:
    clock.set(instant)
    return sorted(answer.person for answer in apply_silent_consent(workspace.as_worker()))


def told(workspace: Workspace) -> list[Outgoing]:
    return queue_due(workspace.as_worker(), (AbsentSignersDue(),))


def test_an_absence_that_is_known_later_moves_the_deadline(sent: Workspace, clock: Clock) -> None:
    """As that of an automatic reply to the minutes themselves."""
    set_away(sent.as_user("command"), CHEN, FIRST, date(2026, 3, 10))
    assert CHEN not in silent_at(sent, clock, "2026-03-05T16:00+08:00")
    assert told(sent) == []
    assert silent_at(sent, clock, "2026-03-13T15:59+08:00") == []
    assert silent_at(sent, clock, "2026-03-13T16:00+08:00") == [CHEN]


def test_nobody_who_is_away_for_months_agrees_by_silence(sent: Workspace, clock: Clock) -> None:
    set_away(sent.as_user("command"), CHEN, FIRST, TOO_LONG, "Bob Brown")
    clock.set("2026-03-05T09:30+08:00")
    assert told(sent) == []
    silent_at(sent, clock, "2026-03-05T16:00+08:00")
    (mail,) = told(sent)
    assert (mail.to, mail.subject.split(" #")[0]) == ("li@example.test", "[M1] 陈静外出，纪要待确认：新品上线协作会")
    assert "请问代理人：Bob Brown <bob@example.test>" in mail.text
    assert "collabtui meeting sign-offs M1 --for P4 --reason 原因" in mail.text
    assert told(sent) == []
    assert silent_at(sent, clock, "2026-09-01T16:00+08:00") == []
    assert sent.store.get(Meeting, "M1").state == "published"


def test_who_is_away_is_not_told_that_silence_agrees(sent: Workspace, clock: Clock) -> None:
    set_away(sent.as_user("command"), CHEN, FIRST, TOO_LONG)
    clock.set("2026-03-04T16:30+08:00")
    assert "chen@example.test" not in {mail.to for mail in queue_due(sent.as_worker(), (SignOffsDue(),))}


@pytest.mark.parametrize(("last", "says"), [(date(2026, 3, 4), "视为确认"), (TOO_LONG, "不答复不算同意")])
def test_the_minutes_say_what_silence_means(planned: Workspace, clock: Clock, last: date, says: str) -> None:
    clock.set("2026-03-02T16:00+08:00")
    record(planned.as_user("command"), "M1", ("d: 上线推迟两周",))
    set_away(planned.as_user("command"), CHEN, date(2026, 3, 2), last)
    (text,) = [one.text for to, one in preview_minutes(planned.as_user("key"), "M1") if to.person.ref == CHEN]
    assert says in text.replace("\n", "")


def test_the_facilitator_signs_for_who_is_away_and_the_meeting_is_signed(sent: Workspace, clock: Clock) -> None:
    set_away(sent.as_user("command"), CHEN, FIRST, TOO_LONG)
    silent_at(sent, clock, "2026-03-05T16:00+08:00")
    signed = sign_for(sent.as_user("command"), "M1", CHEN, "代理人张伟同意")
    assert (signed.state, signed.text) == ("agreed", "代理人张伟同意")
    assert sent.store.get(Meeting, "M1").state == "signed"
    assert [duty for duty in sent.store.open_duties() if duty.kind == "absent-signer"] == []


def test_he_may_answer_himself(sent: Workspace, clock: Clock) -> None:
    set_away(sent.as_user("command"), CHEN, FIRST, TOO_LONG)
    silent_at(sent, clock, "2026-03-05T16:00+08:00")
    receive(sent.as_worker(), reply(outgoing(sent, "chen@example.test", "minutes"), "同意"))
    assert sent.store.get(Meeting, "M1").state == "signed"


@pytest.mark.parametrize("how", ["ended", "form", "person"])
def test_who_is_back_before_has_his_days_from_then_on(sent: Workspace, clock: Clock, how: str) -> None:
    set_away(sent.as_user("command"), CHEN, FIRST, TOO_LONG)
    silent_at(sent, clock, "2026-03-05T16:00+08:00")
    clock.set("2026-04-13T10:00+08:00")
    acting = sent.as_user("command")
    if how == "ended":
        end_absence(acting, CHEN)
    elif how == "form":
        describe_absence(acting, CHEN, Absence())
    else:
        change_person(acting, CHEN, PersonDraft(name="陈静", email="chen@example.test"), Absence())
    assert silent_at(sent, clock, "2026-04-16T09:59+08:00") == []
    assert silent_at(sent, clock, "2026-04-16T10:00+08:00") == [CHEN]


def test_a_shorter_absence_takes_nothing_of_the_time_that_he_was_told(sent: Workspace, clock: Clock) -> None:
    set_away(sent.as_user("command"), CHEN, FIRST, date(2026, 3, 10))
    until = answer_of(sent, CHEN).deadline
    end_absence(sent.as_user("command"), CHEN)
    assert answer_of(sent, CHEN).deadline == until
