"""A mail that brought what a department says waits as long as the facilitator has not said which it is, yes or no."""

from collabtui.domain.change import Change
from collabtui.domain.letters import Incoming, Outgoing
from collabtui.domain.matter import Matter
from collabtui.domain.model import Record
from collabtui.errors import Refused
from collabtui.store.interface import Reader, Transaction

_MAIL = "mail:"


def unsaid(record: Record) -> dict[str, str]:
    """The departments that said something that is neither a yes nor a no, and through what: `mail:I7`."""
    if isinstance(record, Matter):
        return {one.department: one.via for one in record.asked if one.unsaid}
    if isinstance(record, Change) and record.state == "asked":
        return {one.department: one.via for one in record.opinions if one.stance == "none"}
    return {}


def settle_mail(tx: Transaction, via: str) -> None:
    """The mail behind `via` need not wait for this any more; what else it asks for does."""
    mail = tx.get(Incoming, via.removeprefix(_MAIL)) if via.startswith(_MAIL) else None
    if mail and mail.state == "waiting" and not mail.requests and not (mail.updates and mail.verdict == "review"):
        tx.put(mail.model_copy(update={"state": "applied"}))


def unsettle_mails(tx: Transaction, record: Record) -> None:
    """What a department said is neither a yes nor a no again, since what was made of it was taken back."""
    for via in unsaid(record).values():
        mail = tx.get(Incoming, via.removeprefix(_MAIL)) if via.startswith(_MAIL) else None
        if mail and mail.state != "waiting":
            tx.put(mail.model_copy(update={"state": "waiting"}))


def refuse_in_inbox(reader: Reader, incoming: Incoming) -> None:
    """Raises `Refused` (inbox.say_in_matter: ref, matter, place) where the mail waits for nothing but that: whether it
    is a yes or a no is said on the page of the matter."""
    if incoming.requests or (incoming.updates and incoming.verdict == "review"):
        return
    if place := place_of_mail(reader, incoming):
        matter = place.partition("/")[0]
        raise Refused("inbox.say_in_matter", ref=incoming.ref, matter=matter, place=place)


def place_of_mail(reader: Reader, incoming: Incoming) -> str:
    """Where it is said which it is, as pages are told; empty where nothing of the mail waits for that."""
    answers = reader.get(Outgoing, incoming.answers) if incoming.answers else None
    if answers is None or answers.matter is None or answers.department is None:
        return ""
    asked = reader.get(Change, answers.change) if answers.change else reader.get(Matter, answers.matter)
    if unsaid(asked).get(answers.department) != f"{_MAIL}{incoming.ref}":
        return ""
    own = f"{answers.change}#" if answers.change else "?"
    return f"{answers.matter}/{own}{answers.department}"
