"""The rows of the slots on the agenda page."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from collabtui.domain.meetings.agenda import AgendaRow, material_missing, rows_of
from collabtui.domain.meetings.material_line import as_read
from collabtui.domain.meetings.meeting import slot_starts
from collabtui.formats.agenda.recurrence_text import write_recurrence
from collabtui.screens.agenda.agenda_data import UNCLEAR, AgendaData
from collabtui.widgets.line import GAP, as_content, between, fitting, line

if TYPE_CHECKING:
    from collabtui.session.store_session import Session
    from collabtui.text.catalogue import Catalogue
    from collabtui.widgets.rows import Rows

SHADES = ("█", "▓")
"""Neighbours differ without colours, too."""
FREE, OVER = "░", "▒"


LEAD, ROOMY_LEAD = 10, 18
"""Columns of who leads a slot, at most, the same for all slots of a meeting; 18 where the title has its room, too."""
LEAST_TITLE = 16
"""Columns that the title of a slot has before another column has its own."""
TITLE_BESIDE_LEAD = 24
"""Columns of the title of a slot beside which its lead has the room of a whole name."""


def head(sheet: AgendaData, session: "Session", words: "Catalogue", width: int) -> Content:
    """Two lines: what it is and where it stands, when and where it is."""
    meeting = sheet.meeting
    start, end = meeting.start.astimezone(session.zone), meeting.end.astimezone(session.zone)
    place = f" · {meeting.place}" if meeting.place else ""
    state = words("agenda.update_owed" if sheet.update_owed else f"state.{meeting.state}")
    title = as_content(f"{meeting.ref} ", "$foreground-muted") + as_content(meeting.title, "bold")
    first = between(width, title, as_content(state, "$text-warning" if sheet.update_owed else "$text-accent"))
    whole = f"{words.instant(start)}–{end:%H:%M}{place}"
    short = f"{words.short_day(start.date())} {start:%H:%M}–{end:%H:%M}{place}"
    when = as_content(whole if cell_len(whole) <= width else short).truncate(width, ellipsis=True)
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
    room = width - 5 - for_minutes - 1 - 3 * GAP
    for_lead = min(max(LEAD, min(ROOMY_LEAD, room - TITLE_BESIDE_LEAD - GAP)), sheet.lead_room)
    with_lead = fitting(room, LEAST_TITLE, (for_lead, for_lead)) or sheet.is_doubtful(number)
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


def show_slots(slots: "Rows", sheet: AgendaData, session: "Session", words: "Catalogue") -> None:
    slots.border_title = words("agenda.slots")
    slots.border_subtitle = total(sheet, words)
    slots.show(
        rows_of(sheet.meeting, len(sheet.questions_before)),
        lambda some, width: [row_line(sheet, row, session, words, width) for row in some],
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
