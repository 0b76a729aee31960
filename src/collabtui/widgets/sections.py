"""A list in sections: a heading with its count above each, and rows that can be folded away below it."""

from array import array
from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from collabtui.widgets.marked_rows import MarkableRows


@dataclass(frozen=True)
class Heading:
    """The key of a heading; the same one as long as it has the same name."""

    name: str
    count: int = field(compare=False, default=0)
    folded: bool = field(compare=False, default=False)


class KeysInSections(Sequence[Any]):
    """Headings and ids as one sequence of keys: what is folded costs nothing, and nothing is made for a row."""

    def __init__(self, sections: Iterable[tuple[str, "array[int]"]], folded: Collection[str]) -> None:
        self.ids = array("q")
        """All, also the folded ones."""
        self.headings: list[Heading] = []
        self._rows: list[int] = []
        """In which row each heading stands."""
        self._firsts: list[int] = []
        """Where in `ids` its section begins."""
        row = 0
        for name, ids in sections:
            self.headings.append(Heading(name, len(ids), name in folded))
            self._rows.append(row)
            self._firsts.append(len(self.ids))
            self.ids.extend(ids)
            row += 1 if name in folded else 1 + len(ids)
        self._length = row

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, at: Any) -> Any:
        if isinstance(at, slice):
            return [self[row] for row in range(*at.indices(self._length))]
        if not 0 <= at < self._length:
            raise IndexError(at)
        section = bisect_right(self._rows, at) - 1
        below = at - self._rows[section]
        return self.ids[self._firsts[section] + below - 1] if below else self.headings[section]

    def __contains__(self, key: object) -> bool:
        try:
            self.index(key)
        except ValueError:
            return False
        return True

    def index(self, value: Any, *_: int) -> int:
        if isinstance(value, Heading):
            return self._rows[self.headings.index(value)]
        at = self.ids.index(value)
        section = bisect_right(self._firsts, at) - 1
        if self.headings[section].folded:
            raise ValueError(value)
        return self._rows[section] + 1 + at - self._firsts[section]

    def below(self, heading: Heading) -> "array[int]":
        section = self.headings.index(heading)
        first = self._firsts[section]
        return self.ids[first : first + self.headings[section].count]

    def heading_of(self, row: int) -> Heading:
        """Under which heading a row stands, or the heading that it is."""
        return self.headings[bisect_right(self._rows, row) - 1]


class SectionRows(MarkableRows):
    """Rows that may come in sections. The cursor stands on headings too: Enter, ← and → or a click fold, space marks
    all below. Without sections it is a plain list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "fold(True)", "key.fold", show=False, id="rows.fold"),
        Binding("right", "fold(False)", "key.unfold", show=False, id="rows.unfold"),
    ]

    @dataclass
    class Folded(Message):
        """A section was asked to be folded, or unfolded."""

        rows: "SectionRows"
        name: str
        folded: bool

        @property
        def control(self) -> "SectionRows":
            return self.rows

    @property
    def heading(self) -> Heading | None:
        """The one under the cursor."""
        return self.key if isinstance(self.key, Heading) else None

    def all_keys(self) -> Sequence[Any]:
        return self.keys.ids if isinstance(self.keys, KeysInSections) else self.keys

    def can_be_marked(self, key: Any) -> bool:
        """A heading never is: what stands below it is."""
        return not isinstance(key, Heading) and super().can_be_marked(key)

    def action_mark(self) -> None:
        if isinstance(self.keys, KeysInSections) and self.heading:
            self.mark(self.keys.below(self.heading))
            self.action_move(1)
        else:
            super().action_mark()

    def action_fold(self, folded: bool) -> None:  # an action's parameter
        if isinstance(self.keys, KeysInSections) and self.keys:
            heading = self.keys.heading_of(self.cursor)
            if heading.folded != folded:
                self.cursor = self.keys.index(heading)
                self.post_message(self.Folded(self, heading.name, folded))

    def action_choose(self) -> None:
        if self.heading:
            self.action_fold(not self.heading.folded)
        else:
            super().action_choose()

    def on_click(self, event: events.Click) -> None:
        at = self.row_at(event)
        if at is not None and isinstance(self.keys[at], Heading):
            event.prevent_default()
            self.cursor = at
            self.action_choose()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return isinstance(self.keys, KeysInSections) if action == "fold" else super().check_action(action, parameters)
