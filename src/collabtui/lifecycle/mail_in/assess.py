"""Assessment of a mail: every step of reading it but the last. `receive` goes on from here, `explain` stops here.

parse ─▶ who? ─▶ what kind? ─▶ to what? ─▶ new text ─▶ understood ─▶ verdict
"""

import hashlib
import logging
import re
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Literal

from collabtui.domain.mail.reason_codes import Objection, Reason
from collabtui.domain.mail.reply import Clause, MailKind, NewText, ReplyLine, TextSpan, Understanding, Verdict
from collabtui.errors import Unreachable
from collabtui.language.replies.understand import understand
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.assessment import Assessment, SenderIdentity
from collabtui.lifecycle.mail_in.answerable.answer_kind import reply_of
from collabtui.lifecycle.mail_in.answerable.answer_kinds import effects_of, kinds_of
from collabtui.lifecycle.mail_in.asking_back import about_answered, decided_meanwhile
from collabtui.lifecycle.mail_in.bounces import assess_bounce
from collabtui.lifecycle.mail_in.calendar_answers import assess_calendar
from collabtui.lifecycle.mail_in.rate_limit import rate_limited
from collabtui.lifecycle.mail_in.reply_context import reply_context_of
from collabtui.lifecycle.mail_in.sender import identify_sender, sent_as
from collabtui.lifecycle.mail_in.words_in_use import own_words
from collabtui.mail.classify.automatic import delegate
from collabtui.mail.classify.kind import kind_of
from collabtui.mail.parse.body import AnsweredMail, SentItem
from collabtui.mail.parse.message import Received, read
from collabtui.mail.quote.new_text import new_text
from collabtui.store.interface import Reader

log = logging.getLogger(__name__)


def assess_mail(reader: Reader, acting: Acting, raw: bytes, *, junk: bool = False) -> Assessment:
    """Assess one mail. Whatever can be wrong with it is a verdict; what raises, but for `Unreachable`, is a mistake of
    ours: it is logged with the mail's digest, and the mail waits for a person.

    `junk`: it lay in the junk folder, so nothing in it is done without asking."""
    try:
        return _assessment(reader, acting, read(raw), junk=junk)
    except Unreachable:
        raise
    except Exception:  # it must neither be lost nor stop those behind it
        log.exception("the mail with SHA-256 %s cannot be understood", hashlib.sha256(raw).hexdigest())
        return unread(acting, raw, "unreadable")


def unread(acting: Acting, raw: bytes, reason: Literal["unreadable", "not-carried-out"]) -> Assessment:
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
    why: Reason
    kind, why = kind_of(received, own_address=acting.config.organiser.email, known_ids=partial(_is_ours, reader))
    if kind == "reply" and not origin.people and origin.answers is None:
        kind, why = "unrelated", "stranger"
    match kind:
        case "reply":
            return _assess_reply(reader, acting, received, written, origin)
        case "calendar-reply":
            return assess_calendar(reader, received, written, origin)
        case "bounce":
            return assess_bounce(reader, received, written, origin, why)
        case "auto-reply":
            return _assess_automatic(received, written, origin, why)
    return Assessment(received, written, origin, kind, "ignore", why)


def _assess_automatic(received: Received, written: datetime, origin: SenderIdentity, reason: Reason) -> Assessment:
    """The sentence that names a delegate stands in the understanding as a clause that does not count."""
    assessment = Assessment(received, written, origin, "auto-reply", "ignore", reason)
    sentence = delegate(received)
    if sentence is None:
        return assessment
    shown = new_text(received.body, None).shown
    match = re.search(r"\s+".join(map(re.escape, sentence.text.split())), shown)
    if match is None:
        return assessment
    text, span = match.group(), TextSpan(start=match.start(), end=match.end())
    return replace(
        assessment,
        new_text=NewText(shown=shown, lines=(ReplyLine(text=text, span=span),)),
        understanding=Understanding(clauses=(Clause(span=span, text=text, rule="delegate", counts=False),)),
    )


def _is_ours(reader: Reader, message_id: str) -> bool:
    return sent_as(reader, message_id) is not None


def _assess_reply(
    reader: Reader, acting: Acting, received: Received, written: datetime, origin: SenderIdentity
) -> Assessment:
    context = reply_context_of(reader, origin.senders, origin.answers, written)
    cut = new_text(received.body, _sent(origin))
    understood = understand(cut, context, own_words(reader))
    about = about_answered(origin.answers, understood)
    assessment = Assessment(
        received, written, origin, "reply", "ignore", "nothing-said", understood, context, cut, about
    )
    assessment = _checked_by_records(reader, assessment)
    verdict, reason = _verdict(assessment, cut)
    against = _objection(reader, assessment) if verdict == "apply" else None
    if against:
        verdict, reason = "review", against
    limited = verdict != "ignore" and origin.person is not None and rate_limited(reader, origin.person.ref, acting.now)
    if verdict == "apply" and limited:
        verdict, reason = "review", "too-many"
    if verdict == "ignore" and origin.answers is None:
        return Assessment(received, written, origin, "unrelated", verdict, reason, new_text=cut)
    return replace(assessment, verdict=verdict, reason=reason, rate_limited=limited)


def _checked_by_records(reader: Reader, assessment: Assessment) -> Assessment:
    """With what only the records know of it, as a doubt."""
    for kind in kinds_of(assessment.about):
        assessment = replace(assessment, understanding=kind.read(reader, reply_of(assessment)))
    return assessment


def _objection(reader: Reader, assessment: Assessment) -> Objection | None:
    """The first reason why it is not applied without asking; None where there is none."""
    reply = reply_of(assessment)
    if decided := decided_meanwhile(reader, assessment.origin.answers, assessment.understanding):
        return decided
    return next(filter(None, (kind.objection(reader, reply) for kind in kinds_of(reply.about))), None)


def _sent(origin: SenderIdentity) -> AnsweredMail | None:
    answers = origin.answers
    if answers is None:
        return None
    items = (SentItem(number=item.number, ref=item.ref, title=item.title) for item in answers.items)
    return AnsweredMail(text=answers.text, html=read(answers.raw).body.html, items=tuple(items))


def _verdict(assessment: Assessment, cut: NewText) -> tuple[Verdict, Reason]:
    """`apply` only where the sender is trusted, the cut is proved and something certain was said."""
    origin, understood = assessment.origin, assessment.understanding
    effects = effects_of(assessment.about, understood)
    served = understood.asks_help or understood.asks_list or bool(understood.dropped)
    if origin.trust == "forged":
        return "review", "forged"
    if cut.doubt:
        return ("review", cut.doubt) if cut.doubt != "all-quoted" else ("ignore", "all-quoted")
    if not effects and not served and not understood.doubt:
        return "ignore", "nothing-said"
    if not origin.is_trusted:
        return "review", origin.trust_reason
    if "changes" in effects or served:
        return "apply", understood.doubt or ("asks" if "asks" in effects else "understood")
    return "review", understood.doubt or "asks"
