"""Keys of the agenda that ask, or take a line that was typed; those that stretch and move a slot at once are in its
`page`."""

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from collabtui.errors import CollabError
from collabtui.lifecycle.base.directory import everybody
from collabtui.lifecycle.base.dry_run import rehearsed
from collabtui.lifecycle.live import run
from collabtui.lifecycle.meetings import carry_over, edit_agenda_lines, plan
from collabtui.lifecycle.meetings.unclear_leads import is_nobodys
from collabtui.screens.dialogs.confirm import Confirm
from collabtui.screens.dialogs.scope_pick import asked_scope

if TYPE_CHECKING:
    from collabtui.domain.meetings.agenda import AgendaRow
    from collabtui.domain.meetings.meeting import Meeting
    from collabtui.formats.agenda.agenda_line import AgendaLine
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.screens.agenda.agenda_box import AgendaBox
    from collabtui.screens.agenda.roles import Roles
    from collabtui.screens.frame.page_port import PagePort

OF_SERIES = frozenset({"title", "start", "end", "place", "matter", "people", "facilitator", "scribe", "timekeeper"})
"""Kinds of lines that may be meant for more than one date of a series; an agenda is each one's own."""
OF_TIME = frozenset({"start", "end", "place", "people", "facilitator", "scribe", "timekeeper"})
"""Kinds of lines that may need somebody, or a room, who is taken."""
REST = 0.15
"""Seconds without a key after which it is looked up."""
EARLY = timedelta(hours=1)
"""Before its time a meeting is started only after a question."""


async def start_meeting(page: "PagePort", meeting: "Meeting") -> None:
    early = meeting.start - page.session.now > EARLY
    question = page.words("agenda.start_early", title=meeting.title)
    if early and not await page.ask(Confirm(page.services, question, "key.start")):
        return
    await page.do(lambda acting: run.start(acting, meeting.ref))


async def take_exceptions(page: "PagePort", ref: str) -> None:
    """They stand among what is left over, ticked; a second press finds nothing new."""
    taken = await page.do(lambda acting: carry_over.take_exceptions(acting, ref))
    if taken is None:
        return
    some = "agenda.exceptions_there" if taken.exceptions else "agenda.exceptions_none"
    page.tell("agenda.exceptions_added" if taken.added else some, ref=ref, n=taken.added)


async def enter_line(
    page: "PagePort", box: "AgendaBox", ref: str, typed: "AgendaBox.Entered", below: "AgendaRow | None", *, recurs: bool
) -> None:
    """A new line goes `below` a row, a changed one takes the place of its own. What is not accepted is typed on; that
    nobody is known by the name of who leads it is said."""
    row, several = typed.changes, recurs and typed.line.kind in OF_SERIES and typed.changes is None
    scope = await asked_scope(page, "agenda.scope", recurs=several)
    if scope is None:
        box.open(typed.text)
        return

    def enter(acting: "Acting") -> bool:
        if row is None:
            edit_agenda_lines.add_line(acting, ref, typed.line, below, scope)
        else:
            edit_agenda_lines.replace_line(acting, ref, row, typed.line)
        return typed.line.slot is not None and is_nobodys(typed.line.slot.lead, everybody(acting.store))

    try:
        if await page.session.run_command(enter) and typed.line.slot:
            page.warn("agenda.lead_unknown", name=typed.line.slot.lead)
    except CollabError as error:
        if row is not None:
            box.open(typed.text, row)
        box.refused(typed.text, error)


async def booked_with(page: "PagePort", ref: str, line: "AgendaLine") -> list[str]:
    """Sentences on who or what would be taken once the line is entered; none for a line that would be refused."""
    if line.kind not in OF_TIME:
        return []
    await asyncio.sleep(REST)
    try:
        rehearsal = await page.session.run_command(
            lambda acting: rehearsed(acting, lambda own: edit_agenda_lines.add_line(own, ref, line, None))
        )
    except CollabError:  # Enter says it
        return []
    return [page.words(one.key, **one.values) for one in rehearsal.result.findings if one.key.startswith("booking.")]


async def change_people(page: "PagePort", ref: str, change: "Roles", done: str, *, recurs: bool) -> None:
    scope = await asked_scope(page, "agenda.scope", recurs=recurs)
    if scope is not None:
        await page.do(lambda acting: plan.change_participants(acting, ref, change, scope), done)
