"""Rows for what is due now, as `remind` and `status` show it."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, TypedDict

from collabtui.cli.base.context import Context
from collabtui.cli.base.text_table import table, terminal_width

if TYPE_CHECKING:
    from collabtui.lifecycle.due.owed import DueMail, OwedKind


class Addressed(TypedDict):
    name: str
    email: str


class DueMailRow(TypedDict):
    """One thing of which one person is to be told."""

    kind: "OwedKind"
    to: Addressed
    ref: str
    title: str
    due: date
    days: int
    """Until `due`; negative when it is past."""


def due_rows(mails: "Iterable[DueMail]") -> list[DueMailRow]:
    """A row for each thing; several with the same recipient may be one mail."""
    return [
        {
            "kind": owed.kind,
            "to": {"name": mail.message.person.name, "email": mail.message.person.email},
            "ref": owed.ref,
            "title": owed.title,
            "due": owed.due,
            "days": owed.days,
        }
        for mail in mails
        for owed in mail.owed
    ]


def due_lines(context: Context, rows: Iterable[DueMailRow]) -> list[str]:
    """The same for people."""
    shown = (
        (context.words(f"remind.{row['kind']}"), row["to"]["name"], row["due"], row["ref"], row["title"])
        for row in rows
    )
    return table(shown, width=terminal_width(context.out))
