"""The rows of the agenda page: its slots, who comes, and what is left over from before."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from collabtui.domain.meetings.agenda import AgendaRow, material_missing, rows_of
from collabtui.domain.meetings.material_line import as_read
from collabtui.domain.meetings.meeting import Meeting, Participant, slot_starts
from collabtui.domain.meetings.meeting_states import owes_answer
from collabtui.formats.agenda.recurrence_text import write_recurrence
from collabtui.lifecycle.bookings.away_then import Away
from collabtui.lifecycle.meetings.carry_over import LeftOver
from collabtui.screens.agenda.agenda_data import UNCLEAR, AgendaData
from collabtui.widgets.line import GAP, Cell, as_content, between, fitting, line, shares
from collabtui.widgets.when import due_room, due_within

if TYPE_CHECKING:
    from collabtui.session.store_session import Session
    from collabtui.text.catalogue import Catalogue
    from collabtui.widgets.rows import Rows

SHADES = ("█", "▓")
"""Neighbours differ without colours, too."""
FREE, OVER = "░", "▒"


PARTSTAT = {
    "accepted": ("✓", "$text-success"), "declined": ("✗", "$text-error"), "tentative": ("~", "$text-warning"),
    "delegated": ("→", "$text-warning"), "needs-action": ("?", "$foreground-muted"),
}  # fmt: skip

LEAD, ROOMY_LEAD, ROOM_FOR_LEADS = 10, 18, 60
"""Columns of who leads a slot, at most, the same for all slots of a meeting; from 60 columns of the list on, 18."""
NAME = 16
"""Columns in which most names are whole."""
ANSWER_AND_ROLE = ((14, 44), (11, 16))
"""From how many to how many columns the answer of a participant and his part take."""
ROOM_FOR_OWNERS = 60
"""Columns from which a line of what is left over says whose it is."""
LEAST_TITLE = 16
"""Columns that its title has before any other column has its own."""
MOST_TITLES = 28
"""Columns in which most titles are whole: a title has them before another column gets more than its least."""


def head(sheet: AgendaData, session: "Session", words: "Catalogue", width: int) -> Content:
    """Two lines: what it is and where it stands, when and where it is."""
    meeting = sheet.meeting
    start, end = meeting.start.astimezone(session.zone), meeting.end.astimezone(session.zone)
    place = f" · {meeting.place}" if meeting.place else ""
    state = words("agenda.update_owed" if sheet.update_owed else f"state.{meeting.state}")
    title = as_content(f"{meeting.ref} ", "$foreground-muted") + as_content(meeting.title, "bold")
    first = between(width, title, as_content(state, "$text-warning" if sheet.update_owed else "$text-accent"))
    when = as_content(f"{words.instant(start)}–{end:%H:%M}{place}")
    recurs = (
        as_content(f"↻ {write_recurrence(sheet.rule, words.locale, words.day)}", "$foreground-muted")
        if sheet.rule
        else Content("")
    )
    second = between(width, when, recurs) if sheet.rule else when
    return Content("\n").join([first, second])


def total(sheet: AgendaData, words: "Catalogue") -> str:
    planned = sum(slot.minutes for slot in sheet.meeting.slots)
    own = (sheet.meeting.end - sheet.meeting.start) // timedelta(minutes=1)
    return words("agenda.filled", total=planned, own=own, limit=sheet.max_minutes)


def below(sheet: AgendaData, at: int | None, words: "Catalogue", width: int) -> Content:
    """The slots as a bar, and what is to be said about them."""
    meeting = sheet.meeting
    if not meeting.slots:
        return Content("")
    own = (meeting.end - meeting.start) // timedelta(minutes=1)
    bar = slot_bar([slot.minutes for slot in meeting.slots], own, max(10, width), at)
    findings = [as_content(f"▲ {words(one.key, **one.values)}", "$text-warning") for one in sheet.findings]
    return Content("\n").join([bar, *findings])


def row_line(sheet: AgendaData, row: AgendaRow, session: "Session", words: "Catalogue", width: int) -> Content:
    meeting = sheet.meeting
    match row.kind:
        case "slot":
            return _slot_line(sheet, row.number, session, words, width)
        case "slot-material":
            name = meeting.slots[row.number].material[row.inner]
            return Content("       ") + _material_line(sheet, name, session, words, width - 7)
        case "material":
            return _material_line(sheet, meeting.material[row.number], session, words, width)
        case "question":
            return as_content("? ", "$text-accent") + as_content(meeting.questions[row.number])
        case "carried":
            question = sheet.questions_before[row.number]
            return (
                as_content("? ", "$text-accent")
                + as_content(f"{question.text} ")
                + as_content(f"↻ {question.ref}", "$foreground-muted")
            )
        case "goal":
            return as_content(f"{words('agenda.goal')} ", "$foreground-muted") + as_content(meeting.goal)


def _slot_line(sheet: AgendaData, number: int, session: "Session", words: "Catalogue", width: int) -> Content:
    meeting = sheet.meeting
    slot = meeting.slots[number]
    start = slot_starts(meeting)[number].astimezone(session.zone)
    minutes, for_minutes = words("agenda.minutes_cell", n=slot.minutes), cell_len(words("agenda.minutes_cell", n=100))
    missing = any(name not in meeting.material_there for name in slot.material)
    mark = "⚠" if missing else "≡" if slot.material else "↻" if slot.origin else ""
    style = "$text-warning" if missing else "$foreground-muted"
    for_lead = min(ROOMY_LEAD if width >= ROOM_FOR_LEADS else LEAD, sheet.lead_room)
    with_lead = fitting(width - 5 - for_minutes - 1 - 3 * GAP, LEAST_TITLE, (for_lead, for_lead)) or sheet.is_doubtful(
        number
    )
    return line(
        width,
        (as_content(f"{start:%H:%M}", "$foreground-muted"), 5),
        (as_content(" " * (for_minutes - cell_len(minutes)) + minutes), for_minutes),
        (as_content(slot.title) + as_content(f" → {slot.outcome}" if slot.outcome else "", "$foreground-muted"), 0),
        (as_content(mark, style), 1),
        *([(_lead(sheet, number), for_lead)] if for_lead and with_lead else ()),
    )


def _lead(sheet: AgendaData, number: int) -> Content:
    """With an amber `?` where several may be meant, or nobody is known by the name."""
    lead = sheet.meeting.slots[number].lead
    if sheet.is_doubtful(number):
        return as_content(f"{lead}{UNCLEAR}", "bold $text-warning")
    return as_content(lead, "$foreground-muted")


def _material_line(sheet: AgendaData, name: str, session: "Session", words: "Catalogue", width: int) -> Content:
    name_of_paper = as_content("≡ ", "$foreground-muted") + as_content(as_read(name))
    if name not in material_missing(sheet.meeting):
        there = as_content(words("agenda.material_there"), "$text-success")
        return line(width, (name_of_paper, 0), (there, there.cell_length))
    late = session.today > sheet.material_due
    style = "$text-error" if late else "$text-warning"
    by = words("agenda.material_late" if late else "agenda.material_missing", day=words.day(sheet.material_due))
    return line(width, (name_of_paper, 0), (as_content(by, style), cell_len(by)))


def people_title(meeting: Meeting, words: "Catalogue") -> str:
    """`People 7 · ✓ 5 · ✗ 1`; the marks only where anybody was asked."""
    parts = [words("agenda.people_count", n=len(meeting.participants))]
    for partstat, (mark, _) in PARTSTAT.items():
        n = sum(one.partstat == partstat and _is_asked(meeting, one) for one in meeting.participants)
        if n and (partstat != "needs-action" or meeting.state == "invited"):
            parts.append(f"{mark} {n}")
    return " · ".join(parts)


def person_line(sheet: AgendaData, one: Participant, session: "Session", words: "Catalogue", width: int) -> Content:
    person = sheet.people[one.person]
    asked = one.partstat != "needs-action" or (sheet.meeting.state != "planned" and _is_asked(sheet.meeting, one))
    mark, style = PARTSTAT[one.partstat] if asked else ("", "")
    answer = _answer(sheet.meeting, one, session, words)
    if (away := sheet.away.get(one.person)) is not None and one.partstat not in ("accepted", "declined"):
        style, answer = "$text-warning", _away(away, words)
    if person.bounced_at:
        mark, style, answer = "✗", "$text-error", words("agenda.bounced")
    role = words(f"role.{one.role}") if one.role != "participant" else person.department
    room = width - 1 - GAP
    if fitting(room, NAME, *ANSWER_AND_ROLE) < len(ANSWER_AND_ROLE):
        beside = _name_beside(person.name, min(NAME, sheet.name_room), role, answer, style, room)
        return line(width, (as_content(mark, style), 1), (beside, 0))
    for_answer, for_role = shares(room, NAME, *ANSWER_AND_ROLE)
    return line(
        width,
        (as_content(mark, style), 1),
        (as_content(person.name), 0),
        (as_content(role, "$foreground-muted"), for_role),
        (as_content(answer, style), for_answer),
    )


def _name_beside(name: str, least: int, role: str, answer: str, style: str, room: int) -> Content:
    """The whole name in `least` columns or more, behind it what was answered, and the part where there is room."""
    texts = [as_content(answer, style)] if answer else []
    if role and sum(map(cell_len, (name, answer, role))) + GAP * (1 + len(texts)) <= room:
        texts.insert(0, as_content(role, "$foreground-muted"))
    columns = max(least, cell_len(name))
    return Content(" " * GAP).join([as_content(name.ljust(columns - cell_len(name) + len(name))), *texts])


def _is_asked(meeting: Meeting, one: Participant) -> bool:
    """Nobody is asked of a meeting that was never announced, such as one that was taken back or held at once."""
    invited = meeting.invited_at is not None and owes_answer(one.role, one.partstat)
    return one.partstat != "needs-action" or invited


def _answer(meeting: Meeting, one: Participant, session: "Session", words: "Catalogue") -> str:
    """Yes or no and why, and since when; or for how long nothing was said."""
    if one.partstat == "needs-action":
        if meeting.state != "invited" or meeting.invited_at is None or not owes_answer(one.role, one.partstat):
            return ""
        asked = meeting.invited_at.astimezone(session.zone).date()
        if asked == session.now.date():
            return words("agenda.silent_today")
        return words("agenda.silent_since", day=words.short_day(asked))
    answered = words(f"partstat.{one.partstat}")
    since = words.short_day(one.answered_at.astimezone(session.zone).date()) if one.answered_at else ""
    return " ".join(filter(None, (answered, since, one.comment)))


def _away(away: Away, words: "Catalogue") -> str:
    """Until when, and who stands in."""
    until = words("agenda.away", day=words.short_day(away.until))
    return f"{until} → {away.deputy.name}" if away.deputy else until


def left_over_title(left_over: Sequence[LeftOver], words: "Catalogue") -> str:
    taken = sum(one.taken for one in left_over)
    return words("agenda.left_over", n=len(left_over), taken=taken)


def left_over_line(sheet: AgendaData, one: LeftOver, session: "Session", words: "Catalogue", width: int) -> Content:
    """Its owner only where the title has room beside it."""
    start: list[Cell] = [
        (as_content("[x]" if one.taken else "[ ]"), 3),
        (as_content(one.ref, "$foreground-muted"), sheet.left_over_ref_room),
    ]
    if one.action is None:
        what = words("agenda.topic" if "#" in one.ref else "agenda.kind.question")
        return line(width, *start, (as_content(one.text), 0), (as_content(what, "$foreground-muted"), cell_len(what)))
    late = one.action.overdue(session.today)
    style = "$text-error" if late else ""
    room, most = width - 7 - start[1][1], ((13, due_room(words) + 2), (11, 16))
    sizes = most[: min(fitting(room, LEAST_TITLE, *most), 2 if width >= ROOM_FOR_OWNERS else 1)]
    for_due, for_owner = (*shares(room, MOST_TITLES, *sizes), 0, 0)[:2]
    owner = sheet.people.get(one.action.owner or "")
    mark = "▲ " if late else ""
    when = mark + due_within(words, one.action.due, session.today, for_due - len(mark))
    if kinds := [kind for kind in sheet.exceptions.get(one.ref, ()) if kind != "late"]:
        style, when = (style, when) if late else ("$text-warning", words(f"exception.{kinds[0]}"))
    cells: list[Cell] = [
        *start,
        (as_content(one.text), 0),
        *([(as_content(owner.name if owner else "?"), for_owner)] if for_owner else ()),
        *([(as_content(when, style), for_due)] if for_due else ()),
    ]
    return line(width, *cells)


def show_slots(slots: "Rows", sheet: AgendaData, session: "Session", words: "Catalogue") -> None:
    slots.border_title = words("agenda.slots")
    slots.border_subtitle = total(sheet, words)
    slots.show(
        rows_of(sheet.meeting, len(sheet.questions_before)),
        lambda some, width: [row_line(sheet, row, session, words, width) for row in some],
    )


def show_people(people: "Rows", sheet: AgendaData, session: "Session", words: "Catalogue") -> None:
    people.border_title = people_title(sheet.meeting, words)
    there = {one.person: one for one in sheet.meeting.participants}
    people.show(
        list(there),
        lambda some, width: [person_line(sheet, there[ref], session, words, width) for ref in some],
    )


def show_left_over(carried: "Rows", sheet: AgendaData, session: "Session", words: "Catalogue") -> None:
    """Nothing at all where nothing is left over."""
    carried.display = bool(sheet.left_over)
    carried.border_title = left_over_title(sheet.left_over, words)
    found = {one.ref: one for one in sheet.left_over}
    carried.show(
        list(found),
        lambda some, width: [left_over_line(sheet, found[ref], session, words, width) for ref in some],
    )


def slot_bar(minutes: Sequence[int], own: int, width: int, at: int | None = None) -> Content:
    """`minutes` of each slot; `own` is the meeting's length, past which the bar is marked. Slot `at` stands out."""
    total = sum(minutes)
    whole = max(total, own, 1)
    parts, past = [], 0
    for number, length in enumerate(minutes):
        begin, end = past * width // whole, (past + length) * width // whole
        inside = max(0, min(end, own * width // whole) - begin)
        style = "$text-accent" if number == at else "$foreground-muted"
        parts.append(as_content(SHADES[number % 2] * inside, style))
        parts.append(as_content(OVER * (end - begin - inside), "$text-warning"))
        past += length
    parts.append(as_content(FREE * (width - past * width // whole), "$foreground-muted"))
    return Content.assemble(*parts)
