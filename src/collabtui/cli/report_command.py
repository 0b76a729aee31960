"""`collabtui report`: the week, who waits for whom, who has how much."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple, cast

from collabtui.cli.base.context import Context
from collabtui.cli.base.grammar import FilePath, Parser

if TYPE_CHECKING:
    from collabtui.formats.documents.document import Document
    from collabtui.formats.documents.report_documents import DepartmentReport, ReportedSilence, ReportedWait, WeekReport
    from collabtui.store.queries.action_filter import ActionFilter
    from collabtui.text.catalogue import Catalogue

ReportFormat = Literal["md", "html", "docx"]
FORMATS: tuple[ReportFormat, ...] = ("md", "html", "docx")


class ReportArgs(NamedTuple):
    matter: str | None = None
    format: ReportFormat | None = None
    locale: Literal["zh", "en"] | None = None
    out: FilePath | None = None


class LoadReportArgs(NamedTuple):
    department: str | None = None
    matter: str | None = None
    format: ReportFormat | None = None
    locale: Literal["zh", "en"] | None = None
    out: FilePath | None = None


def register(parser: Parser) -> None:
    parser.verb("week", report_week, ReportArgs)
    parser.verb("department", report_departments, ReportArgs)
    parser.verb("load", report_load, LoadReportArgs)


def report_week(context: Context, arguments: ReportArgs) -> None:
    """The week that today is in, of the organiser's zone."""
    from collabtui.domain.count_working_days import week_of
    from collabtui.formats.documents.report_documents import week_document
    from collabtui.store.queries.actions import actions
    from collabtui.store.queries.matters import risks
    from collabtui.store.queries.reports import done_between, open_counts

    reader, today, matter = context.reader, context.today, _matter(context, arguments)
    week = week_of(today)
    midnight = datetime.combine(week.first, time(), context.zone)
    next_monday = datetime.combine(week.last + timedelta(days=1), time(), context.zone)
    soon: ActionFilter = {"open_only": True, "due_before": week.plan_until + timedelta(days=1)}
    if matter:
        soon["matter"] = matter
    hidden = _hidden(context, matter)
    standing = open_counts(reader, today=today, matter=matter)
    of_hidden = [open_counts(reader, today=today, matter=ref) for ref in hidden]
    found: WeekReport = {
        "from": week.first,
        "to": week.last,
        "matter": matter,
        "open": standing[0] - sum(count for count, _ in of_hidden),
        "overdue": standing[1] - sum(late for _, late in of_hidden),
        "done": [
            one
            for one in done_between(reader, midnight, next_monday, today=today, matter=matter)
            if one["matter"] not in hidden
        ],
        "risks": [one for one in risks(reader, matter=matter) if one["matter"] not in hidden],
        "next": [one for one in actions(reader, today=today, **soon) if one["matter"] not in hidden],
        "silent": [one for one in _silent(context, matter) if one["matter"] not in hidden],
    }
    _give(context, arguments, found, lambda words, titles: week_document(words, week, found, titles, matter))


def _silent(context: Context, matter: str | None) -> "list[ReportedSilence]":
    from collabtui.domain.silent_owners import silent_owners
    from collabtui.store.sqlite.asked_progress import asked_progress

    owners = silent_owners(asked_progress(context.reader), context.clock())
    return [
        {
            "name": one.name,
            "department": one.department or None,
            "matter": one.matter,
            "asked_at": one.asked.astimezone(context.zone).isoformat(),
        }
        for one in owners
        if matter in (None, one.matter)
    ]


def report_departments(context: Context, arguments: ReportArgs) -> None:
    from collabtui.formats.documents.report_documents import department_document
    from collabtui.store.queries.action_charts import load
    from collabtui.store.queries.reports import answers_owed, waits

    matter = _matter(context, arguments)
    hidden = _hidden(context, matter)
    of_matter: ActionFilter = {"matter": matter} if matter else {}
    loads = load(context.reader, "department", today=context.today, **of_matter)
    found: DepartmentReport = {
        "matter": matter,
        "departments": [{"name": one.name, "open": one.open, "overdue": one.overdue} for one in loads],
        "waits": cast(
            "list[ReportedWait]",
            [
                one
                for one in waits(context.reader, today=context.today, matter=matter)
                if one["waiting"]["matter"] not in hidden and one["awaited"]["matter"] not in hidden
            ],
        ),
        "answers": answers_owed(context.reader, matter=matter, without=hidden),
    }
    _give(context, arguments, found, lambda words, titles: department_document(words, found, titles, matter))


def report_load(context: Context, arguments: LoadReportArgs) -> None:
    from collabtui.formats.documents.report_documents import load_document
    from collabtui.store.queries.reports import owner_loads

    matter = _matter(context, arguments)
    wanted = {"matter": matter or "", "department": arguments.department or ""}
    rows = owner_loads(context.reader, today=context.today, **wanted)
    _give(context, arguments, rows, lambda words, titles: load_document(words, rows, titles, matter))


def _hidden(context: Context, matter: str | None) -> list[str]:
    """The confidential matters that a report over all leaves out, as it is made to be passed on; it says how many."""
    from collabtui.store.queries.matters import confidential_refs

    hidden = [] if matter else confidential_refs(context.reader)
    if hidden:
        context.warn("report.left_out", n=len(hidden))
    return hidden


def _matter(context: Context, arguments: ReportArgs | LoadReportArgs) -> str | None:
    """Its ref. Raises `Unknown` (matter.unknown)."""
    from collabtui.store.queries.lookup import matter_ref

    return matter_ref(context.reader, arguments.matter) if arguments.matter else None


def _give(
    context: Context,
    arguments: ReportArgs | LoadReportArgs,
    found: object,
    made: "Callable[[Catalogue, dict[str, str]], Document]",
) -> None:
    """JSON for programs, else the document: Markdown unless another format is named."""
    from collabtui.cli.base.deliver import deliver
    from collabtui.cli.matter.form_commands import wanted_format
    from collabtui.store.queries.lookup import titles
    from collabtui.text.catalogue import Catalogue

    if context.options.json and not arguments.out:
        context.show(found)
        return
    kind = wanted_format(arguments.format, arguments.out, FORMATS)
    words = Catalogue(arguments.locale) if arguments.locale else context.words
    document = made(words, titles(context.reader))
    if kind == "md":
        from collabtui.formats.documents.document_markdown import write_markdown

        deliver(context, write_markdown(document).encode(), kind, arguments.out)
        return
    from collabtui.lifecycle.matters.forms.filling import written

    deliver(context, written(context.acting(), document, kind), kind, arguments.out)
