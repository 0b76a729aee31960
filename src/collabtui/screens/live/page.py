"""The running meeting: its clock, what is being said, who is here. Keys that every page has, such as `u`, are in
`frame.page.EVERYWHERE`; while one types, they are letters."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from collabtui.domain.place import Place
from collabtui.domain.refs import ENTRY, is_ref
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.live import run
from collabtui.screens.dialogs.attendance import Attendance
from collabtui.screens.frame.notice_display import take_away
from collabtui.screens.frame.text_not_run import take_letter
from collabtui.screens.live.capture_box import CaptureBox
from collabtui.screens.live.edit_line import ask_agreement, open_entry_editor, take_back_entry
from collabtui.screens.live.lines_under_way import LinesUnderWay, undo_line
from collabtui.screens.live.live_clock import Alerts, SlotBell, clock_lines, timekeeper_name
from collabtui.screens.live.live_data import LiveData, read_live
from collabtui.screens.live.live_log import LiveLog
from collabtui.screens.live.live_plan import Plan, park_running
from collabtui.screens.meetings.meeting_page import MeetingPage
from collabtui.session.draft_files import capture_draft
from collabtui.widgets.page_bar import PageBar
from collabtui.widgets.rows import Rows
from collabtui.widgets.ticking import Ticking

CLOCK = ("title", "slot", "bar")
"""The three lines above."""
LIVE_KEYS: list[BindingType] = [
    Binding("ctrl+n", "next", "key.next_slot", priority=True, id="live.next"),
    Binding("ctrl+e", "say('/extend 5')", "key.extend", priority=True, id="live.extend"),
    Binding("ctrl+o", "agree", "key.agree", priority=True, id="live.agree"),
    Binding("f2", "attendance", "key.attendance", priority=True, id="live.attendance"),
    Binding("f9", "end", "key.end", priority=True, id="live.end"),
    Binding("f4", "pause", "key.pause", show=False, priority=True, id="live.pause"),
    Binding("f7", "say('/cut')", "key.fit", show=False, priority=True, id="live.fit"),
    Binding("ctrl+b", "bell", "key.bell", show=False, priority=True, id="live.bell"),
    Binding("f5", "clear", "key.clear", show=False, priority=True, id="live.clear"),
    Binding("ctrl+k", "park", "key.park", show=False, id="live.park"),
    Binding("ctrl+z", "undo_line", "key.undo_line", show=False, priority=True, id="live.undo"),
    Binding("f3", "plan", "key.plan", show=False, priority=True, id="live.plan"),
    Binding("f8", "big", "key.big", show=False, priority=True, id="live.big"),
    Binding("x,delete", "take_back", "key.take_back", show=False, id="live.take_back"),
    Binding("i", "write", "key.write", show=False, id="live.write"),
    Binding("escape", "back", "key.line_and_log", show=False, id="live.log"),
]


class Live(MeetingPage):
    CSS_PATH = "live.tcss"
    BINDINGS: ClassVar[list[BindingType]] = LIVE_KEYS
    name_of_page = "live"
    AUTO_FOCUS = "#capture"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-high")]  # noqa: RUF012  # Textual declares it so
    on_key = take_letter
    sheet: LiveData | None = None
    _minute: object = None

    def content(self) -> ComposeResult:
        for name in CLOCK:
            yield Ticking(id=f"live-{name}", classes="clock")
        with Horizontal(id="live-body"):
            yield Plan(self.ref)
            yield Rows(id="log", classes="card", empty=self.words("live.nothing_said"))
        yield CaptureBox(self.words, self.services.drafts, capture_draft(self.ref))

    def on_mount(self) -> None:
        self._alerts, self._bell = Alerts(), SlotBell(self.services.drafts)
        self._log_rows = LiveLog(self.session, self.words)
        self._under_way = LinesUnderWay(self, self.ref, lambda: self.box)

    @property
    def box(self) -> CaptureBox:
        return self.query_one(CaptureBox)

    def stays(self) -> bool:
        return self._under_way.keep_page

    def read(self, acting: Acting) -> LiveData:
        return read_live(acting, self.ref)

    def show(self, sheet: LiveData) -> None:
        self.sheet, self._minute = sheet, None
        self.query_one(PageBar).shown_below = self.ref
        self.tick()
        self._show_log()
        self.box.know(sheet.known, run.day_of(sheet.meeting))
        own = self.session.own_name
        self.box.go_on({entry.line for entry in sheet.log}, [entry.line for entry in sheet.log if entry.by == own])
        self.box.ask_to_clear(len(sheet.unclear))

    def tick(self) -> None:
        super().tick()
        if self.sheet is None:
            return
        width, now = max(20, self.size.width - 2), self.session.now
        keeper = timekeeper_name(self.sheet.meeting, self.sheet.people)
        lines = clock_lines(self.sheet.meeting, now, self.words, width, self.sheet.missing, keeper)
        for name, line in zip(CLOCK, lines, strict=True):
            self.query_one(f"#live-{name}", Ticking).say(line)
        if now.minute != self._minute:  # the plan says when the next slots will begin
            self._minute = now.minute
            self.query_one(Plan).show_plan(self.sheet, self.session, self.words)
        if self._bell.rings(self.sheet.meeting, now):
            self.app.bell()
        for alert in self._alerts.new(self.sheet.meeting, now, self.words, keeper):
            self.notify(alert, severity="warning", timeout=10, markup=False)

    @on(Rows.Resized)
    def _show_log(self) -> None:
        """Follows what is said, unless somebody reads further up."""
        if self.sheet:
            log = self.query_one("#log", Rows)
            following = self.focused is not log or log.cursor >= len(log.keys) - 1
            self._log_rows.show(log, self.sheet, self.box.pending, following=following)

    def on_unmount(self) -> None:
        take_away(self.app, self.services.notices, *self._alerts.shown)  # on another page they are of no use

    def point_at(self, place: Place) -> None:
        entries = self.sheet.log if self.sheet else ()
        line = next((entry.ref for entry in entries if place.part in (entry.ref, entry.thing)), "")
        log = self.query_one("#log", Rows)
        if log.point_at(line):
            self.set_focus(log)  # at once: until then the log follows what is said, also when it is wrapped anew

    def on_resize(self) -> None:
        self.call_after_refresh(self.tick)

    @on(CaptureBox.Entered)
    def _entered(self, event: CaptureBox.Entered) -> None:
        self._show_log()
        if self._under_way.begins_with(event.lines):
            self._take_down()

    @work
    async def _take_down(self) -> None:
        await self._under_way.take_down(self._show_log)

    @work
    async def action_undo_line(self) -> None:
        await undo_line(self, self.ref)

    @work
    async def action_say(self, line: str) -> None:
        await self.do(lambda acting: run.capture(acting, self.ref, line))

    @work
    async def action_park(self) -> None:
        await park_running(self, self.ref, self.app.get_key_display(Binding("ctrl+z", "")))

    @work
    async def action_next(self) -> None:
        seen = self.sheet.meeting.running_slot if self.sheet else None
        if await self.do(lambda acting: run.move_on(acting, self.ref, seen)) is False:
            await self._asked_to_end()

    @work
    async def action_end(self) -> None:
        await self._asked_to_end()

    async def _asked_to_end(self) -> None:
        from collabtui.screens.live.end_question import asked_to_end

        if self.sheet and await asked_to_end(self, self.sheet):
            await self._under_way.end_meeting()

    @work
    async def action_agree(self) -> None:
        if self.sheet:
            await ask_agreement(self, self.ref, self.sheet.running_title)

    def action_pause(self) -> None:
        if self.sheet:
            self.action_say("/resume" if self.sheet.meeting.paused_at else "/pause")

    @work
    async def action_attendance(self) -> None:
        if self.sheet:
            await self.ask(Attendance(self.services, self.sheet.meeting, self.sheet.people))
            self.refresh_now()

    def action_plan(self) -> None:
        self.toggle_class("-plan")
        self.query_one("#plan" if self.has_class("-plan") else "#capture").focus()
        self.call_after_refresh(self._show_log)  # it may have been wrapped while there was no room

    def action_write(self) -> None:
        self.box.input.focus()

    def action_back(self) -> None:
        """Between the line, one brought back first, and the log; never out of the page: the next line is for it."""
        if self.has_class("-plan"):
            self.action_plan()
        elif self.box.input.has_focus and not self.box.leave_earlier_line():
            self.query_one("#log").focus()
        else:
            self.box.input.focus()

    def action_running_meeting(self) -> None:
        self.dismiss()  # the meeting goes on; no sentence holds this key

    def action_bell(self) -> None:
        self.tell("live.bell_on" if self._bell.toggle() else "live.bell_off")

    @work
    async def action_clear(self) -> None:
        from collabtui.screens.live.clear_unclear import clear_one_by_one

        await clear_one_by_one(self, self.read, self.show)

    def take_down(self, text: str) -> None:
        self.box.input.focus()
        self.box.input.take(text)

    @on(Rows.Chosen, "#plan")
    @work
    async def _slot_chosen(self, event: Rows.Chosen) -> None:
        if isinstance(event.key, int):
            await self.do(lambda acting: run.go_to(acting, self.ref, event.key))

    @on(Plan.Changed)
    @work
    async def _plan_changed(self, event: Plan.Changed) -> None:
        """The cursor stays on the slot that was changed, wherever it stands now."""
        meeting = await self.do(event.command)
        if meeting and self.sheet:
            slot = self.sheet.meeting.slots[event.slot]
            self.query_one(Plan).cursor = meeting.slots.index(slot) if slot in meeting.slots else event.slot

    @on(Rows.Chosen, "#log")
    @work
    async def _line_chosen(self, event: Rows.Chosen) -> None:
        if isinstance(event.key, str) and is_ref(event.key, ENTRY):
            await open_entry_editor(self, event.key)

    @work
    async def action_take_back(self) -> None:
        log = self.query_one("#log", Rows)
        if log.has_focus and isinstance(log.key, str) and is_ref(log.key, ENTRY):
            await take_back_entry(self, log.key, log.whole_line())

    def action_big(self) -> None:
        from collabtui.screens.live.projector import Big

        self.app.push_screen(Big(self.services, self.ref))
