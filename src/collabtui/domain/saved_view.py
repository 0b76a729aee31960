"""A list of actions that somebody wants to see again."""

from typing import ClassVar, Self

from collabtui.domain.model import Kept, Label, Record


class SavedView(Record):
    """A filter, an order and a grouping under a name. The words are those of the filter line; an order or a group that
    a later version does not know any more is left out."""

    prefix: ClassVar[str] = "L"
    kept: ClassVar[Kept] = Kept("saved_view", asked=("name",))
    name: Label
    """Unique among those that are not withdrawn."""
    line: str = ""
    order: str = "due"
    group: str = ""
    """Empty: not grouped."""
    withdrawn: bool = False

    @property
    def label(self) -> str:
        return self.name

    def withdraw(self) -> Self | None:
        return self.model_copy(update={"withdrawn": True})
