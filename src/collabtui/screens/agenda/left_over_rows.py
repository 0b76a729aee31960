"""The rows of what is left over from the meeting before, on the page of an agenda."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content

from collabtui.lifecycle.meetings.carry_over import LeftOver
from collabtui.screens.agenda.agenda_data import AgendaData
from collabtui.widgets.columns import MARK, ColumnLayout, ListColumn, laid_out
from collabtui.widgets.line import as_content, name_within
from collabtui.widgets.when import due_room, due_within

if TYPE_CHECKING:
    from collabtui.session.store_session import Session
    from collabtui.text.catalogue import Catalogue
    from collabtui.widgets.rows import Rows

TITLE = ListColumn("title", 16, 28)
"""In so many columns most titles are whole."""
MOST_LINES = 3
"""Lines that such a title has: a plan is chosen from what is read, and not from its beginning."""
ROOM_FOR_OWNERS = 60
"""Columns from which a line says whose it is."""
BOX = 3
DUE = 13
OWNER = (11, 16)
"""From how many to how many columns the owner takes."""
ORDER = (MARK, "ref", "title", "owner", "due")


def show_left_over(carried: "Rows", sheet: AgendaData, session: "Session", words: "Catalogue") -> None:
    """Nothing at all where nothing is left over."""
    carried.display = bool(sheet.left_over)
    carried.border_title = left_over_title(sheet.left_over, words)
    found = {one.ref: one for one in sheet.left_over}

    def draw(some: Sequence[str], width: int) -> list[Content]:
        layout = left_over_columns(sheet, words, width)
        return [layout.line(partial(_cell, sheet, found[ref], session, words), most=MOST_LINES) for ref in some]

    carried.show(list(found), draw)


def left_over_title(left_over: Sequence[LeftOver], words: "Catalogue") -> str:
    taken = sum(one.taken for one in left_over)
    return words("agenda.left_over", n=len(left_over), taken=taken)


def left_over_columns(sheet: AgendaData, words: "Catalogue", width: int) -> ColumnLayout:
    """Its day stands below the title where it has no room beside it, the owner only where the list is wide."""
    least, most = OWNER
    owner = ListColumn("owner", max(least, min(most, sheet.left_over_owner_room)), most)
    due = ListColumn("due", DUE, due_room(words) + 2, goes_below=True)
    refs = sheet.left_over_ref_room
    fixed = (ListColumn(MARK, BOX, BOX), ListColumn("ref", refs, refs))
    return laid_out(width, fixed, TITLE, (due, *((owner,) if width >= ROOM_FOR_OWNERS else ())), ORDER)


def _cell(sheet: AgendaData, one: LeftOver, session: "Session", words: "Catalogue", name: str, room: int) -> Content:
    match name:
        case "mark":
            return as_content("[x]" if one.taken else "[ ]")
        case "ref":
            return as_content(one.ref, "$foreground-muted")
        case "title":
            return as_content(one.text)
        case "owner" if one.action:
            owner = sheet.people.get(one.action.owner or "")
            return as_content(name_within(owner.name, room, lines=2) if owner else "?")
        case "due":
            return _when(sheet, one, session, words, room)
    return Content("")


def _when(sheet: AgendaData, one: LeftOver, session: "Session", words: "Catalogue", room: int) -> Content:
    """Its day, or what keeps it; of what is no action, the kind of it."""
    if one.action is None:
        return as_content(words("agenda.topic" if "#" in one.ref else "agenda.kind.question"), "$foreground-muted")
    late = one.action.overdue(session.today)
    kinds = [kind for kind in sheet.exceptions.get(one.ref, ()) if kind != "late"]
    if kinds and not late:
        return as_content(words(f"exception.{kinds[0]}"), "$text-warning")
    mark, style = ("▲ ", "$text-error") if late else ("", "")
    return as_content(mark + due_within(words, one.action.due, session.today, room - len(mark)), style)
