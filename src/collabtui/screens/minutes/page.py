"""The minutes: what they hold and still lack, who gets them, who has signed."""

from collections.abc import Sequence
from typing import Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from collabtui.domain.place import Place, split_part
from collabtui.domain.refs import ACTION, is_ref
from collabtui.lifecycle.actions.edit_actions import correct_action
from collabtui.lifecycle.base.acting import Acting
from collabtui.screens.actions.action_form import action_form
from collabtui.screens.dialogs.attendance import Attendance
from collabtui.screens.frame.panes.two_panes import Panes, TwoPanePage
from collabtui.screens.live.edit_line import open_entry_editor
from collabtui.screens.meetings.meeting_page import MeetingPage
from collabtui.screens.minutes.correction_form import CorrectionForms
from collabtui.screens.minutes.late_lines import ask_begun_lines, ask_late_line
from collabtui.screens.minutes.minutes_data import MinutesData, minutes_text, read_minutes
from collabtui.screens.minutes.minutes_header import head, held_when
from collabtui.screens.minutes.minutes_rows import content_keys, content_line
from collabtui.screens.minutes.send_minutes import MinutesMails
from collabtui.screens.minutes.signers import Signers
from collabtui.screens.minutes.version_compare import show_versions
from collabtui.widgets.rows import Rows

FRAME = 2
"""Columns of a border beside the title in it."""


class Minutes(MeetingPage, TwoPanePage):
    CSS_PATH = "minutes.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "send", "key.send", id="minutes.send"),
        Binding("a", "add", "key.add_line", id="minutes.add"),
        Binding("h", "hole", "key.next_hole", id="minutes.hole"),
        Binding("f2", "attendance", "key.attendance", id="minutes.attendance"),
        Binding("r", "redline", "key.redline", id="minutes.redline"),
        Binding("x", "hold", "key.hold_mails", show=False, id="minutes.hold"),
        Binding("f", "follow_up", "key.follow_up", id="minutes.follow_up"),
        Binding("o", "votes", "key.votes", show=False, id="minutes.votes"),
        Binding("e", "edit", "key.edit", show=False, id="minutes.edit"),
        Binding("v", "preview", "key.preview", show=False, id="minutes.preview"),
    ]
    name_of_page = "minutes"
    panes = Panes("#contents", "#recipients", beside_from=0)
    data: MinutesData | None = None

    def content(self) -> ComposeResult:
        yield Static(id="minutes-head")
        with Horizontal(id="minutes-body"):
            yield Rows(id="contents", classes="card", empty=self.words("minutes.empty"))
            yield Signers(id="recipients", classes="card")

    def read(self, acting: Acting) -> MinutesData:
        return read_minutes(acting, self.ref)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Attendance is taken until the minutes are out."""
        if action == "attendance":
            return self.data is not None and self.data.meeting.state == "recorded"
        return super().check_action(action, parameters)

    def show(self, data: MinutesData) -> None:
        first, self.data = self.data is None, data
        self.refresh_bindings()
        width = max(20, self.size.width - 2)
        self.query_one("#minutes-head", Static).update(head(data, self.words, width), layout=False)
        rows = self.query_one("#contents", Rows)
        rows.border_title, rows.border_subtitle = held_when(data, self.session, self.words, rows.size.width - FRAME)
        keys, headings = content_keys(data.contents)
        rows.show(keys, self._content_lines, skip=headings)
        self.query_one(Signers).show_signing(data.signing, self.session, self.words)
        if first:
            self._ask_begun_lines(data)
            rows.focus()
            self._to_hole()
            if not any(data.holes.values()):
                self.query_one(Signers).point_at_first_waiting()

    async def open_text(self) -> str:
        """The minutes as the one at the screens would read them by mail."""
        return await self.do(lambda acting: minutes_text(acting, self.ref)) or ""

    def point_at(self, place: Place) -> None:
        """A line, or a correction."""
        ref, number = split_part(place.part)
        if number:
            self.query_one(Signers).point_at_correction(ref, int(number))
        elif (contents := self.query_one("#contents", Rows)).point_at(ref):
            contents.focus()

    def _content_lines(self, keys: Sequence[Any], width: int) -> list[Content]:
        if self.data is None:
            return []
        data = self.data
        return [content_line(key, data.contents, data.holes, data.open_wording, self.words, width) for key in keys]

    def action_hole(self) -> None:
        if not self._to_hole():
            self.tell("minutes.no_hole", seconds=3)

    def _to_hole(self) -> bool:
        """To the next action that lacks something, from the top again after the last; False where none does."""
        rows = self.query_one("#contents", Rows)
        lacking = [at for at, key in enumerate(rows.keys) if self.data and self.data.holes.get(key)]
        if lacking:
            rows.cursor = next((at for at in lacking if at > rows.cursor), lacking[0])
        return bool(lacking)

    @on(Rows.Chosen, "#contents")
    def action_edit(self) -> None:
        self._edit()

    @work
    async def _edit(self) -> None:
        key = self.query_one("#contents", Rows).key
        if isinstance(key, str) and is_ref(key, ACTION):
            wording = self.data.open_wording.get(key) if self.data else None
            if await action_form(self, key, correct_action, instead=wording, wanted=("owner", "due", "deliverable")):
                self._to_hole()
        elif isinstance(key, str):
            await open_entry_editor(self, key)

    @work
    async def action_add(self) -> None:
        await ask_late_line(self, self.ref)

    @work
    async def _ask_begun_lines(self, data: MinutesData) -> None:
        await ask_begun_lines(self, data.meeting, [entry.line for entry in data.contents.log])

    @work
    async def action_send(self) -> None:
        if self.data:
            warnings = [self.words(one.key, **one.values) for holes in self.data.holes.values() for one in holes]
            unknown = [self.words("minutes.says_no_attendance")] if self.data.lacks_attendance else []
            await MinutesMails(self, self.ref).send([*unknown, *warnings])

    @work
    async def action_attendance(self) -> None:
        if self.data:
            await self.ask(Attendance(self.services, self.data.meeting, self.data.contents.people))
            self.refresh_now()

    @work
    async def action_preview(self) -> None:
        await MinutesMails(self, self.ref).show()

    @work
    async def action_redline(self) -> None:
        await show_versions(self, self.ref)

    @work
    async def action_hold(self) -> None:
        """The mail under the cursor, else all of the last version that have not left; once more lets them go. A version
        that was taken back stays: the Outbox asks of each of its mails."""
        if self.data is None:
            return
        signers, version = self.query_one(Signers), self.data.meeting.minutes_version
        leaving = self.data.signing.leaving
        mails = [mail for mail in leaving if (mail.minutes_version or 0) <= version]
        if leaving and not mails:
            self.tell("signers.taken_back", seconds=6)
            return
        if signers.has_focus:
            mails = [mail for mail in mails if mail.person == signers.key]
        await MinutesMails(self, self.ref).hold_or_release(mails)

    @on(Rows.Chosen, "#recipients")
    def _recipient_chosen(self, event: Rows.Chosen) -> None:
        self._open_recipient(event.key)

    @work
    async def _open_recipient(self, key: object) -> None:
        """A correction that waits is taken up; of a person, his mail is shown."""
        correction = self.query_one(Signers).correction
        if isinstance(key, str) and self.data:
            people = {one.person.ref: one.person for one in self.data.signing.recipients}
            await MinutesMails(self, self.ref).show(people[key].email)
        elif correction:
            await CorrectionForms(self).take_up(*correction)

    @on(Signers.Decided)
    def _decided(self, event: Signers.Decided) -> None:
        self._decide(event)

    @work
    async def _decide(self, event: Signers.Decided) -> None:
        forms = CorrectionForms(self)
        await (forms.take_up if event.accepted else forms.leave)(event.sign_off, event.number)

    @on(Signers.SignedFor)
    def _signed_for(self, event: Signers.SignedFor) -> None:
        self._sign_for(event)

    @work
    async def _sign_for(self, event: Signers.SignedFor) -> None:
        from collabtui.screens.minutes.sign_for_form import open_sign_for

        await open_sign_for(self, self.ref, event.person)

    @work
    async def action_follow_up(self) -> None:
        from collabtui.screens.meetings.new_meeting import follow_up

        await follow_up(self, self.ref)
