"""The state of a page that is composed anew: cursor, focus and typed text."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from textual.content import Content
from textual.css.query import NoMatches
from textual.widgets import Input

from collabtui.widgets.rows import Rows

if TYPE_CHECKING:
    from textual.screen import Screen


@runtime_checkable
class Resumes(Protocol):
    """A part that knows more of it than its line and its cursor. There is one of a kind on a page."""

    def left(self) -> Any:
        """None: nothing."""

    def resume(self, left: Any) -> None: ...


class ViewState:
    """Taken before, `go_on` after. Of parts that have an id: lines that are typed, rows under the cursor, and who has
    the keys."""

    def __init__(self, screen: "Screen[Any]") -> None:
        self._typed = {one.id: (one.value, one.cursor_position) for one in screen.query(Input) if one.id}
        self._rows = {one.id: one.key for one in screen.query(Rows) if one.id}
        self._left = {type(one): one.left() for one in screen.query("*") if isinstance(one, Resumes)}
        self._focused = screen.focused.id if screen.focused else None

    def go_on(self, screen: "Screen[Any]") -> None:
        for one in screen.query(Input):
            value, cursor = self._typed.get(one.id or "", ("", 0))
            if value:
                one.value, one.cursor_position = value, cursor
        for rows in screen.query(Rows):
            if (key := self._rows.get(rows.id or "")) is not None:
                Rows.show(rows, [key], _blank)  # for as long as the others are read: then the cursor stays on it
        for part in (one for one in screen.query("*") if isinstance(one, Resumes)):
            if (left := self._left.get(type(part))) is not None:
                part.resume(left)
        if self._focused:
            try:
                screen.query_one(f"#{self._focused}").focus()
            except NoMatches:
                return


def _blank(keys: Sequence[Any], _: int) -> list[Content]:
    return [Content("")] * len(keys)
