"""A row, or the text that is open, piped to a command that is typed; to the pager where none is."""

import asyncio
import os
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from collabtui.errors import CollabError, Refused
from collabtui.screens.dialogs.form import Form, FormField, Values
from collabtui.screens.frame.base_dialog import Dialog
from collabtui.screens.frame.page import Page
from collabtui.system.piped_command import paged, pager, piped
from collabtui.widgets.line import as_content
from collabtui.widgets.listing import Listing

if TYPE_CHECKING:
    from textual.screen import Screen

    from collabtui.session.services import Services

LAST = "pipe.last"
"""Under this name the command that was typed last is kept."""


class Printed(Dialog[None]):
    """The output of a command."""

    DEFAULT_CSS = """
    #printed { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,enter", "dismiss", "key.back", id="printed.back")]

    def __init__(self, services: "Services", command: str, code: int, output: str) -> None:
        super().__init__(services)
        self._command, self._code, self._output = command, code, output

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog -large"):
            yield Static(id="printed-title")
            with VerticalScroll(id="printed"):
                yield Static(id="printed-text")

    def on_mount(self) -> None:
        self.query_one("#printed").focus()

    def say(self) -> None:
        failed = f"  {self.words('pipe.code', code=self._code)}" if self._code else ""
        title = as_content(f"| {self._command}", "bold") + as_content(failed, "$text-error")
        lines = self._output.splitlines() or [self.words("pipe.nothing_printed")]
        self.query_one("#printed-title", Static).update(title)
        self.query_one("#printed-text", Static).update(Content("\n").join(map(as_content, lines)))


async def pipe_from(page: "Screen[Any]") -> None:
    """The text that is open, else the row under the cursor; nothing where a dialog stands in front."""
    if not isinstance(page, Page):
        return
    text = await page.open_text()
    if not text and isinstance(page.focused, Listing):
        text = page.focused.whole_line()
    if text:
        await pipe_text(page, text)
    else:
        page.tell("pipe.nothing")


async def pipe_text(page: "Page", text: str) -> None:
    """Asks for the command; what it prints is shown."""
    if page.app.is_web:
        page.warn("pipe.not_in_a_browser")
        return
    typed: list[str] = []

    async def save(values: Values) -> None:
        typed.append(values["command"].strip())

    words, drafts = page.words, page.services.drafts
    title = words("pipe.title", lines=len(text.splitlines()) or 1)
    hint = words("pipe.pager", pager=pager(os.environ))
    field = FormField("command", drafts.get(LAST), label=words("pipe.command"), read=lambda line: "" if line else hint)
    if not await page.ask(Form(page.services, title, [field], save, verb="key.run")) or not typed:
        return
    drafts.keep(LAST, typed[-1])
    try:
        if typed[-1]:
            code, output = await asyncio.to_thread(piped, text, typed[-1])
            await page.ask(Printed(page.services, typed[-1], code, output))
        else:
            _page_through(page, text)
    except CollabError as error:
        page.show_error(error)


def _page_through(page: "Page", text: str) -> None:
    from textual.app import SuspendNotSupported

    try:
        with page.app.suspend():
            paged(text)
    except SuspendNotSupported as error:
        raise Refused("editor.no_terminal") from error
