"""Participants of an agenda changed by one key each: left out, another role (scribe, time-keeper), another answer."""

from collections.abc import Callable, Sequence
from datetime import datetime

from collabtui.domain.meetings.meeting import Participant, Partstat, Role

Roles = Callable[[tuple[Participant, ...]], Sequence[Participant]]
NEXT: dict[Role, Role] = {
    "participant": "scribe", "scribe": "timekeeper", "timekeeper": "copied", "copied": "facilitator",
    "facilitator": "participant",
}  # fmt: skip
NEXT_ANSWER: dict[Partstat, Partstat] = {
    "needs-action": "accepted", "accepted": "declined", "declined": "tentative", "tentative": "needs-action",
    "delegated": "accepted",
}  # fmt: skip
SINGLE: tuple[Role, ...] = ("scribe", "timekeeper", "facilitator")
"""Roles that only one has: whoever had it takes part from then on."""


def without(person: str) -> Roles:
    return lambda there: [one for one in there if one.person != person]


def with_next_role(person: str) -> Roles:
    def changed(there: tuple[Participant, ...]) -> list[Participant]:
        role = next(NEXT[one.role] for one in there if one.person == person)
        return [_changed(one, person, role) for one in there]

    return changed


def with_next_answer(person: str, now: datetime) -> Roles:
    """For who says it in the corridor: coming, not coming, perhaps, nothing said."""

    def answered(one: Participant) -> Participant:
        partstat = NEXT_ANSWER[one.partstat]
        at = None if partstat == "needs-action" else now
        return one.model_copy(update={"partstat": partstat, "answered_at": at, "comment": ""})

    return lambda there: [answered(one) if one.person == person else one for one in there]


def _changed(one: Participant, person: str, role: Role) -> Participant:
    if one.person == person:
        return one.model_copy(update={"role": role})
    if one.role == role and role in SINGLE:
        return one.model_copy(update={"role": "participant"})
    return one
