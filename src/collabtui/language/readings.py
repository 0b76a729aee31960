"""How one piece of a reply was read: what is handed on until all of them are put together."""

from dataclasses import dataclass
from datetime import date

from collabtui.domain.action import Status
from collabtui.domain.meeting import Partstat
from collabtui.domain.reply import Ask
from collabtui.language.blocks import Block


@dataclass(slots=True)
class Reading:
    """`start` and `end` are places in the folded text of the block."""

    block: Block
    start: int
    end: int
    rule: str
    """What it says (`done`, `postpone`, …), or the code of why it says nothing."""
    counts: bool
    refs: tuple[str, ...] = ()
    idle: bool = False
    """A greeting, thanks, a name: it may stand beside anything."""
    waits: bool = False
    """A person has to look."""
    status: Status | None = None
    percent: int | None = None
    note: tuple[int, int] | None = None
    """Place of the note in the folded text."""
    accept: bool = False
    ask: Ask | None = None
    due: date | None = None
    reason: tuple[int, int] | None = None
    """Place of the reason in the folded text."""
    to: str | None = None
    text: str | None = None
    agreed: bool = False
    rsvp: Partstat | None = None
    denies: str = ""
    """The rule it would have been, had it not been taken back."""

    @property
    def about_items(self) -> bool:
        return bool(self.status or self.note or self.ask or self.waits)
