"""The running meeting: its clock, what is being said, who is here."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from collabtui.domain.place import Place
from collabtui.domain.refs import ENTRY, is_ref
from collabtui.errors import CollabError
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.live import edit_entry, run
from collabtui.screens.dialogs.confirm import Confirm
from collabtui.screens.dialogs.form import Form, FormField, Values
from collabtui.screens.live.attendance import Attendance
from collabtui.screens.live.capture_box import CaptureBox
from collabtui.screens.live.edit_line import open_entry_editor
from collabtui.screens.live.live_clock import Alerts, clock_lines
from collabtui.screens.live.live_data import LiveData, read_live
from collabtui.screens.live.live_log import LiveLog
from collabtui.screens.live.live_plan import Plan
from collabtui.screens.live.undo_line import is_undo, undo_line
from collabtui.screens.meetings.meeting_page import MeetingPage
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
    Binding("ctrl+k", "say('/park')", "key.park", show=False, priority=True, id="live.park"),
    Binding("ctrl+z", "undo_line", "key.undo_line", show=False, priority=True, id="live.undo"),
    Binding("f3", "plan", "key.plan", show=False, priority=True, id="live.plan"),
    Binding("f8", "big", "key.big", show=False, priority=True, id="live.big"),
    Binding("x,delete", "take_back", "key.take_back", show=False, id="live.take_back"),
    Binding("i", "write", "key.write", show=False, id="live.write"),
]


class Live(MeetingPage):
    CSS_PATH = "live.tcss"
    BINDINGS: ClassVar[list[BindingType]] = LIVE_KEYS
    name_of_page = "live"
    AUTO_FOCUS = "#capture"
    sheet: LiveData | None = None
    _minute: object = None

    def content(self) -> ComposeResult:
        for name in CLOCK:
            yield Ticking(id=f"live-{name}", classes="clock")
        with Horizontal(id="live-body"):
            yield Plan(self.ref)
            yield Rows(id="log", classes="card", empty=self.words("live.nothing_said"))
        yield CaptureBox(self.words, self.services.drafts, f"live-{self.ref}")

    def on_mount(self) -> None:
        self._alerts, self._log_rows = Alerts(), LiveLog(self.session, self.words)
        self.box.input.focus()

    @property
    def box(self) -> CaptureBox:
        return self.query_one(CaptureBox)

    def read(self, acting: Acting) -> LiveData:
        return read_live(acting, self.ref)

    def show(self, sheet: LiveData) -> None:
        self.sheet, self._minute = sheet, None
        self.tick()
        self._show_log()
        self.box.know(sheet.known, run.day_of(sheet.meeting))
        self.box.go_on({entry.line for entry in sheet.log})

    def tick(self) -> None:
        super().tick()
        if self.sheet is None:
            return
        width, now = max(20, self.size.width - 2), self.session.now
        lines = clock_lines(self.sheet.meeting, now, self.words, width, self.sheet.missing)
        for name, line in zip(CLOCK, lines, strict=True):
            self.query_one(f"#live-{name}", Ticking).say(line)
        if now.minute != self._minute:  # the plan says when the next slots will begin
            self._minute = now.minute
            self.query_one(Plan).show_plan(self.sheet, self.session, self.words)
            self.query(Ticking).refresh()  # all of each line, over whatever a notice has left there
        for alert in self._alerts.new(self.sheet.meeting, now, self.words):
            self.notify(alert, severity="warning", timeout=10, markup=False)

    def _show_log(self) -> None:
        """Follows what is said, unless somebody reads further up."""
        if self.sheet is None:
            return
        sheet, log = self.sheet, self.query_one("#log", Rows)
        following = self.focused is not log or log.cursor >= len(log.keys) - 1
        width = max(20, log.size.width)
        keys, skip, pieces = self._log_rows.rows(sheet.log, self.box.pending, sheet.actions, sheet.people, width)
        log.border_title = self.words("live.log")
        log.show(keys, lambda some, _: [pieces[key] for key in some], skip=skip)
        if following and keys:
            log.action_edge(-1)

    def point_at(self, place: Place) -> None:
        """A line, or what a line made."""
        entries = self.sheet.log if self.sheet else ()
        line = next((entry.ref for entry in entries if place.part in (entry.ref, entry.thing)), "")
        log = self.query_one("#log", Rows)
        if log.point_at(line):
            self.set_focus(log)  # at once: until then the log follows what is said, also when it is wrapped anew

    def on_resize(self) -> None:
        self.call_after_refresh(self.tick)

    @on(Rows.Resized)
    def _wrap_again(self) -> None:
        """Lines are wrapped in the room that there is."""
        self._show_log()

    @on(CaptureBox.Entered)
    def _entered(self, event: CaptureBox.Entered) -> None:
        self._show_log()
        if is_undo(event.line):
            self.box.accepted(event.line, "")
        self.action_undo_line() if is_undo(event.line) else self._capture(event.line)

    @work
    async def _capture(self, line: str) -> None:
        try:
            captured = await self.session.run_command(lambda acting: run.capture(acting, self.ref, line))
        except CollabError as error:
            self.box.refused(line, error)
            self._show_log()
            return
        remark = " ".join(self.words(one.key, **one.values) for one in captured.findings)
        self.box.accepted(line, remark)
        self.refresh_now()

    @work
    async def action_undo_line(self) -> None:
        await undo_line(self, self.ref)

    @work
    async def action_say(self, line: str) -> None:
        """A command of the capture line that has a key of its own."""
        await self.do(lambda acting: run.capture(acting, self.ref, line))

    @work
    async def action_next(self) -> None:
        """After the last slot the meeting is over."""
        seen = self.sheet.meeting.running_slot if self.sheet else None
        if await self.do(lambda acting: run.move_on(acting, self.ref, seen)) is False:
            await self._asked_to_end()

    @work
    async def action_end(self) -> None:
        await self._asked_to_end()

    async def _asked_to_end(self) -> None:
        if await self.ask(Confirm(self.services, self.words("live.end"), "key.end")):
            await self.do(lambda acting: run.end(acting, self.ref))

    @work
    async def action_agree(self) -> None:
        async def save(values: Values) -> None:
            await self.session.run_command(lambda acting: run.agree(acting, self.ref, values["summary"]))

        running = self.sheet.running_title if self.sheet else ""
        title = self.words("live.agree_on", title=running) if running else self.words("live.agree")
        await self.ask(Form(self.services, title, [FormField("summary")], save))
        self.refresh_now()

    def action_pause(self) -> None:
        """The same key lets the clocks go on."""
        if self.sheet:
            self.action_say("/resume" if self.sheet.meeting.paused_at else "/pause")

    @work
    async def action_attendance(self) -> None:
        if self.sheet:
            await self.ask(Attendance(self.services, self.sheet.meeting, self.sheet.people))
            self.refresh_now()

    def action_plan(self) -> None:
        """On a narrow screen the plan takes the place of the log."""
        self.toggle_class("-plan")
        self.query_one("#plan" if self.has_class("-plan") else "#capture").focus()
        self.call_after_refresh(self._show_log)  # it may have been wrapped while there was no room

    def action_write(self) -> None:
        self.box.input.focus()

    def action_back(self) -> None:
        """Out of the line first, so that the keys of all pages work; then out of the page."""
        if self.box.input.has_focus:
            self.query_one("#log").focus()
        else:
            super().action_back()

    @on(Rows.Chosen, "#plan")
    def _slot_chosen(self, event: Rows.Chosen) -> None:
        if isinstance(event.key, int):
            self._go_to(event.key)

    @work
    async def _go_to(self, slot: int) -> None:
        await self.do(lambda acting: run.go_to(acting, self.ref, slot))

    @on(Plan.Changed)
    def _plan_changed(self, event: Plan.Changed) -> None:
        self._change_plan(event)

    @work
    async def _change_plan(self, event: Plan.Changed) -> None:
        """The cursor stays on the slot that was changed, wherever it stands now."""
        meeting = await self.do(event.command)
        if meeting and self.sheet:
            slot = self.sheet.meeting.slots[event.slot]
            self.query_one(Plan).cursor = meeting.slots.index(slot) if slot in meeting.slots else event.slot

    @on(Rows.Chosen, "#log")
    def _line_chosen(self, event: Rows.Chosen) -> None:
        if isinstance(event.key, str) and is_ref(event.key, ENTRY):
            self._edit_entry(event.key)

    @work
    async def _edit_entry(self, ref: str) -> None:
        await open_entry_editor(self, ref)

    @work
    async def action_take_back(self) -> None:
        """Any line of the log; `u` brings it back."""
        log = self.query_one("#log", Rows)
        if log.has_focus and isinstance(log.key, str) and is_ref(log.key, ENTRY):
            ref, line = log.key, log.whole_line()
            await self.do(lambda acting: edit_entry.withdraw_entry(acting, ref), "live.taken_back", line=line)

    def action_big(self) -> None:
        from collabtui.screens.live.projector import Big

        self.app.push_screen(Big(self.services, self.ref))
