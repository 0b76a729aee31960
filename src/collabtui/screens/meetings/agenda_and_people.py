"""The agenda of a meeting and who takes part in it, in lines: beside the list of meetings, and below the week."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from textual.content import Content

from collabtui.domain.meetings.meeting_states import owes_answer
from collabtui.widgets.line import as_content

if TYPE_CHECKING:
    from collabtui.store.queries.rows.meeting_rows import MeetingSummaryRow, NamedParticipant

PARTSTAT_MARKS = {"accepted": "✓", "declined": "✗", "tentative": "~", "delegated": "→", "needs-action": "?"}


def agenda_lines(more: "MeetingSummaryRow", start: datetime) -> list[Content]:
    """Each item with the time at which it begins, then the questions."""
    lines, at, zone = list[Content](), start.astimezone(UTC), start.tzinfo
    for slot in more["slots"]:
        lead = as_content(f"  {slot['lead']}" if slot["lead"] else "", "$foreground-muted")
        lines.append(
            as_content(f"{at.astimezone(zone):%H:%M} ", "$foreground-muted") + as_content(slot["title"]) + lead
        )
        at += timedelta(minutes=slot["minutes"])
    return lines + [as_content("? ", "$text-accent") + as_content(question) for question in more["questions"]]


def people_lines(more: "MeetingSummaryRow") -> list[Content]:
    """Each with his answer to the invitation, once there was one."""
    invited = more["invited_at"] is not None
    return [as_content(f"{_mark(one) if invited else ' '} {one['name']}") for one in more["participants"]]


def _mark(one: "NamedParticipant") -> str:
    silent = one["partstat"] == "needs-action"
    return " " if silent and not owes_answer(one["role"], one["partstat"]) else PARTSTAT_MARKS[one["partstat"]]
