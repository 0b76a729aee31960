"""The reports as documents, each read in one go: what their page shows, and what is written to a file."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Literal, cast, get_args

from collabtui.domain.count_working_days import week_of
from collabtui.domain.silent_owners import silent_owners
from collabtui.formats.documents.document import Block, Document, DocumentTable, Items, Prose
from collabtui.formats.documents.report_documents import (
    DepartmentReport,
    ReportedWait,
    WeekReport,
    answers_document,
    department_document,
    load_document,
    promises_document,
    week_document,
)
from collabtui.store.queries.action_charts import load
from collabtui.store.queries.actions import actions
from collabtui.store.queries.lookup import titles
from collabtui.store.queries.matters import risks
from collabtui.store.queries.reports import (
    answer_times,
    answers_owed,
    done_between,
    open_counts,
    owner_loads,
    promises,
    waits,
)
from collabtui.store.sqlite.asked_progress import asked_progress

if TYPE_CHECKING:
    from collabtui.store.queries.action_filter import ActionFilter
    from collabtui.store.sqlite.connection import Connection
    from collabtui.text.catalogue import Catalogue

ReportName = Literal["week", "department", "load", "promises", "answers"]
REPORTS: tuple[ReportName, ...] = get_args(ReportName)
LOOKS_BACK = timedelta(days=91)
"""Promises and answers are those of a quarter."""


def report_document(
    reader: "Connection", words: "Catalogue", name: ReportName, now: datetime, matter: str | None = None
) -> Document:
    """`now` is in the organiser's zone; `matter` is a ref, None: all of them."""
    today, named = now.date(), titles(reader)
    match name:
        case "week":
            week = week_of(today)
            return week_document(words, week, _week(reader, now, matter), named, matter)
        case "department":
            return department_document(words, _departments(reader, now, matter), named, matter)
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
    return replace(block, title=f"{report} · {block.title}") if isinstance(block, Items) else block


def _week(reader: "Connection", now: datetime, matter: str | None) -> WeekReport:
    today, zone = now.date(), now.tzinfo
    week = week_of(today)
    soon: ActionFilter = {"open_only": True, "due_before": week.plan_until + timedelta(days=1)}
    if matter:
        soon["matter"] = matter
    first = datetime.combine(week.first, time(), zone)
    end = datetime.combine(week.last + timedelta(days=1), time(), zone)
    standing = open_counts(reader, today=today, matter=matter)
    silent = [one for one in silent_owners(asked_progress(reader), now) if matter in (None, one.matter)]
    return {
        "from": week.first,
        "to": week.last,
        "matter": matter,
        "open": standing[0],
        "overdue": standing[1],
        "done": done_between(reader, first, end, today=today, matter=matter),
        "risks": risks(reader, matter=matter),
        "next": actions(reader, today=today, **soon),
        "silent": [
            {
                "name": one.name,
                "department": one.department or None,
                "matter": one.matter,
                "asked_at": one.asked.astimezone(zone).isoformat(),
            }
            for one in silent
        ],
    }


def _departments(reader: "Connection", now: datetime, matter: str | None) -> DepartmentReport:
    today = now.date()
    of_matter: ActionFilter = {"matter": matter} if matter else {}
    loads = load(reader, "department", today=today, **of_matter)
    return {
        "matter": matter,
        "departments": [{"name": one.name, "open": one.open, "overdue": one.overdue} for one in loads],
        "waits": cast("list[ReportedWait]", waits(reader, today=today, matter=matter)),
        "answers": answers_owed(reader, matter=matter),
    }
