"""Rows of Today, the first screen: what needs the facilitator."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from collabtui.store.common_sql.dialect import by_index, looked_up, marks, to_second
from collabtui.store.engine_connection import Connection
from collabtui.store.queries.corrections import open_corrections, unsent_corrections
from collabtui.store.queries.departments import waiting_changes, waiting_departments
from collabtui.store.queries.meetings import meeting_rows
from collabtui.store.queries.row_reader import select, unfold
from collabtui.store.queries.status import LONG, unfetched_mails
from collabtui.store.records.asked_progress import asked_progress
from collabtui.store.records.open_duties import open_duties
from collabtui.store.records.sql import (
    OF_NO_ARCHIVE,
    OPEN_ACTION,
    awaited_count,
    awaited_count_of_few,
    instant_text,
    overdue_action,
)

if TYPE_CHECKING:
    from collabtui.store.queries.rows.meeting_rows import MeetingRow
    from collabtui.store.queries.rows.today_rows import ActionCountsRow, NextMeetingRow, TodayRow, UnledDepartmentRow

# all of one index, which is read once, and which has those that are open and no others
_OPEN = by_index("action", "action_open")
COUNTED_AT_ONCE = 2000
"""Late actions from which their number is left to `action_counts`."""
_ACTION_COUNTS = {
    # those that are late are added: an action that is open is counted once
    "open": f"({awaited_count(_OPEN, 'IS NULL')} + {awaited_count(_OPEN, '>= ?')})",
    "overdue": awaited_count(_OPEN, "< ?"),
    "due_today": awaited_count(_OPEN, "= ?"),
    "due_in_week": awaited_count(_OPEN, "BETWEEN ? AND ?"),
}
_COUNTS = {
    "waiting": "(SELECT count(*) FROM incoming WHERE state = 'waiting')",
    "overdue": awaited_count_of_few(_OPEN, "< ?", COUNTED_AT_ONCE),
    "sign_offs": "(SELECT count(*) FROM sign_off WHERE state = 'waiting')",
    # whose address is known to refuse mails is told by name
    "failed": """(SELECT count(*) FROM outgoing WHERE state = 'failed' AND (person IS NULL OR person NOT IN
                  (SELECT ref FROM person WHERE bounced_at IS NOT NULL)))""",
    "people": "(SELECT count(*) FROM person WHERE merged_into IS NULL AND left_at IS NULL)",
}
_BOUNCED = {
    "ref": "ref",
    "name": "name",
    "email": "email",
    "bounced_at": to_second("bounced_at"),
    "subject": """(SELECT subject FROM outgoing WHERE person = person_.ref AND state = 'failed'
                   ORDER BY outgoing.id DESC LIMIT 1)""",
}
_RISK = {
    "ref": "ref",
    "text": "text",
    "level": "level",
    "meeting": "meeting",
    "matter": "matter",
    "raised_at": to_second("raised_at"),
}
_RISK_TO_REVIEW = {"ref": "ref", "text": "text", "meeting": "meeting", "matter": "matter", "review": "review"}
_UNLED = {
    "department": "person_.department",
    "person": "min(person_.ref)",
    "n": "count(*)",
}
# people first: the overdue actions of nobody else are counted, however many there are
_LATE_IN_UNLED = f"""FROM person AS person_ {looked_up("action AS action_", "action_.owner = person_.ref")}
    WHERE person_.department <> '' AND person_.department NOT IN (SELECT department FROM person WHERE head)
    AND {overdue_action("action_")} GROUP BY 1 ORDER BY 1"""
_SILENT = {
    "ref": "meeting",
    "title": "(SELECT title FROM meeting WHERE meeting.ref = sign_off.meeting)",
    "n": "count(*)",
    "deadline": to_second("min(deadline)"),
}
_PREPARED = {
    "invited_at": to_second("invited_at"),
    "material": "material",
    "material_there": "material_there",
    "slots": "slots",
    "open_of_matter": f"(SELECT count(*) FROM action WHERE action.matter = m.matter AND {OPEN_ACTION})",
}


def today(reader: Connection, *, now: datetime, today: date) -> "TodayRow":
    """Everything that waits, in one look; `today` is the day where the facilitator is.

    Numbers: replies `waiting`; `overdue` actions, None from `COUNTED_AT_ONCE` on; `sign_offs` without an answer;
    `people` who are known; mails that `failed` at an address that is not known to refuse them; `outbox`, by state, of
    what is not sent.
    Lists: `running` and `next` meetings as in `meetings` (the next one, or none); the facilitator's `duties` that are
    not done, as `open_duties` has them; questions how actions stand, `asked_progress`;
    people whose mail `bounced` as `ref name email bounced_at subject`; open
    `risks_to_review`, whose day has come;
    `risks` that nobody has answered, high ones first, as `ref text level meeting matter raised_at`; `corrections` as
    `open_corrections` has them, and `unsent_corrections`;
    `departments` and `changes` as `waiting_departments` and `waiting_changes`; `silent`,
    meetings whose minutes wait for sign-offs, as `ref title n deadline`; mails that could not be fetched for a day,
    `unfetched`, as `unfetched_mails` has them. The next meeting says further when it was `invited_at`, what
    `material_missing[{slot, name}]` (slots from 1, None for the whole meeting's) and how many actions are open in its
    matter, `open_of_matter`. What goes over all people is `unled_departments`, over all that
    is open `action_counts`.
    """
    return reader.together(lambda reader: _today(reader, now, today))


def _today(reader: Connection, now: datetime, today: date) -> "TodayRow":
    day = today.isoformat()
    row: Any = next(iter(select(reader, _COUNTS, "", 2 * (day,))), {"overdue": 0})
    row["outbox"] = dict.fromkeys(("queued", "sending", "failed", "held"), 0) | dict(
        reader.rows("SELECT state, count(*) FROM outgoing WHERE state <> 'sent' GROUP BY state")
    )
    row["running"] = meeting_rows(reader, "FROM meeting WHERE state = 'running' ORDER BY start", ())
    # one that should have begun is still the next one, until its time is over
    planned = "FROM meeting WHERE state IN ('planned', 'invited') AND \"end\" >= ? ORDER BY start, id LIMIT 1"
    row["next"] = [_prepared(reader, meeting) for meeting in meeting_rows(reader, planned, (instant_text(now),))]
    row["duties"] = open_duties(reader)
    row["asked_progress"] = asked_progress(reader, now)
    people = "FROM person AS person_ WHERE bounced_at IS NOT NULL ORDER BY bounced_at DESC, id"
    row["bounced"] = select(reader, _BOUNCED, people)
    levels = "CASE level WHEN 'high' THEN 0 WHEN 'medium' THEN 1 ELSE 2 END"
    open_ones = f"FROM risk WHERE state = 'open' AND {OF_NO_ARCHIVE}"
    row["risks"] = select(reader, _RISK, f"{open_ones} AND answer = '' ORDER BY {levels}, id")
    reviewed = f"{open_ones} AND review <= ? ORDER BY review, {levels}, id"
    row["risks_to_review"] = select(reader, _RISK_TO_REVIEW, reviewed, (day,))
    waiting = "FROM sign_off WHERE state = 'waiting' GROUP BY meeting ORDER BY min(deadline)"
    row["corrections"] = open_corrections(reader)
    row["unsent_corrections"] = unsent_corrections(reader)
    row["departments"] = waiting_departments(reader)
    row["changes"] = waiting_changes(reader)
    row["silent"] = select(reader, _SILENT, waiting)
    row["unfetched"] = unfetched_mails(reader, now - LONG)
    shown: TodayRow = row
    return shown


def _prepared(reader: Connection, meeting: "MeetingRow") -> "NextMeetingRow":
    rows = select(reader, _PREPARED, "FROM meeting AS m WHERE ref = ?", (meeting["ref"],))
    (row,) = unfold(rows, "material", "material_there", "slots")
    named: list[tuple[int | None, str]] = [
        (number, name) for number, slot in enumerate(row["slots"], 1) for name in slot.get("material", ())
    ]
    named += [(None, name) for name in row["material"]]
    there = row["material_there"]
    return {
        **meeting,
        "invited_at": row["invited_at"],
        "open_of_matter": row["open_of_matter"],
        "material_missing": [{"slot": slot, "name": name} for slot, name in named if name not in there],
    }


def action_counts(reader: Connection, *, today: date) -> "ActionCountsRow":
    """Numbers of actions that are `open`, `overdue`, `due_today`, `due_in_week` (the seven days after). Each that is
    open is looked at, so a first frame does not wait for it."""
    day, week = today.isoformat(), (today + timedelta(days=7)).isoformat()
    tomorrow = (today + timedelta(days=1)).isoformat()
    asked = (*6 * (day,), *2 * (tomorrow, week))
    row: Any = next(iter(select(reader, _ACTION_COUNTS, "", asked)), dict.fromkeys(_ACTION_COUNTS, 0))
    row["open"] += row["overdue"]
    counts: ActionCountsRow = row
    return counts


def unled_departments(reader: Connection, *, today: date) -> "list[UnledDepartmentRow]":
    """Departments that nobody heads and where something is late, as `department person n`: `n` overdue actions, one
    `person` there. It asks of everybody there what is late, so a first frame does not wait for it."""
    return select(reader, _UNLED, _LATE_IN_UNLED, (today.isoformat(),))


def mail_counts(reader: Connection) -> tuple[int, int]:
    """Replies that wait for the facilitator; mails that wait to be sent."""
    waiting = "(SELECT count(*) FROM incoming WHERE state = 'waiting')"
    queued = "(SELECT count(*) FROM outgoing WHERE state IN ('queued', 'sending'))"
    row = reader.row(f"SELECT {waiting}, {queued}")
    return (row[0], row[1]) if row else (0, 0)


def waiting_among(reader: Connection, refs: Collection[str]) -> int:
    """The number of these replies that wait."""
    sql = f"SELECT count(*) FROM incoming WHERE state = 'waiting' AND ref IN ({marks(len(refs))})"
    row = reader.row(sql, tuple(refs))
    return row[0] if row else 0


def leaving_at(reader: Connection) -> str | None:
    """The instant from which the last of the mails that wait for an undo may leave, in ISO 8601; it may be over."""
    row = reader.row("SELECT max(not_before) FROM outgoing WHERE state = 'queued' AND attempts = 0")
    found: str | None = row[0] if row else None
    return found


def leaving_before(reader: Connection, until: datetime) -> int:
    """The number of mails that are to leave by then, or were to leave before: they wait for another try."""
    row = reader.row(
        """SELECT count(*) FROM outgoing
           WHERE state IN ('queued', 'sending') AND (not_before IS NULL OR not_before <= ? OR attempts > 0)""",
        (instant_text(until),),
    )
    return row[0] if row else 0


def running_since(reader: Connection) -> tuple[str, str] | None:
    """The ref of the meeting that runs, and the instant when it began; None where none does. Of several the one that
    began last."""
    row = reader.row(
        "SELECT ref, coalesce(started_at, start) FROM meeting WHERE state = 'running' ORDER BY 2 DESC LIMIT 1"
    )
    return (row[0], row[1]) if row else None


def set_up_counts(reader: Connection) -> tuple[int, int]:
    """The numbers of people and of meetings, without those that were taken back or called off."""
    row = reader.row(
        """SELECT (SELECT count(*) FROM person WHERE merged_into IS NULL AND left_at IS NULL),
        (SELECT count(*) FROM meeting WHERE state <> 'cancelled')"""
    )
    return (row[0], row[1]) if row else (0, 0)
