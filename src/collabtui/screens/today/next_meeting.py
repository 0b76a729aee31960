"""The card of the next meeting: what it is, and what it still lacks."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from textual.content import Content

from collabtui.text.lengths import MINUTE
from collabtui.widgets.line import as_content, between
from collabtui.widgets.when import until

if TYPE_CHECKING:
    from collections.abc import Sequence
    from zoneinfo import ZoneInfo

    from collabtui.lifecycle.due.for_facilitator.owed_invitations import OwedInvitation
    from collabtui.session.store_session import Session
    from collabtui.store.queries.rows.meeting_rows import MeetingRow, MeetingUnderWayRow
    from collabtui.store.queries.rows.today_rows import MissingMaterialRow, NextMeetingRow, TodayRow
    from collabtui.text.catalogue import Catalogue
    from collabtui.widgets.rows import Rows

DETAILS = ("place", "people", "agenda", "lacks", "slot", "taken", "then")
"""Lines below the meeting's title; the last three are those of one that runs."""


def show_next(
    rows: "Rows",
    found: "TodayRow",
    session: "Session",
    words: "Catalogue",
    owed: "Sequence[OwedInvitation]" = (),
) -> None:
    """The one that runs, else the next one; `owed` are the invitations that have to go out again."""
    now, zone, after = session.now, session.zone, found["next"][0] if found["next"] else None
    if found["running"]:
        from collabtui.store.queries.meeting_list import meeting_under_way  # most days begin without one

        running = found["running"][0]
        under_way = meeting_under_way(session.reader, running["ref"])
        NextMeetingCard(running, None, words, now, zone, under_way, after).show(rows)
    elif after:
        again = next((one for one in owed if one.ref == after["ref"]), None)
        NextMeetingCard(after, after, words, now, zone, again=again).show(rows)
    else:
        rows.show([], lambda _some, _width: [])


class NextMeetingCard:
    """Of the meeting that runs, or of the next one, as it stands at `now`, an instant in the organiser's zone."""

    def __init__(
        self,
        row: "MeetingRow",
        prepared: "NextMeetingRow | None",
        words: "Catalogue",
        now: datetime,
        zone: "ZoneInfo",
        under_way: "MeetingUnderWayRow | None" = None,
        after: "MeetingRow | None" = None,
        again: "OwedInvitation | None" = None,
    ) -> None:
        """`prepared` is None of a meeting that runs; that has how far it is instead, and what comes after it."""
        self._row, self._prepared, self._words, self._now, self._zone = row, prepared, words, now, zone
        self._under_way, self._after, self._again = under_way, after, again

    def show(self, rows: "Rows") -> None:
        """One row that opens it, and what is to be known of it below."""
        keys = [self._row["ref"]]  # of a running one: who comes and when was a question before it began
        if self._prepared:
            keys += ["place", "people", "agenda", *(["lacks"] if self._lacks() else [])]
        if self._under_way:
            keys += ["slot"] if self._under_way["slot"] is not None else []
            keys += ["taken", *(["then"] if self._after else [])]
        rows.show(keys, lambda some, width: [self._line(key, width) for key in some], skip=DETAILS)

    def _line(self, key: str, width: int) -> Content:
        row, words = self._row, self._words
        start, end = (datetime.fromisoformat(at).astimezone(self._zone) for at in (row["start"], row["end"]))
        match key:
            case "place":
                day = "" if start.date() == self._now.date() else words.day(start.date()) + " "
                place = f" · {row['place']}" if row["place"] else ""
                return as_content(f"{day}{start:%H:%M}–{end:%H:%M}{place}")
            case "people":
                return self._coming()
            case "agenda":
                return self._agenda_out()
            case "lacks":
                return self._lacks()
            case "slot" | "taken" | "then":
                return self._running(key)
        when = words("today.now") if row["state"] == "running" else until(words, start - self._now)
        title = as_content(f"{row['ref']} ", "$foreground-muted") + as_content(row["title"], "bold")
        return between(width, title, as_content(when, "$text-accent"))

    def _running(self, key: str) -> Content:
        """The item that is on, what was taken down so far, or the next meeting."""
        words, found, after = self._words, self._under_way, self._after
        if found and key == "slot":
            at, slots = found["slot"] or 0, found["slots"]
            return as_content(words("today.slot", number=at + 1, of=len(slots), title=slots[at]["title"]))
        if found and key == "taken":
            return as_content(words("today.taken", decisions=found["decisions"], actions=found["actions"]))
        if after is None:
            return Content("")
        start = datetime.fromisoformat(after["start"]).astimezone(self._zone)
        when = f"{words.day(start.date())} {start:%H:%M}" if start.date() != self._now.date() else f"{start:%H:%M}"
        return as_content(words("today.then", when=when, ref=after["ref"], title=after["title"]), "$foreground-muted")

    def _agenda_out(self) -> Content:
        if self._row["state"] == "planned":
            return as_content(self._words("today.agenda_not_out"), "$text-warning")
        if self._again:
            lacking = {"today.agenda_not_to": self._again.new, "today.left_out_untold": self._again.gone}
            parts = [self._words(key, names=list(names)) for key, names in lacking.items() if names]
            return as_content("● " + " · ".join(parts), "$text-warning")
        at = self._prepared["invited_at"] if self._prepared else None
        since = datetime.fromisoformat(at) - self._now if at else timedelta()
        if since > -MINUTE:
            return as_content(self._words("today.agenda_just_out"))
        return as_content(self._words("today.agenda_out", ago=until(self._words, since)))

    def _lacks(self) -> Content:
        """Material that is not there, and what is open from before."""
        if self._prepared is None:
            return Content("")
        parts = []
        if missing := self._prepared["material_missing"]:
            parts.append(as_content("▲ " + self._missing(missing), "$text-warning"))
        if n := self._prepared["open_of_matter"]:
            parts.append(as_content(self._words("today.open_of_matter", n=n), "$foreground-muted"))
        return Content(" · ").join(parts)

    def _missing(self, missing: "list[MissingMaterialRow]") -> str:
        from collabtui.domain.meetings.material_line import as_read  # most meetings lack none

        names = [as_read(material["name"]) for material in missing]
        slots = sorted({material["slot"] for material in missing if material["slot"]})
        key = "today.material_missing_for" if slots else "today.material_missing"
        return self._words(key, names=names, slots=[str(slot) for slot in slots])

    def _coming(self) -> Content:
        """Without the facilitator, who knows."""
        asked = [person for person in self._row["participants"] if person["role"] != "facilitator"]
        by = {
            state: [person["name"] or "?" for person in asked if person["partstat"] == state]
            for state in ("accepted", "declined", "needs-action")
        }
        parts = [self._words("today.coming", n=len(by["accepted"]), of=len(asked))]
        if by["declined"]:
            parts.append(self._words("today.declined", names=by["declined"]))
        if self._row["state"] != "planned" and by["needs-action"]:
            parts.append(self._words("today.silent", names=by["needs-action"]))
        return as_content(" · ".join(parts))
