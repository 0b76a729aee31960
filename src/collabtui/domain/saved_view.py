"""A list of actions that somebody wants to see again."""

from typing import ClassVar

from collabtui.domain.model import Label, Record


class SavedView(Record):
    """A filter, an order and a grouping under a name. The words are those of the filter line; an order or a group that
    a later version does not know any more is left out."""

    prefix: ClassVar[str] = "L"
    name: Label
    """Unique among those that are not withdrawn."""
    line: str = ""
    order: str = "due"
    group: str = ""
    """Empty: not grouped."""
    withdrawn: bool = False
