"""An address that nobody was known by: tied to a person once, and the mails from it read again."""

from collabtui.domain.letters import Incoming
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.lifecycle.desk import Desk
from collabtui.lifecycle.rereading import read_again


def tie_sender(desk: Desk, ref: str, person: str) -> Person:
    """From now on mail from the sender of `ref` is that person's. What waits from this address is read again, as his,
    and goes on waiting: nothing is applied that was not looked at.

    Raises `Refused`: tie.no_sender, tie.taken (address, name) where the address is somebody else's."""
    with desk.transaction() as tx:
        incoming = tx.get(Incoming, ref)
        if not incoming.sender:
            raise Refused("tie.no_sender", ref=incoming.ref)
        taken = tx.find(Person, email=incoming.sender, limit=1) or tx.find(Person, aliases=incoming.sender, limit=1)
        if taken and taken[0].ref != person.upper():
            raise Refused("tie.taken", address=incoming.sender, name=taken[0].name)
        tied = tx.get(Person, person)
        if incoming.sender not in tied.addresses:
            tied = tx.put(tied.model_copy(update={"aliases": (*tied.aliases, incoming.sender)}))
        others = (mail for mail in tx.find(Incoming, state="waiting") if mail.sender == incoming.sender)
        for mail in {incoming.ref: incoming, **{mail.ref: mail for mail in others}}.values():
            if mail.state in ("waiting", "ignored"):
                read_again(tx, desk, mail)
        return tied
