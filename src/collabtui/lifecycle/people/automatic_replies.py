"""Automatic replies: what they say of an absence is proposed, and entered once the facilitator has said yes."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from collabtui.domain.mail.mail_records import Incoming
from collabtui.domain.mail.reason_codes import Reason
from collabtui.domain.mail.reply import Clause, NewText, Proposal, ReplyLine, TextSpan, Understanding
from collabtui.domain.people import Person
from collabtui.errors import CollabError
from collabtui.language.away_days import SENTENCE, AbsenceDays, read_absence
from collabtui.language.replies.words.people_written import people_written
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.assessment import Assessment, SenderIdentity
from collabtui.lifecycle.minutes.absent_signers import move_deadlines
from collabtui.lifecycle.people.edit_absence import Absence, absence_fields, deputy_ref
from collabtui.mail.classify.automatic_mail import Delegate, delegate
from collabtui.mail.parse.message import Received
from collabtui.mail.quote.new_text import new_text
from collabtui.store.interface import Reader, Transaction


def assess_automatic(
    reader: Reader, received: Received, written: datetime, origin: SenderIdentity, reason: Reason
) -> Assessment:
    """It does nothing. Where it proves whose it is and its days are certain, being away is proposed; the sentence that
    names a delegate stands in the understanding as a clause that does not count."""
    assessment = Assessment(received, written, origin, "auto-reply", "ignore", reason)
    shown = new_text(received.body, None).shown
    named = _known_delegate(reader, origin.person, shown) or delegate(received)
    away = _away(shown, written, origin.person) if origin.person and origin.is_trusted else None
    spans = [span for span in (_found(named, shown),) if span]
    clauses = [Clause(span=one, text=shown[one.start : one.end], rule="delegate", counts=False) for one in spans]
    proposals: tuple[Proposal, ...] = ()
    if away:
        span = TextSpan(start=away.start, end=away.end)
        proposals = (_proposal(away, named),)
        if clauses and span.start < spans[0].end and spans[0].start < span.end:
            clauses = [clauses[0].model_copy(update={"proposals": (1,)})]
        else:
            text = shown[span.start : span.end]
            clauses.append(Clause(span=span, text=text, rule="away", counts=False, proposals=(1,)))
    if not clauses:
        return assessment
    lines = tuple(ReplyLine(text=one.text, span=one.span) for one in sorted(clauses, key=lambda one: one.span.start))
    understood = Understanding(clauses=tuple(clauses), proposals=proposals)
    assessment = replace(assessment, new_text=NewText(shown=shown, lines=lines), understanding=understood)
    return replace(assessment, verdict="review", reason="away") if away else assessment


def _known_delegate(reader: Reader, writer: Person | None, shown: str) -> Delegate | None:
    """The one person of the book whom the note names, in whatever words: `急事找吴刚`, `Carol will deputise`."""
    if writer is None:
        return None
    everybody = tuple(reader.present_people())
    own = {writer.name, *(one.name for one in people_written(writer.name, everybody))}
    named = [one for one in people_written(shown, everybody) if one.name not in own]
    if len(named) != 1:
        return None
    found = (match for match in SENTENCE.finditer(shown) if people_written(match.group(), tuple(named)))
    sentence = next(found, None)
    return Delegate(named[0].name, "", sentence.group().strip()) if sentence else None


def enter_absence(tx: Transaction, acting: Acting, incoming: Incoming, chosen: Iterable[Proposal]) -> Person | None:
    """The days of the proposal, and the delegate as who stands in; whom nobody knows by that name is left out. Raises
    `Refused`: absence.over."""
    absence = next((one for one in chosen if one.ask == "absence"), None)
    if absence is None or incoming.person is None or incoming.understanding is None:
        return None
    clause = next((one for one in incoming.understanding.clauses if absence.n in one.proposals), None)
    person = tx.get(Person, incoming.person)
    away = _away(clause.text, incoming.written_at, person) if clause else None
    if away is None:
        return None
    try:
        deputy = deputy_ref(tx, person, absence.to or "") or ""
    except CollabError:  # the office does not know whom he names: that is for the facilitator to settle
        deputy = ""
    usual = person.deputy or ""
    fields = absence_fields(tx, acting, person, Absence(away.first, away.last, deputy, usual))
    after = tx.put(person.model_copy(update=fields))
    move_deadlines(tx, acting, person, after)
    return after


def _away(text: str, written: datetime, person: Person) -> AbsenceDays | None:
    day = written.astimezone(ZoneInfo(person.timezone)).date()
    return read_absence(text, locale=person.locale, written=day)


def _found(named: Delegate | None, shown: str) -> TextSpan | None:
    """Where the sentence of the delegate stands."""
    match = re.search(r"\s+".join(map(re.escape, named.text.split())), shown) if named else None
    return TextSpan(start=match.start(), end=match.end()) if match else None


def _proposal(away: AbsenceDays, named: Delegate | None) -> Proposal:
    return Proposal(n=1, ref=None, ask="absence", due=away.last, to=_deputy(named), why="away")


def _deputy(named: Delegate | None) -> str | None:
    return (named.address or named.name) if named else None
