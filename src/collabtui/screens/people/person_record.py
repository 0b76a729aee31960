"""The record of one person beyond the book: what is open, kept and broken, how soon he answers, meetings, mails."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from statistics import median
from typing import TYPE_CHECKING

from textual.content import Content

from collabtui.domain.mail.bare_subject import topic
from collabtui.domain.meetings.meeting_states import owes_answer
from collabtui.screens.people.people_data import own_action_line
from collabtui.store.queries.actions import actions, actions_by_id
from collabtui.store.queries.mails import inbox_by_number, inbox_numbers_of, outbox_by_ref, outbox_refs
from collabtui.store.queries.meeting_list import meetings_of
from collabtui.store.queries.reports import answer_hours, broken_promises, promise_record
from collabtui.text.lengths import answered_in
from collabtui.text.width import cells as width_of
from collabtui.widgets.colours import LATE, MUTED
from collabtui.widgets.line import GAP, MOST_OF_A_ROW, as_content, fitting, gauge, line

if TYPE_CHECKING:
    from collabtui.session.store_session import Session
    from collabtui.store.engine_connection import Connection
    from collabtui.store.queries.rows.action_rows import ActionRow
    from collabtui.store.queries.rows.mail_rows import InboxPageRow, OutboxLineRow
    from collabtui.store.queries.rows.meeting_rows import PersonMeetingRow
    from collabtui.text.catalogue import Catalogue

MOST_OPEN = 200
"""Open actions that are listed."""
MOST_OTHERS = 12
"""Of everything else: the latest."""
GAUGE = 10
FOR_DAY, FOR_LAST = 10, 14
"""Columns of a day, and of a state behind a title: that gives way first."""
LEAST_TITLE, MOST_TOPICS = 16, 32


@dataclass(frozen=True)
class PersonRecord:
    """By ref, each in the order in which it is listed."""

    open: "dict[str, ActionRow]" = field(default_factory=dict)
    broken: "dict[str, ActionRow]" = field(default_factory=dict)
    meetings: "dict[str, PersonMeetingRow]" = field(default_factory=dict)
    heard: "dict[str, InboxPageRow]" = field(default_factory=dict)
    sent: "dict[str, OutboxLineRow]" = field(default_factory=dict)
    promises: tuple[int, int] = (0, 0)
    """How many were kept, and how many broken."""
    answer_hours: tuple[float, ...] = ()
    """How long each of the last answers took, the newest first."""

    def keys(self) -> list[str]:
        """Refs below the name of their section, which begins with #; a section without any is left out."""
        keys: list[str] = []
        for name, refs in self._sections():
            keys += [f"#{name}", *refs] if refs else []
        return keys

    def count(self, name: str) -> int:
        return len(dict(self._sections())[name])

    def _sections(self) -> "Iterator[tuple[str, list[str]]]":
        yield "open", list(self.open)
        yield "broken", list(self.broken)
        yield "meetings", list(self.meetings)
        mails = [(row["received_at"], ref) for ref, row in self.heard.items()]
        mails += [(row["sent_at"] or row["queued_at"], ref) for ref, row in self.sent.items()]
        yield "mails", [ref for _, ref in sorted(mails, key=lambda one: _instant(one[0]), reverse=True)]


def read_record(reader: "Connection", ref: str, now: datetime) -> PersonRecord:
    """`now` is in the organiser's zone. Nothing takes longer for a person of whom there is much."""
    today = now.date()
    numbers = inbox_numbers_of(reader, ref, MOST_OTHERS)
    broken = broken_promises(reader, ref, now=now, limit=MOST_OTHERS)
    return PersonRecord(
        {row["ref"]: row for row in actions(reader, today=today, owner=ref, open_only=True, limit=MOST_OPEN)},
        {row["ref"]: row for row in actions_by_id(reader, broken, today=today)},
        {row["ref"]: row for row in meetings_of(reader, ref, MOST_OTHERS)},
        {f"I{row['id']}": row for row in inbox_by_number(reader, numbers)},
        {row["ref"]: row for row in outbox_by_ref(reader, outbox_refs(reader, person=ref, limit=MOST_OTHERS))},
        promise_record(reader, ref, now=now),
        tuple(answer_hours(reader, ref)),
    )


def record_facts(record: PersonRecord, words: "Catalogue") -> Iterator[Content]:
    """The share of his promises that was kept, and how soon he answers; nothing where nothing is known yet."""
    kept, broken = record.promises
    if kept + broken:
        shown = words("person.kept", kept=kept, n=kept + broken)
        yield as_content(f"{gauge(kept / (kept + broken), GAUGE)} ", LATE if broken > kept else "") + as_content(shown)
    if hours := record.answer_hours:
        took = answered_in(words, median(hours))
        yield as_content(words("person.answers_in", length=took, n=len(hours)))


def record_line(key: str, record: PersonRecord, session: "Session", words: "Catalogue", width: int) -> Content:
    """Of a heading or of one thing."""
    if key.startswith("#"):
        name = key.removeprefix("#")
        return as_content(words(f"person.of.{name}", n=record.count(name)), f"bold {MUTED}")
    if action := record.open.get(key):
        return own_action_line(action, session, words, width)
    if action := record.broken.get(key):
        moved = words("person.first_due", day=words.short_day(_first_due(action)))
        return _line(width, " ", key, action["title"], moved)
    if meeting := record.meetings.get(key):
        day = words.short_day_within(_instant(meeting["start"]).astimezone(session.zone).date(), FOR_DAY)
        last = words(_invited(meeting) if meeting["state"] == "invited" else f"state.{meeting['state']}")
        return _line(width, day, key, meeting["title"], last)
    if mail := record.heard.get(key):
        return _mail_line(width, "←", mail["received_at"], mail["subject"], mail["state"], session, words)
    sent = record.sent[key]
    return _mail_line(width, "→", sent["sent_at"] or sent["queued_at"], sent["subject"], sent["state"], session, words)


def _invited(meeting: "PersonMeetingRow") -> str:
    """The word for his answer, or where he leads it and says nothing against it, for the state."""
    silent = meeting["partstat"] == "needs-action"
    if silent and not owes_answer(meeting["role"], meeting["partstat"]):
        return "state.invited"
    return f"partstat.{meeting['partstat']}"


def _mail_line(
    width: int, way: str, at: str, subject: str, state: str, session: "Session", words: "Catalogue"
) -> Content:
    day = words.short_day_within(_instant(at).astimezone(session.zone).date(), FOR_DAY - 2)
    return _line(width, f"{way} {day}", "", topic(subject), words(f"state.{state}"), MOST_TOPICS)


def _line(width: int, first: str, ref: str, text: str, last: str, least: int = LEAST_TITLE) -> Content:
    cells = [(as_content(first, MUTED), FOR_DAY)] if first.strip() else []
    cells += [(as_content(ref, MUTED), 4)] if ref else []
    taken = sum(columns + GAP for _, columns in cells)
    columns = max(FOR_LAST, width_of(last))
    ends = [(as_content(last, MUTED), columns)] if fitting(width - taken, least, (columns, columns)) else []
    return line(width, *cells, (as_content(text), 0), *ends, most=MOST_OF_A_ROW)


def _first_due(action: "ActionRow") -> date:
    return date.fromisoformat(action["original_due"] or action["due"] or "")


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text)
