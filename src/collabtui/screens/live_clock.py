"""The clock of a running meeting in words."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from textual.content import Content

from collabtui.domain.meeting import Meeting, projected_end
from collabtui.domain.running import time_left
from collabtui.widgets.line import between, gauge, said
from collabtui.widgets.when import clock

if TYPE_CHECKING:
    from collabtui.catalogue import Catalogue

WARN_AT = 0.8
"""Of a slot's time: a warning that comes when it is over comes too late."""
MINUTE = timedelta(minutes=1)


def clock_lines(meeting: Meeting, now: datetime, words: "Catalogue", width: int) -> tuple[Content, Content, Content]:
    """The meeting and its end; the slot and its time; the bar. Apart, since only the second changes each second."""
    first = between(width, _title(meeting), _end(meeting, now, words))
    if meeting.running_slot is None:
        return first, said(words("live.no_slots"), "$text-warning"), Content("")
    slot = meeting.slots[meeting.running_slot]
    left = time_left(meeting, now)
    share = 1 - left / slot.length
    style = "$text-error" if left < timedelta() else "$text-warning" if share >= WARN_AT else "$text-success"
    name = said(f"{meeting.running_slot + 1}/{len(meeting.slots)} ", "$foreground-muted") + said(slot.title, "bold")
    if slot.lead:
        name += said(f"  {slot.lead}", "$foreground-muted")
    mark = "▲ " if left < timedelta() else ""
    time = said(f"{mark}{words('live.left', left=clock(left), of=clock(slot.length))}", style)
    return first, between(width, name, time), said(gauge(share, width), style)


def _title(meeting: Meeting) -> Content:
    return said(f"{meeting.ref} ", "$foreground-muted") + said(meeting.title, "bold")


def _end(meeting: Meeting, now: datetime, words: "Catalogue") -> Content:
    """Over the announced end by a minute or more is late."""
    end = projected_end(meeting, now).astimezone(ZoneInfo(meeting.timezone))
    over = (projected_end(meeting, now) - meeting.end) // MINUTE
    if over >= 1:
        return said(words("live.ends_late", end=f"{end:%H:%M}", over=over), "$text-error")
    return said(words("live.ends", end=f"{end:%H:%M}"), "$foreground-muted")
