"""The mails about a change or an approval: the one that asks, with what was asked before and said against it, and all
that went out."""

from collections.abc import Sequence
from itertools import count

from collabtui.domain.deadlines.two_working_days_to_answer import ANSWER_DAYS
from collabtui.domain.mail.mail_records import NumberedItem, Outgoing
from collabtui.domain.matters.change_request import APPROVAL_KINDS, ChangeRequest
from collabtui.domain.matters.matter import Matter
from collabtui.domain.people import Person
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.asked.heads_unasked import objections_in
from collabtui.lifecycle.base.directory import people_by_ref
from collabtui.lifecycle.base.numbered_items import numbered_items
from collabtui.lifecycle.base.queue_mail import Message
from collabtui.lifecycle.matters.approvals.shown_content import shown_content
from collabtui.lifecycle.matters.change_requests.asked_content import is_otherwise
from collabtui.lifecycle.matters.criteria_mail import criteria_message
from collabtui.lifecycle.matters.criteria_results import missed_targets
from collabtui.store.interface import Reader
from collabtui.text.catalogue import Catalogue


def change_message(
    reader: Reader,
    matter: Matter,
    change: ChangeRequest,
    person: Person,
    departments: Sequence[str],
    *,
    again: bool = False,
) -> Message:
    """Of several departments for which one person is asked each is an item, without a number beside those of a plan:
    his answer counts for all, or by name."""
    department = departments[0]
    if change.kind == "criteria":
        return criteria_message(reader, matter, change, person, department, again=again)
    earlier = _earlier_version(reader, change)
    shown = shown_content(reader, matter, change, earlier)
    listed = numbered_items(line["action"] for line in shown["planned"])
    numbers = (0 if listed else n for n in count(1))
    named = [NumberedItem(number=n, ref=change.ref, title=name) for n, name in zip(numbers, departments, strict=False)]
    key = outbox_keys.change_asked(change.ref, change.version, department, person.ref)
    unclear = [one for one in change.unclear if again and one.department in departments]
    last = max((one.at for one in unclear), default=None)
    return Message(
        kind="reminder" if again else "change",
        key=outbox_keys.change_again(change.ref, department, person.ref, last) if again else key,
        person=person,
        template="approval" if change.kind in APPROVAL_KINDS else "change",
        context={
            **shown,
            **_asked_of(person, departments, matter, change),
            "changed": is_otherwise(reader, matter, change),
            "replaced": earlier if earlier and earlier.state in ("asked", "withdrawn") else None,
            "objections": _objections(reader, change, departments),
            "again": again,
            "unclear": unclear,
            "days": ANSWER_DAYS,
        },
        items=(*listed, *(named if departments[1:] else ())),
        matter=matter.ref,
        change=change.ref,
        department=department,
        automatic=again,
    )


def _asked_of(person: Person, departments: Sequence[str], matter: Matter, change: ChangeRequest) -> dict[str, object]:
    """What is asked, and for which departments he is asked."""
    return {
        "matter": matter,
        "change": change,
        "department": str(Catalogue(person.locale)("list.separator")).join(departments),
        "departments": list(departments),
        "as_owner": change.kind == "plan" and person.ref == matter.owner,
        "missed": missed_targets(matter.criteria) if change.kind == "acceptance" else [],
    }


def _earlier_version(reader: Reader, change: ChangeRequest) -> ChangeRequest | None:
    """The one that was asked before it of its kind."""
    if change.kind not in APPROVAL_KINDS:
        return None
    before = (change.asked_version or 1) - 1
    known = reader.find(ChangeRequest, matter=change.matter)
    return next((one for one in known if one.kind == change.kind and one.asked_version == before), None)


def _objections(reader: Reader, change: ChangeRequest, departments: Sequence[str]) -> list[dict[str, str]]:
    """What was said against it for these departments: who heads one now reads what the one before has said."""
    found = [one for one in objections_in(change) if one.department in departments]
    people = people_by_ref(reader, (one.person for one in found if one.person))
    return [
        {"department": one.department, "by": people[one.person].name if one.person else "", "text": one.text}
        for one in found
    ]


def letters_about(reader: Reader, ref: str) -> list[tuple[str, Outgoing]]:
    """The mails about it with the names of who got them: what was asked, reminded of, and decided."""
    change = reader.get(ChangeRequest, ref)
    mails = [
        mail
        for mail in reader.find(Outgoing, matter=change.matter)
        if (mail.change == change.ref and mail.kind != "answer") or outbox_keys.is_of_change(mail.key, change.ref)
    ]
    people = people_by_ref(reader, (mail.person for mail in mails))
    return [(people[mail.person].name, mail) for mail in mails]
