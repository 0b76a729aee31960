"""The leadership's page and the status of a matter as documents: colours with their reasons."""

from collections.abc import Sequence
from datetime import date
from typing import NotRequired, TypedDict

from collabtui.domain.count_working_days import Week
from collabtui.domain.matters.traffic_light import LIGHTS, Light
from collabtui.formats.documents.document import Block, Document, Fields, ItemList
from collabtui.formats.documents.report_documents import WeekReport, week_document
from collabtui.formats.documents.weekly import people_day, period
from collabtui.text.catalogue import Catalogue


class ReportedThing(TypedDict):
    """An action, a risk or a milestone that is a reason."""

    ref: str
    """Empty of a milestone."""
    title: str
    owner: str
    """The name; empty where nobody has it."""


class ReportedReason(TypedDict):
    code: str
    n: int
    which: NotRequired[Sequence[ReportedThing]]
    """The first of them; left out where it is no single one, and by reports that were kept before."""


class ReportedStatus(TypedDict):
    """The state of a matter; days are ISO dates."""

    ref: str
    title: str
    lead: str
    light: Light
    reasons: Sequence[ReportedReason]
    done: int
    open: int
    overdue: int
    wanted: str | None
    next_milestone: str | None
    next_milestone_on: str | None


def leadership_document(words: Catalogue, week: Week, rows: Sequence[ReportedStatus]) -> Document:
    """One page: what is red first, each with why; of what is green no more than that."""
    counts = words("list.separator").join(
        words("report.light_count", light=words(f"light.{light}"), n=sum(row["light"] == light for row in rows))
        for light in LIGHTS
    )
    blocks: list[Block] = [
        Fields(
            (
                (words("form.label.period"), period(words, week)),
                (words("form.label.overall"), counts if rows else words("report.no_matters")),
            )
        )
    ]
    for light in LIGHTS:
        if found := [row for row in rows if row["light"] == light]:
            lines, refs = (_line(row, words) for row in found), (row["ref"] for row in found)
            blocks.append(ItemList(words(f"light.{light}"), tuple(lines), tuple(refs)))
    return Document(words("report.leadership"), words.locale, tuple(blocks))


def status_document(words: Catalogue, week: Week, today: date, status: ReportedStatus, found: WeekReport) -> Document:
    """One matter: its colour and why, then its week. `today` is the day on which it is made."""
    next_day = people_day(words, status["next_milestone_on"] or "")
    ahead, light = status["next_milestone"], words(f"light.{status['light']}")
    rows = [
        (words("report.label.light"), f"{light}{words('form.colon')}{why(status, words)}"),
        (words("report.label.counts"), _counts(status, words)),
        *([(words("report.label.wanted"), people_day(words, status["wanted"]))] if status["wanted"] else []),
        *([(words("report.label.milestone"), f"{next_day} {ahead}")] if ahead else []),
    ]
    weekly = week_document(words, week, today, found, {status["ref"]: status["title"]}, status["ref"])
    blocks = (Fields(tuple(rows)), *(one for one in weekly.blocks if not isinstance(one, Fields)))
    title = words("report.status")
    return Document(title, words.locale, blocks, number=status["ref"], subject=status["title"])


def why(row: ReportedStatus, words: Catalogue) -> str:
    """All reasons for its colour, in a sentence, with what and who it is."""
    return words("list.separator").join(_reason(one, words) for one in row["reasons"])


def _reason(reason: ReportedReason, words: Catalogue) -> str:
    reached = words(f"light.{reason['code']}", n=reason["n"])
    named = [_named(one) for one in reason.get("which", ())]
    return reached + words("form.within", text=words("list.separator").join(named)) if named else reached


def _named(one: ReportedThing) -> str:
    """`A3 海报终稿 王芳`."""
    return " ".join(filter(None, (one["ref"], one["title"], one["owner"])))


def _line(row: ReportedStatus, words: Catalogue) -> str:
    about = words("list.separator").join(filter(None, (row["ref"], row["lead"])))
    head = f"{row['title']}{words('form.within', text=about)}{words('form.colon')}"
    return head + why(row, words) + words("report.and_counts", counts=_counts(row, words))


def _counts(row: ReportedStatus, words: Catalogue) -> str:
    total = row["done"] + row["open"]
    return words("report.counts", done=row["done"], total=total, overdue=row["overdue"])
