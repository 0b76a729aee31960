"""Answers that prove whose they are, at the wrong time, under the wrong mail or from somebody who has gone."""

from collections.abc import Callable
from datetime import datetime

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.meetings.draft import ActionDraft
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.people import Person
from collabtui.lifecycle.actions.edit_actions import correct_action
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.meetings import invite
from collabtui.lifecycle.meetings.move_meeting import move_meeting_to
from collabtui.lifecycle.people.person_leaves import leave
from support.replies import outgoing, reply, send_all
from support.world import Clock

BOB, CHEN, ZHANG = "bob@example.test", "chen@example.test", "zhang@example.test"


@pytest.fixture
def invited(planned: Workspace, clock: Clock) -> Workspace:
    """On Thursday morning."""
    clock.set("2026-02-26T10:00+08:00")
    invite.invite(planned.as_user("command"), "M1")
    send_all(planned)
    clock.set("2026-02-26T12:00+08:00")
    return planned


def taken(workspace: Workspace, mail: bytes) -> Incoming:
    found = receive(workspace.as_worker(), mail)
    assert found is not None
    return found


def last_answer(workspace: Workspace, address: str) -> str:
    return outgoing(workspace, address, "answer").text


def comes(workspace: Workspace, address: str) -> str | None:
    found = workspace.store.get(Meeting, "M1").participant(person(workspace, address))
    return found.partstat if found else None


def person(workspace: Workspace, address: str) -> str:
    return workspace.store.find(Person, email=address)[0].ref


def moves(workspace: Workspace, to: str = "2026-03-03T15:00+08:00") -> None:
    move_meeting_to(workspace.as_user("command"), "M1", datetime.fromisoformat(to))
    send_all(workspace)


def goes(workspace: Workspace) -> None:
    leave(workspace.as_user("key"), person(workspace, BOB), person(workspace, CHEN))


def cancels(workspace: Workspace) -> None:
    invite.cancel(workspace.as_user("command"), "M1")
    send_all(workspace)


@pytest.mark.parametrize("words", ["yes", "no", "maybe"])
@pytest.mark.parametrize(
    ("meanwhile", "reason", "says"),
    [
        pytest.param(moves, "asked-for-another-time", "now on Tue 3 Mar 15:00", id="it has moved"),
        pytest.param(cancels, "meeting-cancelled", "is cancelled", id="it is cancelled"),
        pytest.param(goes, "has-left", "will read your reply", id="he has left"),
    ],
)
def test_an_answer_to_what_is_not_asked_any_more_waits_and_is_not_said_to_be_noted(
    invited: Workspace, clock: Clock, meanwhile: Callable[[Workspace], None], reason: str, says: str, words: str
) -> None:
    asked = outgoing(invited, BOB, "invitation")
    meanwhile(invited)
    clock.set("2026-02-26T13:00+08:00")
    mail = taken(invited, reply(asked, words, date="Thu, 26 Feb 2026 13:00:00 +0800"))
    nothing_to_decide = meanwhile is cancels
    assert (mail.state, mail.reason) == ("ignored" if nothing_to_decide else "waiting", reason)
    assert comes(invited, BOB) in ("needs-action", None)
    told = " ".join(last_answer(invited, BOB).split())
    assert says in told
    assert "Noted" not in told


@pytest.mark.parametrize(("hour", "counts"), [("13:00", True), ("14:45", True), ("14:50", False), ("19:00", False)])
def test_an_answer_that_was_written_when_the_meeting_was_over_waits(
    invited: Workspace, clock: Clock, hour: str, counts: bool
) -> None:
    """One that was written before, and comes in late, counts."""
    clock.set("2026-03-02T20:00+08:00")
    mail = taken(invited, reply(outgoing(invited, BOB, "invitation"), "no", date=f"Mon, 02 Mar 2026 {hour}:00 +0800"))
    assert (mail.reason == "meeting-over", comes(invited, BOB) == "declined") == (not counts, counts)
    told = " ".join(last_answer(invited, BOB).split())
    assert ("was over by then, so your answer was not noted" in told, "Noted" in told) == (not counts, counts)


def test_to_the_invitation_to_the_new_time_it_counts(invited: Workspace, clock: Clock) -> None:
    moves(invited)
    clock.set("2026-02-26T13:00+08:00")
    taken(invited, reply(outgoing(invited, BOB, "update"), "yes", date="Thu, 26 Feb 2026 13:00:00 +0800"))
    assert comes(invited, BOB) == "accepted"
    assert "Noted: coming" in last_answer(invited, BOB)


def test_so_it_does_once_it_is_at_the_time_again_that_was_asked_for(invited: Workspace, clock: Clock) -> None:
    asked = outgoing(invited, BOB, "invitation")
    moves(invited)
    clock.set("2026-02-26T12:30+08:00")
    moves(invited, "2026-03-02T14:00+08:00")
    clock.set("2026-02-26T13:00+08:00")
    taken(invited, reply(asked, "yes", date="Thu, 26 Feb 2026 13:00:00 +0800"))
    assert comes(invited, BOB) == "accepted"


def test_who_has_left_is_not_told_that_he_has_signed(published: Workspace, clock: Clock) -> None:
    minutes = outgoing(published, BOB, "minutes")
    goes(published)
    clock.set("2026-03-02T18:00+08:00")
    mail = taken(published, reply(minutes, "agreed"))
    assert (mail.state, mail.reason) == ("waiting", "has-left")
    assert "you agree" not in last_answer(published, BOB)


@pytest.mark.parametrize("words", ["1 done\n2 60%", "done", "60%"])
def test_numbers_of_anothers_mail_are_not_taken_for_ones_own_actions(published: Workspace, words: str) -> None:
    """Bob has one action; 1 and 2 are 张伟's in the mail that was forwarded to him."""
    forwarded = outgoing(published, ZHANG, "minutes")
    mail = taken(published, reply(forwarded, words, sender=BOB))
    assert (mail.state, mail.reason) == ("waiting", "token-of-another")
    assert mail.understanding is not None
    assert not mail.understanding.proposals


def gives(workspace: Workspace, ref: str) -> None:
    """To 陈静."""
    known = workspace.store.get(Action, ref)
    draft = ActionDraft(title=known.title, owner="陈静", due=known.due, deliverable=known.deliverable)
    correct_action(workspace.as_user("key"), ref, draft)


def states(workspace: Workspace) -> dict[str, str]:
    return {one.ref: one.status for one in workspace.store.find(Action)}


@pytest.mark.parametrize("words", ["1 done", "done", "1: 60%", "第1项完成", "both done", "倒数第二项完成"])
def test_numbers_are_those_of_the_mail_also_where_somebody_took_one_over(
    published: Workspace, clock: Clock, words: str
) -> None:
    """A2, the second of that mail, is the only one that 张伟 has left."""
    minutes = outgoing(published, ZHANG, "minutes")
    gives(published, "A1")
    clock.set("2026-03-02T18:30+08:00")
    mail = taken(published, reply(minutes, words, date="Mon, 02 Mar 2026 18:20:00 +0800"))
    assert mail.state == "waiting"
    assert set(states(published).values()) == {"not-started"}


def test_the_other_keeps_its_number(published: Workspace, clock: Clock) -> None:
    minutes = outgoing(published, ZHANG, "minutes")
    gives(published, "A1")
    clock.set("2026-03-02T18:30+08:00")
    taken(published, reply(minutes, "2 done", date="Mon, 02 Mar 2026 18:20:00 +0800"))
    assert states(published) == {"A1": "not-started", "A2": "done", "A3": "not-started"}


def test_a_reading_is_not_confirmed_for_what_is_somebody_elses_by_now(published: Workspace, clock: Clock) -> None:
    clock.set("2026-03-02T17:30+08:00")
    taken(published, reply(outgoing(published, ZHANG, "minutes"), "1 完成。写错了，应该是2"))
    asked = next(mail for mail in published.store.find(Outgoing, to=ZHANG, newest_first=True) if mail.asked_back)
    gives(published, "A2")
    clock.set("2026-03-02T18:30+08:00")
    mail = taken(published, reply(asked, "y1", date="Mon, 02 Mar 2026 18:20:00 +0800"))
    assert (mail.state, mail.reason) == ("waiting", "others-item")
    assert states(published)["A2"] == "not-started"


@pytest.mark.parametrize(
    ("sent_on", "state"),
    [
        ("Resent-From: mallory@evil.test", "waiting"),
        ("Resent-From: zhang@example.test\r\nResent-Sender: Eve <eve@evil.test>", "waiting"),
        ("Resent-From: zhang@example.test", "applied"),
        ("Resent-From: li@example.test", "applied"),
    ],
)
def test_a_mail_that_another_sent_on_waits(published: Workspace, sent_on: str, state: str) -> None:
    mail = sent_on.encode() + b"\r\n" + reply(outgoing(published, ZHANG, "minutes"), "1 done")
    assert taken(published, mail).state == state
