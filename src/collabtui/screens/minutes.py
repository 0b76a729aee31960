"""The minutes: what they hold and still lack, who gets them, who has signed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from collabtui.domain.meeting import Meeting, SignOff
from collabtui.domain.model import Finding
from collabtui.lifecycle import publish, run
from collabtui.lifecycle.desk import Desk
from collabtui.lifecycle.minutes import Minutes as Contents
from collabtui.lifecycle.minutes import minutes_of
from collabtui.screens.action_form import action_form
from collabtui.screens.form import Field, Form, Values
from collabtui.screens.meeting_page import MeetingPage
from collabtui.screens.mending import mend_line
from collabtui.screens.minutes_lines import content_keys, content_line, recipient_line
from collabtui.screens.planning import follow_up
from collabtui.screens.publishing import send_minutes, show_letters
from collabtui.widgets.line import between, said
from collabtui.widgets.rows import Rows
from collabtui.widgets.when import length


@dataclass(frozen=True)
class Sheet:
    meeting: Meeting
    contents: Contents
    holes: dict[str, tuple[Finding, ...]]
    """What each action lacks, by its ref."""
    recipients: tuple[publish.Recipient, ...]
    sign_offs: dict[str, SignOff]
    """The latest of each person."""
    changed: bool
    """Whether they say anything that has not been sent."""
    owed_in: timedelta
    """Until they should be out; negative when late."""


class Minutes(MeetingPage):
    CSS_PATH = "minutes.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "send", "key.send", id="minutes.send"),
        Binding("a", "add", "key.add_line", id="minutes.add"),
        Binding("h", "hole", "key.next_hole", id="minutes.hole"),
        Binding("f", "follow_up", "key.follow_up", id="minutes.follow_up"),
        Binding("e", "edit", "key.edit", show=False, id="minutes.edit"),
        Binding("v", "preview", "key.preview", show=False, id="minutes.preview"),
    ]
    name_of_page = "minutes"
    sheet: Sheet | None = None

    def content(self) -> ComposeResult:
        yield Static(id="minutes-head")
        with Horizontal(id="minutes-body"):
            yield Rows(id="contents", classes="card", empty=self.words("minutes.empty"))
            yield Rows(id="recipients", classes="card")

    def read(self, desk: Desk) -> Sheet:
        meeting = desk.store.get(Meeting, self.ref)
        contents = minutes_of(desk.store, meeting)
        found = publish.incomplete(desk.store, self.ref)
        answers = publish.sign_offs(desk.store, self.ref)
        return Sheet(
            meeting=meeting,
            contents=contents,
            holes={
                action.ref: tuple(one for one in found if one.values.get("ref") == action.ref)
                for action in contents.actions
            },
            recipients=tuple(publish.recipients_of(desk.store, contents)),
            sign_offs={one.person: one for one in answers},
            changed=meeting.minutes_said != contents.fingerprint,
            owed_in=(meeting.ended_at or meeting.end) + timedelta(hours=desk.config.meeting.minutes_hours) - desk.now,
        )

    def show(self, sheet: Sheet) -> None:
        first, self.sheet = self.sheet is None, sheet
        self.query_one("#minutes-head", Static).update(self._head(sheet), layout=False)
        rows = self.query_one("#contents", Rows)
        rows.border_title = self.words("minutes.contents")
        keys, headings = content_keys(sheet.contents)
        rows.show(keys, self._content_lines, skip=headings)
        recipients = self.query_one("#recipients", Rows)
        recipients.border_title = self.words("minutes.recipients", n=len(sheet.recipients))
        recipients.show(range(len(sheet.recipients)), self._recipient_lines)
        if first:
            rows.focus()
            self.action_hole()

    def point_at(self, ref: str) -> None:
        self.query_one("#contents", Rows).point_at(ref)

    def _content_lines(self, keys: Sequence[Any], width: int) -> list[Content]:
        if self.sheet is None:
            return []
        return [content_line(key, self.sheet.contents, self.sheet.holes, self.services, width) for key in keys]

    def _recipient_lines(self, numbers: Sequence[int], width: int) -> list[Content]:
        if self.sheet is None:
            return []
        sheet = self.sheet
        return [
            recipient_line(
                sheet.recipients[at], sheet.sign_offs.get(sheet.recipients[at].person.ref), self.services, width
            )
            for at in numbers
        ]

    def _head(self, sheet: Sheet) -> Content:
        meeting = sheet.meeting
        title = said(f"{meeting.ref} ", "$foreground-muted") + said(meeting.title, "bold")
        missing = sum(map(len, sheet.holes.values()))
        below = self.words("minutes.missing", n=missing) if missing else self.words("minutes.complete")
        width = max(20, self.size.width - 2)
        return Content("\n").join(
            [between(width, title, self._state(sheet)), said(below, "$text-warning" if missing else "$text-success")]
        )

    def _state(self, sheet: Sheet) -> Content:
        if sheet.meeting.state == "recorded":
            late = sheet.owed_in < timedelta()
            key = "minutes.late" if late else "minutes.owed"
            return said(
                self.words(key, length=length(self.words, abs(sheet.owed_in))),
                "$text-error" if late else "$text-accent",
            )
        if sheet.changed:
            return said(self.words("minutes.changed", version=sheet.meeting.minutes_version), "$text-warning")
        answered = [one for one in sheet.sign_offs.values() if one.state != "waiting"]
        return said(
            self.words("minutes.sent", version=sheet.meeting.minutes_version, n=len(answered), of=len(sheet.sign_offs)),
            "$text-success" if len(answered) == len(sheet.sign_offs) else "$text-accent",
        )

    def action_hole(self) -> None:
        """To the next action that lacks something, from the top again after the last."""
        rows = self.query_one("#contents", Rows)
        lacking = [at for at, key in enumerate(rows.keys) if self.sheet and self.sheet.holes.get(key)]
        if lacking:
            rows.cursor = next((at for at in lacking if at > rows.cursor), lacking[0])

    @on(Rows.Chosen, "#contents")
    def action_edit(self) -> None:
        self._edit()

    @work
    async def _edit(self) -> None:
        key = self.query_one("#contents", Rows).key
        if isinstance(key, str) and key.startswith("A"):
            if await action_form(self, key):
                self.action_hole()
        elif isinstance(key, str):
            await mend_line(self, key)

    @work
    async def action_add(self) -> None:
        await self._add_line("", self.words("minutes.add"))

    async def _add_line(self, line: str, title: str) -> None:
        async def save(values: Values) -> None:
            await self.services.do(lambda desk: run.capture(desk, self.ref, values["line"]))

        await self.app.push_screen_wait(Form(self.services, title, [Field("line", line)], save))
        self.refresh_now()

    @work
    async def action_send(self) -> None:
        if self.sheet:
            await send_minutes(self, self.ref, [hole for holes in self.sheet.holes.values() for hole in holes])

    @work
    async def action_preview(self) -> None:
        await show_letters(self, self.ref)

    @on(Rows.Chosen, "#recipients")
    def _recipient_chosen(self, event: Rows.Chosen) -> None:
        self._open_recipient(event.key)

    @work
    async def _open_recipient(self, number: int) -> None:
        """A correction is answered with a line for the next version; otherwise his mail is shown."""
        if self.sheet is None:
            return
        person = self.sheet.recipients[number].person
        answer = self.sheet.sign_offs.get(person.ref)
        if answer and answer.state == "corrected":
            await self._add_line(answer.text, self.words("minutes.correction", name=person.name, text=answer.text))
        else:
            await show_letters(self, self.ref, person.email)

    @work
    async def action_follow_up(self) -> None:
        await follow_up(self, self.ref)
