"""Lines on their way from the capture line into the log of a running meeting, in their order, however many."""

from collections.abc import Callable, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from collabtui.domain.meetings.meeting import Meeting
from collabtui.errors import CollabError
from collabtui.language.capture.capture_line import command_line
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.live import run
from collabtui.lifecycle.live.run import Captured
from collabtui.lifecycle.live.unclear_lines import take_down

if TYPE_CHECKING:
    from collabtui.screens.frame.page_port import PagePort
    from collabtui.screens.live.capture_box import CaptureBox

AT_ONCE = 50
"""Lines that are taken down in one go; a key waits for no more of them."""


class LinesUnderWay:
    """Those that were entered and are not in the log yet."""

    def __init__(self, page: "PagePort", ref: str, box: "Callable[[], CaptureBox]") -> None:
        """`box`: the one of now, since a page in another language has another."""
        self._page, self._ref, self._box = page, ref, box
        self._lines: list[str] = []
        self._leaves, self._stays = False, False

    @property
    def keep_page(self) -> bool:
        """Whether the page stays though the meeting no longer runs: where somebody else ended it while something typed
        here is not in the log. Then a key leaves it, and no end of a line: whoever types on may not have seen it."""
        box = self._box()
        typed = bool(box.line.strip() or box.unsent)
        self._stays = not self._leaves and (self._stays or typed)
        return self._stays or bool(self._lines)

    def begins_with(self, lines: Sequence[str]) -> bool:
        """Adds them; true where nothing else is being taken down, so that it has to be begun."""
        waited = bool(self._lines)
        self._lines += lines
        return not waited

    async def take_down(self, show_log: Callable[[], None]) -> None:
        """Some at a time: other commands have their turn between them."""
        while some := next_lines(self._lines):
            if is_undo(some[0]):
                self._box().accepted(some)
                await undo_line(self._page, self._ref)
            else:
                await self._capture(some, show_log)
            del self._lines[: len(some)]

    async def end_meeting(self) -> None:
        """With what the store could not take yet and what stands in the field: nobody comes back to it afterwards."""
        box = self._box()
        left = [*box.unsent, box.line]
        self._leaves = True
        if await self._page.do(lambda acting: ended_with(acting, self._ref, left)):
            box.put("")
            self._page.refresh_now()
        else:
            self._leaves = False

    async def _capture(self, lines: Sequence[str], show_log: Callable[[], None]) -> None:
        page, results = self._page, list[Captured | CollabError]()
        try:
            results = await page.session.run_command(lambda acting: taken_down(acting, self._ref, lines))
        except CollabError as error:
            results = [error for _ in lines]
        kept = [line for line, result in zip(lines, results, strict=True) if isinstance(result, Captured)]
        for line, result in zip(lines, results, strict=True):
            if isinstance(result, CollabError):
                self._box().failed(line, result)
        findings = results[-1].findings if isinstance(results[-1], Captured) else ()
        if kept:
            self._box().accepted(kept, " ".join(page.words(one.key, **one.values) for one in findings))
            page.refresh_now()
        else:
            show_log()


def next_lines(lines: Sequence[str]) -> list[str]:
    """Those that are taken down in one go, or the undo that comes first."""
    if lines and is_undo(lines[0]):
        return [lines[0]]
    return list(takewhile(lambda line: not is_undo(line), lines[:AT_ONCE]))


def taken_down(acting: Acting, ref: str, lines: Sequence[str]) -> list[Captured | CollabError]:
    """Each by itself: one that cannot be taken down stops none of the others."""
    results: list[Captured | CollabError] = []
    for line in lines:
        try:
            results.append(take_down(acting, ref, line))
        except CollabError as error:
            results.append(error)
    return results


def ended_with(acting: Acting, ref: str, lines: Sequence[str]) -> Meeting:
    """The end, unless somebody else was faster, once the lines are taken down; a command among them was not given.
    Raises as both do."""
    for line in lines:
        if line.strip() and command_line(line) is None:
            take_down(acting, ref, line)
    meeting = acting.store.get(Meeting, ref)
    return run.end(acting, ref) if meeting.state == "running" else meeting


def is_undo(line: str) -> bool:
    command = command_line(line)
    return command is not None and command.word == "undo"


async def undo_line(page: "PagePort", ref: str) -> None:
    """One's own last line or command of this meeting, whichever came later; it is named."""
    from collabtui.lifecycle.history.undo_last import undo_in_meeting  # not with the page: it knows all that mail does
    from collabtui.screens.shell.undo_keys import tell_undone

    if undone := await page.do(lambda acting: undo_in_meeting(acting, ref)):
        await tell_undone(page, undone)
