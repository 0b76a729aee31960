"""The interface of a part with things under a cursor, whichever way it lays them out."""

from collections.abc import Callable, Sequence
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from textual.message import Message

from collabtui.errors import Unreachable

T = TypeVar("T")
P = ParamSpec("P")
CUT = "…"
AGAIN = 1.0
"""Seconds, after which what could not be drawn is tried again."""


class CursorMoved(Message):
    """The cursor of a listing stands on something else."""


class Listing:
    """Letters typed into it are commands; Enter opens what is under the cursor. No Protocol: each part of a page is
    asked before the first frame whether it is one, which takes that long attribute by attribute."""

    filled: bool
    """Whether it was ever told which things there are."""
    empty: str
    """The sentence where there are none."""
    unread: str
    """The sentence until it was told."""

    def draw_again(self) -> None:
        """Something in the things has changed, or in how they are drawn."""
        raise NotImplementedError

    def sync_terminal_cursor(self) -> None:
        """The terminal's own cursor stands where this one does: that is where screen readers read."""
        raise NotImplementedError

    def whole_line(self) -> str:
        """The text of what is under the cursor, uncut; empty without."""
        raise NotImplementedError

    def drawn_line(self) -> str:
        """The same as it is drawn, with a "…" where it is cut."""
        raise NotImplementedError

    def cut_line(self) -> str:
        """The text of what is under the cursor where it is drawn cut; empty where all of it is seen."""
        drawn = self.drawn_line()
        whole = self.whole_line() if CUT in drawn else ""
        return whole if drawn.count(CUT) > whole.count(CUT) else ""


Drawn = Callable[Concatenate[Sequence[Any], P], Sequence[T]]


class DrawnThings(Protocol):
    """A part that draws things from the database."""

    def set_timer(self, delay: float, callback: Callable[[], None], /) -> object: ...

    def draw_again(self) -> None: ...


def drawn_in_reach(part: DrawnThings, draw: "Drawn[P, T]", blank: T) -> "Drawn[P, T]":
    """`draw`, which gets blank things while the database is out of reach: Textual would end the program. They are drawn
    again a second later, once however many of them were asked for."""
    waits = False

    def drawn(keys: Sequence[Any], /, *room: P.args, **named: P.kwargs) -> Sequence[T]:
        nonlocal waits
        try:
            return draw(keys, *room, **named)
        except Unreachable:
            if not waits:
                waits = True
                part.set_timer(AGAIN, again)
            return [blank] * len(keys)

    def again() -> None:
        nonlocal waits
        waits = False
        part.draw_again()

    return drawn
