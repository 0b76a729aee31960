"""Start, end and zone of a meeting, out of the keys of its agenda."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from collabtui.errors import Refused
from collabtui.formats.agenda.agenda_slots import read_length
from collabtui.formats.agenda.agenda_times import Moment, read_moment
from collabtui.formats.agenda.front_matter import FrontMatterPiece
from collabtui.formats.time_zone_names import known_zone, nearest_zone


@dataclass(frozen=True)
class AgendaSpan:
    start: datetime
    """Naive: wall-clock time in `timezone`."""
    end: datetime | None
    timezone: str | None
    line: int
    """Where the start is written."""


def read_span(
    values: Mapping[str, FrontMatterPiece], *, closing: int, today: date, home_zone: str | None
) -> AgendaSpan:
    """`values` holds what is there of date, start, end and timezone; `closing` is the line of the closing `---`.

    `home_zone` is the zone that a time with an offset is converted to where the agenda names none. Raises `Refused`
    (agenda.*)."""
    written = values.get("start") or values.get("date")
    if written is None:
        raise Refused("agenda.missing_start", line=closing, text="---")
    zone = _zone(values["timezone"]) if "timezone" in values else None
    start = read_moment(written.text, written.line, today)
    start = _with_date(start, values, today)
    if start.day is None or start.time is None:
        raise Refused("agenda.bad_time", line=written.line, text=written.text)
    begins = _wall_clock(start.day, start.time, start.offset, zone or home_zone, written)
    end = _end(values, start, begins, today, zone or home_zone)
    if end is not None and end[0] <= begins:
        raise Refused("agenda.ends_before_start", line=end[1].line, text=end[1].text, start=begins, end=end[0])
    return AgendaSpan(begins, end[0] if end else None, zone, written.line)


def _with_date(start: Moment, values: Mapping[str, FrontMatterPiece], today: date) -> Moment:
    """The day may stand in a key of its own, beside a start that is a time of day."""
    if "date" not in values or "start" not in values:
        return start
    piece = values["date"]
    day = read_moment(piece.text, piece.line, today)
    if day.day is None or day.time is not None:
        raise Refused("agenda.bad_time", line=piece.line, text=piece.text)
    if start.day not in (None, day.day):
        raise Refused("agenda.two_days", line=piece.line, text=piece.text, day=start.day)
    return Moment(day.day, start.time, start.until, start.offset)


def _end(
    values: Mapping[str, FrontMatterPiece], start: Moment, begins: datetime, today: date, zone: str | None
) -> tuple[datetime, FrontMatterPiece] | None:
    """The end out of its own key, out of a start such as `14:00-15:30`, or out of the length of the meeting."""
    found = []
    if start.until is not None:
        found.append((start.until, values.get("start") or values["date"]))
    if "end" in values:
        found.append((read_moment(values["end"].text, values["end"].line, today), values["end"]))
    ends = []
    for moment, piece in found:
        day = moment.day or start.day
        if moment.time is None or moment.until is not None or day is None:
            raise Refused("agenda.bad_time", line=piece.line, text=piece.text)
        offset = moment.offset if moment.offset is not None else start.offset
        ends.append((_wall_clock(day, moment.time, offset, zone, piece), piece))
    if "duration" in values:
        piece = values["duration"]
        ends.append((begins + read_length(piece.text, piece.line), piece))
    if len({end for end, _ in ends}) > 1:
        raise Refused("agenda.two_ends", line=ends[1][1].line, text=ends[1][1].text, end=ends[0][0])
    return ends[-1] if ends else None


def _wall_clock(
    day: date, clock: time, offset: timedelta | None, zone: str | None, piece: FrontMatterPiece
) -> datetime:
    written = datetime.combine(day, clock)
    if offset is None:
        return written
    if zone is None:
        raise Refused("agenda.offset", line=piece.line, text=piece.text)
    if abs(offset) >= timedelta(hours=24):
        raise Refused("agenda.bad_time", line=piece.line, text=piece.text)
    return written.replace(tzinfo=timezone(offset)).astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def _zone(piece: FrontMatterPiece) -> str:
    zone = known_zone(piece.text)
    if zone is None:
        raise Refused("agenda.bad_zone", line=piece.line, text=piece.text, nearest=nearest_zone(piece.text))
    return zone
