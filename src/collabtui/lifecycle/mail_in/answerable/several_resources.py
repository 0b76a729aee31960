"""Several resources in one mail: of each, by its number, the giver's yes or no."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import TypedDict

from collabtui.domain.last_word import NewerWord
from collabtui.domain.mail.mail_about import About, ResourcesOf
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.mail.reason_codes import Objection
from collabtui.domain.mail.reply import AskedCriterion, Asking, CriterionResult, Understanding
from collabtui.domain.matters.department_answer import AnswerValue, DepartmentAnswer
from collabtui.domain.matters.matter import Matter
from collabtui.domain.matters.resource import Resource
from collabtui.domain.place import Place
from collabtui.domain.via import mail_of
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
from collabtui.lifecycle.mail_in.answerable.department_replies import (
    disagreement,
    refuse_unclear,
    represented,
    spoken_for,
)
from collabtui.lifecycle.mail_in.answerable.numbered_answers import (
    effects_of_results,
    newer_result,
    value_of,
    words_of,
)
from collabtui.lifecycle.mail_in.answerable.over_before_answer import over_by_state
from collabtui.lifecycle.matters.resource_mails import taken_message
from collabtui.store.interface import Reader, Transaction


class ShownGift(TypedDict):
    """One of them as the answer mail tells of it."""

    number: int
    resource: Resource
    value: AnswerValue
    text: str


class SeveralResources(AnswerKind):
    def answers(self, about: About) -> bool:
        return isinstance(about, ResourcesOf)

    def context(self, reader: Reader, answered: QuestionMail) -> ContextParts:
        if not isinstance(answered.about, ResourcesOf):
            return {}
        asked = [reader.get(Resource, ref) for ref in answered.about.resources]
        matter = reader.get(Matter, asked[0].matter)
        topics = (*(text for one in asked for text in (one.what, one.ref)), matter.title, matter.ref)
        name = answered.sender.name if answered.sender else ""
        return {
            "criteria": tuple(
                AskedCriterion(number=n, text=one.what, amount=one.amount) for n, one in enumerate(asked, 1)
            ),
            "asking": Asking(kind="resources", topics=topics, name=name, department=asked[0].department),
        }

    def effects(self, understood: Understanding) -> frozenset[Effect]:
        return effects_of_results(understood)

    def newer(self, reader: Reader, reply: ReadReply) -> tuple[NewerWord, ...]:
        found = []
        for result, resource in _answered(reader, reply, reply.understood.criteria):
            known = resource.answer
            if known and known.value != value_of(result) and reply.is_outdated(known.at):
                line = resource.ref, result.number
                found.append(newer_result(reader, line, known.at, known.person, known.via))
        return tuple(found)

    def objection(self, reader: Reader, reply: ReadReply) -> Objection | None:
        """`asked-anew`: one of them is not asked for any more, or was asked for anew; else as
        `objection_of_department`, of any of them."""
        if reply.person is None:
            return None
        answered = list(_answered(reader, reply, reply.understood.criteria))
        if not all(resource.is_asked_by(reply.asked_at) for _, resource in answered):
            return "asked-anew"
        person = reply.person
        for _, resource in answered[:1]:  # all are of one matter and department
            if unspoken := spoken_for(reader, (resource.matter, resource.department), person):
                return unspoken
        against = (disagreement(resource.answer, value_of(result), person) for result, resource in answered)
        return next(filter(None, against), None)

    def apply(self, tx: Transaction, acting: Acting, reply: ReadReply) -> None:
        """Record what is certain; by the facilitator's yes also what is not, else that it is unclear."""
        understood = reply.understood
        found = understood.criteria + (understood.criteria_proposed if reply.is_confirmed else ())
        for result, resource in _answered(tx, reply, found):
            _record(tx, reply, resource, value_of(result), words_of(result), result.since)
        if not reply.is_confirmed:
            self.note(tx, acting, reply)
            return
        taken = [tx.get(Resource, one.ref) for _, one in _answered(tx, reply, understood.criteria_proposed)]
        if reply.person and taken:
            queue_all(tx, acting, [taken_message(tx, reply.ref, reply.person, taken)])

    def note(self, tx: Transaction, acting: Acting, reply: ReadReply) -> None:
        """Record as unclear what is not certain; of a mail of which nothing is, all that have no answer yet."""
        understood, about = reply.understood, reply.about
        if not isinstance(about, ResourcesOf):
            return
        proposed = {one.number: words_of(one) for one in understood.criteria_proposed}
        whole = understood.doubt and not understood.criteria and not proposed
        for number, ref in enumerate(about.resources, 1):
            resource = tx.get(Resource, ref)
            if (number in proposed or whole) and resource.state == "asked" and resource.is_asked_by(reply.asked_at):
                _record(tx, reply, resource, "unclear", proposed.get(number) or understood.statement)

    def summary(self, reader: Reader, reply: ReadReply, now: datetime) -> AnswerPart | None:
        about = reply.about
        if reply.person is None or not isinstance(about, ResourcesOf):
            return None
        is_done = reply.applied and reply.is_trusted
        answered = list(_answered(reader, reply, reply.understood.criteria)) if is_done else []
        given: list[ShownGift] = [
            {"number": one.number, "resource": resource, "value": value_of(one), "text": words_of(one)}
            for one, resource in answered
        ]
        terms: list[ShownGift] = [
            {"number": one.number, "resource": resource, "value": value_of(one), "text": words_of(one)}
            for one, resource in _answered(reader, reply, reply.understood.criteria_proposed)
            if words_of(one) and resource.state == "asked"
        ]
        left = _open(reader, about, {one["number"] for one in (*given, *terms)})
        matter = reader.get(Matter, reader.get(Resource, about.resources[0]).matter)
        asked = (reader.get(Resource, ref) for ref in about.resources)
        over = [(one, over_by_state(reader, one)) for one in asked if one.state == "withdrawn"]
        values = {"given_several": {"given": given, "terms": terms, "open": left, "matter": matter, "over": over}}
        return AnswerPart(values, template="answer/resources", says_it_waits=bool(left or terms or over))

    def retraction(self, reader: Reader, reply: ReadReply) -> AnswerPart | None:
        taken = [resource for _, resource in _answered(reader, reply, reply.understood.criteria)]
        if not taken:
            return None
        values = {"taken_resources": {"department": taken[0].department, "resources": taken}}
        return AnswerPart(values, template="taken-back/resources", subject_ref=taken[0].matter)

    def refuse_in_inbox(self, reader: Reader, incoming: Incoming) -> None:
        """Raises `Refused` (inbox.say_in_matter) where a yes records nothing: each is said on the matter's page."""
        about = reader.get(Outgoing, incoming.answers).about if incoming.answers else None
        understood = incoming.understanding
        if not isinstance(about, ResourcesOf) or (understood and understood.criteria_proposed):
            return
        for resource in (reader.get(Resource, ref) for ref in about.resources):
            if resource.is_unclear and resource.answer and mail_of(resource.answer.via) == incoming.ref:
                refuse_unclear(incoming, resource.answer.via, Place("matters", resource.matter, resource.ref))


def _answered(
    reader: Reader, reply: ReadReply, results: tuple[CriterionResult, ...]
) -> Iterator[tuple[CriterionResult, Resource]]:
    refs = reply.about.resources if isinstance(reply.about, ResourcesOf) else ()
    for one in results:
        if 1 <= one.number <= len(refs):
            yield one, reader.get(Resource, refs[one.number - 1])


def _record(
    tx: Transaction, reply: ReadReply, resource: Resource, value: AnswerValue, text: str, since: date | None = None
) -> None:
    if reply.person is None or not resource.can_be_answered:
        return
    answer = DepartmentAnswer(
        department=resource.department,
        person=reply.person.ref,
        value=value,
        text=text,
        at=reply.provenance.at,
        via=reply.via,
        in_place_of=represented(tx, reply, resource.matter, resource.department),
    )
    tx.put(resource.answered(answer, since))


def _open(reader: Reader, about: ResourcesOf, answered: set[int]) -> list[int]:
    """Numbers of those that still want an answer."""
    numbered = enumerate((reader.get(Resource, ref) for ref in about.resources), 1)
    return [n for n, one in numbered if one.state == "asked" and n not in answered]
