"""The field in which a line of an agenda is typed, and what Tab makes of the letters at its end."""

import re
from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from collabtui.formats.file_words import half_width
from collabtui.screens.dialogs.capture_completion import KnownNames
from collabtui.screens.frame.user_bindings import keys_bound
from collabtui.widgets.typed_line import TypedLine

_NAME = re.compile(r"(?:[@＠]|^\s*[+＋].*?|[,，、])\s*(?P<word>[^\s@＠+＋,，、:：]*)$")
MOST = 8


class AgendaInput(TypedLine):
    """Tab completes a name; Esc ends the typing. Several lines that are pasted are several lines of the agenda."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "key.take_line", key_display="⏎", id="agenda_line.take"),
        Binding("tab", "complete", "key.complete", id="agenda_line.complete"),
        Binding("escape", "leave", "key.back", id="agenda_line.back"),
    ]

    class Asked(Message):
        def __init__(self, what: str) -> None:
            super().__init__()
            self.what = what

    class Pasted(Message):
        def __init__(self, lines: list[str]) -> None:
            super().__init__()
            self.lines = lines

    takes_enter = True
    take: Callable[[], object]
    """Takes the line at Enter, before the next key is looked at."""

    async def on_key(self, event: events.Key) -> None:
        """Enter is done with here. Textual would pass it up to the app, and what is typed behind it would be lost with
        the line before."""
        if any(binding.action == "submit" for binding in keys_bound(self, self.app).get(event.key, ())):
            event.stop()
            event.prevent_default()
            self.take()

    def on_paste(self, event: events.Paste) -> None:
        lines = [line for line in map(str.strip, event.text.splitlines()) if line]
        if len(lines) > 1:
            event.stop()
            event.prevent_default()
            self.post_message(self.Pasted(lines))

    def action_complete(self) -> None:
        self.post_message(self.Asked("complete"))

    def action_leave(self) -> None:
        self.post_message(self.Asked("leave"))


def name_at_end(text: str) -> re.Match[str] | None:
    """The name that is being typed, its letters as `word`: behind @, behind +, or behind a comma."""
    return _NAME.search(text)


def candidates(found: re.Match[str], known: KnownNames, department: str) -> list[str]:
    """People whom the letters can mean, by name or by the local part of the address; departments, with the word"""
    wanted = found["word"].casefold()
    logins = dict(zip((name for name, _ in known.people), known.logins, strict=False))
    people = [name for name, login in logins.items() if wanted in name.casefold() or login.startswith(wanted)]
    departments = [name for name in known.departments if wanted in name.casefold()]
    return [*people, *(f"{department}:{name}" for name in departments if "@" not in half_width(found.group()))][:MOST]
