"""For the projector: the clock in large digits, the agenda, the questions, what is decided, and who does what."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from collabtui.domain.meetings.meeting import Decision, Meeting, Slot
from collabtui.domain.meetings.meeting_clock import WARN_AT, expected_starts, time_left, used
from collabtui.lifecycle.minutes.minutes_content import MinutesContent, minutes_of
from collabtui.screens.frame.text_not_run import TakesText
from collabtui.screens.live.big_digits import ROWS, big_digits
from collabtui.screens.live.live_clock import SlotBell, end_in_words, slot_time, timekeeper_name
from collabtui.screens.live.live_rows import slot_mark
from collabtui.screens.live.opening import Opening, opening_lines, read_opening
from collabtui.screens.meetings.meeting_page import MeetingPage
from collabtui.widgets.line import as_content, between, folded, gauge
from collabtui.widgets.when import clock

if TYPE_CHECKING:
    from collabtui.domain.action import Action
    from collabtui.lifecycle.base.acting import Acting

MARGIN = 8
TIMES = 9
"""Columns before the title of a slot: its mark and when it begins."""
PARTS = ("agenda", "fallen")
SHARE_OF_CLOCK = 4
"""The clock takes one part in so many of the height."""
ROOM_FOR_DIGITS = 20
"""Lines without which the clock is one of them: what is decided would have none."""
FRESH_SECONDS = 60
"""For which what was just decided stands out."""


@dataclass(frozen=True)
class ProjectorData:
    meeting: Meeting
    minutes: MinutesContent
    opening: Opening


class Big(MeetingPage):
    """Nothing is typed here, and what is pasted is taken down behind it: Esc goes back to the capture line."""

    CSS_PATH = "projector.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (ROOM_FOR_DIGITS, "-high")]  # noqa: RUF012  # Textual declares it so
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f8", "back", "key.back", id="big.back"),
        Binding("ctrl+b", "bell", "key.bell", id="big.bell"),
    ]
    name_of_page = "live"
    sheet: ProjectorData | None = None
    _shown: dict[str, Content]

    def content(self) -> ComposeResult:
        self._shown = {}
        for name in ("title", "clock", "bar", "time"):
            yield Static(id=f"big-{name}")
        with Horizontal(id="big-body"):
            for name in PARTS:
                part = Static(id=f"big-{name}", classes="card")
                part.border_title = self.words(f"big.{name}")
                yield part

    def on_mount(self) -> None:
        self._bell = SlotBell(self.services.drafts)

    def move_on(self, state: str) -> None:  # noqa: ARG002  # the page below knows where to go
        """Back to the page below: there may be half a line in its field."""
        self.dismiss()

    def read(self, acting: "Acting") -> ProjectorData:
        meeting = acting.visible.get(Meeting, self.ref)
        return ProjectorData(meeting, minutes_of(acting.visible, meeting), read_opening(acting, meeting))

    def show(self, sheet: ProjectorData) -> None:
        self.sheet = sheet
        self.tick()

    def take_down(self, text: str) -> None:
        """In the field of the page behind it."""
        stack = self.app.screen_stack
        for page in stack[: stack.index(self)]:
            if isinstance(page, TakesText):
                page.take_down(text)

    def on_resize(self) -> None:
        self.call_after_refresh(self.tick)

    def tick(self) -> None:
        super().tick()
        if self.sheet is None:
            return
        if self._bell.rings(self.sheet.meeting, self.session.now):
            self.app.bell()
        self._say("agenda", Content("\n").join(self._agenda(self.sheet.meeting)))
        self._say("fallen", Content("\n").join(self._fallen(self.sheet)))
        if self.sheet.meeting.running_slot is not None:
            self._tick_clock(self.sheet.meeting)

    def _tick_clock(self, meeting: Meeting) -> None:
        now, share = self.session.now, used(meeting, self.session.now)
        style = "$text-error" if share > 1 else "$text-warning" if share >= WARN_AT else "$text-success"
        left = clock(time_left(meeting, now))
        low = self.size.height < ROOM_FOR_DIGITS
        rows = max(ROWS, self.size.height // SHARE_OF_CLOCK)
        digits = [left] if low else big_digits(left, self.size.width - MARGIN, rows)
        below = [slot_time(meeting, now, self.words), end_in_words(meeting, now, self.words, advice=False)]
        if self.sheet and (keeper := timekeeper_name(self.sheet.meeting, self.sheet.minutes.people)):
            below.append(as_content(self.words("live.timekeeper", name=keeper), "$foreground-muted"))
        self._say("title", as_content(meeting.slots[meeting.running_slot or 0].title, "bold"))
        self._say("clock", as_lines(digits, f"bold {style}"))
        self._say("bar", as_content(gauge(share, max(10, self.size.width - 2 * MARGIN))))
        self._say("time", Content("  ").join(below))

    def _say(self, name: str, content: Content) -> None:
        """Draws a part anew only where it reads otherwise."""
        before = self._shown.get(name)
        if before is None or not content.is_same(before):
            self._shown[name] = content
            self.query_one(f"#big-{name}", Static).update(content)

    def _agenda(self, meeting: Meeting) -> list[Content]:
        """The slots, then the questions; where room is short from the running one on."""
        part = self.query_one("#big-agenda")
        width, room = max(20, part.content_size.width), part.content_size.height
        starts = expected_starts(meeting, self.session.now)
        slots = []
        for number, slot in enumerate(meeting.slots):
            running = number == meeting.running_slot
            style = "bold $text-accent" if running else "$foreground-muted" if slot.ended_at else ""
            start = starts[number].astimezone(self.session.zone)
            left = as_content(f"{slot_mark(slot, running=running)} {start:%H:%M}  {slot.title}", style)
            slots.append(_slot_lines(slot, left, style or "$foreground-muted", width))
        questions = [as_content("? ", "$text-accent") + as_content(question) for question in meeting.questions]
        first, last = 0, max(0, (meeting.running_slot or 0) - 1)
        while first < last and sum(map(len, slots[first:])) + len(questions) > room:
            first += 1
        return [*(one for some in slots[first:] for one in some), *questions]

    def _fallen(self, sheet: ProjectorData) -> list[Content]:
        """Decisions, and who does what until when, as they fell; the last ones where room is short, below how many
        stand above them. Before there is any, what the meeting is for and its rules."""
        minutes = sheet.minutes
        part = self.query_one("#big-fallen")
        width, room = max(10, part.content_size.width), max(1, part.content_size.height)
        lines = [folded(line, width) for line in self._as_they_fell(minutes)]
        if not lines:
            first = [as_content(one, "bold") for one in opening_lines(sheet.opening, self.words)]
            nothing = as_content(self.words("big.nothing_yet"), "$foreground-muted")
            return [piece for line in (*first, nothing) for piece in folded(line, width)][-room:]
        shown = last_that_fit(lines, room)
        above = [as_content(f"↑ {len(lines) - shown}", "$foreground-muted")] if shown < len(lines) else []
        return [*above, *(piece for line in lines[len(lines) - shown :] for piece in line)][-room:]

    def _as_they_fell(self, minutes: MinutesContent) -> list[Content]:
        at = {entry.thing: number for number, entry in enumerate(minutes.log)}
        newest = {entry.thing for entry in minutes.log if (self.session.now - entry.at).total_seconds() < FRESH_SECONDS}
        fallen = [(at.get(one.ref, -1), self._decided(one, fresh=one.ref in newest)) for one in minutes.decisions]
        fallen += [
            (at.get(one.ref, -1), self._taken_on(one, minutes, fresh=one.ref in newest))
            for one in minutes.actions
            if one.status != "cancelled"
        ]
        return [line for _, line in sorted(fallen, key=lambda one: one[0])]

    def _decided(self, one: Decision, *, fresh: bool) -> Content:
        mark = as_content(f"✓ {one.ref} ", "$text-success")
        return mark + as_content(one.text, "bold $text-accent" if fresh else "bold")

    def _taken_on(self, action: "Action", minutes: MinutesContent, *, fresh: bool) -> Content:
        owner = minutes.people[action.owner].name if action.owner else f"{self.words('field.owner')} ?"
        due = self.words.short_day(action.due) if action.due else f"{self.words('field.due')} ?"
        who = as_content(f"◆ {owner} ", "bold" if action.owner else "$text-warning")
        what = as_content(action.title, "bold $text-accent" if fresh else "")
        return who + as_content(f"{due}  ", "$text-accent" if action.due else "$text-warning") + what

    def action_bell(self) -> None:
        self.tell("live.bell_on" if self._bell.toggle() else "live.bell_off")


def last_that_fit(lines: Sequence[Sequence[Content]], room: int) -> int:
    """Counts the last ones, each of so many rows, that find room, at least one; where not all do, a row says how many
    stand above them."""
    rows, shown = 0, 0
    for line in reversed(lines):
        rows += len(line)
        if rows + (shown + 1 < len(lines)) > room:
            break
        shown += 1
    return max(1, shown)


def as_lines(lines: list[str], style: str) -> Content:
    return Content("\n").join(as_content(line, style) for line in lines)


def _slot_lines(slot: Slot, left: Content, style: str, width: int) -> list[Content]:
    """One line, or where title and leader have no room beside each other, both whole below each other."""
    minutes = f"{slot.minutes + slot.extended}m"
    right = as_content(f"{slot.lead}  {minutes}" if slot.lead else minutes, style)
    if left.cell_length + 1 + right.cell_length <= width:
        return [between(width, left, right)]
    first, *more = folded(left, width - len(minutes) - 1)
    below = [*more, *folded(as_content(slot.lead, style), width - TIMES)] if slot.lead else more
    return [between(width, first, as_content(minutes, style)), *(Content(" " * TIMES) + one for one in below)]
