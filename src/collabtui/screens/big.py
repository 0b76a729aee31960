"""For the projector: the clock, the question, what is decided."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Center
from textual.content import Content
from textual.widgets import Digits, Static

from collabtui.domain.meeting import Decision, Meeting
from collabtui.domain.running import time_left
from collabtui.screens.meeting_page import MeetingPage
from collabtui.widgets.line import said
from collabtui.widgets.when import clock

if TYPE_CHECKING:
    from collabtui.lifecycle.desk import Desk


@dataclass(frozen=True)
class Sheet:
    meeting: Meeting
    decisions: tuple[Decision, ...]


class Big(MeetingPage):
    """Nothing is typed here: Esc goes back to the capture line."""

    CSS_PATH = "big.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f8", "back", "key.back", id="big.back")]
    name_of_page = "live"
    sheet: Sheet | None = None

    def content(self) -> ComposeResult:
        yield Static(id="big-title")
        with Center():
            yield Digits(id="big-clock")
        yield Static(id="big-questions")
        yield Static(id="big-decisions")

    def read(self, desk: "Desk") -> Sheet:
        meeting = desk.store.get(Meeting, self.ref)
        decided = (one for one in desk.store.find(Decision, meeting=meeting.ref) if not one.withdrawn)
        return Sheet(meeting, tuple(decided))

    def show(self, sheet: Sheet) -> None:
        self.sheet = sheet
        questions = [said("? ", "$text-accent") + said(question) for question in sheet.meeting.questions]
        decided = [said(f"{one.ref} ", "$foreground-muted") + said(one.text) for one in sheet.decisions]
        self.query_one("#big-questions", Static).update(Content("\n").join(questions))
        self.query_one("#big-decisions", Static).update(Content("\n").join(decided))
        self.tick()

    def tick(self) -> None:
        super().tick()
        if self.sheet is None or self.sheet.meeting.running_slot is None:
            return
        meeting = self.sheet.meeting
        slot = meeting.slots[meeting.running_slot or 0]
        self.query_one("#big-title", Static).update(said(slot.title, "bold"))
        left = time_left(meeting, self.services.now)
        digits = self.query_one("#big-clock", Digits)
        digits.update(clock(left))
        digits.set_class(left.total_seconds() < 0, "-late")
