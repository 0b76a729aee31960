"""The interface of a part with things under a cursor, whichever way it lays them out."""


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
