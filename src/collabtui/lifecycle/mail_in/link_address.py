"""An address that nobody was known by, or that several share: linked to a person once, and its mails read again."""

from collabtui.domain.mail.mail_records import Incoming
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.directory import link
from collabtui.lifecycle.mail_in.reread_kept_mail import read_again


def link_to_person(acting: Acting, ref: str, person: str) -> Person:
    """From now on mail from the sender of `ref` is that person's, too where it was linked to others before: then they
    share it. What waits from this address is read again, and goes on waiting: nothing is applied that was not looked
    at.

    Raises `Refused`: tie.no_sender, tie.taken (address, name) where it is somebody else's own address."""
    with acting.transaction() as tx:
        incoming = tx.get(Incoming, ref)
        if not incoming.sender:
            raise Refused("link_address.no_sender", ref=incoming.ref)
        linked = link(tx, tx.get(Person, person), incoming.sender)
        others = (mail for mail in tx.find(Incoming, state="waiting") if mail.sender == incoming.sender)
        for mail in {incoming.ref: incoming, **{mail.ref: mail for mail in others}}.values():
            if mail.state in ("waiting", "ignored"):
                read_again(tx, acting, mail)
        return linked
