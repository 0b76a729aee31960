"""A form with the time of a meeting: what speaks against it is said while one types, and free times are offered."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input

from collabtui.errors import CollabError
from collabtui.lifecycle.bookings.booked import draft_findings, free_starts
from collabtui.lifecycle.bookings.draft_times import span_of
from collabtui.lifecycle.bookings.typed_time import read_when
from collabtui.screens.dialogs.choose import Option, Pick
from collabtui.screens.dialogs.form import Form, FormField, Note, Values
from collabtui.widgets.line import as_content

if TYPE_CHECKING:
    from datetime import datetime

    from collabtui.domain.meetings.draft import AgendaDraft
    from collabtui.domain.model import Finding
    from collabtui.lifecycle.bookings.typed_time import When
    from collabtui.session.store_session import Session
    from collabtui.text.catalogue import Catalogue

REST = 0.15
"""Seconds without a key after which it is looked up."""
WHEN = "when"
"""The field with the time."""


def time_in_words(when: "When", now: "datetime", words: "Catalogue") -> str:
    """A time as it was understood; that it is over already, too."""
    time_span = words.instant(when.start) + (f"–{when.end:%H:%M}" if when.end else "")
    return time_span + words("planning.already_past") if when.start.date() < now.date() else time_span


def typed_time(start: "datetime", until: str, session: "Session", words: "Catalogue") -> str:
    """As people type it, with what stands behind it: a day without its year is the next that is called so, and any
    other has it."""
    typed = f"{words.day(start.date())} {start:%H:%M}{until}"
    with suppress(CollabError):
        when = read_when(typed, locale=words.locale, today=session.today)
        if when.start == start.replace(tzinfo=None):
            return typed
    return f"{start:%Y-%m-%d %H:%M}{until}"


class TimedForm(Form):
    """Give `drafted`, which makes an agenda of what is typed, and raises CollabError for what cannot be one yet."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f3", "free_times", "key.free_times", id="form.free_times")]
    drafted: "Callable[[Values], AgendaDraft]"
    meeting = ""
    """Ref of the meeting that is changed; empty for a new one."""
    _findings: "Sequence[Finding]" = ()
    _no_time = False

    def on_mount(self) -> None:
        super().on_mount()
        self._look_up()

    @on(Input.Changed)
    def _typed(self) -> None:
        self._no_time = False
        self._look_up()

    @work(exclusive=True, group="bookings")
    async def _look_up(self) -> None:
        await asyncio.sleep(REST)
        if not self._is_open:
            return
        self._findings = await self._found()
        if self._is_open:
            self._say_reading(self._field(WHEN))

    @property
    def _is_open(self) -> bool:
        """False once it was saved or left, which may be while something is looked up: it has no fields then."""
        return self.is_running and bool(self.query(f"#refused-{WHEN}"))

    async def _found(self) -> "Sequence[Finding]":
        try:
            draft = self.drafted(self.values)
            return await self.session.run_command(
                lambda acting: draft_findings(acting.store, acting, draft, self.meeting)
            )
        except CollabError:  # the field itself says what is wrong with it
            return ()

    def _say_reading(self, field: FormField) -> None:
        super()._say_reading(field)
        if field.name != WHEN:
            return
        words, note = self.words, self.query_one(f"#refused-{WHEN}", Note)
        against = [as_content(f"▲ {words(one.key, **one.values)}", "$text-warning") for one in self._findings]
        if self._no_time:
            against = [as_content(f"▲ {words('booking.no_time')}", "$text-warning")]
        read = note.content if note.display else Content("")
        offer = as_content(words("booking.offer"), "$foreground-muted")
        lines = [read, *against] if isinstance(read, Content) and read else against
        note.update(Content("\n").join([*lines, offer]))
        note.display = True

    @work(exclusive=True, group="free")
    async def action_free_times(self) -> None:
        """Choose one of the times at which all who are named are at work and free."""
        try:
            draft = self.drafted(self.values)
            free = await self.session.run_command(lambda acting: free_starts(acting.store, acting, draft, self.meeting))
        except CollabError as error:
            self._refuse(error)
            return
        self._no_time = not free
        if not free:
            self._say_reading(self._field(WHEN))
            return
        chosen = await self.app.push_screen_wait(
            Pick(self.services, self.words("booking.free", n=len(free)), [self._option(one, draft) for one in free])
        )
        if chosen is not None:
            self.query_one(f"#field-{WHEN}", Input).value = chosen
            self.query_one(f"#field-{WHEN}").focus()

    def _option(self, start: "datetime", draft: "AgendaDraft") -> Option:
        """The field gets what it had: a day, an hour, and the end where one was typed."""
        first, last = span_of(draft, self.session.zone)
        end = start + (last - first)
        until = f"-{end:%H:%M}" if end.date() == start.date() else f"-{end:%Y-%m-%d %H:%M}"
        typed = typed_time(start, until if draft.end else "", self.session, self.words)
        return (typed, self.words.day(start.date()), f"{start:%H:%M}–{end:%H:%M}")
