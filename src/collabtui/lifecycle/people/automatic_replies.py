"""Automatic replies: an absence that one says for certain is entered at once, what is in doubt is proposed, and entered
once the facilitator has said yes. Nothing of any action follows from them."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from collabtui.domain.mail.mail_records import Incoming
from collabtui.domain.mail.reason_codes import Reason
from collabtui.domain.mail.reply import Clause, NewText, Proposal, ReplyLine, TextSpan, Understanding, Verdict
from collabtui.domain.people import Person, PersonName
from collabtui.errors import CollabError
from collabtui.language.away_days import SENTENCE, AbsenceDays, before_away, is_of_writer, is_ruled_out, read_absence
from collabtui.language.replies.words.people_written import people_written
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.assessment import Assessment, SenderIdentity
from collabtui.lifecycle.minutes.absent_signers import move_deadlines
from collabtui.lifecycle.people.edit_absence import Absence, absence_fields, deputy_ref
from collabtui.mail.classify.automatic_mail import Delegate, delegate
from collabtui.mail.parse.message import Received
from collabtui.mail.quote.new_text import new_text, without_quoted
from collabtui.store.interface import Reader, Transaction

_LATEST = 50
"""Mails of one person among which the notes before this one are looked for."""


def assess_automatic(
    reader: Reader, acting: Acting, received: Received, written: datetime, origin: SenderIdentity, reason: Reason
) -> Assessment:
    """Assess a mail that no person wrote. Where it proves whose it is and its days can be read, being away is certain,
    or proposed. The sentence that names a delegate stands in the understanding as a clause that does not count."""
    assessment = Assessment(received, written, origin, "auto-reply", "ignore", reason)
    cut = new_text(received.body, None)
    writer, shown = origin.person, cut.shown
    own = without_quoted(shown)  # whom our mail below it names stands in for nobody
    others = _others_named(reader, writer, own)
    named = _known_delegate(others, own) or _in_words(received, own)
    away = _away(shown, written, writer) if writer and origin.is_trusted else None
    spans = [span for span in (_found(named, shown),) if span]
    clauses = [Clause(span=one, text=shown[one.start : one.end], rule="delegate", counts=False) for one in spans]
    proposals: tuple[Proposal, ...] = ()
    if away:
        span = TextSpan(start=away.start, end=away.end)
        proposals = (_proposal(away, _deputy(received, others, named, _text(away, shown))),)
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
    if away is None or writer is None:
        return assessment
    is_certain = away.certain and _is_own(cut, away) and not _is_of_another(_text(away, shown), others)
    verdict = _verdict(reader, acting, assessment, writer, away._replace(certain=is_certain))
    return assessment if verdict == "ignore" else replace(assessment, verdict=verdict, reason="away")


def _text(away: AbsenceDays, shown: str) -> str:
    return shown[away.start : away.end]


def _is_of_another(absence: str, others: tuple[PersonName, ...]) -> bool:
    """Whether somebody else is named as who is away."""
    before = before_away(absence)
    return bool(people_written(before, others)) and not is_of_writer(before)


def _is_own(cut: NewText, away: AbsenceDays) -> bool:
    """Whether it stands in words of his own, and not in what he quotes."""
    return not cut.doubt and any(line.span.start <= away.start < line.span.end for line in cut.lines)


def _verdict(reader: Reader, acting: Acting, assessment: Assessment, writer: Person, away: AbsenceDays) -> Verdict:
    """A note comes again with each mail that its writer gets: what one before it said is no news, whatever became of
    that. Days that a person has entered, and that are not over, are changed by nobody's program."""
    proposed = assessment.understanding.proposals[0]
    before = _notes_before(reader, assessment, writer)
    answered = before if not away.certain else [one for one in before if one.state != "waiting"]
    if away.last < acting.today or any(_absence_in(one) == (proposed.due, proposed.to) for one in answered):
        return "ignore"
    entered = writer.away_until is not None and writer.away_until >= _day(assessment.written, writer)
    if entered and not any(_set_it(note, writer, assessment.written) for note in before):
        is_known = (writer.away_until, proposed.to) == (away.last, None)
        return "ignore" if is_known else "review"
    return "apply" if away.certain and writer.is_here else "review"


def _notes_before(reader: Reader, assessment: Assessment, writer: Person) -> list[Incoming]:
    found = reader.find(Incoming, person=writer.ref, newest_first=True, limit=_LATEST)
    own = assessment.received.message_id  # a mail that is read again is no note before itself
    return [one for one in found if one.kind == "auto-reply" and one.message_id != own and _absence_in(one)]


def _absence_in(note: Incoming) -> tuple[date | None, str | None] | None:
    found = note.understanding.proposals if note.understanding else ()
    return next(((one.due, one.to) for one in found if one.ask == "absence"), None)


def _set_it(note: Incoming, writer: Person, written: datetime) -> bool:
    """Whether the days that are entered are those of an earlier note."""
    absence = _absence_in(note)
    is_its = absence is not None and absence[0] == writer.away_until
    return is_its and note.state == "applied" and note.written_at <= written


def _others_named(reader: Reader, writer: Person | None, shown: str) -> tuple[PersonName, ...]:
    """People of the book whom the note names, in whatever words: `急事找吴刚`, `Carol will deputise`."""
    if writer is None:
        return ()
    everybody = tuple(reader.present_people())
    own = {writer.name, *(one.name for one in people_written(writer.name, everybody))}
    return tuple(one for one in people_written(shown, everybody) if one.name not in own)


def _known_delegate(others: tuple[PersonName, ...], shown: str) -> Delegate | None:
    """The only one whom it names, and nobody of whom it says that he is not to be asked."""
    if len(others) != 1:
        return None
    found = (match for match in SENTENCE.finditer(shown) if people_written(match.group(), others))
    sentence = next(found, None)
    if sentence is None or is_ruled_out(sentence.group()):
        return None
    return Delegate(others[0].name, "", sentence.group().strip())


def _in_words(received: Received, own: str) -> Delegate | None:
    """Of whom words say that he stands in, and not words of ours that it quotes."""
    found = delegate(received)
    return found if found and found.text in " ".join(own.split()) else None


def _deputy(received: Received, others: tuple[PersonName, ...], named: Delegate | None, absence: str) -> str | None:
    """Who stands in, where that is one person. Whom the sentence speaks of before it says who is away may be away, too:
    there words have to say that he stands in."""
    if named is None or len(others) > 1 or is_ruled_out(named.text):
        return None
    in_words = delegate(received)
    if people_written(before_away(absence), others) and not (in_words and in_words.name in named.name):
        return None
    return named.address or named.name


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
    return read_absence(text, locale=person.locale, written=_day(written, person))


def _day(at: datetime, person: Person) -> date:
    return at.astimezone(ZoneInfo(person.timezone)).date()


def _found(named: Delegate | None, shown: str) -> TextSpan | None:
    """Where the sentence of the delegate stands."""
    match = re.search(r"\s+".join(map(re.escape, named.text.split())), shown) if named else None
    return TextSpan(start=match.start(), end=match.end()) if match else None


def _proposal(away: AbsenceDays, deputy: str | None) -> Proposal:
    return Proposal(n=1, ref=None, ask="absence", due=away.last, to=deputy, why="away")
