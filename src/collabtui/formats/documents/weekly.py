"""The weekly report, of one matter or of all: the form and `report week` are made of the same blocks."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, TypedDict

from collabtui.domain.action_status import OPEN, Status
from collabtui.domain.count_working_days import Week, number_of_week, week_of
from collabtui.formats.documents.document import Block, Fields, ItemList
from collabtui.text.catalogue import Catalogue

if TYPE_CHECKING:
    from collabtui.domain.matters.matter import Level, Milestone


class WeeklyAction(NamedTuple):
    """An action in a weekly report."""

    ref: str
    title: str
    owner: str
    """As `due` and `deliverable`, empty where there is none. A name."""
    due: str
    """An ISO date."""
    overdue: bool
    status: Status
    percent: int
    deliverable: str
    matter: str = ""
    """The matter's title, where it is to be said."""
    reason: str = ""
    """Why it was moved, or what blocks it, with what it needs."""


class WeeklyLine(NamedTuple):
    """A line, and the ref of what it is about."""

    text: str
    about: str = ""


class ReportedRisk(TypedDict):
    ref: str
    text: str
    level: "Level"
    answer: str | None
    matter: str | None
    """Reports that were kept before leave it out."""


class ReportedMilestone(TypedDict):
    """A milestone in a report: days are ISO dates, `matter` is a ref."""

    matter: str
    text: str
    day: str
    reached: str | None
    overdue: bool
    """Its day is over, and it is not reached."""


def people_day(words: Catalogue, day: str) -> str:
    """An ISO date as people read it; nothing of none."""
    return words.short_day(date.fromisoformat(day)) if day else ""


def period(words: Catalogue, week: Week) -> str:
    """With the year, which the days below it do without."""
    return f"{words.full_day(week.first)} – {words.full_day(week.last)}"


def of_week(words: Catalogue, key: str, week: Week, today: date, **values: object) -> str:
    """A sentence on the week; on one that is over by `today` it names its number, and that of the week after."""
    if week.last >= today:
        return words(key, **values)
    number, following = number_of_week(week), number_of_week(week_of(week.plan_until))
    return words(f"{key}.over", number=number, following=following, **values)


def weekly_blocks(
    words: Catalogue,
    week: Week,
    today: date,
    overall: str,
    done: Iterable[WeeklyLine],
    risks: Iterable[WeeklyLine],
    coming: Iterable[WeeklyLine],
    silent: Sequence[WeeklyLine] = (),
    milestones: Sequence[WeeklyLine] = (),
    unanswered: Sequence[WeeklyLine] = (),
    decisions: Sequence[WeeklyLine] = (),
) -> tuple[Block, ...]:
    """`today` is the day on which it is made, `overall` how it stands, in a sentence; the others are lines. Where
    nobody is silent, no milestone is near, or nothing was decided, nothing is said of it."""

    def label(key: str) -> str:
        return words(f"form.label.{key}")

    def listed(title: str, lines: Iterable[WeeklyLine]) -> ItemList:
        texts, about = zip(*lines, strict=True) if (lines := tuple(lines)) else ((), ())
        return ItemList(title, texts, about)

    return (
        Fields(((label("period"), period(words, week)), (label("overall"), overall))),
        *([listed(label("milestones"), milestones)] if milestones else []),
        *([listed(label("decided"), decisions)] if decisions else []),
        listed(of_week(words, "form.label.done_this_week", week, today), done),
        listed(label("week_risks"), risks),
        listed(of_week(words, "form.label.next_week", week, today), coming),
        *([listed(label("owners_silent"), silent)] if silent else []),
        *([listed(label("unanswered"), unanswered)] if unanswered else []),
    )


def action_line(action: WeeklyAction, words: Catalogue) -> str:
    """`A3 interface document (张伟, due 6 Mar ▲): delivered`."""
    due = words("form.due", day=people_day(words, action.due)) + (" ▲" if action.overdue else "") if action.due else ""
    about = words("list.separator").join(dict.fromkeys(filter(None, (action.owner, due, action.matter))))
    within = words("form.within", text=about) if about else ""
    progress = f" {action.percent}%" if action.status in OPEN and action.percent else ""
    deliverable = words("form.colon") + action.deliverable if action.deliverable else ""
    why = " ".join(action.reason.split()) if action.status in OPEN else ""
    reason = words("form.with_reason", why=why) if why else ""
    return f"{action.ref} {action.title}{within}{progress}{deliverable}{reason}"


def silence_line(name: str, department: str, asked: str, words: Catalogue, matter: str = "") -> str:
    """`Marketing Chen Jing (asked 3 Mar, launch)`; `matter` is its title, where it is to be said."""
    about = words("list.separator").join(filter(None, (words("report.asked_on", day=people_day(words, asked)), matter)))
    return " ".join(filter(None, (department, name))) + words("form.within", text=about)


def reported_milestone(matter: str, one: "Milestone", today: date) -> ReportedMilestone:
    return {
        "matter": matter,
        "text": one.text,
        "day": one.day.isoformat(),
        "reached": one.reached.isoformat() if one.reached else None,
        "overdue": one.reached is None and one.day < today,
    }


def milestone_line(row: ReportedMilestone, words: Catalogue, matter: str = "") -> str:
    """`10 Mar freeze, reached 9 Mar`, `10 Mar freeze (launch) ▲`; `matter` is its title, where it is to be said."""
    line = f"{people_day(words, row['day'])} {row['text']}" + (words("form.within", text=matter) if matter else "")
    if row["reached"]:
        return words("milestone.reached", text=line, day=people_day(words, row["reached"]))
    return line + (" ▲" if row["overdue"] else "")


def risk_line(row: ReportedRisk, words: Catalogue) -> str:
    """`R1 [high] supplier late: a second one`."""
    level = words(f"level.{row['level']}")
    answer = words("form.colon") + row["answer"] if row["answer"] else ""
    return f"{row['ref']} [{level}] {row['text']}{answer}"
