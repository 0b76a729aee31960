"""The rows of the list of meetings, what each lacks, and its summary beside the list."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple, cast

from rich.cells import cell_len
from textual.content import Content

from collabtui.domain.meeting_deadlines import NOT_HELD_AFTER
from collabtui.domain.meetings.meeting_states import HELD
from collabtui.screens.meetings.agenda_and_people import agenda_lines, people_lines
from collabtui.screens.meetings.meeting_marks import MARKS
from collabtui.widgets.colours import MUTED
from collabtui.widgets.columns import MARK, ColumnLayout, ListColumn, all_laid_out, as_wide_as, laid_out
from collabtui.widgets.line import GAP, as_content, fitting, ref_room
from collabtui.widgets.when import instant_room, short_instant_room, until

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

DAY = 10
"""Columns of the day on which a meeting begins."""
ENOUGH = 100
"""States that tell how wide their column has to be."""
FAR_INSTANT = len("2026-12-23 14:00")
TITLE, WHOLE_TITLE = ListColumn("meeting", 24, 40), ListColumn("meeting", 24, 40)
"""In 24 columns most titles are whole, and no other column comes before that."""
LAST, WHOLE_LAST = ListColumn("lacks", 11, 18), ListColumn("lacks", 20, 20)
"""Its state, or what it lacks; and where all of that stands on one line: `12 documents missing`."""
FURTHER = (
    ListColumn("place", 8, 24), ListColumn("matter", 10, 28), ListColumn("goal", 16, 40), ListColumn("people", 6, 6),
    ListColumn("slots", 5, 5),
)  # fmt: skip
"""What the list says beside the others where it has the whole page."""
BELOW = ("place", "matter", "goal")
"""What stands below a meeting where the list has lines to spare: the first two of them on two lines for each."""
LEAST_LINES, ROOM_FOR_GOAL = 2, 84
"""Lines for each from which anything does, and columns from which a goal is more than a few words on each."""
ORDER = (MARK, "ref", "starts", "meeting", "lacks", "place", "matter", "goal", "people", "slots")


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


class MeetingTexts(NamedTuple):
    """Texts that stand in the columns of the list: none is wider than they need."""

    refs: Sequence[str]
    states: Sequence[str]

    @classmethod
    def of(cls, rows: "Iterable[MeetingOnPage]", session: "Session", words: "Catalogue") -> "MeetingTexts":
        listed = list(rows)
        states = [MeetingCells(row, session, words)("lacks", 0).plain for row in listed[:ENOUGH]]
        return cls([row["ref"] for row in listed], states)


def usual_columns(width: int, words: "Catalogue", texts: MeetingTexts) -> ColumnLayout:
    fixed = _fixed(width, words, texts)
    return laid_out(width, fixed, TITLE, (_last(width, fixed, words, texts),), ORDER)


def roomy_columns(width: int, words: "Catalogue", texts: MeetingTexts, lines: int) -> ColumnLayout:
    """For a list that has so many lines for each meeting: below it where it is, of which matter, and what it is for."""
    shown = BELOW if lines > LEAST_LINES and width >= ROOM_FOR_GOAL else BELOW[:LEAST_LINES]
    if lines < LEAST_LINES:
        return usual_columns(width, words, texts)
    return usual_columns(width, words, texts)._replace(below=shown, labels={"goal": words("agenda.goal")})


def all_columns(width: int, words: "Catalogue", texts: MeetingTexts) -> ColumnLayout:
    fixed = _fixed(width, words, texts)
    others = (_last(width, fixed, words, texts), *FURTHER)
    return all_laid_out(width, fixed, WHOLE_TITLE, others, ORDER, words)


def _fixed(width: int, words: "Catalogue", texts: MeetingTexts) -> Sequence[ListColumn]:
    for_ref = max(ref_room(texts.refs), cell_len(words("heads.ref")))
    for_start = _start_room(width - 1 - for_ref - 2 * GAP, words)
    return ListColumn(MARK, 1, 1), ListColumn("ref", for_ref, for_ref), ListColumn("starts", for_start, for_start)


def _last(width: int, fixed: Sequence[ListColumn], words: "Catalogue", texts: MeetingTexts) -> ListColumn:
    beside = width - sum(column.least + GAP for column in fixed)
    whole, short = (as_wide_as(one, texts.states, words("heads.lacks")) for one in (WHOLE_LAST, LAST))
    return whole if fitting(beside, TITLE.least, (whole.least, whole.most)) else short


def _start_room(room: int, words: "Catalogue") -> int:
    """Columns of when it begins: first the day of the week gives way to the title, which the pane beside has, then the
    hour."""
    for columns, others in ((instant_room(words), (LAST.least, LAST.most)), (short_instant_room(words), (0, 0))):
        if fitting(room - columns - GAP, TITLE.least, others):
            return columns
    return DAY


@dataclass(frozen=True)
class MeetingCells:
    """The cells of one meeting in its columns."""

    row: "MeetingOnPage"
    session: "Session"
    words: "Catalogue"

    def __call__(self, name: str, room: int) -> Content:
        row = self.row
        match name:
            case "mark":
                return as_content(*MARKS[row["state"]])
            case "ref":
                return as_content(row["ref"], MUTED)
            case "starts":
                return as_content(self._starts(room))
            case "meeting":
                return as_content(row["title"]) + as_content(" ↻" if row["series"] else "", MUTED)
            case "lacks":
                return self._last()
            case "people" | "slots":
                return as_content(row.get(name) or "", MUTED)
            case "place":
                return as_content(row["place"], MUTED)
            case "matter":
                return as_content(row["matter"] or "", MUTED)
        return as_content(row["goal"], MUTED)

    @property
    def _start(self) -> datetime:
        start = start_of(self.row, self.session)
        return _ran(cast("PastMeetingRow", self.row)["began"], start) if self.row["state"] in HELD else start

    def _starts(self, room: int) -> str:
        start, words = self._start, self.words
        if words.is_far(start.date()):
            return f"{start:%Y-%m-%d %H:%M}" if room >= FAR_INSTANT else f"{start:%Y-%m-%d}"
        if room >= instant_room(words):
            return words.instant(start)
        day = words.short_day(start.date())
        return f"{day} {start:%H:%M}" if room >= short_instant_room(words) else day

    def _last(self) -> Content:
        """Its state, or the first thing that it lacks."""
        row, (_, style) = self.row, MARKS[self.row["state"]]
        lacking = lacks(row, self.session, self.words)
        if not lacking:
            return as_content(self.words(f"state.{row['state']}"), style)
        owed = row["state"] in ("recorded", "running", "planned") or is_not_held(row, self.session)
        return as_content(lacking[0], "$text-warning" if owed else MUTED)


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
