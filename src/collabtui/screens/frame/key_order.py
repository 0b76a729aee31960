"""Keys that act in the order in which they were typed, in fields, lists and dialogs alike.

Textual hands a key to what has the focus; one that nothing there takes goes up to the app, through the queue of each
part between, and what was typed behind it overtakes it. So a key is handed on when the one before has been done with,
what it asked of the store included. Letters behind letters in one field stand in one queue, and wait for nothing; so
does Enter in a field that `takes_enter`: a scribe waits for no line to be stored.

A command that has neither ended nor asked anything may be about to open a form: what is typed behind it waits longer
than for any other, goes into the form's first field, and is never a command of the list behind."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from textual import events
from textual.message import Message
from textual.worker import WorkerState

from collabtui.screens.frame.base_dialog import Dialog
from collabtui.screens.frame.page import Page
from collabtui.screens.frame.text_not_run import ENDS, hand_over, is_in_field
from collabtui.screens.frame.user_bindings import keys_bound

if TYPE_CHECKING:
    from textual.app import App
    from textual.screen import Screen
    from textual.widget import Widget

Typed = events.Key | events.Paste

PATIENCE = 66
"""Rounds at most that a key waits for the one before: two seconds, and longer where the machine has no time for the
program. What the key before asked for could not be done in it either, and Enter behind `n` would open what is below
the list that is yet to come."""
LONGEST = 660
"""Rounds more for as long as a form may come. Esc waits for none of them, and takes back what was typed before."""
OF_COMMANDS = "default"
"""Group of the workers that keys begin; what a page reads by itself has a group of its own."""
PAINTED = 0.006
"""Seconds that a key alone has to be painted before the first mark, unless another key waits by then: marks are a dozen
messages, and stood before what it shows."""
ROUND = 0.03
"""Seconds after which a mark is sent anew: the part that it was sent to is gone."""
LEAST_ROUNDS = 3
"""The first comes behind the key, the second behind what it changed, the third behind what was told of the change."""


ELSEWHERE = ("submit", "scroll_", "page_")
"""Beginnings of actions of a field that do nothing to its text: the last two Textual leaves to what is around it."""


class KeyPassed(Message):
    """Goes the way of a key, from what has the focus up to the app."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


class KeyOrder:
    """The app asks it of each key that comes; what it `holds` it hands on later, and tells it of each `KeyPassed`."""

    def __init__(
        self,
        app: "App[Any]",
        front: "Callable[[], Screen[Any] | None]",
        underway: Callable[[], int],
        hand_on: Callable[[Typed], Awaitable[object]],
    ) -> None:
        """`underway`: how many commands and queries somebody waits for."""
        self._app, self._front, self._underway, self._hand_on = app, front, underway, hand_on
        self._kept: deque[Typed] = deque()
        self._waits, self._has_letters = False, False
        self._marked = False
        """Whether a mark is on its way behind the key."""
        self._gave_up, self._stays = False, False
        """It waited for a long command once, and does not do so with each key. Nor with one that stays in its field."""
        self._sent, self._rounds = 0, 0
        self._seen: object = None
        self._left = 0
        """Rounds that are still waited for."""
        self._for_form = False
        """They are over, and what is typed waits for a form that may come."""
        self._round: asyncio.TimerHandle | None = None

    @property
    def waits(self) -> bool:
        """Whether a key that was handed on is not done with yet."""
        return self._waits

    def holds(self, event: events.Event) -> bool:
        if not isinstance(event, Typed) or event.is_forwarded or self._front() is None:
            return False
        if not self._waits and not self._comes_too_soon(event):
            self._begin_behind(event)
            return False
        if self._for_form and getattr(event, "key", "") == "escape":
            self._kept.clear()
        self._kept.append(event)
        if not self._waits:
            self._wait(event)
        self._mark()
        return True

    async def passed(self, mark: KeyPassed) -> None:
        """The mark is back; what the key brought about may have led elsewhere, and is waited for there."""
        if not self._waits or mark.number != self._sent:
            return
        self._rounds += 1
        if not self._is_at_work:
            self._gave_up = False
        elif not (self._gave_up or self._stays):
            return  # it is sent again when its round is over
        if self._rounds < LEAST_ROUNDS or self._seen is not self._part or self._has_messages:
            self._send()
        else:
            await self._go_on()

    @property
    def _is_at_work(self) -> bool:
        """Whether something is asked of the store, or a worker that was begun has not come to asking yet."""
        return self._underway() > 0 or any(worker.state is WorkerState.PENDING for worker in self._app.workers)

    @property
    def _awaits_form(self) -> bool:
        """Whether one of the commands that are under way stands behind no dialog: it may be about to open one."""
        if self._left <= -LONGEST or not self._kept or getattr(self._kept[0], "key", "") == "escape":
            return False
        ongoing = [one for one in self._app.workers if one.group == OF_COMMANDS and not one.is_finished]
        return len(ongoing) > sum(isinstance(screen, Dialog) for screen in self._app.screen_stack)

    @property
    def _has_messages(self) -> bool:
        """Whether something is still on its way to the app."""
        part = self._part
        return part is not None and any(
            one.message_queue_size for one in part.ancestors_with_self if one is not self._app
        )

    def _is_letter(self, event: Typed) -> bool:
        front = self._front()
        if front is None or not is_in_field(front):
            return False
        if isinstance(event, events.Paste) or event.is_printable:
            return True
        return event.key == "enter" and getattr(front.focused, "takes_enter", False)

    def _is_of_field(self, event: Typed) -> bool:
        """Backspace, an arrow: its field does it by itself, and nothing is asked of the store."""
        front = self._front()
        field = front.focused if front is not None else None
        if field is None or isinstance(event, events.Paste) or not is_in_field(field.screen):
            return False
        bound = keys_bound(field, self._app).get(event.key, ())
        return any(not binding.action.startswith(ELSEWHERE) for binding in bound)

    def _comes_too_soon(self, event: Typed) -> bool:
        return self._has_letters and not self._is_letter(event)

    def _begin_behind(self, event: Typed) -> None:
        """It is handed on now; the next one waits for it, unless both are letters of one field."""
        if self._is_letter(event):
            self._has_letters = True
        else:
            self._wait(event)

    @property
    def _part(self) -> "Widget | Screen[Any] | None":
        """What the next key would go to."""
        front = self._front()
        return front and (front.focused or front)

    def _wait(self, event: Typed) -> None:
        self._waits, self._has_letters, self._rounds = True, False, 0
        self._stays = self._is_of_field(event)
        self._left, self._for_form = PATIENCE, False
        self._end_round()
        self._marked = False
        if self._kept:
            self._mark()
        else:
            self._round = asyncio.get_running_loop().call_later(PAINTED, self._mark)

    def _mark(self) -> None:
        if not self._marked:
            self._marked = True
            self._app.call_later(self._send)

    def _send(self) -> None:
        self._sent += 1
        self._seen = part = self._part
        if part is not None:
            part.post_message(KeyPassed(self._sent))
        self._end_round()
        self._round = asyncio.get_running_loop().call_later(ROUND, self._app.call_later, self._round_over)

    def _end_round(self) -> None:
        if self._round is not None:
            self._round.cancel()

    async def _round_over(self) -> None:
        if not self._waits:
            return
        self._left -= 1
        if self._left > 0:
            self._send()
        elif self._awaits_form:
            self._for_form = True
            self._send()
        else:
            self._gave_up = self._is_at_work
            await self._go_on()

    def _keep_from_list(self) -> None:
        """What was typed for a form that took its time, where none came: it is said, and nothing of it was run."""
        front, text = self._front(), ""
        if not self._for_form or not isinstance(front, Page | Dialog) or is_in_field(front):
            return
        while self._kept and (typed := _text_of(self._kept[0])):
            text += typed
            self._kept.popleft()
        if text.strip():
            hand_over(front.app, front.words, text)

    async def _go_on(self) -> None:
        self._waits = False
        self._end_round()
        self._keep_from_list()
        while self._kept and not self._waits:
            event = self._kept[0]
            if self._comes_too_soon(event):
                self._wait(event)
                return
            self._kept.popleft()
            self._begin_behind(event)
            await self._hand_on(event)


def _text_of(event: Typed) -> str:
    """Empty for keys that no text has."""
    if isinstance(event, events.Paste):
        return event.text
    return ENDS.get(event.key) or (event.character or "" if event.is_printable else "")
