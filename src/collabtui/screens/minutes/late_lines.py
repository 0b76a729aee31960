"""Late lines: what is added to the minutes after the meeting, and what was begun in it when it ended elsewhere."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from collabtui.domain.meetings.meeting import Meeting
from collabtui.errors import Refused
from collabtui.language.capture.capture_line import command_line
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.live import run
from collabtui.lifecycle.live.unclear_lines import taken_in
from collabtui.screens.dialogs.form import Form, FormField, Values
from collabtui.screens.dialogs.form_field import NEXT_LINE
from collabtui.session.draft_files import capture_draft

if TYPE_CHECKING:
    from collabtui.screens.frame.page_port import PagePort
    from collabtui.text.catalogue import Catalogue

TAKES_LINES = ("recorded", "published")
"""States of a meeting that is over, in which lines are still added to it."""


async def ask_late_line(page: "PagePort", ref: str) -> None:
    """One more line, or several."""

    async def save(values: Values) -> None:
        lines = _entries(values["line"])
        if not lines:
            raise Refused("minutes.no_line")
        await page.session.run_command(lambda acting: run.capture_each(acting, ref, lines))

    await page.ask(Form(page.services, page.words("minutes.add"), [_field(page.words)], save))
    page.refresh_now()


async def ask_begun_lines(page: "PagePort", meeting: Meeting, log: Collection[str]) -> None:
    """Lines that were typed in the meeting and are not in its `log`, to be gone on with where they stopped. As in the
    meeting a line is kept whatever is unclear in it; an empty field throws them away."""
    ref, drafts = meeting.ref, page.services.drafts
    begun = begun_lines(drafts.get(capture_draft(ref)), log)
    if not begun or meeting.state not in TAKES_LINES:
        return

    async def save(values: Values) -> None:
        lines = _entries(values["line"])
        if lines:
            await page.session.run_command(lambda acting: _take_each(acting, ref, lines))
        drafts.keep(capture_draft(ref), "")

    field = _field(page.words, NEXT_LINE.join(begun))
    await page.ask(Form(page.services, page.words("minutes.begun"), [field], save))
    page.refresh_now()


def begun_lines(draft: str, log: Collection[str]) -> list[str]:
    """Lines of the capture field's draft that are not in the log; commands are for a meeting that runs."""
    lines = map(str.strip, draft.split("\n"))
    return [line for line in lines if line and line not in log and command_line(line) is None]


def _field(words: "Catalogue", begun: str = "") -> FormField:
    def read(text: str) -> str:
        n = len(_entries(text))
        return words("minutes.several_lines", n=n) if n > 1 else ""

    return FormField("line", begun, read=read, joined_by=NEXT_LINE, begun=True)


def _entries(text: str) -> list[str]:
    return [line for line in map(str.strip, text.split(NEXT_LINE.strip())) if line]


def _take_each(acting: Acting, ref: str, lines: Sequence[str]) -> None:
    with acting.transaction() as tx:
        for line in lines:
            taken_in(tx, acting, tx.get(Meeting, ref), line)
