"""The rows of the list of meetings, what each lacks, and its summary beside the list."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, cast

from textual.content import Content

from collabtui.domain.meeting_deadlines import NOT_HELD_AFTER
from collabtui.domain.meetings.meeting_states import HELD
from collabtui.screens.meetings.agenda_and_people import agenda_lines, people_lines
from collabtui.screens.meetings.meeting_marks import MARKS
from collabtui.widgets.line import GAP, as_content, fitting, line, shares
from collabtui.widgets.when import until

if TYPE_CHECKING:
    from collabtui.session.store_session import Session
    from collabtui.store.queries.rows.meeting_rows import (
        ComingMeetingRow,
        MeetingSummaryRow,
        PastMeetingRow,
    )
    from collabtui.text.catalogue import Catalogue

    MeetingOnPage = ComingMeetingRow | PastMeetingRow
    """One that is planned, invited or running is to come, any other is past."""

REF, INSTANT, SHORT_INSTANT, DAY = 5, 22, 16, 10
"""Columns of a ref, and of when a meeting begins: with the day of the week, without it, and the day alone."""
TITLE, LAST = 16, (11, 18)
"""Columns under which no title comes; from how many to how many its state takes, or what it lacks."""
WHOLE_LAST = (20, 20)
"""Where all of that stands on one line: `12 documents missing`."""


def start_of(row: "MeetingOnPage", session: "Session") -> datetime:
    return datetime.fromisoformat(row["start"]).astimezone(session.zone)


def lacks(row: "MeetingOnPage", session: "Session", words: "Catalogue") -> list[str]:
    """Duties that are still open for the meeting, the first one first."""
    return list(_lacks(row, session, words))


def _lacks(row: "MeetingOnPage", session: "Session", words: "Catalogue") -> Iterator[str]:
    state = row["state"]
    if state in ("planned", "invited"):
        yield from _lacks_before(cast("ComingMeetingRow", row), session, words)
    elif state == "running":
        yield words("meetings.running")
    elif state == "recorded":
        yield words("meetings.minutes_owed")
    elif state == "published":
        past = cast("PastMeetingRow", row)
        if past["corrected"]:
            yield words("meetings.corrected", n=past["corrected"])
        if past["unsigned"]:
            yield words("meetings.unsigned", n=past["unsigned"])


def is_not_held(row: "MeetingOnPage", session: "Session") -> bool:
    """Its time has gone by, and nobody has begun it."""
    return row["state"] in ("planned", "invited") and start_of(row, session) < session.now - NOT_HELD_AFTER


def _lacks_before(row: "ComingMeetingRow", session: "Session", words: "Catalogue") -> Iterator[str]:
    if is_not_held(row, session):
        yield words("meetings.not_held")
    if not row["slots"]:
        yield words("meetings.no_slots")
    if row["people"] < 2:
        yield words("meetings.no_people")
    if row["missing"]:
        yield words("meetings.material", n=row["missing"])
    if row["state"] == "invited" and row["silent"]:
        yield words("meetings.silent", n=row["silent"])


def meeting_line(row: "MeetingOnPage", session: "Session", words: "Catalogue", width: int) -> Content:
    start = start_of(row, session)
    if row["state"] in HELD:
        start = _ran(cast("PastMeetingRow", row)["began"], start)
    mark, style = MARKS[row["state"]]
    lacking = lacks(row, session, words)
    state = as_content(words(f"state.{row['state']}"), style)
    owed = row["state"] in ("recorded", "running") or (lacking and row["state"] == "planned")
    owed = owed or is_not_held(row, session)
    last = as_content(lacking[0], "$text-warning" if owed else "$foreground-muted") if lacking else state
    room = width - 1 - REF - 2 * GAP
    at, for_at = _at(start, words, room)
    beside = room - for_at - GAP
    last_room = WHOLE_LAST if fitting(beside, TITLE, WHOLE_LAST) else LAST
    for_last = shares(beside, TITLE, last_room)[: fitting(beside, TITLE, last_room)]
    return line(
        width,
        (as_content(mark, style), 1),
        (as_content(row["ref"], "$foreground-muted"), REF),
        (as_content(at), for_at),
        (as_content(row["title"]) + as_content(" ↻" if row["series"] else "", "$foreground-muted"), 0),
        *((last, columns) for columns in for_last),
    )


def _at(start: datetime, words: "Catalogue", room: int) -> tuple[str, int]:
    """When it begins, and in how many columns: first the day of the week gives way to the title, which the pane beside
    has, then the hour."""
    is_far, long = words.is_far(start.date()), f"{start:%Y-%m-%d %H:%M}"
    if fitting(room - INSTANT - GAP, TITLE, LAST):
        return (long if is_far else words.instant(start)), INSTANT
    day = words.short_day(start.date())
    if room - SHORT_INSTANT - GAP >= TITLE:
        return (long if is_far else f"{day} {start:%H:%M}"), SHORT_INSTANT
    return (f"{start:%Y-%m-%d}" if is_far else day), DAY


def summary(row: "MeetingOnPage", more: "MeetingSummaryRow", session: "Session", words: "Catalogue") -> list[Content]:
    """Lines of the pane beside the list, on the meeting under the cursor; `more` is its `meeting_summary`."""
    start = start_of(row, session)
    end = datetime.fromisoformat(more["end"]).astimezone(session.zone)
    mark, style = MARKS[row["state"]]
    state = words(f"state.{row['state']}")
    lines = [
        as_content(row["title"], "bold"),
        as_content(f"{mark} {state}", style) + _away(row, start, session, words),
        as_content(words.span(_ran(more["began"], start), _ran(more["ended"], end))),
    ]
    lines += [as_content(text) for text in (row["place"], row["matter"]) if text]
    if row["goal"]:
        lines += [as_content(f"{words('agenda.goal')} ", "$foreground-muted") + as_content(row["goal"])]
    lacking = lacks(row, session, words)
    if row["state"] == "planned":
        lacking.append(words("meetings.not_invited"))
    if lacking:
        lines += [Content(""), *(as_content(f"● {one}", "$text-warning") for one in lacking)]
    if row["state"] in HELD:
        lines += [Content(""), _outcome(more, words)]
    for part in (agenda_lines(more, _ran(more["began"], start)), people_lines(more)):
        lines += [Content(""), *part] if part else []
    return lines


def _ran(instant: str | None, planned: datetime) -> datetime:
    return datetime.fromisoformat(instant).astimezone(planned.tzinfo) if instant else planned


def _away(row: "MeetingOnPage", start: datetime, session: "Session", words: "Catalogue") -> Content:
    if row["state"] not in ("planned", "invited"):
        return Content("")
    return as_content(f"  {until(words, start - session.now)}", "$foreground-muted")


def _outcome(more: "MeetingSummaryRow", words: "Catalogue") -> Content:
    counts = {"n": more["actions"], "decisions": more["decisions"], "left": more["open_actions"]}
    return as_content(words("meetings.outcome", **counts))


def says(row: "MeetingOnPage", session: "Session", words: "Catalogue") -> str:
    """All that a filter looks through, but for names, in small letters."""
    state = words(f"state.{row['state']}")
    texts = (row["ref"], row["title"], row["place"], row["matter"] or "", row["goal"], state)
    return " ".join((*texts, *lacks(row, session, words))).casefold()
