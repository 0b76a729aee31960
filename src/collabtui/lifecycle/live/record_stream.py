"""Notes without a screen, of which no line is refused because it is unclear: typed while people talk, each line is kept
before the next one is read; written down before, they are kept as a whole."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from collabtui.domain.meetings.meeting import Meeting
from collabtui.errors import CollabError, Unreachable
from collabtui.language.capture.capture_line import command_line
from collabtui.lifecycle.at_once.within import within_meeting
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.rendering.rendered_ahead import mails_ahead
from collabtui.lifecycle.live import run
from collabtui.lifecycle.live.run import Captured
from collabtui.lifecycle.live.unclear_lines import take_down, taken_in
from collabtui.store.interface import Transaction


class TakenLine(NamedTuple):
    line: str
    captured: Captured | None
    """None for a command that cannot be carried out."""
    unclear: CollabError | None = None
    """Why it is not clear as it stands, or cannot be carried out. What is unclear is kept all the same, with a question
    to clear later."""


@mails_ahead
def record_unclear(acting: Acting, ref: str, lines: Sequence[str]) -> list[TakenLine]:
    """As `run.record`, but that what is unclear stays with its line, to be cleared up later, a command that is none as
    well. Raises `Refused` (record.line) for the first command that cannot be carried out now; then nothing is
    recorded."""
    with acting.transaction(within_meeting(acting.store, ref)) as tx:
        return run.record_in(tx, acting, ref, lines, keep_unclear)


def keep_unclear(tx: Transaction, acting: Acting, meeting: Meeting, line: str) -> TakenLine:
    """One line, with what is unclear in it left to be cleared up later. Raises as `record_unclear`."""
    try:
        return TakenLine(line, run.captured_in(tx, acting, meeting, line))
    except CollabError as error:  # it comes before anything is written
        return TakenLine(line, taken_in(tx, acting, meeting, line), error)


class RecordStream:
    """One stream of lines into one meeting. A meeting that was running already goes on after the last line: somebody
    else has it on his screen."""

    def __init__(self, acting: Callable[[], Acting], ref: str) -> None:
        """`acting` is asked for each line, since time goes on. Raises `Unknown` (meeting.unknown)."""
        self._acting = acting
        self._meeting = acting().store.get(Meeting, ref).ref
        self._begun = False
        self._goes_on = False

    def take(self, line: str) -> TakenLine | None:
        """Keeps it; None for a line without a word. Raises `Refused` where the meeting takes no lines,
        `Unreachable` where it cannot be kept now; then it may be given again."""
        text = line.strip()
        if not text:
            return None
        if not self._begun:
            self._begin(text)
        acting, at = self._acting(), None
        if text.startswith("/") and not self._goes_on:
            at = run.instant_of_command(acting.store.get(Meeting, self._meeting), acting.now, text)
        try:
            return TakenLine(text, run.capture(acting, self._meeting, text, at))
        except Unreachable:  # says nothing of the line
            raise
        except CollabError as error:
            return TakenLine(text, self._kept_unclear(acting, text), error)

    def _kept_unclear(self, acting: Acting, line: str) -> Captured | None:
        """None for a command that cannot be carried out now."""
        try:
            return take_down(acting, self._meeting, line)
        except CollabError:
            if command_line(line) is None:
                raise
            return None

    def finish(self) -> None:
        """After the last line: the meeting is over unless it was running before the first."""
        acting = self._acting()
        meeting = acting.store.get(Meeting, self._meeting)
        if self._begun and meeting.state == "running" and not self._goes_on:
            run.end(acting, self._meeting, run.instant_of_command(meeting, acting.now, "/end"))

    def _begin(self, first: str) -> None:
        acting = self._acting()
        meeting = acting.store.get(Meeting, self._meeting)
        self._goes_on = meeting.state == "running"
        if meeting.state in ("planned", "invited") and not first.startswith("/start"):
            run.start(acting, self._meeting, min(meeting.start, acting.now))
        self._begun = True
