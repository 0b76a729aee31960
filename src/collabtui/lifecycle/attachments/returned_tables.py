"""A department's plan that comes back changed, as a table with a reply: taken in as `action import` takes a file, and
its sender hears what became of it."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from collabtui.domain.mail.bare_subject import topic
from collabtui.domain.mail.mail_about import ChangeTo, RequestTo
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.lifecycle.attachments.handed_in_files import MOST_BYTES
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.assessment import Assessment
from collabtui.lifecycle.base.queue_mail import Message, queue
from collabtui.lifecycle.base.rendering.rendered_ahead import mails_ahead
from collabtui.mail.parse.attached_files import AttachedFile, attached_files
from collabtui.mail.parse.message import TABLE_FILES
from collabtui.store.interface import Reader
from collabtui.text.catalogue import Catalogue


class ReturnedTable(NamedTuple):
    mail: Incoming
    file: AttachedFile
    matter: str
    """Ref of the matter that the answered mail is about; empty where it is about none."""


def is_plan_sent_back(assessment: Assessment) -> bool:
    """Whether a department's plan comes with it: a table, with an answer to the draft of duties or to what a department
    was asked about a matter."""
    asked = assessment.origin.answers
    if asked is None or not assessment.received.tables:
        return False
    return outbox_keys.is_duties(asked.key) or isinstance(assessment.about, RequestTo | ChangeTo)


def is_table(name: str) -> bool:
    return name.lower().endswith(TABLE_FILES)


def returned_table(reader: Reader, ref: str, name: str = "") -> ReturnedTable:
    """The table of the mail, `name` where it has several. Raises `Refused`: inbox.no_table (ref), inbox.which_table
    (ref, names), inbox.file_too_large (name, n)."""
    mail = reader.get(Incoming, ref)
    found = [(file, whole) for file, whole in attached_files(mail.raw, MOST_BYTES) if is_table(file.name)]
    chosen = [one for one in found if not name or one[0].name == name]
    if not chosen:
        raise Refused("inbox.no_table", ref=mail.ref)
    if len(chosen) > 1:
        raise Refused("inbox.which_table", ref=mail.ref, names=[file.name for file, _ in chosen])
    file, whole = chosen[0]
    if not whole:
        raise Refused("inbox.file_too_large", name=file.name, n=MOST_BYTES // 2**20)
    asked = reader.get(Outgoing, mail.answers) if mail.answers else None
    return ReturnedTable(mail, file, (asked.matter if asked else None) or "")


@mails_ahead
def settle_taken(acting: Acting, table: ReturnedTable, counts: Callable[[Catalogue], Sequence[str]]) -> Incoming:
    """The mail waits no more, and who sent the table reads what was taken over: `counts`, in his language."""
    with acting.transaction() as tx:
        mail = tx.get(Incoming, table.mail.ref)
        person = tx.get(Person, mail.person) if mail.person else None
        if person is not None and person.is_here:
            words = Catalogue(person.locale)
            text = str(words("inbox.table_taken", name=table.file.name, counts=counts(words)))
            queue(
                tx,
                acting,
                Message(
                    kind="notice",
                    key=outbox_keys.table_taken(mail.ref, mail.version, person.ref),
                    person=person,
                    template="letter",
                    context={"topic": topic(mail.subject), "text": text},
                    in_reply_to=mail.message_id,
                    matter=table.matter or None,
                ),
            )
        return tx.put(mail.model_copy(update={"state": "applied"}))
