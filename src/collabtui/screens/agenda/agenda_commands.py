"""Keys of the agenda that ask, or take a line that was typed."""

from datetime import timedelta
from typing import TYPE_CHECKING

from collabtui.lifecycle.live import run
from collabtui.lifecycle.meetings import edit_agenda_lines
from collabtui.screens.dialogs.confirm import Confirm

if TYPE_CHECKING:
    from collabtui.domain.meetings.agenda import AgendaRow
    from collabtui.domain.meetings.meeting import Meeting
    from collabtui.domain.meetings.series_cut import Scope
    from collabtui.screens.agenda.agenda_box import AgendaBox
    from collabtui.screens.frame.page_port import PagePort
    from collabtui.session.store_session import Session

EARLY = timedelta(hours=1)
"""Before its time a meeting is started only after a question."""


async def start_meeting(page: "PagePort", meeting: "Meeting") -> None:
    early = meeting.start - page.session.now > EARLY
    question = page.words("agenda.start_early", title=meeting.title)
    if early and not await page.ask(Confirm(page.services, question, "key.start")):
        return
    await page.do(lambda acting: run.start(acting, meeting.ref))


async def take_line(
    session: "Session", ref: str, typed: "AgendaBox.Entered", below: "AgendaRow | None", scope: "Scope"
) -> None:
    """A new line goes `below` a row, a changed one takes the place of its own. Raises `CollabError`."""
    row = typed.changes
    if row is None:
        await session.run_command(lambda acting: edit_agenda_lines.add_line(acting, ref, typed.line, below, scope))
    else:
        await session.run_command(lambda acting: edit_agenda_lines.replace_line(acting, ref, row, typed.line))
