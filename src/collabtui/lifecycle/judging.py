"""What a mail would do: every step of reading it but the last. `receive` goes on from here, `explain` stops here.

parse ─▶ who? ─▶ what kind? ─▶ to what? ─▶ new text ─▶ understood ─▶ verdict
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from collabtui.domain.action import OPEN, Action
from collabtui.domain.letters import Incoming, Outgoing
from collabtui.domain.meeting import Meeting
from collabtui.domain.people import Person
from collabtui.domain.reply import Item, MailKind, NewText, Request, Situation, Trust, Understanding, Verdict
from collabtui.language.reply import understand
from collabtui.lifecycle.desk import Desk
from collabtui.mail import address
from collabtui.mail.body import Sent, SentItem
from collabtui.mail.itip import CalendarAnswer, read_calendar
from collabtui.mail.kind import kind_of
from collabtui.mail.quote import new_text
from collabtui.mail.read import Received, read
from collabtui.mail.trust import trust_of
from collabtui.store.interface import Reader

log = logging.getLogger(__name__)

BELIEVED: tuple[Trust, ...] = ("token", "verified")
FORWARDED = "token-of-another"


@dataclass(frozen=True)
class Origin:
    """Who wrote, and which of our mails he answers."""

    person: Person | None
    answers: Outgoing | None
    trust: Trust
    trust_reason: str

    @property
    def believed(self) -> bool:
        return self.trust in BELIEVED and self.trust_reason != FORWARDED


@dataclass(frozen=True)
class Judged:
    """A mail as far as it can be known without doing anything."""

    received: Received
    written: datetime
    origin: Origin
    kind: MailKind
    verdict: Verdict
    reason: str
    understanding: Understanding = field(default_factory=Understanding)
    situation: Situation | None = None
    new_text: NewText | None = None
    meeting: Meeting | None = None
    """The meeting whose invitation is answered, by words or by a calendar."""

    @property
    def sender_name(self) -> str:
        return self.origin.person.name if self.origin.person else self.received.sender

    @property
    def believed(self) -> bool:
        """Whether it may change something without asking."""
        return self.origin.believed and not (self.new_text and self.new_text.doubt)


def judge(reader: Reader, desk: Desk, raw: bytes, *, junk: bool = False) -> Judged:
    """Never raises on account of the mail: whatever cannot be read is a verdict, too.

    `junk`: it lay in the junk folder, so nothing in it is done without asking."""
    received = read(raw)
    written = min(received.date or desk.now, desk.now)
    origin = origin_of(reader, desk, received)
    try:
        return _judged(reader, desk, received, written, origin, junk=junk)
    except Exception:  # a mail that meets a mistake of ours must neither be lost nor stop those behind it
        log.exception("mail %s cannot be understood", received.message_id)
        return Judged(received, written, origin, "reply", "review", "unreadable")


def _judged(reader: Reader, desk: Desk, received: Received, written: datetime, origin: Origin, *, junk: bool) -> Judged:
    if junk:
        origin = replace(origin, trust="known" if origin.person else "unknown", trust_reason="junk")
    known_ids = partial(_is_ours, reader)
    kind: MailKind
    why: str
    kind, why = kind_of(received, own_address=desk.config.organiser.email, known_ids=known_ids)
    if kind == "calendar-reply":
        return _calendar_judged(reader, received, written, origin)
    if kind == "reply" and origin.person is None and origin.answers is None:
        kind, why = "unrelated", "stranger"
    if kind != "reply":
        return Judged(received, written, origin, kind, "ignore", why)
    return _reply_judged(reader, received, written, origin)


def _reply_judged(reader: Reader, received: Received, written: datetime, origin: Origin) -> Judged:
    situation = situation_of(reader, origin, written)
    cut = new_text(received.body, _sent(origin.answers))
    understood = understand(cut, situation)
    verdict, reason = _verdict(origin, cut, understood)
    if verdict == "apply" and _spoken_later(reader, understood, written):
        verdict, reason = "review", "older-than-known"
    if verdict == "ignore" and origin.answers is None:
        return Judged(received, written, origin, "unrelated", verdict, reason, new_text=cut)
    meeting = reader.get(Meeting, origin.answers.meeting) if origin.answers and origin.answers.meeting else None
    return Judged(received, written, origin, "reply", verdict, reason, understood, situation, cut, meeting)


def _calendar_judged(reader: Reader, received: Received, written: datetime, origin: Origin) -> Judged:
    answer = read_calendar(received.calendar or "", received.sender)
    found = reader.find(Meeting, uid=answer.uid, limit=1) if answer else []
    if answer is None or not found:
        return Judged(received, written, origin, "calendar-reply", "ignore", "unknown-uid")
    meeting, person = found[0], origin.person
    understood, reason = _calendar_meaning(meeting, person, answer)
    judged = Judged(received, written, origin, "calendar-reply", "ignore", reason, understood, None, None, meeting)
    if reason:
        return judged
    if not origin.believed:
        return replace(judged, verdict="review", reason=origin.trust_reason)
    return replace(judged, verdict="review" if understood.requests else "apply", reason="calendar")


def _calendar_meaning(meeting: Meeting, person: Person | None, answer: CalendarAnswer) -> tuple[Understanding, str]:
    """What a calendar says, or the reason why it counts for nothing. RFC 5546 section 2.1.5: an answer to an older
    SEQUENCE is obsolete; section 6.1.2: the attendee has to be the one who writes."""
    if person is None or meeting.participant(person.ref) is None or answer.attendee not in person.addresses:
        return Understanding(), "foreign-attendee"
    if answer.sequence < meeting.sequence:
        return Understanding(), "old-sequence"
    if answer.method == "COUNTER":
        asked = f"{answer.start:%Y-%m-%d %H:%M}" if answer.start else answer.comment
        return Understanding(requests=(Request(ref=meeting.ref, ask="other", text=asked or None),)), ""
    return Understanding(rsvp=answer.partstat), "" if answer.partstat else "no-partstat"


def _spoken_later(reader: Reader, understood: Understanding, written: datetime) -> bool:
    """Whether a mail that was written later has already set one of the same actions: an older reply, delivered late,
    must not override it."""
    for update in understood.updates:
        action = reader.get(Action, update.ref)
        if not action.via.startswith("mail:"):
            continue
        spoken = reader.get(Incoming, action.via.removeprefix("mail:"))
        if spoken.written_at > written:
            return True
    return False


def origin_of(reader: Reader, desk: Desk, received: Received) -> Origin:
    """Who wrote, as far as it can be believed, and what he answers.

    A token that was given to somebody else makes nobody more believable: it went along when a mail was forwarded."""
    person = _person_at(reader, received.sender)
    answers, token_ok = _answered(reader, received)
    given_to = reader.get(Person, answers.person) if answers else person
    foreign = person is not None and given_to is not None and person.ref != given_to.ref
    expected = person if foreign else given_to
    trust, reason = trust_of(
        received,
        expected=expected.addresses if expected else (),
        token_ok=token_ok and not foreign,
        authserv_id=desk.config.reply.authserv_id,
    )
    return Origin(person, answers, trust, reason if trust == "forged" or not foreign else FORWARDED)


def _is_ours(reader: Reader, message_id: str) -> bool:
    return bool(reader.find(Outgoing, message_id=message_id, limit=1))


def _person_at(reader: Reader, sender: str) -> Person | None:
    if not sender:
        return None
    found = reader.find(Person, email=sender, limit=1) or reader.find(Person, aliases=sender, limit=1)
    return found[0] if found else None


def _answered(reader: Reader, received: Received) -> tuple[Outgoing | None, bool]:
    """The mail that is answered, and whether the answer brings its secret back: the one whose Message-ID is named,
    else the newest that was given one of the secrets."""
    candidates = address.tokens_in(received)
    for message_id in (received.in_reply_to, *reversed(received.references)):
        if message_id and (found := reader.find(Outgoing, message_id=message_id, limit=1)):
            return found[0], _brings_secret(found[0], candidates)
    for secret in ("token", "code"):
        if candidates and (found := reader.find(Outgoing, newest_first=True, limit=1, **{secret: list(candidates)})):
            return found[0], True
    return None, False


def _brings_secret(answers: Outgoing, candidates: Iterable[str]) -> bool:
    """A mail of ours brings its own token back as a part of its Message-ID."""
    return any(address.same(answers.token, one) or address.same(answers.code, one) for one in candidates)


def situation_of(reader: Reader, origin: Origin, written: datetime) -> Situation:
    """What the sender may be talking about: his own items as they stood numbered in the mail, his other open ones,
    and the items of others that he has seen."""
    sender, answers = origin.person, origin.answers
    numbers = {item.ref: item.number for item in answers.items} if answers else {}
    seen = {ref: reader.get(Action, ref) for ref in numbers}
    if answers and answers.meeting:
        seen |= {action.ref: action for action in reader.find(Action, meeting=answers.meeting)}
    own = reader.find(Action, owner=sender.ref, status=list(OPEN)) if sender else []
    mine = [action for action in seen.values() if sender and action.owner == sender.ref and action.ref in numbers]
    mine.sort(key=lambda action: numbers[action.ref])
    listed = {action.ref for action in mine}
    mine += [action for action in own if action.ref not in listed]
    others = [action for action in seen.values() if not (sender and action.owner == sender.ref)]
    zone = ZoneInfo(sender.timezone) if sender else None
    return Situation(
        items=tuple(_item(action, numbers.get(action.ref)) for action in mine),
        others_items=tuple(_item(action, None) for action in others),
        locale=sender.locale if sender else "zh",
        written=written.astimezone(zone).date(),
        minutes=answers.meeting if answers and answers.kind == "minutes" else None,
        invitation=bool(answers and answers.kind in ("invitation", "update")),
        people=tuple(person.name for person in reader.find(Person) if not sender or person.ref != sender.ref),
    )


def _item(action: Action, number: int | None) -> Item:
    return Item(
        ref=action.ref,
        title=action.title,
        number=number,
        due=action.due,
        status=action.status,
        percent=action.percent,
    )


def _sent(answers: Outgoing | None) -> Sent | None:
    if answers is None:
        return None
    items = (SentItem(number=item.number, ref=item.ref, title=item.title) for item in answers.items)
    return Sent(text=answers.text, html=read(answers.raw).body.html, items=tuple(items))


def _verdict(origin: Origin, cut: NewText, understood: Understanding) -> tuple[Verdict, str]:
    """`apply` only where the sender is believed, the cut is proved and something certain was said."""
    changes = understood.updates or understood.sign_off == "agreed" or understood.rsvp
    asks = understood.requests or understood.sign_off == "corrected"
    served = understood.asks_help or understood.asks_list
    said = bool(changes or asks or served)
    if origin.trust == "forged":
        return "review", "forged"
    if cut.doubt:
        return ("review", cut.doubt) if cut.doubt != "all-quoted" else ("ignore", "all-quoted")
    if not said and not understood.doubt:
        return "ignore", "nothing-said"
    if not origin.believed:
        return "review", origin.trust_reason
    if changes or served:
        return "apply", understood.doubt or ("asks" if asks else "understood")
    return "review", understood.doubt or "asks"
