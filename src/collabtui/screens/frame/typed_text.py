"""Text that arrives at once, as from a paste without brackets or a dictation, told apart from keys that are pressed.

Whoever presses keys, however fast, has milliseconds between them. Three letters of one moment are text, and text is no
command: in a list it runs nothing. Keys typed ahead of a slow page come one by one, and are commands as before."""

import asyncio
from collections.abc import Callable

from textual import events
from textual.screen import Screen

from collabtui.screens.frame.page import Page

LEAST = 3
"""Letters that are a text."""
TOGETHER = 0.004
"""Seconds at most between two letters of one text."""
HELD = 0.001
"""Seconds for which a letter that would be a command waits for the rest of a text."""
OVER = 0.05
"""Seconds without a letter after which a text is over."""


class TypedText:
    """The app tells it of each key that arrives, and asks it of each before it is a command."""

    def __init__(self, screen: Callable[[], object]) -> None:
        """`screen`: what is in front; a page there is given each text when it is over."""
        self._screen = screen
        self._waiting: list[events.Key] = []
        """Arrived, and not yet asked for."""
        self._text = ""
        self._last = 0.0
        self._end: asyncio.TimerHandle | None = None

    def arrived(self, event: events.Key) -> None:
        if event not in self._waiting:
            self._waiting.append(event)

    async def holds(self, event: events.Key, screen: "Screen[object] | None") -> bool:
        """Whether the key is a part of a text; then it is no command."""
        if event not in self._waiting:
            return False  # it bubbles up, and was asked for before
        typed = _character(event)
        if not typed or screen is None or _is_in_field(screen):
            self._waiting.remove(event)
            return False
        if not self._goes_on(event):
            await asyncio.sleep(HELD)
        is_text = self._goes_on(event) or self._letters_from(event) >= LEAST
        self._waiting.remove(event)
        if is_text:
            self._add(event, typed)
        return is_text

    def _goes_on(self, event: events.Key) -> bool:
        return bool(self._text) and event.time - self._last < OVER

    def _letters_from(self, event: events.Key) -> int:
        """How many letters arrived together, this one the first."""
        at = self._waiting.index(event)
        letters, before = 0, event.time
        for key in self._waiting[at:]:
            if key.time - before > TOGETHER or not _character(key):
                break
            letters, before = letters + key.is_printable, key.time
        return letters

    def _add(self, event: events.Key, typed: str) -> None:
        self._text, self._last = self._text + typed, event.time
        if self._end:
            self._end.cancel()
        self._end = asyncio.get_running_loop().call_later(OVER, self._finish)

    def _finish(self) -> None:
        text, self._text, self._end = self._text, "", None
        if isinstance(page := self._screen(), Page):
            page.take_typed(text)


def _character(event: events.Key) -> str:
    """Of a letter, a space, or the end of a line in a text; empty for keys that no text has."""
    if event.key == "enter":
        return "\n"
    return event.character if event.is_printable and event.character else ""


def _is_in_field(screen: "Screen[object]") -> bool:
    """Whether letters are written there: then Enter is the field's, too."""
    field = screen.focused
    return field is not None and field.check_consume_key("a", "a")
