"""The interface of a part with things under a cursor, whichever way it lays them out."""

from typing import Protocol, runtime_checkable


@runtime_checkable
class Listing(Protocol):
    """Letters typed into it are commands; Enter opens what is under the cursor."""

    filled: bool
    """Whether it was ever told which things there are."""
    empty: str
    """The sentence where there are none."""
    unread: str
    """The sentence until it was told."""

    def draw_again(self) -> None:
        """Something in the things has changed, or in how they are drawn."""

    def sync_terminal_cursor(self) -> None:
        """The terminal's own cursor stands where this one does: that is where screen readers read."""

    def whole_line(self) -> str:
        """The text of what is under the cursor, uncut; empty without."""
