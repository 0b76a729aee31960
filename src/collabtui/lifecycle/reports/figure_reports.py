"""Reports of numbers as they are today: open actions by department and by owner, promises kept, times of answers."""

from collections.abc import Sequence, Set
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, TypeAlias, cast

from collabtui.domain.kept_report import FigureKind
from collabtui.formats.documents.document import Document
from collabtui.formats.documents.report_documents import (
    DepartmentReport,
    OwnerLoad,
    ReportedAnswerTime,
    ReportedPromises,
    SharedResource,
    answers_document,
    department_document,
    load_document,
    promises_document,
)
from collabtui.lifecycle.reports.present_reports import department_report
from collabtui.store.queries.departments import shared_resources
from collabtui.store.queries.reports import answer_times, owner_loads, promises

if TYPE_CHECKING:
    from collabtui.store.engine_connection import Connection
    from collabtui.text.catalogue import Catalogue

LOOKS_BACK = timedelta(days=91)
"""Promises and answers are those of a quarter."""
Figures: TypeAlias = DepartmentReport | Sequence[OwnerLoad] | Sequence[ReportedPromises] | Sequence[ReportedAnswerTime]


def figures(
    rows: "Connection", kind: FigureKind, now: datetime, matter: str | None, hidden: Set[str], department: str = ""
) -> Figures:
    """`now` is in the organiser's zone, `matter` a ref. `hidden`: matters whose titles are left out; `department`: the
    only one whose owners are reported."""
    today = now.date()
    match kind:
        case "department":
            return department_report(rows, today, matter, hidden)
        case "load":
            left_out = sorted(hidden)
            return owner_loads(rows, today=today, without=left_out, matter=matter or "", department=department)
        case "promises":
            return promises(rows, now=now, since=today - LOOKS_BACK, matter=matter)
        case "answers":
            return answer_times(rows, since=now - LOOKS_BACK, matter=matter)


def figures_document(
    words: "Catalogue",
    kind: FigureKind,
    found: Figures,
    titles: dict[str, str],
    matter: str | None,
    shared: Sequence[SharedResource] = (),
) -> Document:
    """`shared`: what several matters want at a time, for the report of the load."""
    match kind:
        case "department":
            return department_document(words, cast("DepartmentReport", found), titles, matter)
        case "load":
            return load_document(words, cast("Sequence[OwnerLoad]", found), titles, matter, shared)
        case "promises":
            return promises_document(words, cast("Sequence[ReportedPromises]", found), titles, matter)
        case "answers":
            return answers_document(words, cast("Sequence[ReportedAnswerTime]", found), titles, matter)


def days_of(kind: FigureKind, today: date) -> tuple[date, date]:
    """The first and the last day that its numbers are of."""
    return (today - LOOKS_BACK if kind in ("promises", "answers") else today, today)


def shared_in(rows: "Connection", kind: FigureKind, matter: str | None, hidden: Set[str]) -> Sequence[SharedResource]:
    """Resources that several matters want of a department on the same days, where the report tells of them."""
    if kind != "load":
        return ()
    found = cast("list[SharedResource]", shared_resources(rows))
    refs = [{one["ref"] for one in row["matters"]} for row in found]
    return [row for row, of in zip(found, refs, strict=True) if not of & hidden and (matter is None or matter in of)]
