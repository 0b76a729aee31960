"""What the facilitator is told while the meeting runs: once, and not again while it stays so."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from collabtui.domain.clocks import WARN_AT, minutes_over, projected_end, time_left, used
from collabtui.domain.meeting import Meeting
from collabtui.widgets.when import clock

if TYPE_CHECKING:
    from collabtui.catalogue import Catalogue


class Alerts:
    """Ask it each second; it answers when there is something new to say."""

    def __init__(self) -> None:
        self._warned: set[tuple[int, int]] = set()
        """Slots by their index, with the length that they had then: one that got more time may be warned of again."""
        self._late = False

    def new(self, meeting: Meeting, now: datetime, words: "Catalogue") -> Iterator[str]:
        if meeting.running_slot is None or meeting.paused_at:
            return
        yield from self._slot(meeting, meeting.running_slot, now, words)
        yield from self._end(meeting, now, words)

    def _slot(self, meeting: Meeting, index: int, now: datetime, words: "Catalogue") -> Iterator[str]:
        slot = meeting.slots[index]
        which = (index, slot.minutes + slot.extended)
        if which not in self._warned and WARN_AT <= used(meeting, now) <= 1:
            self._warned.add(which)
            left = clock(time_left(meeting, now))
            yield words("live.warned.slot", slot=index + 1, title=slot.title, left=left)

    def _end(self, meeting: Meeting, now: datetime, words: "Catalogue") -> Iterator[str]:
        late, before = minutes_over(meeting, now) >= 1, self._late
        self._late = late
        if late and not before:
            end = projected_end(meeting, now).astimezone(ZoneInfo(meeting.timezone))
            yield words("live.warned.end", over=minutes_over(meeting, now), end=f"{end:%H:%M}")
