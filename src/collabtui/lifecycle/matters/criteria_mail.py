"""The mail that asks a department for the result of each criterion that it supervises, with what was handed in."""

from collections.abc import Collection
from datetime import datetime
from typing import TypedDict

from collabtui.domain.deadlines.two_working_days_to_answer import ANSWER_DAYS
from collabtui.domain.mail.mail_records import NumberedItem
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.matter import Criterion, Matter
from collabtui.domain.people import Person
from collabtui.lifecycle.attachments.handed_in_files import HandedIn, handed_in_files
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.queue_mail import Message
from collabtui.store.interface import Reader


class CriterionLine(TypedDict):
    number: int
    criterion: Criterion


def criteria_message(
    reader: Reader,
    matter: Matter,
    change: ChangeRequest,
    person: Person,
    department: str,
    *,
    again: bool = False,
    unmet: Collection[Criterion] = (),
    since: datetime | None = None,
) -> Message:
    """Numbers are those of the matter; criteria of other departments are not in it, so no answer can reach them.
    What was handed in goes with no reminder. `unmet`: those alone, which are to be looked at once more;
    `since`: when that was asked, of a reminder of it."""
    key = outbox_keys.change_asked(change.ref, change.version, department, person.ref)
    lines: list[CriterionLine] = [
        {"number": number, "criterion": one}
        for number, one in enumerate(matter.criteria, 1)
        if matter.supervises(one) == department and (not unmet or one in unmet)
    ]
    handed_in = HandedIn((), ()) if again else handed_in_files(reader, matter.ref)
    return Message(
        kind="reminder" if again else "change",
        key=outbox_keys.change_again(change.ref, department, person.ref, since) if again else key,
        person=person,
        template="criteria",
        context={
            "matter": matter,
            "change": change,
            "department": department,
            "again": again,
            "asked_on": since or change.asked_at,
            "once_more": bool(unmet),
            "days": ANSWER_DAYS,
            "lines": lines,
            "files": [file.name for file in handed_in.files],
            "left_out": list(handed_in.left_out),
        },
        items=tuple(
            NumberedItem(number=line["number"], ref=matter.ref, title=line["criterion"].text) for line in lines
        ),
        files=handed_in.files,
        matter=matter.ref,
        change=change.ref,
        department=department,
        automatic=again,
    )
