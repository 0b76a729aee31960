"""The reports (week, departments, load, promises, answers) as documents. What each is made of is a shape here; whoever
asks for it hands over rows that have it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, tzinfo
from typing import TYPE_CHECKING, Literal, NotRequired, TypedDict

from collabtui.domain.count_working_days import Week
from collabtui.domain.meetings.meeting import Decision
from collabtui.domain.place import Place
from collabtui.formats.documents.document import Block, Cell, Document, DocumentTable, PercentCell, Prose
from collabtui.formats.documents.weekly import (
    ReportedMilestone,
    ReportedRisk,
    WeeklyAction,
    WeeklyLine,
    action_line,
    milestone_line,
    of_week,
    people_day,
    risk_line,
    silence_line,
    weekly_blocks,
)
from collabtui.text.catalogue import Catalogue
from collabtui.text.lengths import answered_in

if TYPE_CHECKING:
    from collabtui.domain.action_status import Status


class ReportedPerson(TypedDict):
    name: str
    email: str
    department: str | None


class ReportedAction(TypedDict):
    """An action in a report; `due` is an ISO date."""

    ref: str
    title: str
    owner: ReportedPerson | None
    due: str | None
    overdue: bool
    status: "Status"
    percent: int
    deliverable: str | None
    matter: str | None
    reason: str | None
    """Reports that were kept before leave it out."""


class ReportedSilence(TypedDict):
    """An owner who was asked how he stands and has said nothing by the hour; `matter` is a ref, `asked_at` ISO 8601."""

    name: str
    department: str | None
    matter: str
    asked_at: str


class ReportedUnanswered(TypedDict):
    """A question that a department was asked in vain, its time being over."""

    department: str
    matter: str
    ref: str
    what: str
    away: bool
    """All who have to answer for it are away, with nobody in their place."""


class ReportedDecision(TypedDict):
    """A decision of a meeting; `at` is an instant, ISO 8601."""

    ref: str
    text: str
    matter: str | None
    meeting: str
    at: str


WeekReport = TypedDict(
    "WeekReport",
    {
        "from": date,
        "to": date,
        "matter": str | None,
        "open": int,
        "overdue": int,
        "done": Sequence[ReportedAction],
        "risks": Sequence[ReportedRisk],
        "next": Sequence[ReportedAction],
        "silent": Sequence[ReportedSilence],
        "unanswered": Sequence[ReportedUnanswered],
        "milestones": Sequence[ReportedMilestone],
        "decisions": NotRequired[Sequence[ReportedDecision]],
    },
)
"""Written so because `from` is a word of Python. `matter` is a ref; None: all are reported."""


class DepartmentLoad(TypedDict):
    name: str
    """Empty for people without a department."""
    open: int
    overdue: int


class ReportedWait(TypedDict):
    """An open action of one department that waits for one of another."""

    waiting: ReportedAction
    awaited: ReportedAction


class ReportedAnswer(TypedDict):
    """A question that a department has not answered; `since` is an instant, ISO 8601."""

    department: str
    ref: str
    what: str
    since: str | None


class DepartmentReport(TypedDict):
    matter: str | None
    departments: Sequence[DepartmentLoad]
    waits: Sequence[ReportedWait]
    answers: Sequence[ReportedAnswer]


class OwnerLoad(TypedDict):
    """The open actions of one person; without a name: those that nobody owns."""

    name: str | None
    email: str | None
    department: str | None
    open: int
    overdue: int
    due_in_week: int
    blocked: int


class ReportedPromises(TypedDict):
    """Of one person: actions that were done by the day that was first agreed, and others."""

    name: str
    email: str
    department: str | None
    kept: int
    broken: int
    open: int


class ReportedAnswerTime(TypedDict):
    """The time that one person takes to answer mails."""

    name: str
    email: str
    department: str | None
    answers: int
    median_hours: float
    longest_hours: float


def week_sentence(words: Catalogue, week: Week, today: date, found: WeekReport) -> str:
    """The sentence that it begins with; `today` is the day on which it is made."""
    return of_week(
        words, "report.overall", week, today, done=len(found["done"]), open=found["open"], overdue=found["overdue"]
    )


def week_document(
    words: Catalogue, week: Week, today: date, found: WeekReport, titles: dict[str, str], matter: str | None
) -> Document:
    """`today` is the day on which it is made. `titles` are those of the matters; where all are reported, each line
    says whose it is."""

    def lines(rows: Iterable[ReportedAction]) -> list[WeeklyLine]:
        return [
            WeeklyLine(
                action_line(_weekly(row, "" if matter else titles.get(row["matter"] or "", "")), words), row["ref"]
            )
            for row in rows
        ]

    nothing = [WeeklyLine(words("form.none"))]
    blocks = weekly_blocks(
        words,
        week,
        today,
        week_sentence(words, week, today, found),
        lines(found["done"]) or nothing,
        [WeeklyLine(risk_line(row, words), _place_of_risk(row)) for row in found["risks"]] or nothing,
        lines(found["next"]) or nothing,
        [
            WeeklyLine(_silence(row, words, "" if matter else titles.get(row["matter"], "")), row["matter"])
            for row in found["silent"]
        ],
        [
            WeeklyLine(milestone_line(row, words, "" if matter else titles.get(row["matter"], "")), row["matter"])
            for row in found["milestones"]
        ],
        [WeeklyLine(unanswered_line(row, words), row["matter"]) for row in found["unanswered"]],
        [
            WeeklyLine(decision_line(row, words, "" if matter else titles.get(row["matter"] or "", "")), row["ref"])
            for row in found.get("decisions", ())  # a report kept from before has none
        ],
    )
    return _document(words, "form.weekly", blocks, titles, matter)


def department_document(
    words: Catalogue, found: DepartmentReport, titles: dict[str, str], matter: str | None
) -> Document:
    loads = [(row["name"] or _none(words), str(row["open"]), str(row["overdue"])) for row in found["departments"]]
    pairs = [(*_end(row["awaited"], words), *_end(row["waiting"], words)) for row in found["waits"]]
    owed = [
        (row["department"], f"{row['ref']} {row['what']}", people_day(words, (row["since"] or "")[:10]))
        for row in found["answers"]
    ]
    of_departments = [_actions_of("department", row["name"]) for row in found["departments"]]
    blocks = (
        *_lead(*_department_leads(words, found)),
        *_table(words, "departments", ("department", "open", "overdue"), loads, about=of_departments),
        *_table(
            words,
            "waits",
            ("awaited", "what", "due", "waiting", "held_up", "due"),
            pairs,
            about=[row["awaited"]["ref"] for row in found["waits"]],
        ),
        *_table(words, "answers", ("department", "asked", "since"), owed),
    )
    return _document(words, "report.department", blocks, titles, matter)


class SharingMatter(TypedDict):
    ref: str
    title: str
    rank: int | None


class SharedResource(TypedDict):
    """Something that two matters want of a department on the same days."""

    department: str
    what: str
    first: str
    last: str
    resources: list[str]
    matters: Sequence[SharingMatter]
    goes_first: str | None


def load_document(
    words: Catalogue,
    rows: Sequence[OwnerLoad],
    titles: dict[str, str],
    matter: str | None,
    shared: Sequence[SharedResource] = (),
) -> Document:
    """With what several matters want of a department on the same days, where there is such."""
    cells = [
        (
            row["name"] or words("action.nobody"),
            row["department"] or "",
            *map(str, (row["open"], row["overdue"], row["due_in_week"], row["blocked"])),
        )
        for row in rows
    ]
    columns = ("owner", "department", "open", "overdue", "due_in_week", "blocked")
    about = [_actions_of("owner", row["email"]) for row in rows]
    wanted = [
        (
            row["department"],
            f"{row['what']} ({words('list.separator').join(row['resources'])})",
            " – ".join(dict.fromkeys((row["first"], row["last"]))),
            "\n".join(f"{one['ref']} {one['title']}" for one in row["matters"]),
            words("resource.goes_first", ref=row["goes_first"]) if row["goes_first"] else words("resource.order_open"),
        )
        for row in shared
    ]
    both = ("department", "resource", "days", "matters", "order")
    tables = _table(words, "shared", both, wanted) if wanted else ()
    blocks = (*_lead(_load_lead(words, rows)), *_table(words, "", columns, cells, about=about), *tables)
    return _document(words, "report.load", blocks, titles, matter)


def promises_document(
    words: Catalogue, rows: Sequence[ReportedPromises], titles: dict[str, str], matter: str | None
) -> Document:
    cells = [
        (
            row["name"],
            row["department"] or "",
            *map(str, (row["kept"], row["broken"], row["open"])),
            PercentCell(round(100 * row["kept"] / counted)) if (counted := row["kept"] + row["broken"]) else "",
        )
        for row in rows
    ]
    columns = ("owner", "department", "kept", "broken", "open", "share")
    blocks = (
        *_lead(_promises_lead(words, rows)),
        *_table(words, "", columns, cells, "promises", about=_of_people(rows)),
    )
    return _document(words, "report.promises", blocks, titles, matter)


def answers_document(
    words: Catalogue, rows: Sequence[ReportedAnswerTime], titles: dict[str, str], matter: str | None
) -> Document:
    cells = [
        (
            row["name"],
            row["department"] or "",
            str(row["answers"]),
            *(answered_in(words, row[hours]) for hours in ("median_hours", "longest_hours")),
        )
        for row in rows
    ]
    columns = ("person", "department", "mails", "usual_time", "longest_time")
    blocks = (
        *_lead(_answers_lead(words, rows)),
        *_table(words, "", columns, cells, "answer_times", about=_of_people(rows)),
    )
    return _document(words, "report.answer_times", blocks, titles, matter)


def _lead(*sentences: str) -> tuple[Block, ...]:
    """What the numbers below come to; nothing where there are none."""
    text = "".join(one if one.endswith("。") else f"{one} " for one in sentences if one).rstrip()
    return (Prose((text,)),) if text else ()


def _department_leads(words: Catalogue, found: DepartmentReport) -> Iterator[str]:
    rows = found["departments"]
    if rows:
        most = max(rows, key=lambda row: row["open"])
        yield words(
            "report.lead.department",
            n=len(rows),
            open=sum(row["open"] for row in rows),
            overdue=sum(row["overdue"] for row in rows),
            name=most["name"] or _none(words),
            most=most["open"],
        )
    if found["waits"]:
        yield words("report.lead.waits", n=len(found["waits"]))
    if found["answers"]:
        yield words("report.lead.answers_owed", n=len(found["answers"]))


def _load_lead(words: Catalogue, rows: Sequence[OwnerLoad]) -> str:
    owners = [row for row in rows if row["name"]]
    if not owners:
        return ""
    most = max(owners, key=lambda row: row["open"])
    return words(
        "report.lead.load",
        n=len(owners),
        open=sum(row["open"] for row in rows),
        overdue=sum(row["overdue"] for row in rows),
        soon=sum(row["due_in_week"] for row in rows),
        name=most["name"],
        most=most["open"],
    )


def _promises_lead(words: Catalogue, rows: Sequence[ReportedPromises]) -> str:
    kept, still = sum(row["kept"] for row in rows), sum(row["open"] for row in rows)
    counted = kept + sum(row["broken"] for row in rows)
    if not counted:
        return words("report.lead.none_due", open=still) if rows else ""
    return words("report.lead.promises", kept=kept, n=counted, share=round(100 * kept / counted), open=still)


def _answers_lead(words: Catalogue, rows: Sequence[ReportedAnswerTime]) -> str:
    if not rows:
        return ""
    slowest = max(rows, key=lambda row: row["median_hours"])
    return words(
        "report.lead.answers",
        n=sum(row["answers"] for row in rows),
        people=len(rows),
        name=slowest["name"],
        time=answered_in(words, slowest["median_hours"]),
    )


def _weekly(row: ReportedAction, matter: str) -> WeeklyAction:
    return WeeklyAction(
        ref=row["ref"],
        title=row["title"],
        owner=row["owner"]["name"] if row["owner"] else "",
        due=row["due"] or "",
        overdue=row["overdue"],
        status=row["status"],
        percent=row["percent"],
        deliverable=row["deliverable"] or "",
        matter=matter,
        reason=row.get("reason") or "",
    )


def reported_decision(decision: Decision, zone: tzinfo) -> ReportedDecision:
    return {
        "ref": decision.ref,
        "text": decision.text,
        "matter": decision.matter,
        "meeting": decision.meeting,
        "at": decision.at.astimezone(zone).isoformat(),
    }


def decision_line(row: ReportedDecision, words: Catalogue, matter: str = "") -> str:
    """`D1 ship on 3 March (M2, 2 Mar)`."""
    about = words("list.separator").join(filter(None, (row["meeting"], people_day(words, row["at"][:10]), matter)))
    return f"{row['ref']} {row['text']}{words('form.within', text=about)}"


def unanswered_line(row: ReportedUnanswered, words: Catalogue) -> str:
    """`Marketing X-2026-001 launch (away, nobody in their place)`: as the week of all matters has it."""
    away = words("form.within", text=words("report.away")) if row["away"] else ""
    return f"{row['department']} {row['ref']} {row['what']}{away}"


def _silence(row: ReportedSilence, words: Catalogue, matter: str) -> str:
    return silence_line(row["name"], row["department"] or "", row["asked_at"][:10], words, matter)


def _end(row: ReportedAction, words: Catalogue) -> tuple[str, str, str]:
    """Whose it is, what it is, when it is due."""
    owner = row["owner"]
    who = " ".join(filter(None, (owner["department"], owner["name"]))) if owner else words("action.nobody")
    late = " ▲" if row["overdue"] else ""
    return who, f"{row['ref']} {row['title']}", f"{people_day(words, row['due'] or '')}{late}"


def _place_of_risk(row: ReportedRisk) -> str:
    """In its matter; empty for one of a meeting alone, and of reports that were kept before."""
    matter = row.get("matter")
    return str(Place("matters", matter, row["ref"])) if matter else ""


def _actions_of(field: Literal["department", "owner"], value: str | None) -> str:
    return str(Place.actions(field, value)) if value else ""


def _of_people(rows: Sequence[ReportedPromises] | Sequence[ReportedAnswerTime]) -> list[str]:
    """By the address: two may have one name."""
    return [_actions_of("owner", row["email"]) for row in rows]


def _none(words: Catalogue) -> str:
    return words("report.no_department")


def _table(
    words: Catalogue,
    title: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    nothing: str = "load",
    *,
    about: Iterable[str] = (),
) -> tuple[Block, ...]:
    """A table; where there is nothing, a sentence: that of the title, else `nothing`."""
    heading = words(f"report.{title}") if title else ""
    if not rows:
        return (Prose((words(f"report.no_{title or nothing}"),)),)
    labels = tuple(words(f"report.label.{name}") for name in columns)
    return (DocumentTable(labels, tuple(map(tuple, rows)), heading, tuple(about)),)


def _document(
    words: Catalogue, title: str, blocks: tuple[Block, ...], titles: dict[str, str], matter: str | None
) -> Document:
    return Document(
        words(title), words.locale, blocks, number=matter or "", subject=titles.get(matter, "") if matter else ""
    )
