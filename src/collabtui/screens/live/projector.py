"""For the projector: the clock, the question, what is decided."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Center
from textual.content import Content
from textual.widgets import Digits, Static

from collabtui.domain.meetings.meeting import Decision, Meeting
from collabtui.domain.meetings.meeting_clock import WARN_AT, time_left, used
from collabtui.domain.meetings.running_commands import following
from collabtui.screens.live.live_clock import end_in_words, slot_time
from collabtui.screens.meetings.meeting_page import MeetingPage
from collabtui.widgets.line import as_content, gauge
from collabtui.widgets.when import clock

if TYPE_CHECKING:
    from collabtui.lifecycle.base.acting import Acting

MARGIN = 8


@dataclass(frozen=True)
class ProjectorData:
    meeting: Meeting
    decisions: tuple[Decision, ...]


class Big(MeetingPage):
    """Nothing is typed here: Esc goes back to the capture line."""

    CSS_PATH = "projector.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f8", "back", "key.back", id="big.back")]
    name_of_page = "live"
    sheet: ProjectorData | None = None
    _shown: tuple[Content, ...] = ()

    def content(self) -> ComposeResult:
        yield Static(id="big-title")
        with Center():
            yield Digits(id="big-clock")
        for name in ("bar", "time", "questions", "decisions"):
            yield Static(id=f"big-{name}")

    def read(self, acting: "Acting") -> ProjectorData:
        meeting = acting.store.get(Meeting, self.ref)
        decided = (one for one in acting.store.find(Decision, meeting=meeting.ref) if not one.withdrawn)
        return ProjectorData(meeting, tuple(decided))

    def show(self, sheet: ProjectorData) -> None:
        self.sheet = sheet
        questions = [as_content("? ", "$text-accent") + as_content(question) for question in sheet.meeting.questions]
        decided = [as_content(f"{one.ref} ", "$foreground-muted") + as_content(one.text) for one in sheet.decisions]
        self.query_one("#big-questions", Static).update(Content("\n").join(questions))
        self.query_one("#big-decisions", Static).update(Content("\n").join(decided))
        self.tick()

    def tick(self) -> None:
        super().tick()
        if self.sheet is None or self.sheet.meeting.running_slot is None:
            return
        meeting, now = self.sheet.meeting, self.session.now
        share = used(meeting, now)
        digits = self.query_one("#big-clock", Digits)
        digits.update(clock(time_left(meeting, now)))
        digits.set_class(share > 1, "-late").set_class(WARN_AT <= share <= 1, "-soon")
        bar = as_content(gauge(share, max(10, self.size.width - 2 * MARGIN)))
        below = Content("  ").join(
            [
                slot_time(meeting, now, self.words),
                end_in_words(meeting, now, self.words, advice=False),
                as_content(self._next(meeting), "$foreground-muted"),
            ]
        )
        title = as_content(meeting.slots[meeting.running_slot or 0].title, "bold")
        before, self._shown = self._shown or (Content(""),) * 3, (title, bar, below)
        for name, old, new in zip(("title", "bar", "time"), before, self._shown, strict=True):
            if not new.is_same(old):
                self.query_one(f"#big-{name}", Static).update(new)

    def _next(self, meeting: Meeting) -> str:
        index = following(meeting)
        if index == len(meeting.slots):
            return self.words("big.no_next")
        return self.words("big.next", title=meeting.slots[index].title)
