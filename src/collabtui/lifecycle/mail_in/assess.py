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
from collabtui.domain.mail.reply import Clause, MailKind, NewText, ReplyLine, TextSpan, Understanding, Verdict
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.people import Person
from collabtui.errors import Unreachable
from collabtui.language.replies.understand import understand
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.assessment import Assessment, SenderIdentity
from collabtui.lifecycle.mail_in.bounces import bounce_judged
from collabtui.lifecycle.mail_in.calendar_answers import calendar_judged
from collabtui.lifecycle.mail_in.rate_limit import rate_limited
from collabtui.lifecycle.mail_in.reply_context import reply_context_of
from collabtui.lifecycle.mail_in.sender import identify_sender, sent_as
from collabtui.lifecycle.mail_in.words_in_use import own_words
from collabtui.lifecycle.matters.record_answers import named_contact, objection, place_of
from collabtui.mail.classify.automatic import delegate
from collabtui.mail.classify.kind import kind_of
from collabtui.mail.parse.body import AnsweredMail, SentItem
from collabtui.mail.parse.message import Received, read
from collabtui.mail.quote.new_text import new_text
from collabtui.store.interface import Reader


def automatic_judged(received: Received, written: datetime, origin: SenderIdentity, reason: str) -> Assessment:
    """The sentence that names a delegate stands in the understanding as a clause that does not count."""
    assessment = Assessment(received, written, origin, "auto-reply", "ignore", reason)
    named = delegate(received)
    if named is None:
        return assessment
    shown = new_text(received.body, None).shown
    found = re.search(r"\s+".join(map(re.escape, named.text.split())), shown)
    if found is None:
        return assessment
    text, span = found.group(), TextSpan(start=found.start(), end=found.end())
    return replace(
        assessment,
        new_text=NewText(shown=shown, lines=(ReplyLine(text=text, span=span),)),
        understanding=Understanding(clauses=(Clause(span=span, text=text, rule="delegate", counts=False),)),
    )


log = logging.getLogger(__name__)


def assess_mail(reader: Reader, acting: Acting, raw: bytes, *, junk: bool = False) -> Assessment:
    """Whatever can be wrong with a mail is a verdict. What raises all the same, but for `Unreachable`, is a mistake of
    ours: it is logged with the mail's digest, and the mail waits for a person.

    `junk`: it lay in the junk folder, so nothing in it is done without asking."""
    try:
        return _assessment(reader, acting, read(raw), junk=junk)
    except Unreachable:
        raise
    except Exception:  # it must neither be lost nor stop those behind it
        log.exception("the mail with SHA-256 %s cannot be understood", hashlib.sha256(raw).hexdigest())
        return unread(acting, raw, "unreadable")


def unread(acting: Acting, raw: bytes, reason: str) -> Assessment:
    """For a person to read: nothing is known of it but what stands at its head, and nobody is believed."""
    received = read(raw)
    written = min(received.date or acting.now, acting.now)
    return Assessment(
        received, written, SenderIdentity(None, None, "unknown", "unknown-sender"), "reply", "review", reason
    )


def _assessment(reader: Reader, acting: Acting, received: Received, *, junk: bool) -> Assessment:
    written = min(received.date or acting.now, acting.now)
    origin = identify_sender(reader, acting, received)
    if junk:
        origin = replace(origin, trust="known" if origin.person else "unknown", trust_reason="junk")
    kind: MailKind
    why: str
    kind, why = kind_of(received, own_address=acting.config.organiser.email, known_ids=partial(_is_ours, reader))
    if kind == "reply" and not origin.people and origin.answers is None:
        kind, why = "unrelated", "stranger"
    match kind:
        case "reply":
            return _reply_judged(reader, acting, received, written, origin)
        case "calendar-reply":
            return calendar_judged(reader, received, written, origin)
        case "bounce":
            return bounce_judged(reader, received, written, origin, why)
        case "auto-reply":
            return automatic_judged(received, written, origin, why)
    return Assessment(received, written, origin, kind, "ignore", why)


def _is_ours(reader: Reader, message_id: str) -> bool:
    return sent_as(reader, message_id) is not None


def _reply_judged(
    reader: Reader, acting: Acting, received: Received, written: datetime, origin: SenderIdentity
) -> Assessment:
    situation = reply_context_of(reader, origin.senders, origin.answers, written)
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
    held_up = verdict != "ignore" and origin.person is not None and rate_limited(reader, origin.person.ref, acting.now)
    if verdict == "apply" and held_up:
        verdict, reason = "review", "too-many"
    if verdict == "ignore" and origin.answers is None:
        return Assessment(received, written, origin, "unrelated", verdict, reason, new_text=cut)
    assessment = Assessment(
        received, written, origin, "reply", verdict, reason, understood, situation, cut, meeting, series
    )
    return replace(assessment, rate_limited=held_up)


def _with_known_contact(reader: Reader, origin: SenderIdentity, understood: Understanding) -> Understanding:
    """Whom a department names as its contact has to be somebody; else a person looks."""
    place = place_of(reader, origin.answers)
    if not understood.contact or place is None or origin.person is None:
        return understood
    found = named_contact(reader, place, origin.person, understood.contact)
    return understood.model_copy(update={"doubt": found}) if isinstance(found, str) else understood


def _against(reader: Reader, origin: SenderIdentity, understood: Understanding, written: datetime) -> str:
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


def _sent(origin: SenderIdentity) -> AnsweredMail | None:
    answers = origin.answers
    if answers is None:
        return None
    items = (SentItem(number=item.number, ref=item.ref, title=item.title) for item in answers.items)
    return AnsweredMail(text=answers.text, html=read(answers.raw).body.html, items=tuple(items))


def _verdict(origin: SenderIdentity, cut: NewText, understood: Understanding) -> tuple[Verdict, str]:
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
