"""Rows of records that a command would change, or hands over: what each is, its ref, what it is about."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from collabtui.cli.base.context import Context
from collabtui.cli.base.text_table import table, terminal_width

if TYPE_CHECKING:
    from collabtui.domain.model import Record


def show_records(context: Context, records: "Iterable[Record]") -> None:
    words = context.words
    shown = ((record.ref, words(f"merge.kind.{type(record).__name__.lower()}"), record.label) for record in records)
    context.out.lines(table(shown, width=terminal_width(context.out)))
