"""Results of criteria: whoever supervises says of each whether it is met, and what was measured."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import TypedDict

from collabtui.domain.action import Action
from collabtui.domain.last_word import NewerWord, is_outdated
from collabtui.domain.mail.mail_about import About, CriteriaOf
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.mail.reason_codes import Objection
from collabtui.domain.mail.reply import AskedCriterion, Asking, CriterionResult, Request, Understanding
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.matter import Criterion, Matter
from collabtui.domain.model import Record
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.language.measures.bounds import bounds_of
from collabtui.lifecycle.actions.rectifying_actions import (
    asked_to_put_right,
    grant_put_right,
    put_right,
    to_be_put_right,
)
from collabtui.lifecycle.assignments.assignment_mails import part_message
from collabtui.lifecycle.assignments.changed_assignments import OwnAssignment
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.queue_mail import queue_all
from collabtui.lifecycle.mail_in.answerable.answer_kind import (
    AnswerKind,
    AnswerPart,
    ContextParts,
    Effect,
    QuestionMail,
    ReadReply,
)
from collabtui.lifecycle.mail_in.answerable.department_replies import represented, spoken_for, wait_for
from collabtui.lifecycle.mail_in.answerable.numbered_answers import effects_of_results, newer_result
from collabtui.lifecycle.mail_in.answerable.over_before_answer import STILL_ASKED, over_by_state
from collabtui.lifecycle.matters.criteria_results import (
    ResultWord,
    criterion_called,
    has_same_result,
    measured_of,
    misses_target,
    record_results,
    record_unclear,
)
from collabtui.store.interface import Reader, Transaction


class ShownResult(TypedDict):
    """A result as the answer mail tells of it."""

    number: int
    text: str
    met: bool
    measured: str
    opinion: str
    rectify: str
    action: Mapping[str, object]
    """Of what is done about it title, ref, due date, owner, and whether that is the reader; empty without one."""


class CriteriaAnswers(AnswerKind):
    def answers(self, about: About) -> bool:
        return isinstance(about, CriteriaOf)

    def context(self, reader: Reader, answered: QuestionMail) -> ContextParts:
        """The criteria as they stood in the mail; those of other departments did not."""
        about, mail = answered.about, answered.mail
        if not isinstance(about, CriteriaOf) or mail is None:
            return {}
        matter = reader.get(Matter, about.matter)
        topics = (matter.title, matter.ref, about.change)
        name = answered.sender.name if answered.sender else ""
        return {
            "criteria": tuple(AskedCriterion(number=one.number, text=one.title) for one in mail.items),
            "asking": Asking(kind="criteria", topics=topics, name=name, department=about.department),
        }

    def read(self, reader: Reader, reply: ReadReply) -> Understanding:
        """A yes is none where the value that was measured before misses its criterion, and the answer brings no other;
        whatever is to be put right, and names nobody, asks for an owner. What is another criterion by now waits, the
        others do not."""
        about, understood = reply.about, reply.understood
        if not isinstance(about, CriteriaOf) or not understood.criteria:
            return understood
        matter = reader.get(Matter, about.matter)
        understood = _without_changed(matter, about, understood)
        wanted = asked_to_put_right(reader, matter, understood.criteria)
        understood = understood.model_copy(update={"requests": (*understood.requests, *wanted)})
        missing = tuple(one for one in understood.criteria if misses_target(matter, one))
        if not missing:
            return understood
        certain = tuple(one for one in understood.criteria if one not in missing)
        proposed = (*understood.criteria_proposed, *missing)
        doubt = understood.doubt or "misses-target"
        return understood.model_copy(update={"criteria": certain, "criteria_proposed": proposed, "doubt": doubt})

    def effects(self, understood: Understanding) -> frozenset[Effect]:
        asks: frozenset[Effect] = frozenset({"asks"} if _to_put_right(understood) else ())
        return effects_of_results(understood) | asks

    def newer(self, reader: Reader, reply: ReadReply) -> tuple[NewerWord, ...]:
        about = reply.about
        return tuple(_newer(reader, reply, about)) if isinstance(about, CriteriaOf) else ()

    def objection(self, reader: Reader, reply: ReadReply) -> Objection | None:
        """`change-decided`; `criterion-changed`: it is worded otherwise by now, or another department's;
        `speaks-no-more`: he is neither head nor contact by now; and `department-disagrees` where a colleague has said
        the opposite, and it is not the head who speaks now."""
        about = reply.about
        if not reply.understood.criteria or reply.person is None or not isinstance(about, CriteriaOf):
            return None
        if reader.get(ChangeRequest, about.change).state != "asked":
            return "change-decided"
        matter = reader.get(Matter, about.matter)
        found = [(criterion_called(matter, one.text), one) for one in reply.understood.criteria]
        if any(not _is_still_asked(matter, about, one.text) for _, one in found):
            return "criterion-changed"
        if unspoken := spoken_for(reader, (about.matter, about.department), reply.person):
            return unspoken
        contrary = any(known and _contradicts(reader, known, one, reply.person) for known, one in found)
        return "department-disagrees" if contrary and not reply.person.head else None

    def apply(self, tx: Transaction, acting: Acting, reply: ReadReply) -> None:
        """Record what is certain; by the facilitator's yes also what is not."""
        about, understood = reply.about, reply.understood
        if reply.person is None or not isinstance(about, CriteriaOf):
            return
        unclear = understood.criteria_proposed if reply.is_confirmed else ()
        matter = tx.get(Matter, about.matter)
        found = understood.criteria + tuple(
            one for one in unclear if not _is_answered_since(matter, one, reply.written)
        )
        word = _word(tx, about, reply, reply.person)
        if found:
            record_results(tx, about.matter, about.change, found, word, acting.now)
            made = put_right(tx, acting.acting_as(reply.sender_name, reply.via), about.matter, found)
            _tell_himself(tx, acting, reply.person, made)
        if understood.criteria_proposed and not reply.is_confirmed:
            record_unclear(tx, about.change, word)

    def grant(self, tx: Transaction, acting: Acting, reply: ReadReply, request: Request) -> None:
        """Raises as `grant_put_right`."""
        if request.ask == "rectify":
            grant_put_right(tx, acting.acting_as(acting.actor, reply.via), reply.ref, request)

    def note(self, tx: Transaction, acting: Acting, reply: ReadReply) -> None:
        """It is not silent: what it says is looked at."""
        about = reply.about
        verdicts = reply.understood.criteria or reply.understood.criteria_proposed or reply.understood.doubt
        if verdicts and reply.person and isinstance(about, CriteriaOf):
            record_unclear(tx, about.change, _word(tx, about, reply, reply.person))

    def summary(self, reader: Reader, reply: ReadReply, now: datetime) -> AnswerPart | None:
        about, understood = reply.about, reply.understood
        if reply.person is None or not isinstance(about, CriteriaOf):
            return None
        is_done = reply.applied and reply.is_trusted
        matter = reader.get(Matter, about.matter)
        asked = {one.number for one in reply.asked.items} if reply.asked else set()
        met = {number for number, one in enumerate(matter.criteria, 1) if one.met}  # it was so when he was asked again
        open_ones = sorted(asked - met - {one.number for one in understood.criteria})
        missed = [_missed(matter, one) for one in understood.criteria_proposed if misses_target(matter, one)]
        changed = _changed(matter, about, reply)
        waiting = {*(one["number"] for one in missed), *changed}
        values = {
            "results": [_with_action(reader, matter, one, reply.person) for one in understood.criteria]
            if is_done
            else [],
            "open_criteria": sorted(set(open_ones if is_done else asked) - waiting),
            "without_value": [one.number for one in understood.criteria if is_done and _lacks_value(matter, one)],
            "criteria_of": {"title": matter.title, "ref": matter.ref},
            "missed": missed,
            "changed_criteria": changed,
            "criteria_over": STILL_ASKED if is_done else over_by_state(reader, reader.get(ChangeRequest, about.change)),
        }
        return AnswerPart(values, template="answer/criteria", says_it_waits=True)

    def retraction(self, reader: Reader, reply: ReadReply) -> AnswerPart | None:
        about = reply.about
        if not isinstance(about, CriteriaOf) or not reply.understood.criteria:
            return None
        matter = reader.get(Matter, about.matter)
        values = {"criteria_of": {"title": matter.title, "ref": matter.ref}, "department": about.department}
        return AnswerPart({"taken_criteria": values}, template="taken-back/criteria", subject_ref=about.matter)

    def refuse_in_inbox(self, reader: Reader, incoming: Incoming) -> None:
        """Raises `Refused` where it says nothing that a yes could record: inbox.no_result (ref, matter);
        inbox.criterion_gone (ref, matter, criteria), of what was worded otherwise since, or is another department's;
        inbox.criterion_answered (likewise), of what was answered otherwise since."""
        about = reader.get(Outgoing, incoming.answers).about if incoming.answers else None
        understood = incoming.understanding
        if not isinstance(about, CriteriaOf) or understood is None or incoming.requests:
            return
        if not (understood.criteria or understood.criteria_proposed or understood.updates):
            raise Refused("inbox.no_result", ref=incoming.ref, matter=about.matter)
        matter, read = reader.get(Matter, about.matter), (*understood.criteria, *understood.criteria_proposed)
        gone = [one.text for one in read if not _is_still_asked(matter, about, one.text)]
        news = [one for one in read if one.text not in gone and _is_news(matter, one)]
        if gone and not understood.updates and not news:
            raise Refused("inbox.criterion_gone", ref=incoming.ref, matter=about.matter, criteria=gone)
        if news and all(_is_answered_since(matter, one, incoming.written_at) for one in news):
            answered = [one.text for one in news]
            raise Refused("inbox.criterion_answered", ref=incoming.ref, matter=about.matter, criteria=answered)

    def revert(self, tx: Transaction, record: Record) -> None:
        if isinstance(record, ChangeRequest) and record.kind == "criteria" and record.state == "asked":
            for opinion in record.opinions:
                if opinion.value == "unclear":
                    wait_for(tx, opinion.via)


def _is_answered_since(matter: Matter, result: CriterionResult, written: datetime) -> bool:
    """Whether somebody gave another result for it after that instant."""
    known = criterion_called(matter, result.text)
    return known is not None and is_outdated(written, known.at, None) and not has_same_result(known, result)


def _is_news(matter: Matter, result: CriterionResult) -> bool:
    known = criterion_called(matter, result.text)
    return known is not None and not has_same_result(known, result)


def _tell_himself(tx: Transaction, acting: Acting, person: Person, made: Iterable[Action]) -> None:
    """Queue the mail of an action of their own for whoever named themselves: it brings the number to answer by."""
    own = [OwnAssignment("owner", person.ref, one) for one in made if one.owner == person.ref]
    if own and not acting.is_quiet:
        queue_all(tx, acting, [part_message(tx, "", tx.batch, person, own, acting.today)])


def _to_put_right(understood: Understanding) -> bool:
    return any(one.ask == "rectify" for one in understood.requests)


def _newer(reader: Reader, reply: ReadReply, about: CriteriaOf) -> Iterator[NewerWord]:
    matter = reader.get(Matter, about.matter)
    for result in reply.understood.criteria:
        known = criterion_called(matter, result.text)
        if known and reply.is_outdated(known.at) and known.at and not has_same_result(known, result):
            yield newer_result(reader, (matter.ref, result.number), known.at, known.person, known.via)


def _contradicts(reader: Reader, known: Criterion, result: CriterionResult, person: Person) -> bool:
    """Whether another person of the same department has said the opposite."""
    if known.met in (None, result.met) or known.person in (None, person.ref):
        return False
    return reader.get(Person, known.person or "").department == person.department


def _changed(matter: Matter, about: CriteriaOf, reply: ReadReply) -> list[int]:
    """Numbers in the mail that was answered of criteria that are worded otherwise by now, gone, or another
    department's."""
    asked = reply.asked.items if reply.asked else ()
    return [one.number for one in asked if not _is_still_asked(matter, about, one.title)]


def _is_still_asked(matter: Matter, about: CriteriaOf, text: str) -> bool:
    """Whether the matter has a criterion of that text, and the department that was asked still supervises it."""
    known = criterion_called(matter, text)
    return known is not None and matter.supervises(known) == about.department


def _without_changed(matter: Matter, about: CriteriaOf, understood: Understanding) -> Understanding:
    """The results of criteria that are others by now are proposed, beside those that count. Where none counts the whole
    answer waits, as `objection` says."""
    certain = tuple(one for one in understood.criteria if _is_still_asked(matter, about, one.text))
    if not certain or len(certain) == len(understood.criteria):
        return understood
    changed = tuple(one for one in understood.criteria if one not in certain)
    proposed = (*understood.criteria_proposed, *changed)
    doubt = understood.doubt or "criterion-changed"
    return understood.model_copy(update={"criteria": certain, "criteria_proposed": proposed, "doubt": doubt})


def _shown(result: CriterionResult) -> ShownResult:
    return {
        "number": result.number,
        "text": result.text,
        "met": result.met,
        "measured": result.measured,
        "opinion": result.opinion,
        "rectify": result.rectify,
        "action": {},
    }


def _with_action(reader: Reader, matter: Matter, result: CriterionResult, person: Person) -> ShownResult:
    made = to_be_put_right(reader, matter.ref, result)
    if made is None:
        return _shown(result)
    owner = reader.get(Person, made.owner).name if made.owner else ""
    values = {**made._asdict(), "owner": owner, "is_own": made.owner == person.ref}
    return {**_shown(result), "action": values}


def _lacks_value(matter: Matter, result: CriterionResult) -> bool:
    """Whether it is met by a word alone, though the criterion asks for a figure."""
    known = criterion_called(matter, result.text)
    has_value = result.measured or (known and known.measured)
    return result.met and not has_value and bool(bounds_of(result.text))


def _missed(matter: Matter, result: CriterionResult) -> ShownResult:
    return {**_shown(result), "measured": measured_of(matter, result)}


def _word(reader: Reader, about: CriteriaOf, reply: ReadReply, person: Person) -> ResultWord:
    represents = represented(reader, reply, about.matter, about.department)
    return ResultWord(
        about.department, person.ref, reply.understood.statement, reply.provenance.at, reply.via, represents
    )
