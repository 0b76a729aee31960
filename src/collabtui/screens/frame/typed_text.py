"""Text that arrives at once, as from a paste without brackets or a dictation, told apart from keys that are pressed.

Whoever presses keys, however fast, has milliseconds between them. Characters of one moment are text, and text is no
command: in a list it runs nothing. Keys typed ahead of a slow page come one by one, and are commands as before; so is a
key that is held down, which over a slow line arrives many times at once.

Nobody can tell the first letter of a text from a key, so a command waits a moment for the rest. What only moves a
cursor does not: the first letter of a text may move it, which changes nothing."""

import asyncio
from collections.abc import Callable
from typing import Any

from textual import events
from textual.screen import Screen

from collabtui.screens.frame.base_dialog import Dialog
from collabtui.screens.frame.page import Page
from collabtui.screens.frame.text_not_run import ENDS, hand_over, is_in_field
from collabtui.screens.frame.user_bindings import keys_bound
from collabtui.widgets.listing import Listing

LEAST = 3
"""Characters that are a text, the end of its line among them."""
TOGETHER = 0.008
"""Seconds at most between two characters of one text, on a machine that is busy."""
HELD = 0.002
"""Seconds for which a letter that would be a command waits for the rest of a text."""
OVER = 0.2
"""Seconds without a letter after which a text is over: a program presses Enter behind what it typed sooner, nobody
means a command that soon."""

MOVES = ("move(", "edge(", "step(")
"""Beginnings of actions of a list that take its cursor elsewhere, and do nothing else."""


class TypedText:
    """The app tells it of each key that arrives, and asks it of each before it is a command."""

    def __init__(self, screen: Callable[[], object]) -> None:
        """`screen`: what is in front; it is given each text when that is over."""
        self._screen = screen
        self._waiting: list[events.Key] = []
        """Arrived, and not yet asked for."""
        self._text = ""
        self._last = -OVER
        """When the last letter of a text arrived."""
        self._moved, self._moved_at = "", -OVER
        """Letters just before that moved a cursor: what follows in the same moment makes a text of them, too."""
        self._end: asyncio.TimerHandle | None = None

    def arrived(self, event: events.Key) -> None:
        if event not in self._waiting:
            self._waiting.append(event)

    async def holds(self, event: events.Key, screen: "Screen[Any] | None") -> bool:
        """Whether the key is a part of a text; then it is no command."""
        if event not in self._waiting:
            return False  # it bubbles up, and was asked for before
        typed = _character(event)
        if not typed or screen is None or is_in_field(screen):
            self._waiting.remove(event)
            return False
        before, moves = self._moved_before(event), _only_moves(event, screen)
        if not self._goes_on(event) and (before or not moves):
            await asyncio.sleep(HELD)
        is_text = self._goes_on(event) or _is_text(before + self._together_from(event))
        self._waiting.remove(event)
        if is_text:
            self._add(event, before + typed)
        self._moved, self._moved_at = before + typed if moves and not is_text else "", event.time
        return is_text

    def _moved_before(self, event: events.Key) -> str:
        return self._moved if 0 <= event.time - self._moved_at <= TOGETHER else ""

    def _goes_on(self, event: events.Key) -> bool:
        return abs(event.time - self._last) < OVER

    def _together_from(self, event: events.Key) -> str:
        """The characters that arrived together, of this key the first."""
        found, before = "", event.time
        for key in self._waiting[self._waiting.index(event) :]:
            if not 0 <= key.time - before <= TOGETHER or not _character(key):
                break
            found, before = found + _character(key), key.time
        return found

    def _add(self, event: events.Key, typed: str) -> None:
        self._text, self._last = self._text + typed, event.time
        if self._end:
            self._end.cancel()
        self._end = asyncio.get_running_loop().call_later(OVER, self._finish)

    def _finish(self) -> None:
        if self._waiting and self._goes_on(self._waiting[0]):  # a busy app asks for it later
            self._end = asyncio.get_running_loop().call_later(OVER, self._finish)
            return
        text, self._text, self._end = self._text, "", None
        if text.strip() and isinstance(front := self._screen(), Page | Dialog):
            hand_over(front.app, front.words, text)


def _only_moves(event: events.Key, screen: "Screen[Any]") -> bool:
    """A list has the focus, and binds the key to that and to nothing else."""
    part = screen.focused
    if not isinstance(part, Listing):
        return False
    bound = keys_bound(part, screen.app).get(event.key, [])
    return bool(bound) and all(binding.action.startswith(MOVES) for binding in bound)


def _is_text(together: str) -> bool:
    """Of one key held down it is none. A key and Enter in one breath may well be meant, unless no key is called so."""
    if not together.isascii():
        return len(together) > 1
    return len(together) >= LEAST and len(set(together.rstrip("\n"))) > 1


def _character(event: events.Key) -> str:
    """Of a letter, a space, or what ends a line or a cell in a text; empty for keys that no text has."""
    if event.key in ENDS:
        return ENDS[event.key]
    return event.character if event.is_printable and event.character else ""
