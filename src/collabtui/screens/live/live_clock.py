"""The clocks of a running meeting in words."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from textual.content import Content

from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.meetings.meeting_clock import WARN_AT, elapsed, minutes_over, projected_end, time_left, used
from collabtui.widgets.line import as_content, beside, gauge
from collabtui.widgets.when import clock, clock_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from collabtui.domain.people import Person
    from collabtui.session.draft_files import DraftFiles
    from collabtui.text.catalogue import Catalogue


ROOMY = 100
"""Columns from which the line says what to do, too."""


def timekeeper_name(meeting: Meeting, people: "Mapping[str, Person]") -> str:
    """Name of who watches the clock; empty where nobody does."""
    return people[meeting.timekeeper].name if meeting.timekeeper else ""


def clock_lines(
    meeting: Meeting, now: datetime, words: "Catalogue", width: int, missing: "Sequence[str]" = (), timekeeper: str = ""
) -> tuple[Content, Content, Content]:
    """The meeting and its end; the slot and its time; the bar. Each is drawn anew only when it reads otherwise."""
    if meeting.state != "running":
        return _title(meeting), as_content(words("live.over_elsewhere"), "$text-warning"), Content("")
    first = beside(width, _title(meeting), *_whole(meeting, now, words, width))
    if meeting.running_slot is None:
        return first, as_content(words("live.no_slots"), "$text-warning"), Content("")
    slot = meeting.slots[meeting.running_slot]
    share = used(meeting, now)
    name = as_content(f"{meeting.running_slot + 1}/{len(meeting.slots)} ", "$foreground-muted") + as_content(
        slot.title, "bold"
    )
    if slot.lead:
        name += as_content(f"  {slot.lead}", "$foreground-muted")
    if missing:
        name += as_content("  " + words("live.departments_missing", departments=list(missing)), "$text-warning")
    whole = slot_time(meeting, now, words)
    named = (as_content(f"{words('live.timekeeper', name=timekeeper)}  ", "$foreground-muted") + whole,)
    times = *(named if timekeeper else ()), whole, _brief_time(meeting, now)
    return first, beside(width, name, *times), as_content(gauge(share, width), _style(share))


def slot_time(meeting: Meeting, now: datetime, words: "Catalogue") -> Content:
    """`8:00 left of 10:00`; a mark and other words from the warning on, and when it is over."""
    slot = meeting.slots[meeting.running_slot or 0]
    left, share = time_left(meeting, now), used(meeting, now)
    key = "live.over" if left < timedelta() else "live.warn" if share >= WARN_AT else "live.left"
    time = as_content(words(key, left=clock(abs(left)), of=clock(slot.length)), _style(share))
    if meeting.paused_at is None:
        return time
    return as_content(words("live.paused", since=clock(now - meeting.paused_at)), "$text-warning") + "  " + time


def _brief_time(meeting: Meeting, now: datetime) -> Content:
    """The same where there is no room beside what the slot is called: `8:00`, `-1:30`."""
    left = time_left(meeting, now)
    pause = "‖ " if meeting.paused_at else ""
    sign = "-" if left < timedelta() else ""
    return as_content(f"{pause}{sign}{clock(abs(left))}", _style(used(meeting, now)))


def _style(share: float) -> str:
    return "$text-error" if share > 1 else "$text-warning" if share >= WARN_AT else "$text-success"


def _title(meeting: Meeting) -> Content:
    return as_content(f"{meeting.ref} ", "$foreground-muted") + as_content(meeting.title, "bold")


def _whole(meeting: Meeting, now: datetime, words: "Catalogue", width: int) -> tuple[Content, ...]:
    """How long it has lasted and when it ends; where there is no room beside its title, the end alone, or its hour."""
    planned = meeting.end - meeting.start
    spent = words("live.elapsed", spent=clock_of(elapsed(meeting, now), planned), of=clock(planned))
    end = end_in_words(meeting, now, words, advice=width >= ROOMY)
    return as_content(f"{spent}  ", "$foreground-muted") + end, end, _hour_of_end(meeting, now, words)


def end_in_words(meeting: Meeting, now: datetime, words: "Catalogue", *, advice: bool) -> Content:
    """Over the announced end by a minute or more is late."""
    over = minutes_over(meeting, now)
    if over < 1:
        return _hour_of_end(meeting, now, words)
    end = _end(meeting, now)
    late = words("live.ends_late", end=end, over=over) + (words("live.cut_or_park") if advice else "")
    return as_content(late, "$text-error")


def _hour_of_end(meeting: Meeting, now: datetime, words: "Catalogue") -> Content:
    late = minutes_over(meeting, now) >= 1
    end = words("live.ends", end=_end(meeting, now))
    return as_content(f"▲ {end}" if late else end, "$text-error" if late else "$foreground-muted")


def _end(meeting: Meeting, now: datetime) -> str:
    return f"{projected_end(meeting, now).astimezone(ZoneInfo(meeting.timezone)):%H:%M}"


BELL = "live.bell"
"""Under this name it is kept whether the end of a slot is to be heard."""


class SlotBell:
    """Ask it each second; it rings once for each slot, when its time is over, for whoever wants it."""

    def __init__(self, drafts: "DraftFiles") -> None:
        self._drafts = drafts
        self._running: tuple[int, int] | None = None
        """The slot whose time is not over yet, with its length."""

    def toggle(self) -> bool:
        """Whether it rings from now on; kept for the next meetings."""
        self._drafts.keep(BELL, "" if self._drafts.get(BELL) else "on")
        return bool(self._drafts.get(BELL))

    def rings(self, meeting: Meeting, now: datetime) -> bool:
        if meeting.running_slot is None or meeting.paused_at:
            return False
        slot = meeting.slots[meeting.running_slot]
        which = (meeting.running_slot, slot.minutes + slot.extended)
        if used(meeting, now) < 1:
            self._running = which
            return False
        over, self._running = self._running == which, None
        return over and bool(self._drafts.get(BELL))


class Alerts:
    """Ask it each second; it answers when there is something new to say. When it is asked for the first time nothing is
    new: who comes to the page reads it in the clocks."""

    def __init__(self) -> None:
        self._seen = False
        self.shown: list[str] = []
        """All that it has warned of."""
        self._warned: set[tuple[int, int]] = set()
        """Slots by their index, with the length that they had then: one that got more time may be warned of again."""
        self._ended: set[tuple[int, int]] = set()
        """The same, of those whose time is over."""
        self._late = False

    def new(self, meeting: Meeting, now: datetime, words: "Catalogue", timekeeper: str = "") -> Iterator[str]:
        """New warnings. Where somebody keeps the time, what concerns a slot is told to him by his name, its end
        as well: the others have their own part to think of."""
        if meeting.running_slot is None or meeting.paused_at:
            return
        of_slot = [*self._slot(meeting, meeting.running_slot, now, words)]
        if timekeeper:
            of_slot += self._over(meeting, meeting.running_slot, now, words)
            of_slot = [words("live.warned.timekeeper", name=timekeeper, warning=one) for one in of_slot]
        found = [*of_slot, *self._end(meeting, now, words)]
        if self._seen:
            self.shown += found
            yield from found
        self._seen = True

    def _slot(self, meeting: Meeting, index: int, now: datetime, words: "Catalogue") -> Iterator[str]:
        slot = meeting.slots[index]
        which = (index, slot.minutes + slot.extended)
        if which not in self._warned and WARN_AT <= used(meeting, now) <= 1:
            self._warned.add(which)
            left = clock(time_left(meeting, now))
            yield words("live.warned.slot", slot=index + 1, title=slot.title, left=left)

    def _over(self, meeting: Meeting, index: int, now: datetime, words: "Catalogue") -> Iterator[str]:
        slot = meeting.slots[index]
        which = (index, slot.minutes + slot.extended)
        if which not in self._ended and used(meeting, now) > 1:
            self._ended.add(which)
            yield words("live.warned.over", slot=index + 1, title=slot.title)

    def _end(self, meeting: Meeting, now: datetime, words: "Catalogue") -> Iterator[str]:
        late, before = minutes_over(meeting, now) >= 1, self._late
        self._late = late
        if late and not before:
            end = projected_end(meeting, now).astimezone(ZoneInfo(meeting.timezone))
            yield words("live.warned.end", over=minutes_over(meeting, now), end=f"{end:%H:%M}")
