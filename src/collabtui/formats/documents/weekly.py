"""What a weekly report says, of one matter or of all: the form and `report week` are made of the same blocks."""

from collections.abc import Iterable
from typing import Any

from collabtui.domain.working_days import Week
from collabtui.formats.documents.document import Block, Fields, Items
from collabtui.text.catalogue import Catalogue

_OPEN = ("not-started", "in-progress", "blocked")


def weekly_blocks(
    words: Catalogue, week: Week, overall: str, done: Iterable[str], risks: Iterable[str], coming: Iterable[str]
) -> tuple[Block, ...]:
    """`overall` is how it stands, in a sentence; the others are lines."""

    def label(key: str) -> str:
        return words(f"form.label.{key}")

    return (
        Fields(((label("period"), f"{week.first} – {week.last}"), (label("overall"), overall))),
        Items(label("done_this_week"), tuple(done)),
        Items(label("week_risks"), tuple(risks)),
        Items(label("next_week"), tuple(coming)),
    )


def action_line(row: dict[str, Any], words: Catalogue, matter: str = "") -> str:
    """`A3 interface document (张伟, 2026-03-06 ▲): delivered`, of a row as `action list --json` has it."""
    owner = (row["owner"] or {}).get("name", "")
    due = f"{row['due']}{' ▲' if row['overdue'] else ''}" if row["due"] else ""
    about = words("list.separator").join(dict.fromkeys(filter(None, (owner, due, matter))))
    within = words("form.within", text=about) if about else ""
    progress = f" {row['percent']}%" if row["status"] in _OPEN and row["percent"] else ""
    deliverable = words("form.colon") + row["deliverable"] if row["deliverable"] else ""
    return f"{row['ref']} {row['title']}{within}{progress}{deliverable}"


def risk_line(row: dict[str, Any], words: Catalogue) -> str:
    """`R1 [high] supplier late: a second one`, of a row with `ref text level answer`."""
    level = words(f"level.{row['level']}")
    answer = words("form.colon") + row["answer"] if row["answer"] else ""
    return f"{row['ref']} [{level}] {row['text']}{answer}"
