"""A line in which words are typed that a list is filtered by."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from collabtui.widgets.typed_line import TypedLine


class WordFilter(TypedLine):
    """Enter goes to the list, and so does an arrow."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "key.to_list", key_display="⏎", id="filter.submit"),
        Binding("down", "submit", "key.to_list", show=False, id="filter.leave"),
    ]
