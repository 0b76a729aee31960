"""Everybody by department, as the page of people shows them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from textual.content import Content

from collabtui.screens.people.people_columns import PersonCells
from collabtui.store.queries.absences import FRESH, absences
from collabtui.store.queries.people_list import departments, people, people_who_left
from collabtui.text.zone_in_words import zone_in_words
from collabtui.widgets.colours import LATE, MUTED, WARNING
from collabtui.widgets.columns import ColumnLayout
from collabtui.widgets.line import GAP, as_content, beside, fitting, gauge, line
from collabtui.widgets.mail_text import with_links
from collabtui.widgets.when import due

if TYPE_CHECKING:
    from collabtui.session.store_session import Session
    from collabtui.store.engine_connection import Connection
    from collabtui.store.queries.rows.action_rows import ActionRow
    from collabtui.store.queries.rows.people_rows import AbsenceRow, DepartmentRow, PersonRow
    from collabtui.text.catalogue import Catalogue

MOST_TITLES = 22
"""Columns that the title of an action has before anything stands behind it."""
_HEADING = "department:"
"""Before the name of a department: the key of its heading. Those of people are their refs."""
LEFT = "left:"
"""The key of the heading of those who have left."""


@dataclass(frozen=True)
class PeopleData:
    people: "Mapping[str, PersonRow]" = field(default_factory=dict)
    """By ref, in the order of the list."""
    departments: "Mapping[str, DepartmentRow]" = field(default_factory=dict)
    """By name."""
    absences: "Mapping[str, AbsenceRow]" = field(default_factory=dict)
    """Who is away, by ref."""
    left: "Mapping[str, PersonRow]" = field(default_factory=dict)
    """Those who are not here any more, by ref; below all others."""

    def keys(self) -> list[str]:
        """People, each department's below its heading; those of no department below all of these."""
        below: dict[str, list[str]] = {}
        for row in sorted(self.people.values(), key=lambda row: not row["department"]):
            below.setdefault(f"{_HEADING}{row['department'] or ''}", []).append(row["ref"])
        keys = [key for heading, refs in below.items() for key in (heading, *refs)]
        return [*keys, *((LEFT, *self.left) if self.left else ())]

    def row(self, key: str) -> "PersonRow | None":
        return self.people.get(key) or self.left.get(key)

    def namesakes(self, row: "PersonRow") -> "Iterator[PersonRow]":
        """Others of that name: each may be the same person."""
        return (other for other in self.people.values() if other["name"] == row["name"] and other is not row)

    def is_contact(self, row: "PersonRow") -> bool:
        """Whether the person is the contact of the own department."""
        department = self.departments.get(row["department"] or "")
        return department is not None and department["contact"] == row["name"]


def is_heading(key: str) -> bool:
    return key == LEFT or key.startswith(_HEADING)


def read_people(reader: "Connection", today: date, now: datetime) -> PeopleData:
    return PeopleData(
        {row["ref"]: row for row in people(reader, today=today)},
        {row["name"]: row for row in departments(reader, today=today)},
        absences(reader, since=now - FRESH),
        {row["ref"]: row for row in people_who_left(reader, today=today)},
    )


def list_line(key: str, data: PeopleData, words: "Catalogue", columns: ColumnLayout, today: date) -> Content:
    """Of a person, or of the heading of a department."""
    if key == LEFT:
        return as_content(words("people.have_left", n=len(data.left)), f"bold {MUTED}")
    if is_heading(key):
        return _heading(key.removeprefix(_HEADING), data, words, columns.width)
    row = data.row(key)
    return columns.line(PersonCells(row, words, today)) if row else Content("")


def _heading(name: str, data: PeopleData, words: "Catalogue", width: int) -> Content:
    row = data.departments.get(name)
    left = as_content(name or words("people.no_department"), "bold")
    if row is None:
        return left
    contact = [words("people.contact_is", name=row["contact"])] if row["contact"] else []
    load = [words("people.load", n=row["open"])] if row["open"] else []
    late = [words("people.late", n=row["overdue"])] if row["overdue"] else []
    parts: tuple[list[str], ...] = ([*contact, *load, *late], [*load, *late], late, [])
    return beside(width, left, *(as_content(" · ".join(some), MUTED) for some in parts))


def facts(row: "PersonRow", data: PeopleData, session: "Session", words: "Catalogue") -> Iterator[Content]:
    """Everything that is known of one person, a line each."""
    roles = [words("people.head")] if row["head"] else []
    roles += [words("people.contact")] if data.is_contact(row) else []
    yield as_content(row["name"], "bold")
    yield as_content(" · ".join(filter(None, (row["department"], row["title"], *roles))))
    yield with_links(as_content(row["email"]))
    yield from (as_content(address, MUTED) for address in row["aliases"])
    if row["phone"]:
        yield as_content(row["phone"])
    yield from _stand_in(row, session, words)
    for other in data.namesakes(row):
        yield as_content(words("merge.perhaps", email=other["email"]), WARNING)
    living = filter(None, (words("language." + row["locale"]), zone_in_words(words, row["timezone"]), row["country"]))
    yield as_content(" · ".join(living), MUTED)
    if row["left_at"]:
        left = words.day(datetime.fromisoformat(row["left_at"]).astimezone(session.zone).date())
        yield as_content(_left(words, left, row["successor"]), WARNING)
    if row["bounced_at"]:
        at = words.day(datetime.fromisoformat(row["bounced_at"]).astimezone(session.zone).date())
        yield as_content(f"✗ {words('people.bounced', day=at, why=row['bounce_reason'] or '')}", LATE)
    if absent := data.absences.get(row["ref"]):
        yield as_content(f"→ {_away_fact(absent, words)}", WARNING)


def _left(words: "Catalogue", day: str, successor: str | None) -> str:
    return words("person.left_to", day=day, name=successor) if successor else words("person.left", day=day)


def _away_fact(row: "AbsenceRow", words: "Catalogue") -> str:
    """Since when somebody's mails answer by themselves, and whom they name: shown, and nothing more."""
    at = datetime.fromisoformat(row["at"]).date()
    return words("away.fact", day=at, text=row["said"]) if row["said"] else words("away.since", day=at)


def _stand_in(row: "PersonRow", session: "Session", words: "Catalogue") -> Iterator[Content]:
    if row["deputy"]:
        yield as_content(words("absence.deputy", name=row["deputy"]), MUTED)
    if row["away_from"] and row["away_until"] and row["away_until"] >= session.today.isoformat():
        days = [words.day(date.fromisoformat(day)) for day in (row["away_from"], row["away_until"])]
        shown = words("absence.days", first=days[0], last=days[1])
        shown += f" · {words('absence.deputy', name=row['away_deputy'])}" if row["away_deputy"] else ""
        yield as_content(shown, WARNING)


def own_action_line(row: "ActionRow", session: "Session", words: "Catalogue", width: int) -> Content:
    """One of a person's actions: `▲ 修复登录缺陷  3 days late  ███▍`."""
    day = date.fromisoformat(row["due"]) if row["due"] else None
    late = LATE if row["overdue"] else ""
    ends = [
        (as_content(due(words, day, session.today), late), 16),
        (as_content(gauge(row["percent"] / 100, 5), MUTED), 5),
    ]
    many = fitting(width - 1 - GAP, MOST_TITLES, *((room, room) for _, room in ends))
    mark = as_content("▲" if row["overdue"] else " ", late)
    return line(width, (mark, 1), (as_content(row["title"]), 0), *ends[:many])
