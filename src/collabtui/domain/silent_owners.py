"""The rule of silent owners: who was asked how he stands and has said nothing. Mails, Today and the weekly report read
this one rule.

No pydantic here: the first page asks before its first frame."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from collabtui.domain.deadlines.progress_rhythm import PROGRESS_NOTED


class AskedProgress(NamedTuple):
    """A mail that asked an owner how his actions in a matter stand, as the store knows it."""

    matter: str
    title: str
    """Of the matter."""
    person: str
    name: str
    department: str
    timezone: str
    """The owner's, as all before it."""
    asked: str
    """ISO 8601, as the next one."""
    heard: str | None
    """When something was last said of one of those actions that are still open and his; None: there are none left."""
    answered: str | None = None
    """When he last wrote back to such a question after this one was put, whatever was read in it; None: not at all."""


class SilentOwner(NamedTuple):
    matter: str
    title: str
    person: str
    name: str
    department: str
    asked: datetime
    heard: datetime
    """When something was last said of his actions."""
    timezone: str
    """His own."""

    def asked_there(self, reader: str) -> str:
        """The hour at which he was asked where he lives; empty where it is the same in the reader's zone."""
        there, here = (self.asked.astimezone(ZoneInfo(zone)) for zone in (self.timezone, reader))
        return "" if there.utcoffset() == here.utcoffset() else f"{there:%H:%M}"

    @property
    def who(self) -> str:
        """`市场部 陈静`."""
        return " ".join(filter(None, (self.department, self.name)))

    @property
    def spell(self) -> str:
        """The begin of the marks of his silence: the same until something is said, however often he is asked."""
        return f"{self.matter}/{self.person}/{self.heard:%Y%m%dT%H%M%S}"

    @property
    def noted(self) -> str:
        """The mark that the facilitator was told of it."""
        return f"{self.spell}/silence-noted"


def silent_owners(mails: Iterable[AskedProgress], now: datetime) -> list[SilentOwner]:
    """The owners who have not written back at all: an answer that waits for the facilitator is one.

    By the newest question to each owner in each matter whose day is over at its hour where he lives; that also holds
    on a later day, where no pass was made in the evening. `mails`: the newest first."""
    found: dict[tuple[str, str], SilentOwner | None] = {}
    for mail in mails:
        asked = datetime.fromisoformat(mail.asked)
        if (mail.matter, mail.person) in found or not _is_over(asked, ZoneInfo(mail.timezone), now):
            continue
        heard = datetime.fromisoformat(mail.heard) if mail.heard else None
        silent = heard is not None and heard < asked and mail.answered is None
        who = (mail.person, mail.name, mail.department)
        owner = SilentOwner(mail.matter, mail.title, *who, asked, heard or asked, mail.timezone)
        found[mail.matter, mail.person] = owner if silent else None
    return [owner for owner in reversed(found.values()) if owner]


def _is_over(asked: datetime, zone: ZoneInfo, now: datetime) -> bool:
    return datetime.combine(asked.astimezone(zone).date(), PROGRESS_NOTED, zone) <= now
