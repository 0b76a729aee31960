"""The collaboration request: what a matter asks of each department, sent, and answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, TypedDict

from collabtui.domain.deadlines.two_working_days_to_answer import ANSWER_DAYS
from collabtui.domain.mail.adopted_proposals import adopted
from collabtui.domain.mail.mail_about import RequestTo
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.mail.reply import Asking, NewText, ReplyContext, ReplyLine, TextSpan, Understanding
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.department_answer import (
    AnswerValue,
    DepartmentAnswer,
    DepartmentRequest,
    answer_of,
    asked_of,
    reworded,
    with_asked,
)
from collabtui.domain.matters.matter import Contact, Matter
from collabtui.domain.matters.resource import Resource
from collabtui.domain.matters.signed_content_hash import is_as_asked
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.people import Department, Person
from collabtui.errors import Refused
from collabtui.lifecycle.assignments.assignment_mails import queue_assignment_mails
from collabtui.lifecycle.attachments.background_files import background_files
from collabtui.lifecycle.attachments.handed_in_files import refuse_too_large
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.access.record_relation import is_named
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.asked.void_questions import tell_void
from collabtui.lifecycle.base.department_people import is_facilitators, known_department, speakers
from collabtui.lifecycle.base.directory import people_by_ref
from collabtui.lifecycle.base.pending_mails import settle_answer_mail, settle_unclear_mails
from collabtui.lifecycle.base.queue_mail import Message, queue_all, rendered
from collabtui.lifecycle.base.rendering.rendered_ahead import mails_ahead
from collabtui.lifecycle.matters.named_contact import contact_person, match_contact
from collabtui.lifecycle.matters.offered_with_yes import record_offers
from collabtui.mail.parse.attached_files import AttachedFile
from collabtui.store.interface import Reader, Transaction
from collabtui.text.templates import Rendered

Stage = Literal["first", "again", "head"]
"""The mail itself; the reminder; the word to the head that the department is silent."""


class RequestSignature(TypedDict):
    """The signature under a request, of the department that asks."""

    name: str
    absent: str
    """The name of whom he stood in for; empty where he signed for himself."""
    at: datetime


@dataclass(frozen=True)
class Requested:
    matter: Matter
    queued: tuple[Outgoing, ...]


@mails_ahead
def ask(acting: Acting, ref: str, department: str, what: str, *, leaving_in: timedelta = timedelta()) -> Matter:
    """Put a question to a department on the list, or take it off with no words, which who was asked and has not
    answered is told. Other words than those it was sent are asked anew. Raises `Unknown` (name.no_department),
    `Refused` (asked.no_words: department) where nothing was asked yet."""
    with acting.transaction() as tx:
        matter = tx.get(Matter, ref)
        text = what.strip()
        if not text:
            void = asked_of(matter.asked, department)
            if void is None:
                raise Refused("asked.no_words", department=department)
            tell_void(tx, acting, matter, void, leaving_in)
            left = tuple(one for one in matter.asked if one.department != department)
            return tx.put(matter.model_copy(update={"asked": left}))
        name = known_department(tx, department)
        part = reworded(asked_of(matter.asked, name), name, text)
        return tx.put(matter.model_copy(update={"asked": with_asked(matter.asked, part)}))


def preview_request(acting: Acting, ref: str, files: tuple[AttachedFile, ...] = ()) -> list[tuple[Message, Rendered]]:
    """The mails that `send_request` would send. Raises what it would raise."""
    matter = acting.store.get(Matter, ref)
    return [(message, rendered(acting, message)) for message in _messages(acting.store, acting, matter, files)]


@mails_ahead
def send_request(
    acting: Acting, ref: str, files: tuple[AttachedFile, ...] = (), *, leaving_in: timedelta = timedelta()
) -> Requested:
    """Ask each department that was not asked yet: its head and its contact, each his own mail, with these files. The
    facilitator gets none: of a department for which he alone speaks he says the answer himself. The mails leave after
    `leaving_in`, so that an undo has time.

    Raises `Refused`: asked.nothing (ref) where nothing is to be sent, asked.at_next_pass (ref, departments) where the
    next pass sends it, asked.change_unsent (ref, change) where that of a change is to be; asked.nobody (ref,
    department) where a department has neither a head nor a contact; asked.files_too_large (n, names) for more MB than
    servers commonly take."""
    with acting.transaction() as tx:
        matter = tx.get(Matter, ref)
        messages = _messages(tx, acting, matter, files)
        queued = queue_all(tx, acting, messages, leaving_in)
        now = {"sent_at": acting.now}
        asked = tuple(part.model_copy(update=now) if part.state == "unsent" else part for part in matter.asked)
        return Requested(tx.put(matter.model_copy(update={"asked": asked})), tuple(queued))


@mails_ahead
def answer_for(acting: Acting, ref: str, department: str, value: AnswerValue, text: str = "") -> Matter:
    """The facilitator says what a department's answer was: one that came by telephone, or one that was not clear. The
    contact that a yes names, in these words or in the department's own, is the matter's. Raises `Refused`:
    asked.not_there; asked.no_contact (ref, department, value) where it is not certain who that is."""
    with acting.transaction() as tx:
        matter = tx.get(Matter, ref)
        part = asked_of(matter.asked, department)
        known = part.answer if part else None
        settle_answer_mail(tx, known.via if known else "")
        settle_unclear_mails(tx, RequestTo(matter=matter.ref, department=department))
        answer = known or DepartmentAnswer(
            department=department, person=None, value=value, at=acting.now, via=acting.via
        )
        fields = {"value": value, "text": text or answer.text, "at": acting.now}
        read = _read_as_reply(acting, matter, department, str(fields["text"])) if value == "for" else Understanding()
        answered = record_answer(tx, matter, answer.model_copy(update={**fields, "promised": read.promised}))
        if value != "for":
            queue_assignment_mails(tx, acting)
            return answered
        named = _with_contact(tx, acting, answered, department, read)
        queue_assignment_mails(tx, acting)
        return named


def _read_as_reply(acting: Acting, matter: Matter, department: str, text: str) -> Understanding:
    """The meaning of the words as a reply of the department; with its contact and its day also where they are no
    certain yes, since the facilitator says that they are one."""
    typed = NewText(shown=text, lines=(ReplyLine(text=text, span=TextSpan(start=0, end=len(text))),))
    asking = Asking(kind="request", topics=(matter.title, matter.ref), name="", department=department)
    context = ReplyContext(items=(), locale=acting.config.organiser.locale, written=acting.today, asking=asking)
    from collabtui.language.replies.understand import understand  # forms of actions and matters open without its rules

    read = understand(typed, context) if text else Understanding()
    granted = adopted([one for one in read.proposals if one.ask == "for"])
    fields = {
        "contact": read.contact or granted.contact,
        "contact_phone": read.contact_phone or granted.contact_phone,
        "promised": read.promised or granted.promised,
    }
    return read.model_copy(update=fields)


def _with_contact(tx: Transaction, acting: Acting, matter: Matter, department: str, read: Understanding) -> Matter:
    """Raises `Refused` (asked.no_contact) where it is not certain who is named."""
    if not read.contact:
        return matter
    contact = match_contact(tx, department, None, read.contact, read.contact_phone)
    person = contact_person(tx, acting, contact)
    if person is None:
        raise Refused("asked.no_contact", ref=matter.ref, department=department, value=read.contact)
    return tx.put(with_contact(matter, department, person.ref))


def record_answer(tx: Transaction, matter: Matter, answer: DepartmentAnswer) -> Matter:
    """Take a department's answer down, and what it offers with it. Raises `Refused` (asked.not_there)."""
    part = asked_of(matter.asked, answer.department)
    if part is None:
        raise Refused("asked.not_there", ref=matter.ref, department=answer.department)
    record_offers(tx, matter, answer, part.answer)
    answered = part.model_copy(update={"answer": answer})
    return tx.put(matter.model_copy(update={"asked": with_asked(matter.asked, answered)}))


def with_contact(matter: Matter, department: str, person: str) -> Matter:
    """Exactly one person stands for a department."""
    others = tuple(one for one in matter.contacts if one.department != department)
    return matter.model_copy(update={"contacts": (*others, Contact(department=department, person=person))})


def kick_off_of(reader: Reader, acting: Acting, matter: Matter) -> Meeting | None:
    """The next meeting of a matter that has not begun its work: who is asked reads when it is."""
    if matter.step not in ("request", "kick-off"):
        return None
    planned = reader.find(Meeting, matter=matter.ref, state=["planned", "invited"])
    return min((one for one in planned if one.start > acting.now), key=lambda one: one.start, default=None)


def _messages(reader: Reader, acting: Acting, matter: Matter, files: tuple[AttachedFile, ...] = ()) -> list[Message]:
    refuse_too_large(files)
    files = background_files(reader, matter.ref, files)
    kick_off, signed = kick_off_of(reader, acting, matter), _signature(reader, matter)
    unsent = [one for one in matter.asked if one.state == "unsent"]
    if not unsent:
        if drafts := reader.find(ChangeRequest, matter=matter.ref, state="draft", limit=1):
            raise Refused("asked.change_unsent", ref=matter.ref, change=drafts[0].ref)
        if departments := asked_at_next_pass(reader, acting, matter):
            raise Refused("asked.at_next_pass", ref=matter.ref, departments=departments)
        raise Refused("asked.nothing", ref=matter.ref)
    found = []
    for part in unsent:
        people = speakers(reader, acting, matter, part.department).everybody
        if not people and not is_facilitators(reader, acting, matter, part.department):
            raise Refused("asked.nobody", ref=matter.ref, department=part.department)
        found += [
            request_message(matter, part, person, "first", kick_off=kick_off, files=files, signed=signed)
            for person in people
        ]
    return found


def asked_at_next_pass(reader: Reader, acting: Acting, matter: Matter) -> tuple[str, ...]:
    """Departments of a confidential matter that got a number and a day alone, and where somebody may read it by now."""
    if not matter.confidential:
        return ()
    mails = [one for one in reader.find(Outgoing, matter=matter.ref) if one.state != "held"]

    def is_to_come(part: DepartmentRequest) -> bool:
        own = [one for one in mails if one.key.startswith(outbox_keys.requests_to(matter.ref, part.department))]
        people = speakers(reader, acting, matter, part.department).everybody
        can_read = any(is_named(reader, matter, one, acting.facilitator) for one in people)
        return part.silent and bool(own) and can_read and not any(one.department for one in own)

    return tuple(part.department for part in matter.asked if is_to_come(part))


def _signature(reader: Reader, matter: Matter) -> RequestSignature | None:
    """Of the department that asks for the matter: as long as what it has signed is what goes out."""
    asked = reader.find(ChangeRequest, matter=matter.ref, kind="request", state=["asked", "granted"], newest_first=True)
    answer = answer_of(asked[0].opinions, matter.initiator) if asked else None
    if answer is None or answer.value != "for":
        return None
    if not is_as_asked(asked[0], matter, (), reader.find(Department), reader.find(Resource, matter=matter.ref)):
        return None
    people = people_by_ref(reader, filter(None, (answer.person, answer.in_place_of)))
    names = {ref: person.name for ref, person in people.items()}
    name, absent = names.get(answer.person or "", ""), names.get(answer.in_place_of or "", "")
    return {"name": name, "absent": absent, "at": answer.at} if name else None


def request_message(
    matter: Matter,
    part: DepartmentRequest,
    person: Person,
    stage: Stage,
    others: Sequence[Person] = (),
    *,
    kick_off: Meeting | None = None,
    files: tuple[AttachedFile, ...] = (),
    signed: RequestSignature | None = None,
) -> Message:
    """`others` are those who were asked before, where it is the head who is told. `files` are the
    background."""
    # the matter's version: after an undo the same may be asked anew; a reminder belongs to the asking
    asking = matter.version if stage == "first" or part.sent_at is None else part.owed_since or part.sent_at
    return Message(
        kind="request" if stage == "first" else "reminder" if stage == "again" else "escalation",
        key=outbox_keys.request(matter.ref, part.department, stage, asking, person.ref),
        person=person,
        template="request",
        context={
            "matter": matter,
            "part": part,
            "stage": stage,
            "others": [one.name for one in others],
            "days": ANSWER_DAYS,
            "kick_off": kick_off,
            "files": [file.name for file in files],
            "signed": signed,
        },
        files=files,
        matter=matter.ref,
        department=part.department,
        automatic=stage != "first",
    )
