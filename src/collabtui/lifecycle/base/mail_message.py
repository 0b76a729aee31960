"""A mail to one person before it is rendered: what every use case hands to the queue."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from collabtui.domain.mail.mail_records import AskedBack, NumberedItem, OutgoingKind, asked_departments
from collabtui.domain.people import Person
from collabtui.mail.compose.compose import CalendarPart
from collabtui.mail.parse.attached_files import AttachedFile


@dataclass(frozen=True)
class Message:
    """A mail to one person, before it is rendered."""

    kind: OutgoingKind
    key: str
    """What it says and to whom; a second message with the same key is not queued."""
    person: Person
    template: str
    context: Mapping[str, object]
    """What the template reads, by name."""
    items: tuple[NumberedItem, ...] = ()
    example_of: tuple[NumberedItem, ...] = ()
    """Of what the example of a reply is where the mail lists no items; their number is 0."""
    asked_back: AskedBack | None = None
    """Readings that the person is asked to confirm."""
    meeting: str | None = None
    series: str | None = None
    """For a mail about the whole series that the meeting belongs to."""
    calendar_uid: str | None = None
    """The UID of the event that its calendar part is about."""
    calendar_date: datetime | None = None
    """The one date of that event that is meant; None: all of it."""
    left_out: tuple[datetime, ...] = ()
    """Dates of a series that it leaves out for this person."""
    minutes_version: int | None = None
    matter: str | None = None
    department: str | None = None
    """The department that the person is asked for."""
    progress_of: tuple[str, ...] = ()
    """The matters of whose actions it asks how they stand."""
    change: str | None = None
    automatic: bool = False
    calendar: CalendarPart | None = None
    files: tuple[AttachedFile, ...] = ()
    """What goes along, within `mail` bounds: each recipient's mail holds all of it."""
    token_key: str = ""
    """What the reply token is made of, where several mails share one; `key` when empty."""
    in_reply_to: str = ""
    references: tuple[str, ...] = field(default=())

    @property
    def departments(self) -> tuple[str, ...]:
        """All that the person is asked for."""
        return asked_departments(self.department, self.change, self.items)
