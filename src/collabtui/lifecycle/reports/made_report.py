"""A report that was made: what it says, of which week and of what; as a document in either language, and as JSON."""

import json
from collections.abc import Set
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeAlias, TypedDict, cast

from collabtui.domain.count_working_days import Week, name_of_week, week_of
from collabtui.domain.kept_report import KeptReport, ReportKind
from collabtui.domain.matters.matter import Matter
from collabtui.domain.silent_owners import silent_owners
from collabtui.formats.documents.document import Document
from collabtui.formats.documents.report_documents import ReportedSilence, WeekReport, week_document
from collabtui.formats.documents.standing_documents import leadership_document, status_document
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.reports.matter_standings import MatterStanding, standings
from collabtui.lifecycle.reports.past_week import as_it_stood, end_of, past_week
from collabtui.store.interface import Reader
from collabtui.store.queries.action_filter import ActionFilter
from collabtui.store.queries.actions import actions
from collabtui.store.queries.lookup import titles
from collabtui.store.queries.matters import confidential_refs, risks
from collabtui.store.queries.reports import done_between, open_counts
from collabtui.store.sqlite.asked_progress import asked_progress
from collabtui.store.sqlite.connection import Connection
from collabtui.text.catalogue import Catalogue


class LeadershipReport(TypedDict):
    week: str
    matters: list[MatterStanding]


class StatusReport(TypedDict):
    standing: MatterStanding
    week: WeekReport


Content: TypeAlias = WeekReport | LeadershipReport | StatusReport


@dataclass(frozen=True)
class MadeReport:
    kind: ReportKind
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

    @property
    def week_name(self) -> str:
        return name_of_week(self.week)

    def document(self, words: Catalogue) -> Document:
        match self.kind:
            case "week":
                found = cast("WeekReport", self.content)
                return week_document(words, self.week, found, self.titles, self.matter)
            case "leadership":
                return leadership_document(words, self.week, cast("LeadershipReport", self.content)["matters"])
            case "status":
                status = cast("StatusReport", self.content)
                return status_document(words, self.week, status["standing"], status["week"])

    def as_json(self) -> str:
        return json.dumps(self.content, ensure_ascii=False, default=str)


def made_report(
    rows: Connection, reader: Reader, acting: Acting, kind: ReportKind, matter: str | None, week: Week | None
) -> MadeReport:
    """`week` None: the one of today. Of a past one it is what was kept, else what the trail says of its end. `rows`
    and `reader` read the same database."""
    wanted = week or week_of(acting.today)
    confidential = matter is not None and bool(reader.get(Matter, matter).confidential)
    is_past = wanted.last < acting.today
    if is_past and (kept := _kept(reader, kind, matter, wanted)):
        return MadeReport(kind, wanted, matter, _read(kept), titles(rows), confidential, kept=kept)
    hidden = frozenset() if matter else frozenset(confidential_refs(rows))
    weekly = (
        past_week(reader, acting, wanted, matter, hidden)
        if is_past
        else _this_week(rows, acting, wanted, matter, hidden)
    )
    content = weekly if kind == "week" else _standing_content(reader, acting, kind, weekly, wanted, hidden)
    return MadeReport(kind, wanted, matter, content, titles(rows), confidential, len(hidden))


def _standing_content(
    reader: Reader, acting: Acting, kind: ReportKind, weekly: WeekReport, week: Week, hidden: Set[str]
) -> Content:
    is_past = week.last < acting.today
    until = end_of(week, acting) if is_past else acting.now
    then = as_it_stood(reader, until) if is_past else reader
    found = standings(then, acting, until - timedelta(seconds=1) if is_past else until, weekly["matter"])
    if kind == "leadership":
        return {"week": name_of_week(week), "matters": [one for one in found if one["ref"] not in hidden]}
    return {"standing": found[0], "week": weekly}


def _kept(reader: Reader, kind: ReportKind, matter: str | None, week: Week) -> KeptReport | None:
    """The last one."""
    found = reader.find(KeptReport, week=name_of_week(week), newest_first=True)
    return next((one for one in found if (one.kind, one.matter) == (kind, matter)), None)


def _read(kept: KeptReport) -> Content:
    found = json.loads(kept.content)
    week = found if kept.kind == "week" else found.get("week") if kept.kind == "status" else None
    if week is not None:
        week |= {"from": date.fromisoformat(week["from"]), "to": date.fromisoformat(week["to"])}
    return cast("Content", found)


def _this_week(rows: Connection, acting: Acting, week: Week, matter: str | None, hidden: Set[str]) -> WeekReport:
    today = acting.today
    midnight = datetime.combine(week.first, time(), acting.zone)
    next_monday = datetime.combine(week.last + timedelta(days=1), time(), acting.zone)
    soon: ActionFilter = {"open_only": True, "due_before": week.plan_until + timedelta(days=1)}
    if matter:
        soon["matter"] = matter
    standing = open_counts(rows, today=today, matter=matter)
    of_hidden = [open_counts(rows, today=today, matter=ref) for ref in hidden]
    done = done_between(rows, midnight, next_monday, today=today, matter=matter)
    return {
        "from": week.first,
        "to": week.last,
        "matter": matter,
        "open": standing[0] - sum(count for count, _ in of_hidden),
        "overdue": standing[1] - sum(late for _, late in of_hidden),
        "done": [one for one in done if one["matter"] not in hidden],
        "risks": [one for one in risks(rows, matter=matter) if one["matter"] not in hidden],
        "next": [one for one in actions(rows, today=today, **soon) if one["matter"] not in hidden],
        "silent": [one for one in _silent(rows, acting, matter) if one["matter"] not in hidden],
    }


def _silent(rows: Connection, acting: Acting, matter: str | None) -> list[ReportedSilence]:
    return [
        {
            "name": one.name,
            "department": one.department or None,
            "matter": one.matter,
            "asked_at": one.asked.astimezone(acting.zone).isoformat(),
        }
        for one in silent_owners(asked_progress(rows, acting.now), acting.now)
        if matter in (None, one.matter)
    ]
