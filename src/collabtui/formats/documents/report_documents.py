"""The reports as documents, from rows of `store.queries.reports`."""

from collections.abc import Iterable, Sequence
from typing import Any

from collabtui.domain.working_days import Week
from collabtui.formats.documents.document import Block, Cell, Document, DocumentTable, Prose
from collabtui.formats.documents.weekly import action_line, risk_line, weekly_blocks
from collabtui.text.catalogue import Catalogue

Row = dict[str, Any]


def week_document(words: Catalogue, week: Week, found: Row, titles: dict[str, str], matter: str | None) -> Document:
    """`found` has `done risks next` as rows, and the numbers `open overdue`. `titles` are those of the matters; where
    all are reported, each line says whose it is."""

    def lines(rows: Iterable[Row]) -> list[str]:
        return [action_line(row, words, "" if matter else titles.get(row["matter"], "")) for row in rows]

    overall = words("report.overall", done=len(found["done"]), open=found["open"], overdue=found["overdue"])
    nothing = [words("form.none")]
    blocks = weekly_blocks(
        words,
        week,
        overall,
        lines(found["done"]) or nothing,
        [risk_line(row, words) for row in found["risks"]] or nothing,
        lines(found["next"]) or nothing,
    )
    return _document(words, "form.weekly", blocks, titles, matter)


def department_document(words: Catalogue, found: Row, titles: dict[str, str], matter: str | None) -> Document:
    """`found` has `departments`, `waits` and `answers` as rows."""
    loads = [(row["name"] or _none(words), str(row["open"]), str(row["overdue"])) for row in found["departments"]]
    pairs = [(*_end(row["awaited"], words), *_end(row["waiting"], words)) for row in found["waits"]]
    owed = [(row["department"], f"{row['ref']} {row['what']}", (row["since"] or "")[:10]) for row in found["answers"]]
    blocks = (
        *_table(words, "departments", ("department", "open", "overdue"), loads),
        *_table(words, "waits", ("awaited", "what", "due", "waiting", "held_up", "due"), pairs),
        *_table(words, "answers", ("department", "asked", "since"), owed),
    )
    return _document(words, "report.department", blocks, titles, matter)


def load_document(words: Catalogue, rows: Sequence[Row], titles: dict[str, str], matter: str | None) -> Document:
    cells = [
        (
            row["name"] or words("action.nobody"),
            row["department"] or "",
            *(str(row[name]) for name in ("open", "overdue", "due_in_week", "blocked")),
        )
        for row in rows
    ]
    columns = ("owner", "department", "open", "overdue", "due_in_week", "blocked")
    return _document(words, "report.load", _table(words, "", columns, cells), titles, matter)


def _end(row: Row, words: Catalogue) -> tuple[str, str, str]:
    """Whose it is, what it is, when it is due."""
    owner = row["owner"] or {}
    who = " ".join(filter(None, (owner.get("department"), owner.get("name")))) or words("action.nobody")
    late = " ▲" if row["overdue"] else ""
    return who, f"{row['ref']} {row['title']}", f"{row['due'] or ''}{late}"


def _none(words: Catalogue) -> str:
    return words("report.no_department")


def _table(words: Catalogue, title: str, columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> tuple[Block, ...]:
    """A table; where there is nothing, a sentence."""
    heading = words(f"report.{title}") if title else ""
    if not rows:
        return (Prose((words(f"report.no_{title or 'load'}"),)),)
    labels = tuple(words(f"report.label.{name}") for name in columns)
    return (DocumentTable(labels, tuple(map(tuple, rows)), heading),)


def _document(
    words: Catalogue, title: str, blocks: tuple[Block, ...], titles: dict[str, str], matter: str | None
) -> Document:
    return Document(
        words(title), words.locale, blocks, number=matter or "", subject=titles.get(matter, "") if matter else ""
    )
