"""The rules of an agenda: what its slots add up to."""

from datetime import timedelta

from collabtui.domain.meeting import Meeting
from collabtui.domain.model import Finding


def agenda_findings(meeting: Meeting, max_minutes: int) -> tuple[Finding, ...]:
    """What stands out about the slots: none at all, over the limit, over or under the meeting's own length.

    `max_minutes` is what one sitting should not exceed (HANDBOOK 3: 90).
    """
    if not meeting.slots:
        return (Finding(key="agenda.empty", values={"ref": meeting.ref}),)
    total = sum(slot.minutes for slot in meeting.slots)
    own = (meeting.end - meeting.start) // timedelta(minutes=1)
    findings = []
    if total > max_minutes:
        findings.append(_first_past("agenda.over_limit", meeting, max_minutes, total))
    if total > own:
        findings.append(_first_past("agenda.over_length", meeting, own, total))
    return tuple(findings)


def _first_past(key: str, meeting: Meeting, limit: int, total: int) -> Finding:
    """Names the slot that crosses the limit: the one to shorten."""
    at = 0
    for number, slot in enumerate(meeting.slots, 1):
        at += slot.minutes
        if at > limit:
            values: dict[str, str | int] = {"limit": limit, "total": total, "over": total - limit}
            return Finding(key=key, values={**values, "slot": number, "title": slot.title, "past": at - limit})
    raise AssertionError("called only when the slots exceed the limit")
