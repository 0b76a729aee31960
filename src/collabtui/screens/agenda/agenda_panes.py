"""The three lists of the agenda: its slots, who comes, and what is left over from before."""

from typing import TYPE_CHECKING

from collabtui.domain.meetings.agenda import rows_of
from collabtui.screens.agenda import agenda_rows as lines
from collabtui.screens.agenda.agenda_data import AgendaData
from collabtui.widgets.rows import Rows

if TYPE_CHECKING:
    from collabtui.session.store_session import Session
    from collabtui.text.catalogue import Catalogue


def show_slots(slots: Rows, sheet: AgendaData, session: "Session", words: "Catalogue") -> None:
    slots.border_title = words("agenda.slots")
    slots.border_subtitle = lines.total(sheet, words)
    slots.show(
        rows_of(sheet.meeting, len(sheet.questions_before)),
        lambda some, width: [lines.row_line(sheet, row, session, words, width) for row in some],
    )


def show_people(people: Rows, sheet: AgendaData, session: "Session", words: "Catalogue") -> None:
    people.border_title = lines.people_title(sheet.meeting, words)
    there = {one.person: one for one in sheet.meeting.participants}
    people.show(
        list(there),
        lambda some, width: [lines.person_line(sheet, there[ref], session, words, width) for ref in some],
    )


def show_left_over(carried: Rows, sheet: AgendaData, session: "Session", words: "Catalogue") -> None:
    """Nothing at all where nothing is left over."""
    carried.display = bool(sheet.left_over)
    carried.border_title = lines.left_over_title(sheet.left_over, words)
    found = {one.ref: one for one in sheet.left_over}
    carried.show(
        list(found),
        lambda some, width: [lines.left_over_line(sheet, found[ref], session, words, width) for ref in some],
    )
