"""The organiser has another address in the configuration than people know him by, maybe in the middle of a series: UIDs
stay, SEQUENCE is raised, and a REQUEST with the new ORGANIZER goes to everybody who was invited (RFC 5546 section
3.2.2.4). Answers to the former address count as before, since the secret in it stays."""

from collections.abc import Iterator

from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.directory import organiser, organiser_before
from collabtui.lifecycle.base.rendering.rendered_ahead import mails_ahead
from collabtui.lifecycle.meetings.invite import asked_by_another, to_be_invited
from collabtui.lifecycle.meetings.prepared_invitation import carry_out
from collabtui.store.interface import Reader


class OrganiserMoved:
    """He stays the person that he is, and calendars hear of it by themselves: what they answer to the former address
    may not arrive for ever. A meeting of which an update is owed anyway says it with that."""

    kind = "organiser-moved"

    def find(self, reader: Reader, acting: Acting) -> Iterator[str]:
        if (before := organiser_before(reader, acting)) is not None:
            yield before.ref
        yield from (meeting.ref for meeting in asked_by_another(reader, acting))

    def apply(self, acting: Acting) -> None:
        _tell_calendars(acting)


@mails_ahead
def _tell_calendars(acting: Acting) -> None:
    with acting.transaction() as tx:
        if organiser_before(tx, acting) is not None:
            organiser(tx, acting)
        for meeting in list(asked_by_another(tx, acting)):
            carry_out(tx, acting, to_be_invited(tx, acting, meeting.ref))
