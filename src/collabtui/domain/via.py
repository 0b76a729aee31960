"""The way by which a change came in (by hand, by which mail, by the clock): stored beside each change of the trail, and
in what it changed, as text.

`key` and `command` are the user's, `worker` is the worker's own; `mail:I7` came by that mail, and `undo:31` takes back
batch 31 of the trail. Imports no model: lists and first frames use it.
"""

from collections.abc import Mapping
from typing import NamedTuple

KEY, COMMAND, WORKER = "key", "command", "worker"
MAIL_PREFIX, UNDO_PREFIX = "mail:", "undo:"
"""`mail:` is how what came by a mail begins, for queries that tell it from the rest."""


class Via(NamedTuple):
    """`str()` gives what is stored."""

    way: str
    """The whole text where it names neither a mail nor a batch."""
    mail_ref: str = ""
    """Ref of the mail that it came by."""
    undone: int | None = None
    """The batch that it undoes."""

    @classmethod
    def mail(cls, ref: str) -> "Via":
        return cls("mail", ref)

    @classmethod
    def undo(cls, batch: int) -> "Via":
        return cls("undo", undone=batch)

    @classmethod
    def parse(cls, text: str | None) -> "Via":
        """Any text, and None where nothing is stored."""
        text = text or ""
        if text.startswith(MAIL_PREFIX):
            return cls.mail(text.removeprefix(MAIL_PREFIX))
        number = text.removeprefix(UNDO_PREFIX)
        if number != text and number.isdecimal():
            return cls.undo(int(number))
        return cls(text)

    def __str__(self) -> str:
        if self.undone is not None:
            return f"{UNDO_PREFIX}{self.undone}"
        return f"{MAIL_PREFIX}{self.mail_ref}" if self.way == "mail" else self.way


def mail_of(via: str | None) -> str:
    """Ref of the mail that something came by; empty where it came by none."""
    return Via.parse(via).mail_ref


def not_undone(ways: Mapping[int, str]) -> set[int]:
    """The batches, of those with their ways, whose changes still stand: none that was taken back, and no taking back.
    Where a taking back was itself taken back, what it took back stands again."""
    stands: set[int] = set()
    taken_back: set[int] = set()
    for batch in sorted(ways, reverse=True):
        if batch in taken_back:
            continue
        undone = Via.parse(ways[batch]).undone
        if undone is None:
            stands.add(batch)
        else:
            taken_back.add(undone)
    return stands
