"""The reports as documents, each read in one go: what their page shows, and what is written to a file."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal, get_args

from collabtui.domain.count_working_days import week_of
from collabtui.formats.documents.document import Block, Document, DocumentTable, ItemList, Prose
from collabtui.formats.documents.report_documents import (
    answers_document,
    department_document,
    load_document,
    promises_document,
    week_document,
)
from collabtui.lifecycle.reports.present_reports import department_report, left_out, week_report
from collabtui.store.queries.lookup import titles
from collabtui.store.queries.reports import (
    answer_times,
    owner_loads,
    promises,
)

if TYPE_CHECKING:
    from collabtui.store.engine_connection import Connection
    from collabtui.text.catalogue import Catalogue

ReportName = Literal["week", "department", "load", "promises", "answers"]
REPORTS: tuple[ReportName, ...] = get_args(ReportName)
LOOKS_BACK = timedelta(days=91)
"""Promises and answers are those of a quarter."""


def report_document(
    reader: "Connection", words: "Catalogue", name: ReportName, now: datetime, matter: str | None = None
) -> Document:
    """`now` is in the organiser's zone; `matter` is a ref, None: all of them."""
    today, named, hidden = now.date(), titles(reader), left_out(reader, matter)
    match name:
        case "week":
            week = week_of(today)
            return week_document(words, week, week_report(reader, now, week, matter, hidden), named, matter)
        case "department":
            return department_document(words, department_report(reader, today, matter, hidden), named, matter)
        case "load":
            rows = owner_loads(reader, today=today, matter=matter or "", department="")
            return load_document(words, rows, named, matter)
        case "promises":
            kept = promises(reader, now=now, since=today - LOOKS_BACK, matter=matter)
            return promises_document(words, kept, named, matter)
    return answers_document(words, answer_times(reader, since=now - LOOKS_BACK, matter=matter), named, matter)


def all_reports(reader: "Connection", words: "Catalogue", now: datetime, matter: str | None = None) -> Document:
    """One document with each report in it, one below the other."""
    found = [report_document(reader, words, name, now, matter) for name in REPORTS]
    blocks = tuple(_named(block, one.title) for one in found for block in one.blocks)
    return replace(found[0], title=words("report.all", day=words.day(now.date())), blocks=blocks)


def _named(block: Block, report: str) -> Block:
    """Which report it is from stands in its own title."""
    if isinstance(block, Prose):
        return Prose((f"{report}: {block.paragraphs[0]}", *block.paragraphs[1:]))
    if isinstance(block, DocumentTable):
        return replace(block, title=f"{report} · {block.title}" if block.title else report)
    return replace(block, title=f"{report} · {block.title}") if isinstance(block, ItemList) else block
