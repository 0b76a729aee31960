"""Changes of who is to come, one key each."""

from collections.abc import Callable, Sequence

from collabtui.domain.meeting import Participant, Role

Roles = Callable[[tuple[Participant, ...]], Sequence[Participant]]
NEXT: dict[Role, Role] = {
    "participant": "scribe", "scribe": "copied", "copied": "facilitator", "facilitator": "participant",
}  # fmt: skip
SINGLE: tuple[Role, ...] = ("scribe", "facilitator")
"""Roles that only one has: whoever had it takes part from then on."""


def without(person: str) -> Roles:
    return lambda there: [one for one in there if one.person != person]


def with_next_role(person: str) -> Roles:
    def changed(there: tuple[Participant, ...]) -> list[Participant]:
        role = next(NEXT[one.role] for one in there if one.person == person)
        return [_changed(one, person, role) for one in there]

    return changed


def _changed(one: Participant, person: str, role: Role) -> Participant:
    if one.person == person:
        return one.model_copy(update={"role": role})
    if one.role == role and role in SINGLE:
        return one.model_copy(update={"role": "participant"})
    return one
