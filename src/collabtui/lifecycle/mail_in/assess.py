"""Assessment of a mail: every step of reading it but the last. `receive` goes on from here, `explain` stops here.

parse ─▶ who? ─▶ what kind? ─▶ to what? ─▶ new text ─▶ understood ─▶ verdict
"""

import hashlib
import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Final

from collabtui.domain.action import Action
from collabtui.domain.mail.adopted_proposals import without_guesses
from collabtui.domain.mail.bare_subject import says_more
from collabtui.domain.mail.mail_about import InvitationTo
from collabtui.domain.mail.outdated_parts import without_outdated
from collabtui.domain.mail.reason_codes import Objection, Reason, UnreadReason
from collabtui.domain.mail.reply import MailKind, NewText, Verdict
from collabtui.errors import Unreachable, UnreadableRecord
from collabtui.language.replies.understand import understand
from collabtui.lifecycle.at_once.noted_reads import PEOPLE, NotedQuestion, ask_ahead, found, got, proved
from collabtui.lifecycle.attachments.returned_tables import is_plan_sent_back
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.asked.named_change import mail_on_named_change
from collabtui.lifecycle.base.assessment import FORWARDED, Assessment, SenderIdentity
from collabtui.lifecycle.base.each_by_itself import names_what_is_not_there
from collabtui.lifecycle.mail_in.answerable.action_items import of_open_actions
from collabtui.lifecycle.mail_in.answerable.answer_kind import reply_of
from collabtui.lifecycle.mail_in.answerable.answer_registry import effects_of, kinds_of, newer_words
from collabtui.lifecycle.mail_in.answerable.later_mails import from_then_on
from collabtui.lifecycle.mail_in.answerable.over_before_answer import objection_of_filed
from collabtui.lifecycle.mail_in.asking_back import about_answered, decided_meanwhile
from collabtui.lifecycle.mail_in.assess_calendar import assess_calendar
from collabtui.lifecycle.mail_in.identify_sender import identify_sender, sent_as
from collabtui.lifecycle.mail_in.mark_bounce import assess_bounce
from collabtui.lifecycle.mail_in.rate_limit import counted_around, rate_limited
from collabtui.lifecycle.mail_in.reading_budget import ReadingBudget, TooSlow
from collabtui.lifecycle.mail_in.reply_context import reply_context_of
from collabtui.lifecycle.mail_in.shown_requests import is_action
from collabtui.lifecycle.mail_in.taught_words import taught_words
from collabtui.lifecycle.meetings.series_answers import on_day
from collabtui.lifecycle.people.automatic_replies import assess_automatic
from collabtui.mail.classify.mail_kind import kind_of
from collabtui.mail.parse.body import AnsweredMail, SentItem
from collabtui.mail.parse.message import Received, read, read_html
from collabtui.mail.quote.new_text import new_text
from collabtui.store.interface import Reader
from collabtui.store.unreadable_row import UnreadableRow

log = logging.getLogger(__name__)

UNREADABLE: Final = "unreadable"
"""Reason code of a mail on which reading made a mistake."""
_HEADER_END = re.compile(rb"\n\r?\n|\r\r")
_LONGEST_HEAD = 65_536
"""Bytes of a mail that is not read any further."""


def assess_mail(
    reader: Reader,
    acting: Acting,
    raw: bytes,
    *,
    junk: bool = False,
    arrived: datetime | None = None,
    written: datetime | None = None,
) -> Assessment:
    """Assess a mail; anything wrong with it is a verdict. An exception other than `Unreachable` and `TooSlow` is a bug:
    it is logged with the mail's digest, and the mail waits for a person, as one does that meets a record that cannot be
    read.

    `junk`: it lay in the junk folder, so nothing in it is done without asking. `arrived`: when our server took it in,
    as the mailbox says. `written`: when it counts as said, whatever its header says."""
    budget = ReadingBudget.of(acting)
    try:
        received = budget.after(lambda: read(raw))
        if received.is_head_cut_off:
            return unread(acting, raw, "head-cut-off", arrived)
        written = written or _written(acting, received, arrived)
        assessment = budget.after(lambda: _assessment(reader, acting, received, written, budget, junk=junk))
        return _within_limit(reader, acting, assessment, raw)
    except (Unreachable, TooSlow):
        raise
    except UnreadableRecord as error:  # no bug: what names it says so
        return replace(unread(acting, raw, UNREADABLE, arrived), unreadable=UnreadableRow.of(error))
    except Exception as error:  # it must neither be lost nor stop those behind it
        if row := names_what_is_not_there(acting.store, error):
            return replace(unread(acting, raw, UNREADABLE, arrived), unreadable=row)
        log.exception("the mail with SHA-256 %s cannot be understood", hashlib.sha256(raw).hexdigest())
        return unread(acting, raw, UNREADABLE, arrived)


def unread(acting: Acting, raw: bytes, reason: UnreadReason, arrived: datetime | None) -> Assessment:
    """For a person to read: nothing is known of it but what stands at its head, and nobody is believed."""
    received = _head_of(raw)
    return Assessment(
        received,
        _written(acting, received, arrived),
        SenderIdentity(None, None, "unknown", "unknown-sender"),
        "reply",
        "review",
        reason,
    )


def _head_of(raw: bytes) -> Received:
    """The mail as if it ended with its header: what is wrong with it stands mostly in what follows."""
    end = _HEADER_END.search(raw, 0, _LONGEST_HEAD)
    try:
        return read(raw[: end.end() if end else _LONGEST_HEAD])
    except Exception:  # what is wrong stands in the header
        log.exception("the header of a mail cannot be read")
        return read(b"")


def _written(acting: Acting, received: Received, arrived: datetime | None) -> datetime:
    """A clock of the sender's that lies ahead counts for no more than that of the server that took the mail in."""
    arrived = min(arrived or received.taken_in or acting.now, acting.now)
    return min(received.date or arrived, arrived)


def _assessment(
    reader: Reader, acting: Acting, received: Received, written: datetime, budget: ReadingBudget, *, junk: bool
) -> Assessment:
    origin = budget.after(lambda: identify_sender(reader, acting, received))
    if junk:
        origin = replace(origin, trust="known" if origin.person else "unknown", trust_reason="junk")
    kind: MailKind
    why: Reason
    kind, why = budget.after(
        lambda: kind_of(received, own_address=acting.config.organiser.email, known_ids=partial(_is_ours, reader))
    )
    if kind == "reply" and not origin.people and origin.answers is None:
        kind, why = "unrelated", "stranger"
    match kind:
        case "reply":
            return _assess_reply(reader, received, written, origin, budget, acting.now)
        case "calendar-reply":
            assessed = budget.after(lambda: assess_calendar(reader, received, written, origin, acting.now))
            return budget.after(lambda: _checked_by_words(reader, assessed, budget))
        case "bounce":
            return assess_bounce(reader, received, written, origin, why)
        case "auto-reply":
            return assess_automatic(reader, acting, received, written, origin, why)
    return Assessment(received, written, origin, kind, "ignore", why)


def _checked_by_words(reader: Reader, assessment: Assessment, budget: ReadingBudget) -> Assessment:
    """A calendar's answer waits where the words beside it say something else."""
    if assessment.verdict != "apply" or not _say_otherwise(reader, assessment, budget):
        return assessment
    return replace(assessment, verdict="review", reason="calendar-unclear")


def _say_otherwise(reader: Reader, assessment: Assessment, budget: ReadingBudget) -> bool:
    """Whether words of the mail, or of the calendar itself, do: "I can't make it" beside ACCEPTED, one slip of the
    mouse."""
    origin, answered = assessment.origin, assessment.understanding.rsvp
    for cut in (new_text(assessment.received.body, None), assessment.new_text):
        if answered and cut is not None and cut.lines:
            context = reply_context_of(reader, origin.senders, origin.answers, assessment.written, cut)
            if understand(cut, context, taught_words(reader), budget.go_on).rsvp not in (None, answered):
                return True
    return False


def _is_ours(reader: Reader, message_id: str) -> bool:
    return sent_as(reader, message_id) is not None


def _assess_reply(
    reader: Reader,
    received: Received,
    written: datetime,
    origin: SenderIdentity,
    budget: ReadingBudget,
    now: datetime,
) -> Assessment:
    ask_ahead(reader, _of_reply(origin, written))
    cut = budget.after(lambda: new_text(received.body, _sent(origin)))
    if named := mail_on_named_change(reader, origin.answers, origin.person, cut):
        origin = replace(origin, answers=named)
    context = reply_context_of(reader, origin.senders, origin.answers, written, cut)
    understood = budget.after(lambda: understand(cut, context, taught_words(reader), budget.go_on))
    if origin.trust_reason == FORWARDED:
        understood = without_guesses(understood)  # its numbers are those of another's actions
    about = about_answered(origin.answers, understood)
    assessment = Assessment(
        received, written, origin, "reply", "ignore", "nothing-said", understood, context, cut, about, heard=now
    )
    assessment = _checked_by_records(reader, assessment)
    verdict, reason = _unless_filed(reader, assessment, *_with_plan(assessment, *_verdict(assessment, cut)))
    assessment = replace(assessment, newer=newer_words(reader, reply_of(assessment)))
    if assessment.newer:
        verdict, reason = _outdated(assessment, verdict, reason)
    against = _objection(reader, assessment) if verdict == "apply" else None
    if against:
        verdict, reason = "review", against
    if verdict == "ignore" and origin.answers is None:
        return Assessment(received, written, origin, "unrelated", verdict, reason, new_text=cut)
    return replace(assessment, verdict=verdict, reason=reason)


def _of_reply(origin: SenderIdentity, written: datetime) -> Iterator[NotedQuestion]:
    """What is asked of nearly every reply that is about actions."""
    senders = [person.ref for person in origin.senders]
    yield PEOPLE
    if origin.person:
        yield proved(origin.person.ref, *counted_around(written))
        yield proved(origin.person.ref, *from_then_on(written))
    if origin.answers is None or not senders:
        return
    yield from of_open_actions(senders)
    for ref in {item.ref for item in origin.answers.items if is_action(item.ref)}:
        yield got(Action, ref)
        yield found(Action, depends_on=ref)


def _within_limit(reader: Reader, acting: Acting, assessment: Assessment, raw: bytes) -> Assessment:
    """What is one mail too many of its sender waits."""
    person, verdict, reason = assessment.origin.person, assessment.verdict, assessment.reason
    if person is None or not assessment.origin.is_trusted or verdict == "ignore":
        return assessment
    digest = hashlib.sha256(raw).hexdigest()
    if not rate_limited(reader, person.ref, assessment.written, acting.now, digest):
        return assessment
    if verdict == "apply":
        verdict, reason = "review", "too-many"
    return replace(assessment, verdict=verdict, reason=reason, rate_limited=True)


def _outdated(assessment: Assessment, verdict: Verdict, reason: Reason) -> tuple[Verdict, Reason]:
    """Once something in it is outdated: what still counts is done, and waits for nobody."""
    understood, about = assessment.understanding, assessment.about
    only_asks = "changes" not in effects_of(about, understood)
    counting = without_outdated(understood, assessment.newer)
    if verdict == "apply" and (only_asks or "changes" in effects_of(about, counting)):
        return verdict, "older-in-part" if reason in ("understood", "asks") else reason
    if verdict == "apply" or reason == "asks":
        return "review", "older-than-known"
    return verdict, reason


def _checked_by_records(reader: Reader, assessment: Assessment) -> Assessment:
    """With what only the records know of it, as a doubt."""
    for kind in kinds_of(assessment.about):
        assessment = replace(assessment, understanding=kind.read(reader, reply_of(assessment)))
    if isinstance(assessment.about, InvitationTo):
        about = on_day(reader, assessment.about, assessment.understanding.rsvp_day)
        return replace(assessment, about=about)
    return assessment


def _objection(reader: Reader, assessment: Assessment) -> Objection | None:
    """The first reason why it is not applied without asking; None where there is none."""
    reply, person = reply_of(assessment), assessment.origin.person
    if person and person.left_at:
        return "has-left"  # he has his mails still, and what they prove; and he dates them as he likes
    if decided := decided_meanwhile(reader, assessment.origin.answers, assessment.understanding):
        return decided
    return next(filter(None, (kind.objection(reader, reply) for kind in kinds_of(reply.about))), None)


def _sent(origin: SenderIdentity) -> AnsweredMail | None:
    answers = origin.answers
    if answers is None:
        return None
    items = (
        # several things of one record are told apart by their number
        SentItem(
            number=item.number, ref=item.ref if is_action(item.ref) else f"{item.ref}/{item.number}", title=item.title
        )
        for item in answers.items
    )
    return AnsweredMail(text=answers.text, html=read_html(answers.raw), items=tuple(items))


def _unless_in_subject(assessment: Assessment, reason: Reason) -> tuple[Verdict, Reason]:
    """A mail whose text says nothing: a person reads what was written into its subject."""
    answers = assessment.origin.answers
    if answers is not None and says_more(assessment.received.subject, answers.subject):
        return "review", "subject-alone"
    return "ignore", reason


def _with_plan(assessment: Assessment, verdict: Verdict, reason: Reason) -> tuple[Verdict, Reason]:
    """A department's plan that comes back as a table waits for the facilitator, whatever the words beside it say."""
    unread = reason in ("nothing-said", "subject-alone") or reason == assessment.understanding.doubt
    if verdict != "apply" and unread and assessment.origin.is_trusted and is_plan_sent_back(assessment):
        return "review", "brings-table"
    return verdict, reason


def _unless_filed(reader: Reader, assessment: Assessment, verdict: Verdict, reason: Reason) -> tuple[Verdict, Reason]:
    """What is said or asked of an archived matter waits; its sender reads why."""
    if verdict == "apply" or reason == "asks":
        return ("review", filed) if (filed := objection_of_filed(reader, reply_of(assessment))) else (verdict, reason)
    return verdict, reason


def _verdict(assessment: Assessment, cut: NewText) -> tuple[Verdict, Reason]:
    """`apply` only where the sender is trusted, the cut is proved and something certain was said. A hedge
    (`language.replies.hedges_and_negation`) leaves no change, so that a mail that says nothing else waits."""
    origin, understood = assessment.origin, assessment.understanding
    effects = effects_of(assessment.about, understood)
    served = understood.asks_help or understood.asks_list or bool(understood.dropped)
    if origin.trust == "forged":
        return "review", "forged"
    if cut.doubt:
        return ("review", cut.doubt) if cut.doubt != "all-quoted" else _unless_in_subject(assessment, "all-quoted")
    if not effects and not served and not understood.doubt:
        return _unless_in_subject(assessment, "nothing-said")
    if not origin.is_trusted:
        return "review", origin.trust_reason
    if "changes" in effects or served:
        return "apply", understood.doubt or ("asks" if "asks" in effects else "understood")
    return "review", understood.doubt or "asks"
