"""The meaning of a column of a team's table: asked once, known at the next import."""

from typing import ClassVar, Self

from collabtui.domain.model import Instant, Kept, Label, Record


class ColumnMeaning(Record):
    prefix: ClassVar[str] = "K"
    kept: ClassVar[Kept] = Kept("column_meaning", unique=(("name",),))
    name: Label
    """As names of columns are compared (`formats.actions.column_fields.column_name`)."""
    field: str
    """Of a task; `-` for a column that is passed over."""
    at: Instant
    by: str
    withdrawn: bool = False

    @property
    def label(self) -> str:
        return self.name

    def withdraw(self) -> Self | None:
        return self.model_copy(update={"withdrawn": True})
