"""A department is called otherwise: who has to do with it reads `X (formerly Y)`, once each, with the open matters in
which that is so."""

from collections.abc import Iterator

from collabtui.domain.matters.confidential import may_read
from collabtui.domain.matters.matter import Matter
from collabtui.domain.people import Department, Person
from collabtui.domain.via import KEY
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.queue_mail import Message, queue_all
from collabtui.lifecycle.base.undo_window import AT_ONCE, UNDO_WINDOW
from collabtui.store.interface import Reader, Transaction


def tell_renamed(tx: Transaction, acting: Acting, before: str, after: str) -> None:
    """Queue one mail to each; whoever did it knows. At the keys they wait as long as an undo has time."""
    if not acting.is_quiet:
        messages = list(renamed_messages(tx, acting, before, after))
        queue_all(tx, acting, messages, UNDO_WINDOW if acting.via == KEY else AT_ONCE)


def renamed_messages(reader: Reader, acting: Acting, before: str, after: str, named: str = "") -> Iterator[Message]:
    """To its heads and its contact, and in each open matter that names it to whoever answers for the matter, keeps its
    papers, or is the contact of a department. `named`: what it is called in the records, where that is not `after`."""
    for ref, matters in _concerned(reader, named or after).items():
        person = reader.get(Person, ref)
        if person.is_here and person.email != acting.config.organiser.email.lower():
            yield Message(
                kind="notice",
                key=outbox_keys.renamed(acting.now, after, ref),
                person=person,
                template="renamed",
                context={
                    "before": before,
                    "after": after,
                    "own": person.department in (after, named),
                    "matters": [one for one in matters if may_read(one, person, acting.facilitator)],
                },
            )


def _concerned(reader: Reader, name: str) -> dict[str, list[Matter]]:
    """People (refs), each with the open matters in which he has to do with it."""
    found: dict[str, list[Matter]] = {}
    for matter in reader.find(Matter):
        if matter.step != "archive" and not matter.withdrawn and name in _named_in(matter):
            contacts = (one.person for one in matter.contacts)
            for ref in dict.fromkeys(filter(None, (matter.owner, matter.clerk, *contacts))):
                found.setdefault(ref, []).append(matter)
    heads = (one.ref for one in reader.find(Person, department=name, head=True))
    own = (one.contact for one in reader.find(Department, name=name, limit=1))
    for ref in filter(None, (*heads, *own)):
        found.setdefault(ref, [])
    return found


def _named_in(matter: Matter) -> set[str]:
    """The departments that have to do with it."""
    parts = [*(one.department for one in matter.asked), *(one.department for one in matter.contacts)]
    return {matter.lead, matter.initiator, matter.supervising, *parts}
