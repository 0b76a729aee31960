"""A report that was made: what it says, of which week and of what; as a document in either language, and as JSON."""

import json
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeAlias, TypedDict, cast

from collabtui.domain.count_working_days import Week, name_of_week, week_of
from collabtui.domain.kept_report import FigureKind, KeptReport, ReportKind, WeeklyKind
from collabtui.domain.matters.matter import Matter
from collabtui.formats.documents.document import Document
from collabtui.formats.documents.report_documents import SharedResource, WeekReport, week_document
from collabtui.formats.documents.status_documents import leadership_document, status_document
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.confidential_mails import hidden_texts, without
from collabtui.lifecycle.reports.figure_reports import Figures, days_of, figures, figures_document, shared_in
from collabtui.lifecycle.reports.kept_reports import kept_reports
from collabtui.lifecycle.reports.matter_statuses import MatterStatus, statuses
from collabtui.lifecycle.reports.past_week import as_it_stood, end_of, past_week, titles_then
from collabtui.lifecycle.reports.present_reports import left_out, week_report
from collabtui.store.engine_connection import Connection
from collabtui.store.interface import Reader
from collabtui.store.queries.lookup import titles
from collabtui.text.catalogue import Catalogue


class LeadershipReport(TypedDict):
    week: str
    matters: list[MatterStatus]


class StatusReport(TypedDict):
    standing: MatterStatus
    week: WeekReport


Content: TypeAlias = WeekReport | LeadershipReport | StatusReport | Figures


@dataclass(frozen=True)
class MadeReport:
    kind: ReportKind
    today: date
    """The day on which it was made."""
    week: Week
    matter: str | None
    content: Content
    titles: dict[str, str]
    """Of matters, by ref."""
    confidential: bool = False
    """Whether its matter is."""
    left_out: int = 0
    """Confidential matters that one over all leaves out, as it is made to be passed on."""
    kept: KeptReport | None = None
    """The one that it was read from."""
    days: tuple[date, date] | None = None
    """The first and the last that it is of, where that is no week."""
    shared: Sequence[SharedResource] = ()
    """Of the load: what several matters want of a department on the same days."""

    @property
    def first(self) -> date:
        return self.days[0] if self.days else self.week.first

    @property
    def last(self) -> date:
        return self.days[1] if self.days else self.week.last

    @property
    def week_name(self) -> str:
        return name_of_week(self.week)

    def document(self, words: Catalogue) -> Document:
        match self.kind:
            case "week":
                found = cast("WeekReport", self.content)
                return week_document(words, self.week, self.today, found, self.titles, self.matter)
            case "leadership":
                return leadership_document(words, self.week, cast("LeadershipReport", self.content)["matters"])
            case "status":
                status = cast("StatusReport", self.content)
                return status_document(words, self.week, self.today, status["standing"], status["week"])
            case _:
                return figures_document(
                    words, self.kind, cast("Figures", self.content), self.titles, self.matter, self.shared
                )

    def as_json(self) -> str:
        return json.dumps(self.content, ensure_ascii=False, default=str)


def made_report(
    rows: Connection, reader: Reader, acting: Acting, kind: WeeklyKind, matter: str | None, week: Week | None
) -> MadeReport:
    """`week` None: the one of today. Of a past one it is what was kept, else what the trail says of its end. `rows`
    and `reader` read the same database."""
    wanted = week or week_of(acting.today)
    confidential = matter is not None and bool(reader.get(Matter, matter).confidential)
    is_past = wanted.last < acting.today
    hidden = left_out(rows, matter)
    if is_past and (kept := _kept(reader, kind, matter, wanted)):
        content = _without_hidden(_read(kept), reader, hidden) if hidden else _read(kept)
        return MadeReport(kind, acting.today, wanted, matter, content, titles(rows), confidential, len(hidden), kept)
    weekly = (
        past_week(reader, acting, wanted, matter, hidden)
        if is_past
        else week_report(rows, acting.now.astimezone(acting.zone), wanted, matter, hidden)
    )
    content = weekly if kind == "week" else _status_content(reader, acting, kind, weekly, wanted, hidden)
    names = titles(rows)
    if is_past:
        names |= titles_then(reader, acting, wanted, names)
    return MadeReport(kind, acting.today, wanted, matter, content, names, confidential, len(hidden))


def made_figures(
    rows: Connection, reader: Reader, acting: Acting, kind: FigureKind, matter: str | None, department: str = ""
) -> MadeReport:
    """Numbers as they are now; `department`: the only one whose owners are reported."""
    hidden, now = left_out(rows, matter), acting.now.astimezone(acting.zone)
    confidential = matter is not None and bool(reader.get(Matter, matter).confidential)
    found = figures(rows, kind, now, matter, hidden, department)
    days = days_of(kind, now.date())
    week = week_of(now.date())
    shared = shared_in(rows, kind, matter, hidden)
    known = titles(rows)
    return MadeReport(
        kind, now.date(), week, matter, found, known, confidential, len(hidden), days=days, shared=shared
    )  # fmt: skip


def _status_content(
    reader: Reader, acting: Acting, kind: WeeklyKind, weekly: WeekReport, week: Week, hidden: Set[str]
) -> Content:
    is_past = week.last < acting.today
    until = end_of(week, acting) if is_past else acting.now
    then = as_it_stood(reader, until) if is_past else reader
    found = statuses(then, acting, until - timedelta(seconds=1) if is_past else until, weekly["matter"])
    if kind == "leadership":
        return {"week": name_of_week(week), "matters": [one for one in found if one["ref"] not in hidden]}
    return {"standing": found[0], "week": weekly}


def _kept(reader: Reader, kind: WeeklyKind, matter: str | None, week: Week) -> KeptReport | None:
    """The last one."""
    found = kept_reports(reader, name_of_week(week))
    return next((one for one in found if (one.kind, one.matter) == (kind, matter)), None)


def _without_hidden(content: Content, reader: Reader, hidden: Set[str]) -> Content:
    """What was kept before a matter was confidential is passed on without it."""
    texts = hidden_texts(reader, (reader.get(Matter, ref) for ref in hidden))

    def left(value: Any) -> Any:
        match value:
            case str():
                return without(value, texts, "…")
            case dict():
                return {name: left(one) for name, one in value.items()}
            case list():
                return [left(one) for one in value if not (isinstance(one, dict) and _is_of(one, hidden))]
        return value

    return cast("Content", left(content))


def _is_of(row: Mapping[str, object], matters: Set[str]) -> bool:
    return not matters.isdisjoint((row.get("matter"), row.get("ref")))


def _read(kept: KeptReport) -> Content:
    found = json.loads(kept.content)
    week = found if kept.kind == "week" else found.get("week") if kept.kind == "status" else None
    if week is not None:
        # of those that were kept before milestones were told
        week.setdefault("milestones", [])
        week |= {"from": date.fromisoformat(week["from"]), "to": date.fromisoformat(week["to"])}
    return cast("Content", found)
