"""Answers that calendars give to an invitation, from the bytes of the mail to the agenda."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from collabtui.cli.inbox.explain_command import as_json as explained
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.meetings.meeting import Meeting, Participant
from collabtui.domain.people import Person
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.mail_in import review
from collabtui.lifecycle.mail_in.receive import explain, receive
from collabtui.lifecycle.meetings import invite, plan
from collabtui.store.queries.meetings import meeting as shown_meeting
from collabtui.store.queries.row_reader import open_reader
from support.calendars import APPLE, EXCHANGE, FEISHU, GOOGLE, QQ, SEQUENCE, THUNDERBIRD, UID, reply
from support.mails import multipart, part, raw
from support.replies import outgoing, parsed
from support.world import AGENDA, Clock

ZHANG = "zhang@example.test"
COUNTER = reply(
    "ATTENDEE;PARTSTAT=TENTATIVE:mailto:zhang@example.test",
    "DTSTART;TZID=Asia/Shanghai:20260303T100000",
    "DTEND;TZID=Asia/Shanghai:20260303T110000",
    "DTSTAMP:20260226T010203Z",
    "COMMENT:周二更好",
    f"SEQUENCE:{SEQUENCE}",
    method="COUNTER",
)


@pytest.fixture
def invited(planned: Workspace) -> Workspace:
    """Everybody has the invitation with SEQUENCE 0."""
    invite.invite(planned.as_user("command"), "M1")
    return planned


def meeting(workspace: Workspace) -> Meeting:
    return workspace.store.get(Meeting, "M1")


def participant(workspace: Workspace, address: str = ZHANG) -> Participant:
    (person,) = workspace.store.find(Person, email=address)
    found = meeting(workspace).participant(person.ref)
    assert found is not None
    return found


def fitted(workspace: Workspace, calendar: str) -> str:
    """The answer as if it were to our invitation."""
    return calendar.replace(UID, meeting(workspace).uid).replace(
        f"SEQUENCE:{SEQUENCE}", f"SEQUENCE:{meeting(workspace).sequence}"
    )


def mailed(
    workspace: Workspace,
    calendar: str,
    *,
    sender: str = ZHANG,
    to: str = "",
    date: str = "Fri, 27 Feb 2026 10:30:00 +0800",
    words: str = "已答复。",
    attached: str = "",
) -> bytes:
    """As calendars send it: words for people, the answer, and the same once more as an attachment."""
    asked = parsed(outgoing(workspace, ZHANG, "invitation"))
    ics = calendar.replace("\n", "\r\n")
    again = attached.replace("\n", "\r\n") or ics
    method = "COUNTER" if "METHOD:COUNTER" in ics else "REPLY"
    parts = (
        part(f"{words}\r\n", "text/plain; charset=utf-8"),
        part(ics, f"text/calendar; charset=utf-8; method={method}"),
        part(
            again,
            "application/ics; name=invite.ics",
            content_disposition="attachment; filename=invite.ics",
        ),
    )
    made = multipart("mixed", *parts)
    fields = {"from": sender, "to": to or str(asked["Reply-To"]), "subject": "Accepted: x", "date": date}
    return raw(made.body, content_type=made.content_type, message_id=f"<{len(ics)}.{date[5:7]}@x.test>", **fields)


def taken(workspace: Workspace, mail: bytes) -> Incoming:
    """Taken in, and before that explained: both say the same."""
    said = explain(workspace.as_worker(), mail)
    found = receive(workspace.as_worker(), mail)
    assert found is not None
    assert (said.kind, said.trust, said.verdict, said.reason) == (found.kind, found.trust, found.verdict, found.reason)
    return found


@pytest.mark.parametrize(
    ("calendar", "partstat", "comment"),
    [
        pytest.param(GOOGLE, "accepted", "晚到十分钟", id="google"),
        pytest.param(EXCHANGE, "declined", "出差\n改期?, 谢谢", id="exchange"),
        pytest.param(APPLE, "tentative", "", id="apple"),
        pytest.param(THUNDERBIRD, "accepted", "", id="thunderbird"),
        pytest.param(QQ, "accepted", "", id="qq"),
        pytest.param(FEISHU, "accepted", "", id="feishu"),
    ],
)
def test_every_program_sets_the_answer_of_its_own_person_only(
    invited: Workspace, calendar: str, partstat: str, comment: str
) -> None:
    before = meeting(invited)
    mail = taken(invited, mailed(invited, fitted(invited, calendar)))
    assert (mail.kind, mail.trust, mail.verdict, mail.state) == ("calendar-reply", "token", "apply", "applied")
    mine = participant(invited)
    assert (mine.partstat, mine.comment) == (partstat, comment)
    assert explained(mail)["remark"] == (comment or None)
    others = [one for one in meeting(invited).participants if one.person != mine.person]
    assert others == [one for one in before.participants if one.person != mine.person]
    assert invited.store.find(Outgoing, to=ZHANG, kind="answer") == []


def test_who_declines_is_seen_on_the_agenda(invited: Workspace, tmp_path: Path) -> None:
    taken(invited, mailed(invited, fitted(invited, EXCHANGE)))
    with closing(open_reader(tmp_path / "collabtui.db")) as reader:
        row = shown_meeting(reader, "M1")
    assert {one["email"]: one["partstat"] for one in row["participants"]}[ZHANG] == "declined"


def test_another_time_is_a_request_in_the_zone_of_the_agenda(invited: Workspace) -> None:
    before = meeting(invited)
    mail = taken(invited, mailed(invited, fitted(invited, COUNTER)))
    (request,) = mail.requests
    assert (request.ref, request.ask, request.text, request.reason) == ("M1", "other", "2026-03-03 10:00", "周二更好")
    assert (mail.verdict, mail.state) == ("review", "waiting")
    assert meeting(invited) == before


@pytest.mark.parametrize(
    ("was", "instead", "reason"),
    [
        ("UID:", "UID:another-", "unknown-uid"),
        ("mailto:zhang@example.test", "mailto:zhao@example.test", "foreign-attendee"),
        ("PARTSTAT=ACCEPTED", "PARTSTAT=NEEDS-ACTION", "no-partstat"),
        ("PARTSTAT=ACCEPTED", "X-NOTHING=1", "no-partstat"),
        ("SEQUENCE:", "RECURRENCE-ID:20260309T060000Z\nSEQUENCE:", "other-occurrence"),
        ("SEQUENCE:", "RECURRENCE-ID;VALUE=DATE:20260309\nSEQUENCE:", "other-occurrence"),
    ],
)
def test_what_answers_something_else_changes_nothing(invited: Workspace, was: str, instead: str, reason: str) -> None:
    before = meeting(invited)
    mail = taken(invited, mailed(invited, fitted(invited, THUNDERBIRD).replace(was, instead)))
    assert (mail.kind, mail.verdict, mail.reason) == ("calendar-reply", "ignore", reason)
    assert meeting(invited) == before


def _again(calendar: str, was: str, instead: str) -> str:
    """With its event once more, changed."""
    event = calendar[calendar.index("BEGIN:VEVENT") : calendar.index("END:VCALENDAR")]
    return calendar.replace("END:VCALENDAR", event.replace(was, instead) + "END:VCALENDAR")


def _dated(date: str) -> Callable[[str], str]:
    return lambda calendar: calendar.replace("SEQUENCE:", f"RECURRENCE-ID{date}\nSEQUENCE:")


def _versioned(version: str) -> Callable[[str], str]:
    return lambda calendar: calendar.replace(f"SEQUENCE:{calendar.split('SEQUENCE:')[1].split()[0]}", version)


def _at(start: str) -> Callable[[str], str]:
    return lambda calendar: calendar.replace("DTSTART;TZID=Asia/Shanghai:20260302T140000", f"DTSTART{start}")


def _padded(word: str) -> Callable[[str], str]:
    return lambda calendar: calendar.replace(word, f"X-PAD:{'x' * 140_000}\n{word}", 1)


UNCLEAR: dict[str, Callable[[str], str]] = {
    "yes and no": lambda calendar: _again(calendar, "ACCEPTED", "DECLINED"),
    "another meeting as well": lambda calendar: _again(calendar, "UID:", "UID:another-"),
    "another date as well": lambda calendar: _again(calendar, "SEQUENCE:", "RECURRENCE-ID:20260309T060000Z\nSEQUENCE:"),
    **{
        f"a date that cannot be told: {date}": _dated(date)
        for date in (
            ":20260309T140000", ";TZID=Mars/Phobos:20260309T140000", ":garbage", ":", ":99991231T235959Z",
            ":20260302T060000Z\nRECURRENCE-ID:20260309T060000Z", ";RANGE=THISANDFUTURE:20260302T060000Z",
        )
    },
    "two meetings in one event": lambda calendar: calendar.replace("SEQUENCE:", "UID:another@x.test\nSEQUENCE:"),
    "two answers of one person": lambda calendar: calendar.replace("=ACCEPTED", "=DECLINED;PARTSTAT=ACCEPTED"),
    "an answer that is a question": lambda calendar: calendar.replace("METHOD:REPLY", "METHOD:REPLY\nMETHOD:REQUEST"),
    "a version that nobody was sent": lambda calendar: calendar.replace("SEQUENCE:", "SEQUENCE:9"),
    **{
        f"a version that cannot be told: {version}": _versioned(version)
        for version in ("SEQUENCE:-1", "SEQUENCE:0x0", "SEQUENCE:", "SEQUENCE:0\nSEQUENCE:1")
    },
    **{
        f"another time than ours: {start}": _at(start)
        for start in (":20260303T060000Z", ";TZID=Asia/Shanghai:20260302T150000", ";TZID=Europe/Berlin:20260302T140000")
    },
    "he hands it on and answers it": lambda calendar: calendar.replace(
        "ROLE=", 'DELEGATED-TO="mailto:eve@evil.test";ROLE='
    ),
    "yes and no of one person in two lines": lambda calendar: calendar.replace(
        "DTSTART", "ATTENDEE;PARTSTAT=DECLINED:MAILTO:Zhang@Example.Test\nDTSTART"
    ),
    **{
        f"more than is read, before {word}": _padded(word) for word in ("ATTENDEE", "DTSTART", "END:VEVENT")
    },
    "its own remark": lambda calendar: calendar.replace("SEQUENCE:", "COMMENT:I cannot attend\\, sorry\nSEQUENCE:"),
}  # fmt: skip


@pytest.mark.parametrize("how", UNCLEAR)
def test_an_answer_that_cannot_be_told_for_certain_waits(invited: Workspace, how: str) -> None:
    before = meeting(invited)
    mail = taken(invited, mailed(invited, UNCLEAR[how](fitted(invited, THUNDERBIRD))))
    assert (mail.kind, mail.state, mail.reason) == ("calendar-reply", "waiting", "calendar-unclear")
    assert meeting(invited) == before


@pytest.mark.parametrize("method", ["REQUEST", "CANCEL", "PUBLISH"])
def test_an_answer_that_its_mail_announces_as_something_else_waits(invited: Workspace, method: str) -> None:
    before = meeting(invited)
    mail = mailed(invited, fitted(invited, THUNDERBIRD)).replace(b"method=REPLY", b"method=" + method.encode())
    assert taken(invited, mail).reason == "calendar-unclear"
    assert meeting(invited) == before


def test_the_same_event_twice_is_one_answer(invited: Workspace) -> None:
    assert taken(invited, mailed(invited, _again(fitted(invited, THUNDERBIRD), "x", "x"))).verdict == "apply"


@pytest.mark.parametrize(("words", "verdict"), [("I can't make it", "review"), ("yes", "apply"), ("See you!", "apply")])
def test_words_beside_it_that_say_something_else_make_it_wait(invited: Workspace, words: str, verdict: str) -> None:
    mail = mailed(invited, fitted(invited, THUNDERBIRD), words=words)
    assert taken(invited, mail).verdict == verdict


def test_two_files_that_differ_make_it_wait(invited: Workspace) -> None:
    yes = fitted(invited, THUNDERBIRD)
    mail = mailed(invited, yes, attached=yes.replace("ACCEPTED", "DECLINED"))
    assert taken(invited, mail).reason == "calendar-unclear"
    again = mailed(invited, yes, attached=yes)
    assert taken(invited, again.replace(b"Message-ID: <", b"Message-ID: <again.")).verdict == "apply"


def test_the_occurrence_may_be_named_where_it_is_the_meeting_itself(invited: Workspace) -> None:
    calendar = fitted(invited, THUNDERBIRD).replace("SEQUENCE:", "RECURRENCE-ID:20260302T060000Z\nSEQUENCE:")
    assert taken(invited, mailed(invited, calendar)).verdict == "apply"


def test_an_answer_to_an_invitation_that_was_changed_since_is_obsolete(invited: Workspace, clock: Clock) -> None:
    answer = mailed(invited, fitted(invited, GOOGLE))
    clock.set("2026-02-27T11:00+08:00")
    acting = invited.as_user("command")
    plan.edit_meeting(acting, "M1", AGENDA.model_copy(update={"place": "5号会议室"}))
    invite.invite(acting, "M1")
    mail = taken(invited, answer)
    assert (mail.verdict, mail.reason) == ("ignore", "old-sequence")
    assert participant(invited).partstat == "needs-action"


def changes_the_place(workspace: Workspace) -> None:
    plan.edit_meeting(workspace.as_user("key"), "M1", AGENDA.model_copy(update={"place": "5号会议室"}))
    invite.invite(workspace.as_user("key"), "M1")


def moves_and_tells_nobody_yet(workspace: Workspace) -> None:
    later = AGENDA.model_copy(update={"start": AGENDA.start.replace(hour=16)})
    plan.edit_meeting(workspace.as_user("key"), "M1", later)


@pytest.mark.parametrize(
    ("meanwhile", "reason"),
    [(changes_the_place, "old-sequence"), (moves_and_tells_nobody_yet, "asked-for-another-time")],
)
@pytest.mark.parametrize("sender", [ZHANG, "chen@example.test"])
def test_a_no_that_crosses_a_change_waits_and_the_facilitators_yes_sets_it(
    invited: Workspace, clock: Clock, meanwhile: Callable[[Workspace], None], reason: str, sender: str
) -> None:
    answer = mailed(invited, fitted(invited, EXCHANGE), sender=sender)
    clock.set("2026-02-27T11:00+08:00")
    meanwhile(invited)
    mail = taken(invited, answer)
    assert (mail.verdict, mail.reason, mail.state) == ("review", reason, "waiting")
    assert participant(invited).partstat == "needs-action"
    review.apply_waiting(invited.as_user("key"), mail.ref)
    assert participant(invited).partstat == "declined"


@pytest.mark.parametrize("ended", ["answered", "cancelled"])
def test_a_no_to_an_older_invitation_needs_no_look_where_nothing_is_asked_any_more(
    invited: Workspace, clock: Clock, ended: str
) -> None:
    answer = mailed(invited, fitted(invited, EXCHANGE))
    clock.set("2026-02-27T11:00+08:00")
    changes_the_place(invited)
    if ended == "answered":
        yes = fitted(invited, GOOGLE).replace("DTSTAMP:20260226T010203Z", "DTSTAMP:20260227T030000Z")
        taken(invited, mailed(invited, yes, date="Fri, 27 Feb 2026 11:00:00 +0800"))
    else:
        invite.cancel(invited.as_user("key"), "M1")
    before = meeting(invited)
    assert taken(invited, answer.replace(b"Message-ID: <", b"Message-ID: <no.")).verdict == "ignore"
    assert meeting(invited) == before


@pytest.mark.parametrize(
    ("calendar", "to", "verdict"),
    [(EXCHANGE, "", "review"), (GOOGLE, "", "ignore"), (EXCHANGE, "li@example.test", "ignore")],
)
def test_a_no_to_our_mail_waits_whatever_name_a_calendar_gave_the_meeting(
    invited: Workspace, calendar: str, to: str, verdict: str
) -> None:
    before = meeting(invited)
    mail = taken(invited, mailed(invited, fitted(invited, calendar).replace("UID:", "UID:another-"), to=to))
    assert (mail.verdict, mail.reason) == (verdict, "unknown-uid")
    assert meeting(invited) == before


def test_of_two_answers_the_one_that_was_given_later_counts(invited: Workspace) -> None:
    later = fitted(invited, EXCHANGE).replace("DTSTAMP:20260226T010203Z", "DTSTAMP:20260226T090000Z")
    taken(invited, mailed(invited, later, date="Thu, 26 Feb 2026 17:00:00 +0800"))
    mail = taken(invited, mailed(invited, fitted(invited, THUNDERBIRD)))
    assert (mail.verdict, mail.reason) == ("ignore", "older-than-known")
    assert participant(invited).partstat == "declined"


@pytest.mark.parametrize(
    ("attendee", "sender", "to", "trust", "reason"),
    [
        pytest.param(ZHANG, "chen@example.test", "", "known", "foreign-attendee", id="a colleague, by his address"),
        pytest.param(ZHANG, "chen@example.test", "li@example.test", "known", "foreign-attendee", id="a colleague"),
        pytest.param(ZHANG, "eve@evil.test", "li@example.test", "unknown", "foreign-attendee", id="nobody we know"),
        pytest.param("z.wei@home.test", ZHANG, "", "token", "foreign-attendee", id="another address of his own"),
    ],
)
@pytest.mark.parametrize("partstat", ["declined", "accepted", "tentative"])
def test_an_answer_sent_by_somebody_else_waits_with_its_reading(
    invited: Workspace, attendee: str, sender: str, to: str, trust: str, reason: str, partstat: str
) -> None:
    """An assistant's for his head, or a forger's: he knows the UID from his own invitation."""
    before = meeting(invited)
    answer = fitted(invited, THUNDERBIRD).replace("=ACCEPTED", f"={partstat.upper()}").replace(ZHANG, attendee)
    mail = taken(invited, mailed(invited, answer, sender=sender, to=to))
    assert (mail.trust, mail.verdict, mail.reason, mail.state) == (trust, "review", reason, "waiting")
    assert mail.understanding is not None
    assert (mail.rsvp, mail.understanding.rsvp_for) == (partstat, ZHANG)
    assert meeting(invited) == before
    assert invited.store.find(Outgoing, to=sender, kind="answer") == []
    review.apply_waiting(invited.as_user("key"), mail.ref)
    changed = [one for one in meeting(invited).participants if one not in before.participants]
    assert [(one.person, one.partstat) for one in changed] == [(participant(invited).person, partstat)]
    review.undo_mail(invited.as_user("key"), mail.ref)
    assert participant(invited).partstat == "needs-action"


def test_an_answer_for_somebody_else_that_came_too_late_counts_for_nothing(invited: Workspace) -> None:
    later = fitted(invited, EXCHANGE).replace("DTSTAMP:20260226T010203Z", "DTSTAMP:20260226T090000Z")
    taken(invited, mailed(invited, later, date="Thu, 26 Feb 2026 17:00:00 +0800"))
    mail = taken(invited, mailed(invited, fitted(invited, THUNDERBIRD), sender="chen@example.test"))
    assert (mail.verdict, mail.reason) == ("ignore", "older-than-known")


def test_an_answer_for_somebody_else_is_held_against_his_and_not_against_the_senders(invited: Workspace) -> None:
    later = fitted(invited, EXCHANGE).replace("DTSTAMP:20260226T010203Z", "DTSTAMP:20260226T090000Z")
    own = later.replace(ZHANG, "chen@example.test")
    taken(invited, mailed(invited, own, sender="chen@example.test", date="Thu, 26 Feb 2026 17:00:00 +0800"))
    mail = taken(invited, mailed(invited, fitted(invited, THUNDERBIRD), sender="chen@example.test"))
    assert (mail.reason, mail.newer) == ("foreign-attendee", ())


@pytest.mark.parametrize("attendee", ["zhao@example.test", ""])
def test_an_answer_of_nobody_who_was_asked_is_ignored(invited: Workspace, attendee: str) -> None:
    mail = taken(
        invited, mailed(invited, fitted(invited, THUNDERBIRD).replace(ZHANG, attendee), sender="chen@example.test")
    )
    assert (mail.kind, mail.verdict, mail.reason) == ("calendar-reply", "ignore", "foreign-attendee")


def test_without_the_secret_it_waits_and_the_facilitators_yes_sets_it(invited: Workspace) -> None:
    mail = taken(invited, mailed(invited, fitted(invited, EXCHANGE), to="li@example.test"))
    assert (mail.trust, mail.verdict, mail.state) == ("known", "review", "waiting")
    assert participant(invited).partstat == "needs-action"
    review.apply_waiting(invited.as_user("key"), mail.ref)
    assert (participant(invited).partstat, participant(invited).comment) == ("declined", "出差\n改期?, 谢谢")
    review.undo_mail(invited.as_user("key"), mail.ref)
    assert participant(invited).partstat == "needs-action"


def test_a_calendar_without_any_event_is_ignored(invited: Workspace) -> None:
    mail = taken(invited, mailed(invited, "BEGIN:VCALENDAR\nMETHOD:REPLY\nEND:VCALENDAR\n"))
    assert (mail.kind, mail.verdict, mail.reason) == ("calendar-reply", "ignore", "unknown-uid")
