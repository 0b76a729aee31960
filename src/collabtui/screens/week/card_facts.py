"""The lines below a week on a card that is no meeting and no action: who is away and what he leaves open, of whom a
reminder asks what, and what the facilitator owes."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

from textual.content import Content

from collabtui.screens.week.week_data import start_of
from collabtui.store.queries.actions import actions, actions_by_id
from collabtui.store.queries.columns.week import due_on
from collabtui.store.queries.meeting_list import meetings_of
from collabtui.widgets.colours import LATE, MUTED, WARNING
from collabtui.widgets.line import as_content

if TYPE_CHECKING:
    from collections.abc import Sequence

    from collabtui.domain.facilitator_duties import Duty
    from collabtui.session.store_session import Session
    from collabtui.store.queries.rows.action_rows import ActionRow
    from collabtui.store.queries.rows.week_rows import AwayRow
    from collabtui.text.catalogue import Catalogue

MOST = 40
"""Actions, or meetings, of one person that are looked through."""


def away_lines(row: "AwayRow", session: "Session", words: "Catalogue") -> tuple[list[Content], list[Content]]:
    """The days, who stands in and what is due before he is back; beside them the meetings he is asked to meanwhile."""
    first, last = (words.day(date.fromisoformat(row[end])) for end in ("first", "last"))
    days = words("absence.days", first=first, last=last)
    days += f" · {words('absence.deputy', name=row['deputy'])}" if row["deputy"] else ""
    listed = actions(session.reader, today=session.today, owner=row["ref"], open_only=True, limit=MOST)
    due = [one for one in listed if one["due"] and one["due"] <= row["last"]]
    named = as_content(row["name"], "bold") + as_content(f"  {row['department'] or ''}".rstrip(), MUTED)
    left = [named, as_content(days), as_content(words("week.due_meanwhile", n=len(due)), MUTED)]
    return [*left, *(_action(one, words) for one in due)], list(_meetings(row, session, words))


def _meetings(row: "AwayRow", session: "Session", words: "Catalogue") -> Iterator[Content]:
    asked = [(start_of(one, session.zone), one) for one in meetings_of(session.reader, row["ref"], MOST)]
    meanwhile = [pair for pair in asked if row["first"] <= pair[0].date().isoformat() <= row["last"]]
    yield as_content(words("week.meetings_meanwhile", n=len(meanwhile)), MUTED)
    for start, one in sorted(meanwhile, key=lambda pair: pair[0]):
        when = f"{words.short_day(start.date())} {start:%H:%M} "
        yield as_content(when, MUTED) + as_content(f"{one['ref']} ", MUTED) + as_content(one["title"])


def reminded_lines(dues: "Sequence[date]", session: "Session", words: "Catalogue") -> list[Content]:
    """The actions that owners are reminded of, by the day they are due."""
    found = [identity for due in sorted(dues) for identity in due_on(session.reader, due, MOST)]
    rows = actions_by_id(session.reader, found[:MOST], today=session.today)
    return [_action(row, words, whose=True) for row in rows if row["owner"]]


def duty_lines(duty: "Duty", session: "Session", words: "Catalogue") -> list[Content]:
    """Two lines: what is owed by when, and of which meeting or matter."""
    due = duty.due.astimezone(session.zone)
    clock = f" {due:%H:%M}" if due.time() != datetime.min.time() else ""
    head = f"✎ {words(f'week.{duty.kind}')} · {words.day(due.date())}{clock}"
    style = LATE if duty.is_late(session.now) else WARNING
    return [as_content(head, style), as_content(f"{duty.ref} ", MUTED) + as_content(duty.title, "bold")]


def _action(row: "ActionRow", words: "Catalogue", *, whose: bool = False) -> Content:
    style = LATE if row["overdue"] else ""
    day = words.short_day(date.fromisoformat(row["due"])) if row["due"] else ""
    owner = f"  {row['owner']['name']}" if whose and row["owner"] else ""
    return (
        as_content(f"◆ {row['ref']} ", style or MUTED)
        + as_content(row["title"])
        + as_content(f"  {day}", style or MUTED)
        + as_content(owner, MUTED)
    )
