"""The rows of who comes to a meeting: name, department or part, and answer, in columns no wider than needed."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from textual.content import Content

from collabtui.domain.meetings.meeting import Meeting, Participant
from collabtui.domain.meetings.meeting_states import owes_answer
from collabtui.lifecycle.bookings.away_then import Away
from collabtui.screens.agenda.agenda_data import AgendaData
from collabtui.widgets.colours import MUTED
from collabtui.widgets.columns import ListColumn
from collabtui.widgets.line import GAP, MOST_OF_A_ROW, Cell, as_content, line, name_within

if TYPE_CHECKING:
    from collabtui.session.store_session import Session
    from collabtui.text.catalogue import Catalogue
    from collabtui.widgets.rows import Rows

PARTSTAT = {
    "accepted": ("✓", "$text-success"), "declined": ("✗", "$text-error"), "tentative": ("~", "$text-warning"),
    "delegated": ("→", "$text-warning"), "needs-action": ("?", MUTED),
}  # fmt: skip
SIZES = {"name": ListColumn("name", 14, 24), "answer": ListColumn("answer", 22, 44), "role": ListColumn("role", 8, 24)}
"""From how many to how many columns each takes where it is longer."""


class PersonTexts(NamedTuple):
    """The words of the row of a participant."""

    mark: str
    name: str
    role: str
    answer: str
    style: str
    brief: str = ""
    """The answer in short, where it stands below the name otherwise; empty: it has no other words."""


class PersonColumns(NamedTuple):
    """The same on all rows; 0: it has no column, and an answer stands below the name then."""

    name: int
    answer: int
    role: int


def people_title(meeting: Meeting, words: "Catalogue") -> str:
    """`People 7 · ✓ 5 · ✗ 1 · 1 unanswered`; the marks only where anybody was asked, and that of silence in words, as
    alone it asks a question."""
    parts = [words("agenda.people_count", n=len(meeting.participants))]
    for partstat, (mark, _) in PARTSTAT.items():
        n = sum(one.partstat == partstat and _is_asked(meeting, one) for one in meeting.participants)
        if n and (partstat != "needs-action" or meeting.state == "invited"):
            parts.append(words("agenda.unanswered", n=n) if partstat == "needs-action" else f"{mark} {n}")
    return " · ".join(parts)


def person_texts(sheet: AgendaData, one: Participant, session: "Session", words: "Catalogue") -> PersonTexts:
    person = sheet.people[one.person]
    asked = one.partstat != "needs-action" or (sheet.meeting.state != "planned" and _is_asked(sheet.meeting, one))
    mark, style = PARTSTAT[one.partstat] if asked else ("", "")
    answer = _answer(sheet.meeting, one, session, words)
    if (away := sheet.away.get(one.person)) is not None and one.partstat not in ("accepted", "declined"):
        style, answer = "$text-warning", _away(away, words)
    if person.bounced_at:
        mark, style, answer = "✗", "$text-error", words("agenda.bounced")
    role = words(f"role.{one.role}") if one.role != "participant" else person.department or ""
    asked_on = _asked_on(sheet.meeting, one, session) if mark == "?" and answer else None
    brief = words("agenda.asked_on", day=words.short_day(asked_on)) if asked_on else ""
    return PersonTexts(mark, person.name, role, answer, style, brief)


def columns_of(rows: Sequence[PersonTexts], width: int) -> PersonColumns:
    """Name, answer and department have their least room in this order, or no column; then each has what it needs."""
    longest = {
        part: max((cell_len(getattr(one, part)) for one in rows), default=0) for part in ("name", "answer", "role")
    }
    rooms, room = dict.fromkeys(longest, 0), width - 1 - GAP
    for part, need in longest.items():
        least = SIZES[part].least if part != "role" else max(SIZES[part].least, _longest_word(rows))
        taken = min(need, least)
        if taken + GAP * (part != "name") > room:
            break
        rooms[part] = taken
        room -= taken + GAP * bool(taken and part != "name")
    for part in ("name", "role", "answer"):
        if rooms[part]:
            more = max(0, min(room, min(longest[part], SIZES[part].most) - rooms[part]))
            rooms[part] += more
            room -= more
    return PersonColumns(**rooms)


def as_wide(rows: Sequence[PersonTexts], width: int) -> Sequence[PersonTexts]:
    """The rows as that width shows them: in short where they have a column for the answer so, and none otherwise."""
    in_short = [one._replace(answer=one.brief or one.answer) for one in rows]
    return in_short if not columns_of(rows, width).answer and columns_of(in_short, width).answer else rows


def _longest_word(rows: Sequence[PersonTexts]) -> int:
    """Columns of the longest word of a department, which is not torn; Chinese goes on anywhere."""
    return max((len(word) for one in rows for word in one.role.split() if word.isascii()), default=0)


def person_line(one: PersonTexts, columns: PersonColumns, width: int) -> Content:
    answer = as_content(one.answer, one.style)
    beside: list[Cell] = [(as_content(name_within(one.name, columns.name, lines=2)), columns.name)]
    beside += [(as_content(one.role, MUTED), columns.role)] if columns.role else []
    beside += [(answer, columns.answer)] if columns.answer else []
    row = line(width, (as_content(one.mark, one.style), 1), *beside, most=MOST_OF_A_ROW)
    if columns.answer or not one.answer:
        return row
    return row + Content("\n" + " " * (1 + GAP)) + answer


def _is_asked(meeting: Meeting, one: Participant) -> bool:
    """Nobody is asked of a meeting that was never announced, such as one that was taken back or held at once."""
    invited = meeting.invited_at is not None and owes_answer(one.role, one.partstat)
    return one.partstat != "needs-action" or invited


def _answer(meeting: Meeting, one: Participant, session: "Session", words: "Catalogue") -> str:
    """Yes or no and why, and since when; or for how long nothing was said."""
    if one.partstat == "needs-action":
        asked = _asked_on(meeting, one, session)
        if asked is None:
            return ""
        if asked == session.now.date():
            return words("agenda.silent_today")
        return words("agenda.silent_since", day=words.short_day(asked))
    answered = words(f"partstat.{one.partstat}")
    since = words.short_day(one.answered_at.astimezone(session.zone).date()) if one.answered_at else ""
    return " ".join(filter(None, (answered, since, one.comment)))


def _asked_on(meeting: Meeting, one: Participant, session: "Session") -> date | None:
    """The day from which an answer is owed; None where none is."""
    if meeting.state != "invited" or meeting.invited_at is None or not owes_answer(one.role, one.partstat):
        return None
    return meeting.invited_at.astimezone(session.zone).date()


def _away(away: Away, words: "Catalogue") -> str:
    """Until when, and who stands in."""
    until = words("agenda.away", day=words.short_day(away.until))
    return f"{until} → {away.deputy.name}" if away.deputy else until


def show_people(people: "Rows", sheet: AgendaData, session: "Session", words: "Catalogue") -> None:
    people.border_title = people_title(sheet.meeting, words)
    rows = {one.person: person_texts(sheet, one, session, words) for one in sheet.meeting.participants}

    def draw(some: Sequence[str], width: int) -> list[Content]:
        shown = dict(zip(rows, as_wide(list(rows.values()), width), strict=True))
        columns = columns_of(list(shown.values()), width)
        return [person_line(shown[ref], columns, width) for ref in some]

    people.show(list(rows), draw)
