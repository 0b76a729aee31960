"""Shared by requests and changes: a department's yes, no, or what is neither.

Whoever got the mail speaks for the department that it was sent to.
"""

from collections.abc import Iterable
from datetime import date
from typing import TypedDict
from zoneinfo import ZoneInfo

from collabtui.domain.last_word import NewerWord
from collabtui.domain.mail.adopted_proposals import can_be_confirmed
from collabtui.domain.mail.mail_about import ChangeTo, RequestTo
from collabtui.domain.mail.mail_records import Incoming
from collabtui.domain.mail.outdated_parts import ANSWER
from collabtui.domain.mail.reason_codes import Objection
from collabtui.domain.mail.reply import DEPARTMENT_ANSWERS, DepartmentStance, Understanding
from collabtui.domain.matters.change_request import APPROVAL_KINDS
from collabtui.domain.matters.department_answer import AnswerValue, DepartmentAnswer, ItemOpinion, Stance
from collabtui.domain.matters.matter import Matter
from collabtui.domain.people import Person
from collabtui.domain.place import Place
from collabtui.domain.via import mail_of
from collabtui.errors import Refused
from collabtui.language.offered_resources import offered_resources
from collabtui.lifecycle.base.department_people import speaks_for, stood_in_for
from collabtui.lifecycle.base.pending_mails import open_proposals, settle_unclear_mails
from collabtui.lifecycle.base.stand_in import in_place_of
from collabtui.lifecycle.mail_in.answerable.answer_kind import AnswerPart, Effect, ReadReply
from collabtui.lifecycle.mail_in.answerable.department_contacts import contact_in
from collabtui.lifecycle.mail_in.answerable.over_before_answer import STILL_ASKED, Over
from collabtui.store.interface import Reader, Transaction
from collabtui.text.catalogue import Catalogue

_VALUES: dict[Stance, AnswerValue] = {"for": "for", "against": "against", "none": "unclear"}


class ShownAnswer(TypedDict):
    """A department's answer as the answer mail tells of it."""

    stance: str
    """`for`, `against`; `none` where it waits for the facilitator."""
    department: str
    title: str
    ref: str
    change: bool
    approval: str
    """The kind of approval that was asked for; empty of a change and of a request."""
    contact: str
    """Name of the contact that it names; empty where it names none."""
    contact_away: date | None
    """The last day of the contact's absence; None where the contact is here."""
    contact_deputy: str
    """Name of who stands in meanwhile; empty where nobody does."""
    promised: date | None
    """The day by which it delivers; None where it names none."""
    offered: list[str]
    """What it gives with a yes, in its own words."""
    unknown: str
    """What it names as a contact and nobody of it is known by."""
    contact_elsewhere: str
    """The department of whom it names so, where that is another one."""
    opinions: tuple[ItemOpinion, ...]
    """What it says of single items of a plan."""
    rest_agreed: bool
    """Whether it agrees to all the others."""
    asked_back: bool
    """Whether it is most likely a yes, or a no, and its sender is asked whether that is what he means."""
    over: Over
    """The end of the question, where that was before the answer came."""


def effects_of(understood: Understanding) -> frozenset[Effect]:
    """An answer that is neither a yes nor a no is put before the facilitator."""
    if understood.stance is None:
        return frozenset()
    return frozenset({"unclear"} if understood.stance == "none" else {"changes"})


def answer_in(reader: Reader, reply: ReadReply, matter: str, department: str) -> DepartmentAnswer | None:
    """None where the reply says nothing for the department, or nobody knows who wrote it."""
    found = stance_for(reply, department)
    if found is None or reply.person is None:
        return None
    return DepartmentAnswer(
        department=department,
        person=reply.person.ref,
        value=_VALUES[found.stance],
        text=found.statement,
        at=reply.provenance.at,
        via=reply.via,
        in_place_of=represented(reader, reply, matter, department),
        promised=reply.understood.promised,
        items=found.items,
        rest_agreed=found.rest_agreed,
    )


def stance_for(reply: ReadReply, department: str) -> DepartmentStance | None:
    """The part of the reply for this department, where it was asked for several; None where it says nothing for it."""
    understood = reply.understood
    if understood.of_departments and understood.stance != "none":
        return next((one for one in understood.of_departments if one.department == department), None)
    if understood.stance is None:
        return None
    return DepartmentStance(
        department=department,
        stance=understood.stance,
        statement=understood.statement,
        items=understood.items,
        rest_agreed=understood.rest_agreed,
    )


def represented(reader: Reader, reply: ReadReply, matter: str, department: str) -> str | None:
    """The person (ref) who is away and for whom the sender answers."""
    if reply.person is None:
        return None
    day = reply.provenance.at.astimezone(ZoneInfo(reply.person.timezone)).date()
    return stood_in_for(reader, reader.get(Matter, matter), department, reply.person, day)


def objection_of_department(
    reader: Reader, department: tuple[str, str], known: DepartmentAnswer | None, reply: ReadReply
) -> Objection | None:
    """The reason for not taking the reply as the answer of the department (matter, name): as `spoken_for` and
    `disagreement`; None where nobody knows who wrote it."""
    if reply.person is None:
        return None
    found = stance_for(reply, department[1])
    stance = found.stance if found else reply.understood.stance
    return spoken_for(reader, department, reply.person) or disagreement(known, stance, reply.person)


def spoken_for(reader: Reader, department: tuple[str, str], person: Person) -> Objection | None:
    """`speaks-no-more`: he is neither head nor contact of the department (matter, name) by now."""
    matter, name = department
    return None if speaks_for(reader, reader.get(Matter, matter), name, person) else "speaks-no-more"


def disagreement(known: DepartmentAnswer | None, value: str | None, person: Person) -> Objection | None:
    """`department-disagrees`: a colleague has said the opposite of `value`, and it is not the head who speaks now."""
    if known is None:
        return None
    contrary = known.value not in ("unclear", value) and known.person not in (None, person.ref)
    return "department-disagrees" if contrary and not person.head else None


def newer_answer(reader: Reader, known: DepartmentAnswer | None, reply: ReadReply, ref: str) -> tuple[NewerWord, ...]:
    """`ref`: of the matter or the change that was asked about."""
    if known is None or reply.understood.stance is None or not reply.is_outdated(known.at):
        return ()
    by = reader.get(Person, known.person).name if known.person else ""
    return (NewerWord(ref=ref, value=ANSWER, at=known.at, by=by, via=known.via),)


def shown_answer(
    reader: Reader, reply: ReadReply, *, title: str, ref: str, kind: str = "", over: Over = STILL_ASKED
) -> AnswerPart | None:
    """The answer mail's part on it; `title` and `ref` are those of the matter or the change that was asked about,
    `kind` is the change's."""
    about, stance, contact = reply.about, reply.understood.stance, contact_in(reader, reply)
    if stance is None or reply.person is None or not isinstance(about, RequestTo | ChangeTo):
        return None
    day = reply.written.astimezone(ZoneInfo(reply.person.timezone)).date()
    away = contact.known if contact and contact.known and contact.known.is_away(day) else None
    deputy = in_place_of(reader, away, day) if away else None
    is_noted = stance != "none" and reply.applied and reply.is_trusted
    shown: ShownAnswer = {
        "stance": stance if is_noted else "none",
        "department": about.department,
        "title": title,
        "ref": ref,
        "change": isinstance(about, ChangeTo) and kind not in APPROVAL_KINDS,
        "approval": kind if kind in APPROVAL_KINDS else "",
        "contact": contact.name if contact else "",
        "contact_away": away.away_until if away else None,
        "contact_deputy": deputy.name if deputy else "",
        "promised": reply.understood.promised,
        "offered": list(offered_resources(reply.understood.statement)) if isinstance(about, RequestTo) else [],
        "unknown": reply.understood.contact if contact and contact.doubt else "",
        "contact_elsewhere": contact.elsewhere if contact else "",
        "opinions": reply.understood.items,
        "rest_agreed": reply.understood.rest_agreed,
        "asked_back": any(
            one.ask in DEPARTMENT_ANSWERS and can_be_confirmed(one) for one in reply.understood.proposals
        ),
        "over": over,
    }
    departments = about.departments if is_noted and isinstance(about, ChangeTo) else ()
    values = {"position": shown, "positions": _shown_of_each(reply, shown, departments) or [shown]}
    return AnswerPart(values, template="answer/department", says_it_waits=True)


def _shown_of_each(reply: ReadReply, shown: ShownAnswer, departments: Iterable[str]) -> list[ShownAnswer]:
    """The answers for several departments that one mail gives, each otherwise as `shown`."""
    found = [one for name in departments if (one := stance_for(reply, name))]
    return [
        {
            **shown,
            "department": one.department,
            "stance": one.stance,
            "opinions": one.items,
            "rest_agreed": one.rest_agreed,
        }
        for one in found
    ]


def taken_back_answer(reader: Reader, reply: ReadReply) -> AnswerPart | None:
    """That the department's answer is open again; None where the sender was not told that it is recorded."""
    about = reply.about
    if "changes" not in effects_of(reply.understood) or not isinstance(about, RequestTo | ChangeTo):
        return None
    names = [name for name in asked_in(about) if stance_for(reply, name)]
    department = str(Catalogue(reply.person.locale if reply.person else "zh")("list.separator")).join(names)
    position = {"department": department, "matter": reader.get(Matter, about.matter)}
    return AnswerPart({"position": position}, template="taken-back/department", subject_ref=about.matter)


def refuse_unclear(incoming: Incoming, via: str, place: Place) -> None:
    """`via` is what the department's unclear answer came by; it says itself on the matter's page which it is.

    Raises `Refused` (inbox.say_in_matter: ref, matter, place) where this mail brought it and waits for nothing else."""
    if incoming.requests or (incoming.updates and incoming.verdict == "review"):
        return
    if any(one.ask in DEPARTMENT_ANSWERS for one in open_proposals(incoming)):
        return
    if mail_of(via) == incoming.ref:
        raise Refused("inbox.say_in_matter", ref=incoming.ref, matter=place.ref, place=str(place))


def asked_in(about: RequestTo | ChangeTo) -> tuple[str, ...]:
    return about.departments if isinstance(about, ChangeTo) else (about.department,)


def settle_unclear(tx: Transaction, reply: ReadReply) -> None:
    """The mails in which this department was not clear on the same question wait no longer, now that it is. One that
    asks something itself, or says more, waits on."""
    if reply.understood.stance not in ("for", "against"):
        return
    if isinstance(reply.about, RequestTo | ChangeTo):
        settle_unclear_mails(tx, reply.about, beside=reply.ref)


def wait_for(tx: Transaction, via: str) -> None:
    """The mail that brought an answer waits again, since it is neither a yes nor a no by now."""
    mail = tx.get(Incoming, ref) if (ref := mail_of(via)) else None
    if mail and mail.state != "waiting":
        tx.put(mail.model_copy(update={"state": "waiting"}))
