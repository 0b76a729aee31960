"""The plan of a running meeting: its slots, and the keys that change those still to come."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from collabtui.domain.meetings.meeting import Meeting
from collabtui.lifecycle.live import run
from collabtui.screens.live.live_rows import plan_keys, plan_line
from collabtui.screens.live.opening import opening_lines
from collabtui.widgets.rows import Rows

if TYPE_CHECKING:
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.screens.frame.page_port import PagePort
    from collabtui.screens.live.live_data import LiveData
    from collabtui.session.store_session import Session
    from collabtui.text.catalogue import Catalogue

STEP = 5
"""Minutes."""


class Plan(Rows):
    """Posts `Changed` with the command for the slot under the cursor; the page runs it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("plus,equals_sign", f"lengthen({STEP})", "key.longer", key_display="+", id="live.longer"),
        Binding("minus", f"lengthen({-STEP})", "key.shorter", key_display="-", id="live.shorter"),
        Binding("J", "reorder(1)", "key.later", id="live.later"),
        Binding("K", "reorder(-1)", "key.earlier", id="live.earlier"),
        Binding("p", "park", "key.park", id="live.park_slot"),
    ]

    @dataclass
    class Changed(Message):
        command: "Callable[[Acting], Meeting]"
        slot: int

    def __init__(self, ref: str) -> None:
        super().__init__(id="plan", classes="card")
        self.ref = ref

    def show_plan(self, sheet: "LiveData", session: "Session", words: "Catalogue") -> None:
        opening = [*opening_lines(sheet.opening, words)]
        keys, skip = plan_keys(sheet.meeting, sheet.carried, len(opening))
        self.border_title, self.border_subtitle = words("live.plan"), words("live.plan_keys")
        self.show(
            keys,
            lambda some, width: [
                plan_line(key, sheet.meeting, sheet.people, sheet.carried, opening, session, words, width)
                for key in some
            ],
            skip=skip,
        )

    def _post(self, command: "Callable[[Acting, int], Meeting]") -> None:
        slot = self.key
        if isinstance(slot, int):
            self.post_message(self.Changed(lambda acting: command(acting, slot), slot))

    def action_lengthen(self, minutes: int) -> None:
        self._post(lambda acting, slot: run.lengthen(acting, self.ref, slot, minutes))

    def action_reorder(self, step: int) -> None:
        self._post(lambda acting, slot: run.reorder(acting, self.ref, slot, step))

    def action_park(self) -> None:
        self._post(lambda acting, slot: run.park(acting, self.ref, slot))


async def park_running(page: "PagePort", ref: str, key: str) -> None:
    """Parks the item that is running; the notice names it, and the key that takes that back."""

    def park(acting: "Acting") -> str:
        meeting = acting.store.get(Meeting, ref)
        run.capture(acting, ref, "/park")
        return "" if meeting.running_slot is None else meeting.slots[meeting.running_slot].title

    if title := await page.do(park):
        page.tell("live.parked", title=title, key=key)
