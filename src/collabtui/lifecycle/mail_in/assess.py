"""What a mail would do: every step of reading it but the last. `receive` goes on from here, `explain` stops here.

parse ─▶ who? ─▶ what kind? ─▶ to what? ─▶ new text ─▶ understood ─▶ verdict
"""

import hashlib
import logging
import re
from dataclasses import replace
from datetime import datetime
from functools import partial

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Incoming
from collabtui.domain.mail.reply import Clause, Line, MailKind, NewText, Span, Understanding, Verdict
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.people import Person
from collabtui.errors import Unreachable
from collabtui.language.replies.understand import understand
from collabtui.lifecycle.base.acting import Desk
from collabtui.lifecycle.base.assessment import Judged, Origin
from collabtui.lifecycle.mail_in.bounces import bounce_judged
from collabtui.lifecycle.mail_in.calendar_answers import calendar_judged
from collabtui.lifecycle.mail_in.rate_limit import braked
from collabtui.lifecycle.mail_in.reply_context import situation_of
from collabtui.lifecycle.mail_in.sender import origin_of, sent_as
from collabtui.lifecycle.mail_in.words_in_use import own_words
from collabtui.lifecycle.matters.record_answers import named_contact, objection, place_of
from collabtui.mail.classify.automatic import delegate
from collabtui.mail.classify.kind import kind_of
from collabtui.mail.parse.body import Sent, SentItem
from collabtui.mail.parse.message import Received, read
from collabtui.mail.quote.new_text import new_text
from collabtui.store.interface import Reader


def automatic_judged(received: Received, written: datetime, origin: Origin, reason: str) -> Judged:
    """The sentence that names a delegate stands in the understanding as a clause that does not count."""
    judged = Judged(received, written, origin, "auto-reply", "ignore", reason)
    named = delegate(received)
    if named is None:
        return judged
    shown = new_text(received.body, None).shown
    found = re.search(r"\s+".join(map(re.escape, named.text.split())), shown)
    if found is None:
        return judged
    text, span = found.group(), Span(start=found.start(), end=found.end())
    return replace(
        judged,
        new_text=NewText(shown=shown, lines=(Line(text=text, span=span),)),
        understanding=Understanding(clauses=(Clause(span=span, text=text, rule="delegate", counts=False),)),
    )


log = logging.getLogger(__name__)


def judge(reader: Reader, desk: Desk, raw: bytes, *, junk: bool = False) -> Judged:
    """Whatever can be wrong with a mail is a verdict. What raises all the same, but for `Unreachable`, is a mistake of
    ours: it is logged with the mail's digest, and the mail waits for a person.

    `junk`: it lay in the junk folder, so nothing in it is done without asking."""
    try:
        return _judged(reader, desk, read(raw), junk=junk)
    except Unreachable:
        raise
    except Exception:  # it must neither be lost nor stop those behind it
        log.exception("the mail with SHA-256 %s cannot be understood", hashlib.sha256(raw).hexdigest())
        return unread(desk, raw, "unreadable")


def unread(desk: Desk, raw: bytes, reason: str) -> Judged:
    """For a person to read: nothing is known of it but what stands at its head, and nobody is believed."""
    received = read(raw)
    written = min(received.date or desk.now, desk.now)
    return Judged(received, written, Origin(None, None, "unknown", "unknown-sender"), "reply", "review", reason)


def _judged(reader: Reader, desk: Desk, received: Received, *, junk: bool) -> Judged:
    written = min(received.date or desk.now, desk.now)
    origin = origin_of(reader, desk, received)
    if junk:
        origin = replace(origin, trust="known" if origin.person else "unknown", trust_reason="junk")
    kind: MailKind
    why: str
    kind, why = kind_of(received, own_address=desk.config.organiser.email, known_ids=partial(_is_ours, reader))
    if kind == "reply" and not origin.people and origin.answers is None:
        kind, why = "unrelated", "stranger"
    match kind:
        case "reply":
            return _reply_judged(reader, desk, received, written, origin)
        case "calendar-reply":
            return calendar_judged(reader, received, written, origin)
        case "bounce":
            return bounce_judged(reader, received, written, origin, why)
        case "auto-reply":
            return automatic_judged(received, written, origin, why)
    return Judged(received, written, origin, kind, "ignore", why)


def _is_ours(reader: Reader, message_id: str) -> bool:
    return sent_as(reader, message_id) is not None


def _reply_judged(reader: Reader, desk: Desk, received: Received, written: datetime, origin: Origin) -> Judged:
    situation = situation_of(reader, origin.senders, origin.answers, written)
    cut = new_text(received.body, _sent(origin))
    understood = _with_known_contact(reader, origin, understand(cut, situation, own_words(reader)))
    meeting = reader.get(Meeting, origin.answers.meeting) if origin.answers and origin.answers.meeting else None
    series = origin.answers.series if origin.answers else None
    verdict, reason = _verdict(origin, cut, understood)
    against = _against(reader, origin, understood, written) if verdict == "apply" else ""
    if against:
        verdict, reason = "review", against
    if verdict == "apply" and _spoken_later(reader, understood, written, meeting, origin.person):
        verdict, reason = "review", "older-than-known"
    held_up = verdict != "ignore" and origin.person is not None and braked(reader, origin.person.ref, desk.now)
    if verdict == "apply" and held_up:
        verdict, reason = "review", "too-many"
    if verdict == "ignore" and origin.answers is None:
        return Judged(received, written, origin, "unrelated", verdict, reason, new_text=cut)
    judged = Judged(received, written, origin, "reply", verdict, reason, understood, situation, cut, meeting, series)
    return replace(judged, braked=held_up)


def _with_known_contact(reader: Reader, origin: Origin, understood: Understanding) -> Understanding:
    """Whom a department names as its contact has to be somebody; else a person looks."""
    place = place_of(reader, origin.answers)
    if not understood.contact or place is None or origin.person is None:
        return understood
    found = named_contact(reader, place, origin.person, understood.contact)
    return understood.model_copy(update={"doubt": found}) if isinstance(found, str) else understood


def _against(reader: Reader, origin: Origin, understood: Understanding, written: datetime) -> str:
    if origin.answers is None or origin.person is None:
        return ""
    return objection(reader, origin.answers, understood, origin.person, written)


def _spoken_later(
    reader: Reader, understood: Understanding, written: datetime, meeting: Meeting | None, person: Person | None
) -> bool:
    """Whether a mail that was written later has already said the same thing otherwise: an older reply, delivered late,
    must not override it."""
    if understood.rsvp and meeting and person and (participant := meeting.participant(person.ref)):
        return participant.answered_at is not None and participant.answered_at > written
    for update in understood.updates:
        action = reader.get(Action, update.ref)
        if not action.via.startswith("mail:"):
            continue
        spoken = reader.get(Incoming, action.via.removeprefix("mail:"))
        if spoken.written_at > written:
            return True
    return False


def _sent(origin: Origin) -> Sent | None:
    answers = origin.answers
    if answers is None:
        return None
    items = (SentItem(number=item.number, ref=item.ref, title=item.title) for item in answers.items)
    return Sent(text=answers.text, html=read(answers.raw).body.html, items=tuple(items))


def _verdict(origin: Origin, cut: NewText, understood: Understanding) -> tuple[Verdict, str]:
    """`apply` only where the sender is believed, the cut is proved and something certain was said."""
    certain = understood.stance in ("for", "against")
    changes = understood.updates or understood.sign_off == "agreed" or understood.rsvp or certain
    asks = understood.requests or understood.sign_off == "corrected"
    served = understood.asks_help or understood.asks_list
    said = bool(changes or asks or served or understood.stance)
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
