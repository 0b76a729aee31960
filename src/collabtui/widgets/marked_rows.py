"""Rows of which several can be marked, for what one key then does to all of them."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from collabtui.widgets.row_strips import Draw
from collabtui.widgets.rows import Rows


class MarkableRows(Rows):
    """Space marks one, shift and an arrow one after the other; `action_mark_to` a stretch, `action_mark_all` the list.
    Marks stay where they are when the rows change; what is no longer listed loses its mark."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("shift+up", "mark_along(-1)", "key.mark_up", show=False, id="rows.mark_up"),
        Binding("shift+down", "mark_along(1)", "key.mark_down", show=False, id="rows.mark_down"),
    ]

    class Marked(Rows.OfRow):
        """Other rows are marked than before."""

    def __init__(self, *, id: str | None = None, classes: str | None = None, empty: str = "") -> None:  # noqa: A002  # Textual's name for it
        super().__init__(id=id, classes=classes, empty=empty)
        self._marked: set[Any] = set()
        self._anchor: Any = None
        self.window.sign_of = lambda key: "▐" if key in self._marked else " "

    @property
    def marked(self) -> list[Any]:
        """In the order of the list."""
        return [key for key in self.all_keys() if key in self._marked] if self._marked else []

    @property
    def count_marked(self) -> int:
        return len(self._marked)

    @property
    def selection(self) -> list[Any]:
        """The marked rows, else the one under the cursor."""
        return self.marked or ([self.key] if self.key is not None and self.can_be_marked(self.key) else [])

    def all_keys(self) -> Sequence[Any]:
        """Of every row, also of one that is not seen."""
        return self.keys

    def can_be_marked(self, key: Any) -> bool:
        return not self.is_skipped(key)

    def show(self, keys: Sequence[Any], draw: Draw, **rest: Any) -> None:
        super().show(keys, draw, **rest)
        if self._marked:
            self._marked.intersection_update(self.all_keys())

    def action_mark(self) -> None:
        """Mark the row, or take its mark away, and go on to the next."""
        if self.key is not None:
            self._anchor = self.key
            self.mark((self.key,))
            self.action_move(1)

    def action_mark_along(self, step: int) -> None:
        """Mark the row and the one that the cursor goes to."""
        before = self.key
        self.action_move(step)
        self.mark_more({before, self.key} - {None})

    def action_mark_to(self) -> None:
        """Mark everything from the row that was marked last to the cursor."""
        try:
            first, last = sorted((self.cursor, self.keys.index(self._anchor)))
        except ValueError:
            self.action_mark()
        else:
            self.mark_more(self.keys[first : last + 1])

    def action_mark_all(self) -> None:
        """Mark every row; where all are, none."""
        keys = self.all_keys()
        if len(self._marked) == len(keys):
            self.clear_marks()
        else:
            self.mark_more(keys)

    def mark(self, keys: Sequence[Any]) -> None:
        """Mark these; where all of them are, take their marks away."""
        if self._marked.issuperset(keys):
            self._marked.difference_update(keys)
            self._say_marked()
        else:
            self.mark_more(keys)

    def mark_more(self, keys: Iterable[Any]) -> None:
        self._marked.update(key for key in keys if self.can_be_marked(key))
        self._say_marked()

    def clear_marks(self) -> bool:
        """Whether there were any."""
        had = bool(self._marked)
        self._marked.clear()
        self._say_marked()
        return had

    def _say_marked(self) -> None:
        self.refresh()
        self.post_message(self.Marked(self, self.key))
