"""The line in which an agenda is typed: what it will become is said below while one types."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from collabtui.domain.meetings.agenda import AgendaRow
from collabtui.errors import CollabError
from collabtui.formats.agenda.agenda_line import AgendaLine, read_agenda_line
from collabtui.screens.agenda.agenda_input import AgendaInput, candidates, name_at_end
from collabtui.screens.dialogs.capture_completion import KnownNames
from collabtui.widgets.line import as_content

if TYPE_CHECKING:
    from collabtui.session.draft_files import DraftFiles
    from collabtui.text.catalogue import Catalogue


_BULLET = re.compile(r"(?:[-*•]|\d{1,2}[.、)])\s+")


class AgendaBox(Vertical):
    """Hidden until `open`. Posts `Entered` at Enter and stays for the next line, unless a line is being changed. Text
    that was typed and not entered is there again when it is opened again, also after a crash."""

    DEFAULT_CSS = """
    AgendaBox { height: auto; display: none; padding: 0 1; }
    AgendaBox.-open { display: block; }
    AgendaBox Input { background: $boost; }
    AgendaBox Static { height: auto; min-height: 1; max-height: 6; }
    """

    @dataclass
    class Entered(Message):
        text: str
        line: AgendaLine
        changes: AgendaRow | None
        """The line of the agenda that this one takes the place of."""

    class Left(Message):
        pass

    @dataclass
    class Typed(Message):
        text: str
        line: AgendaLine

    def __init__(
        self, words: "Catalogue", drafts: "DraftFiles", draft: str, understood: Callable[[AgendaLine], str]
    ) -> None:
        super().__init__()
        self.words, self.drafts = words, drafts
        self.draft = draft
        self.understood = understood
        """What a line that is no slot means, for the line below; raises CollabError for what cannot be."""
        self.known = KnownNames()
        self._changes: AgendaRow | None = None
        self._offered: tuple[str, list[str], int] | None = None
        self._refusal = ("", "")
        self._warnings: tuple[str, list[str]] = ("", [])

    def compose(self) -> ComposeResult:
        line = AgendaInput(id="agenda-line", placeholder=self.words("agenda.line"), select_on_focus=False, compact=True)
        line.take = self._take
        yield line
        yield Static(id="agenda-reading")

    @property
    def input(self) -> AgendaInput:
        return self.query_one(AgendaInput)

    @property
    def typing(self) -> bool:
        return self.has_class("-open")

    def open(self, text: str = "", changes: AgendaRow | None = None) -> None:
        """With `text` to begin with, else with what was left unfinished."""
        self._changes = changes
        self.add_class("-open")
        self._put(text or self.drafts.get(self.draft))
        self._say()
        self.input.focus()

    def left(self) -> tuple[str, AgendaRow | None] | None:
        return (self.input.value, self._changes) if self.typing else None

    def resume(self, left: tuple[str, AgendaRow | None]) -> None:
        """In a box that was composed anew."""
        self.open(*left)

    def refused(self, text: str, error: CollabError) -> None:
        """It comes back, unless the next one is being typed already."""
        self._refusal = (text, self.words(error.key, **error.values))
        if self.input.value:
            self.notify(self._refusal[1], severity="error", markup=False)
        else:
            self._put(text)
        self._say()

    def warn(self, text: str, warnings: list[str]) -> None:
        """Say what speaks against a line, as long as it stands there."""
        if text == self.input.value.strip():
            self._warnings = (text, warnings)
            self._say()

    def _put(self, text: str) -> None:
        self.input.value = text
        self.input.cursor_position = len(text)

    def _close(self) -> None:
        self.remove_class("-open")
        self.post_message(self.Left())

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        if self._changes is None:
            self.drafts.keep(self.draft, event.value)
        if self._offered and not event.value.startswith(self._offered[0]):
            self._offered = None
        self._say()
        text = event.value.strip()
        try:
            self.post_message(self.Typed(text, read_agenda_line(text)))
        except CollabError:  # it is said below already
            return

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._take()

    def _take(self) -> None:
        text = self.input.value.strip()
        if not text:
            self._close()
        elif (line := self._read(text)) is not None:
            changes, self._changes = self._changes, None
            self._put("")
            self.post_message(self.Entered(text, line, changes))
            if changes is not None:
                self._close()

    @on(AgendaInput.Pasted)
    def _pasted(self, event: AgendaInput.Pasted) -> None:
        """Up to the first line that cannot be, which stays."""
        event.stop()
        for pasted in event.lines:
            text = _BULLET.sub("", pasted)
            line = self._read(text)
            if line is None:
                self._put(text)
                return
            self.post_message(self.Entered(text, line, None))

    def _read(self, text: str) -> AgendaLine | None:
        """None where it cannot be: the reason is said."""
        try:
            return read_agenda_line(text)
        except CollabError as error:
            self._refusal = (text, self.words(error.key, **error.values))
            self._say()
            return None

    @on(AgendaInput.Asked)
    def _asked(self, event: AgendaInput.Asked) -> None:
        event.stop()
        if event.what == "complete":
            self._complete()
        else:
            self._close()

    def _candidates(self) -> list[str]:
        found = name_at_end(self.input.value)
        return candidates(found, self.known, self.words("agenda.department")) if found else []

    def _complete(self) -> None:
        """Each Tab the next of what the letters can become."""
        if self._offered is None:
            found, words = name_at_end(self.input.value), self._candidates()
            if found is None or not words:
                return
            self._offered = (self.input.value[: found.start("word")], words, -1)
        before, words, at = self._offered
        at = (at + 1) % len(words)
        self._offered = (before, words, at)
        self._put(before + words[at])

    def _say(self) -> None:
        """What the line will become; what can be completed; or why it cannot be."""
        text, words = self.input.value.strip(), self.words
        shown = as_content(words("agenda.line_hint"), "$foreground-muted")
        if text:
            shown = as_content(self._refusal[1], "$text-error") if text == self._refusal[0] else self._reading(text)
        offered = self._offered[1] if self._offered else self._candidates()
        if offered and text and text != self._refusal[0]:
            shown = (
                as_content("Tab ", "$foreground-muted") + as_content(" · ".join(offered)) + as_content("   ") + shown
            )
        self.query_one("#agenda-reading", Static).update(shown)

    def _reading(self, text: str) -> Content:
        warnings = self._warnings[1] if self._warnings[0] == text else []
        return line_reading(text, self.words, self.understood, warnings)


def line_reading(
    text: str, words: "Catalogue", understood: Callable[[AgendaLine], str], warnings: Sequence[str]
) -> Content:
    """Its kind, what that holds and what speaks against it, or why it cannot be. `understood` says what a line that is
    no slot means."""
    try:
        line = read_agenda_line(text)
        if line.slot is None:
            kind, explanation = words(f"agenda.kind.{line.kind}"), understood(line)
        else:
            kind = words("agenda.kind.slot")
            explanation = f"{line.slot.minutes} {words('agenda.minutes')} · {line.slot.title}"
            lead = understood(line)
            explanation += f" · {lead}" if lead else ""
    except CollabError as error:
        if error.key == "agenda.line_empty":  # only begun: no reason to complain
            kind = words(f"agenda.kind.{error.values['kind']}")
            return as_content(f"{kind} · ", "bold $text-accent") + as_content(
                words("agenda.begun"), "$foreground-muted"
            )
        return as_content(words(error.key, **error.values), "$text-warning")
    read = as_content(kind, "bold $text-accent") + as_content(f" · {explanation}")
    return Content("\n").join([read, *(as_content(f"▲ {one}", "$text-warning") for one in warnings)])
