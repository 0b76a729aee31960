"""A question to a department that is asked no more, or asked of others: who was asked and has not answered reads so in
one line, as an answer to the mail that asked; a mail of it that has not left is held back."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.department_answer import DepartmentRequest, asked_of
from collabtui.domain.matters.matter import Matter
from collabtui.domain.people import Person
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.department_people import speakers_and_deputies
from collabtui.lifecycle.base.queue_mail import Message, queue_all
from collabtui.store.interface import Reader, Transaction
from collabtui.text.catalogue import Catalogue

_ASKING = ("request", "change", "reminder", "escalation")


def tell_void(
    tx: Transaction, acting: Acting, matter: Matter, part: DepartmentRequest, leaving_in: timedelta = timedelta()
) -> list[Outgoing]:
    """To each who got a mail of it once, unless the department has answered."""
    if not part.silent or part.sent_at is None:
        return []
    asking = _asking(tx, matter, part.department, part.sent_at)
    messages = _notices(tx, asking, "asked.void", department=part.department, what=_one_line(part.what))
    return queue_all(tx, acting, messages, leaving_in)


def tell_replaced(
    tx: Transaction, acting: Acting, change: ChangeRequest, asked_anew: Collection[str], leaving_in: timedelta
) -> list[Outgoing]:
    """To each who was asked about a content that was changed before it was decided on, unless he is asked anew."""
    asking = [one for one in tx.find(Outgoing, change=change.ref) if one.kind in _ASKING]
    messages = _notices(tx, asking, "asked.replaced", ref=change.ref, what=_one_line(change.what))
    return queue_all(tx, acting, [one for one in messages if one.person.ref not in asked_anew], leaving_in)


def tell_filed(tx: Transaction, acting: Acting, matter: Matter) -> list[Outgoing]:
    """To each of whom the matter, which is archived now, has asked something that his department has not answered."""
    notices: list[Message] = []
    for part in matter.asked:
        if part.silent and part.sent_at:
            asking = _asking(tx, matter, part.department, part.sent_at)
            notices += _notices(tx, asking, "asked.filed", ref=matter.ref, what=_one_line(part.what))
    for change in tx.find(ChangeRequest, matter=matter.ref, state="asked"):
        silent = set(change.silent)
        mails = (one for one in tx.find(Outgoing, change=change.ref) if one.kind in _ASKING and not one.items)
        asking = [one for one in mails if silent & set(one.departments)]
        notices += _notices(tx, asking, "asked.filed", ref=change.ref, what=_one_line(change.what))
    return queue_all(tx, acting, notices)


def asked_before_merge(reader: Reader, department: str) -> list[Outgoing]:
    """The mails that ask a department what it has not answered yet, as they are before it becomes part of another."""
    found: list[Outgoing] = []
    for matter in reader.find(Matter):
        part = asked_of(matter.asked, department)
        if part and part.silent and part.sent_at:
            found += _asking(reader, matter, department, part.sent_at)
        for change in reader.find(ChangeRequest, matter=matter.ref, state="asked"):
            if change.asked_at and department in change.silent:
                found += _asking(reader, matter, department, change.asked_at, change.ref)
    return found


def tell_merged(tx: Transaction, acting: Acting, asked: Iterable[Outgoing], before: str, after: str) -> list[Outgoing]:
    """To each who was asked for the department that is a part of another now, and does not speak for that one."""
    matters = {ref: tx.get(Matter, ref) for ref in dict.fromkeys(mail.matter for mail in asked if mail.matter)}
    speaking = {
        ref: {one.ref for one in speakers_and_deputies(tx, acting, matter, after)} for ref, matter in matters.items()
    }
    relieved = [one for one in asked if one.matter and one.person not in speaking[one.matter]]
    return queue_all(tx, acting, _notices(tx, relieved, "asked.merged", before=before, after=after))


def _asking(
    reader: Reader, matter: Matter, department: str, since: datetime, change: str | None = None
) -> list[Outgoing]:
    """The mails that ask it alone."""
    mails = (one for one in reader.find(Outgoing, matter=matter.ref) if one.kind in _ASKING and one.change == change)
    return [one for one in mails if one.department == department and not one.items and one.queued_at >= since]


def _notices(tx: Transaction, asking: Iterable[Outgoing], key: str, **values: str) -> list[Message]:
    """One to each for each question: an answer to the last mail of it that he may have got."""
    mails = sorted(asking, key=lambda one: one.queued_at)
    for mail in (one for one in mails if not one.may_have_left and one.state == "queued"):
        tx.put(tx.get(Outgoing, mail.ref).model_copy(update={"state": "held"}))
    last = {(one.person, one.matter, one.change): one for one in mails if one.may_have_left}
    people = [(tx.get(Person, mail.person), mail) for mail in last.values()]
    return [_message(person, mail, key, values) for person, mail in people if person.is_here]


def _message(person: Person, mail: Outgoing, key: str, values: dict[str, str]) -> Message:
    line = str(Catalogue(person.locale)(key, **values))
    subject = mail.subject.removesuffix(f"#{mail.code}").strip()
    return Message(
        kind="notice",
        key=outbox_keys.holds_no_more(mail.key),
        person=person,
        template="withdrawn",
        context={"subject": subject, "sent_at": mail.sent_at or mail.queued_at, "lines": [line]},
        matter=mail.matter,
        in_reply_to=mail.message_id,
    )


def _one_line(text: str) -> str:
    return text.replace("\n", " ")
