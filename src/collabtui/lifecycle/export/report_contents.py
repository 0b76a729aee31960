"""The reports as documents, each read in one go: what their page shows, and what is written to a file."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, get_args

from collabtui.domain.count_working_days import week_of
from collabtui.domain.kept_report import FigureKind
from collabtui.formats.documents.document import Block, Document, DocumentTable, Fields, ItemList, Prose
from collabtui.formats.documents.report_documents import week_document
from collabtui.lifecycle.reports.figure_reports import figures, figures_document, shared_in
from collabtui.lifecycle.reports.present_reports import left_out, week_report
from collabtui.store.queries.lookup import titles

if TYPE_CHECKING:
    from collabtui.store.engine_connection import Connection
    from collabtui.text.catalogue import Catalogue


def week_contents(reader: "Connection", words: "Catalogue", now: datetime, matter: str | None = None) -> Document:
    """`now` is in the organiser's zone; `matter` is a ref, None: all of them."""
    week = week_of(now.date())
    found = week_report(reader, now, week, matter, left_out(reader, matter))
    return week_document(words, week, now.date(), found, titles(reader), matter)


def figure_contents(
    reader: "Connection", words: "Catalogue", kind: FigureKind, now: datetime, matter: str | None = None
) -> Document:
    """As above."""
    hidden = left_out(reader, matter)
    found = figures(reader, kind, now, matter, hidden)
    shared = shared_in(reader, kind, matter, hidden)
    return figures_document(words, kind, found, titles(reader), matter, shared)


def all_reports(
    reader: "Connection", words: "Catalogue", leadership: Document, now: datetime, matter: str | None = None
) -> Document:
    """One document with each report in it, one below the other; `leadership` was made before."""
    week = week_contents(reader, words, now, matter)
    rest = [figure_contents(reader, words, kind, now, matter) for kind in get_args(FigureKind)]
    return _joined(words("report.all", day=words.day(now.date())), week, leadership, *rest)


def reports_of_week(words: "Catalogue", week: Document, leadership: Document, number: int) -> Document:
    """The same of a past week: of that there is no other report, as numbers are those of today."""
    return _joined(words("report.all_of_week", number=number), week, leadership)


def _joined(title: str, first: Document, *others: Document) -> Document:
    blocks = tuple(_named(block, one.title) for one in (first, *others) for block in one.blocks)
    return replace(first, title=title, blocks=blocks)


def _named(block: Block, report: str) -> Block:
    """Which report it is from stands in its own title, or before its sentence."""
    match block:
        case Prose():
            return Prose((f"{report}: {block.paragraphs[0]}", *block.paragraphs[1:]))
        case DocumentTable():
            return replace(block, title=f"{report} · {block.title}" if block.title else report)
        case ItemList():
            return replace(block, title=f"{report} · {block.title}")
        case Fields():
            return replace(block, rows=tuple((f"{report} · {label}", value) for label, value in block.rows))
    return block
