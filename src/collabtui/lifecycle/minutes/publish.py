"""Publishing minutes: that nothing incomplete (`domain.action.holes`) leaves, who gets what, and sending them; who
agreed to which version."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TypedDict
from zoneinfo import ZoneInfo

from collabtui.domain.action import Action, holes
from collabtui.domain.deadlines.sign_off_deadline import sign_off_due
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.meetings.meeting import Meeting, SignOff
from collabtui.domain.meetings.meeting_clock import took_place
from collabtui.domain.meetings.meeting_states import HELD
from collabtui.domain.meetings.minutes_versions import LineChange, changes
from collabtui.domain.meetings.sign_off import agrees_by_silence
from collabtui.domain.model import Finding
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.directory import people_by_ref
from collabtui.lifecycle.base.numbered_items import numbered_items
from collabtui.lifecycle.base.queue_mail import Message, queue_all, rendered
from collabtui.lifecycle.base.rendering.rendered_ahead import mails_ahead
from collabtui.lifecycle.minutes.kept_versions import versions_of
from collabtui.lifecycle.minutes.minutes_content import MinutesContent, minutes_of
from collabtui.lifecycle.minutes.recipients import Recipient, addressed, recipients_of
from collabtui.lifecycle.minutes.record_sign_off import settle_signature, sign_off_of
from collabtui.lifecycle.minutes.redlines import redline
from collabtui.lifecycle.minutes.version_history import keep_version, latest_mails, reaches, unchanged
from collabtui.store.interface import Reader, Transaction
from collabtui.text.templates import Rendered


@dataclass(frozen=True)
class Published:
    meeting: Meeting
    queued: tuple[Outgoing, ...]
    findings: tuple[Finding, ...]


def incomplete(reader: Reader, ref: str) -> tuple[Finding, ...]:
    """Findings on what is missing of the meeting's actions, in the order in which they were taken."""
    actions = reader.find(Action, meeting=reader.get(Meeting, ref).ref)
    return tuple(hole for action in actions if action.status != "cancelled" for hole in holes(action))


@mails_ahead
def publish(
    acting: Acting, ref: str, *, allow_incomplete: bool = False, leaving_in: timedelta = timedelta()
) -> Published:
    """Send the next version of the minutes to everyone concerned, each his own mail. The mails leave after
    `leaving_in`, so that an undo has time.

    Raises `Refused`: minutes.too_early before the meeting has run, minutes.incomplete (holes) unless allowed,
    minutes.unchanged when this version would say what the last one said."""
    with acting.transaction() as tx:
        meeting, findings = _next_version(tx, acting, ref, allow_incomplete=allow_incomplete)
        minutes = minutes_of(tx, meeting)
        keep_version(tx, acting, minutes)
        recipients = addressed(tx, minutes)
        messages = [_message(acting, minutes, recipient) for recipient in recipients]
        queued = queue_all(tx, acting, messages, leaving_in)
        for recipient in recipients:
            if not recipient.copied and not _sends_them(acting, recipient.person):
                _ask_for_signature(tx, meeting, recipient.person, deadline(acting, meeting, recipient.person))
        tx.put(meeting)
        settle_signature(tx, meeting.ref)
        return Published(tx.get(Meeting, meeting.ref), tuple(queued), findings)


def preview_minutes(acting: Acting, ref: str) -> list[tuple[Recipient, Rendered]]:
    """The mails that `publish` would send, holes and all."""
    meeting, _ = _next_version(acting.store, acting, ref, allow_incomplete=True)
    minutes = minutes_of(acting.store, meeting)
    recipients = addressed(acting.store, minutes)
    return [(recipient, rendered(acting, _message(acting, minutes, recipient))) for recipient in recipients]


def minutes_as_read_by(acting: Acting, meeting: Meeting, person: Person) -> Rendered:
    """The minutes as they stand, whatever the meeting's state, in that person's language."""
    minutes = minutes_of(acting.store, meeting)
    return rendered(acting, _message(acting, minutes, Recipient(person, copied=True)))


def html_of(mail: Outgoing) -> str:
    """The part that most readers see, as it was sent."""
    from collabtui.mail.parse.message import read  # 1 MB, for the look at one mail

    return read(mail.raw).body.html or ""


def sign_offs(reader: Reader, ref: str) -> list[SignOff]:
    """All answers to all versions of the minutes, oldest version first."""
    answers = reader.find(SignOff, meeting=reader.get(Meeting, ref).ref)
    return sorted(answers, key=lambda one: one.minutes_version)


def deadline(acting: Acting, meeting: Meeting, person: Person) -> datetime:
    """The instant until which he can object to these minutes."""
    return objection_ends(acting, meeting.published_at or acting.now, person)


def objection_ends(acting: Acting, asked: datetime, person: Person) -> datetime:
    """The instant until which he can object to minutes that he got then: his days away are none of those that count."""
    zone, is_working = ZoneInfo(person.timezone), acting.working_days(person.country)
    return sign_off_due(asked, zone, is_working, person.is_away, acting.config.meeting.sign_off_days)


def _next_version(
    reader: Reader, acting: Acting, ref: str, *, allow_incomplete: bool
) -> tuple[Meeting, tuple[Finding, ...]]:
    """The meeting as it will be once these minutes are out."""
    meeting = reader.get(Meeting, ref)
    if meeting.state not in HELD:
        raise Refused("minutes.too_early", ref=meeting.ref, state=meeting.state)
    findings = incomplete(reader, meeting.ref)
    if not allow_incomplete and any(finding.stops for finding in findings):
        raise Refused("minutes.incomplete", ref=meeting.ref, n=len(findings), holes=findings)
    minutes = minutes_of(reader, meeting)
    if meeting.minutes_version and unchanged(reader, minutes):
        raise Refused("minutes.unchanged", ref=meeting.ref, version=meeting.minutes_version)
    out = {
        "state": "published",
        "minutes_version": meeting.minutes_version + 1,
        "minutes_said": minutes.fingerprint,
        "published_at": acting.now,
    }
    return meeting.model_copy(update=out), findings


def leaving_later(tx: Transaction, acting: Acting, mail: Outgoing) -> Message | None:
    """The mail with these minutes, where it leaves on a later day than it was queued: its reader can object for as long
    as everybody could. None where a newer version has come since, for him or for others."""
    meeting, person = tx.get(Meeting, mail.meeting or ""), tx.get(Person, mail.person)
    if meeting.minutes_version != mail.minutes_version or latest_mails(tx, meeting)[person.ref].ref != mail.ref:
        return None
    until = objection_ends(acting, acting.now, person)
    answer = sign_off_of(tx, meeting.ref, meeting.minutes_version, person.ref)
    if answer and answer.state == "waiting":
        tx.put(answer.model_copy(update={"deadline": until}))
    minutes = minutes_of(tx, meeting)
    copied = next((one.copied for one in recipients_of(tx, minutes) if one.person.ref == person.ref), True)
    return _message(acting, minutes, _with_changes(tx, mail, Recipient(person, copied)), until)


def _with_changes(reader: Reader, mail: Outgoing, recipient: Recipient) -> Recipient:
    """Since the version that has reached him."""
    kept, own = versions_of(reader, mail.meeting or ""), mail.minutes_version or 0
    mails = reader.find(Outgoing, meeting=mail.meeting)
    his = (one for one in mails if (one.kind, one.person) == ("minutes", mail.person) and reaches(one))
    has = [one.minutes_version or 0 for one in his]
    since = max((number for number in has if number < own and number in kept), default=0)
    if not since or own not in kept:
        return recipient
    return replace(recipient, since=since, changes=changes(kept[since].lines, kept[own].lines))


def _ask_for_signature(tx: Transaction, meeting: Meeting, person: Person, until: datetime) -> None:
    """Nobody has to answer a version that a newer one has replaced."""
    for before in tx.find(SignOff, meeting=meeting.ref, person=person.ref, state="waiting"):
        tx.put(before.model_copy(update={"state": "replaced"}))
    taken_back = sign_off_of(tx, meeting.ref, meeting.minutes_version, person.ref)
    tx.put(
        SignOff(
            ref=taken_back.ref if taken_back else tx.next_ref(SignOff),
            version=taken_back.version if taken_back else 0,
            meeting=meeting.ref,
            minutes_version=meeting.minutes_version,
            person=person.ref,
            deadline=until,
        )
    )


def _message(acting: Acting, minutes: MinutesContent, recipient: Recipient, until: datetime | None = None) -> Message:
    meeting, person = minutes.meeting, recipient.person
    own, until = minutes.own(person.ref), until or deadline(acting, meeting, person)
    numbers = {action.ref: number for number, action in enumerate(own, 1)}
    return Message(
        kind="minutes",
        key=outbox_keys.minutes(meeting.ref, meeting.minutes_version, person.ref),
        person=person,
        template="minutes",
        context={
            "meeting": meeting,
            "held": took_place(meeting),
            "minutes": minutes,
            "copied": recipient.copied,
            "own_copy": _sends_them(acting, person),
            "own": [_line(acting, minutes, action, number) for number, action in enumerate(own, 1)],
            "supported": [_supported(minutes, action, person) for action in minutes.supported(person.ref)],
            "done": minutes.done(person.ref),
            "actions": [_line(acting, minutes, action, numbers.get(action.ref)) for action in minutes.actions],
            "deadline": until,
            "silence_agrees": agrees_by_silence(person, until),
            "since": recipient.since,
            "changes": redline(recipient.changes, _named_in(acting.store, recipient.changes)),
        },
        items=numbered_items(own),
        meeting=meeting.ref,
        minutes_version=meeting.minutes_version,
    )


def _sends_them(acting: Acting, person: Person) -> bool:
    """The organiser gets a copy for himself: he is not asked to agree to what he sends."""
    return person.email == acting.config.organiser.email.lower()


def _named_in(reader: Reader, changed: Sequence[LineChange]) -> dict[str, Person]:
    lines = (line for change in changed for line in change.sides)
    return people_by_ref(reader, (ref for line in lines for ref in (line.person, *line.collaborators) if ref))


class AgreedAction(TypedDict):
    """One row of a table of actions, as the template reads it; people by their names, empty for nobody."""

    number: int | None
    """By which its owner may name it in his reply."""
    action: Action
    owner: str
    department: str
    collaborators: list[str]
    overdue: bool
    due: date | None
    slipped: bool
    passed_to: str
    """Who has it since the minutes were sent; empty where that is who they name."""


class SupportedAction(TypedDict):
    """One action of somebody else in which the reader supports him."""

    action: Action
    owner: str
    due: date | None
    support: str
    """What is asked of the reader, in words."""


def _supported(minutes: MinutesContent, action: Action, person: Person) -> SupportedAction:
    owner = minutes.people.get(action.owner or "")
    support = next(one.support for one in action.collaborators if one.person == person.ref)
    return {"action": action, "owner": owner.name if owner else "", "due": action.due, "support": support}


def _line(acting: Acting, minutes: MinutesContent, action: Action, number: int | None) -> AgreedAction:
    owner, now = (minutes.people.get(ref or "") for ref in (minutes.named_owner(action), action.owner))
    supporters = [minutes.people[ref].name for ref in minutes.named_collaborators(action) if ref in minutes.people]
    return {
        "number": number,
        "action": action,
        "owner": owner.name if owner else "",
        "department": owner.department if owner else "",
        "collaborators": supporters,
        "overdue": action.overdue(acting.today),
        "due": minutes.agreed_due(action),
        "slipped": minutes.has_slipped(action),
        "passed_to": now.name if now and minutes.was_handed_over(action) else "",
    }
