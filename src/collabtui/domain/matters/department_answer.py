"""What a matter asks of each department, and what the department answers (HANDBOOK 2, step 1)."""

from collections.abc import Iterable
from typing import Literal

from collabtui.domain.model import Instant, Value

Stance = Literal["for", "against", "none"]
"""What a department says to what it was asked. `none`: neither a certain yes nor a certain no."""
AskedState = Literal["unsent", "waiting", "accepted", "objected"]
ANSWERED: dict[Stance, AskedState] = {"for": "accepted", "against": "objected", "none": "waiting"}


class DepartmentRequest(Value):
    """One department's part: exactly one per department and matter."""

    department: str
    what: str
    """People, data, budget, approvals: in the facilitator's words."""
    state: AskedState = "unsent"
    text: str = ""
    """What it answered, in its own words."""
    sent_at: Instant | None = None
    """When it was asked; a new wording is asked anew."""
    answered_at: Instant | None = None
    """When the answer was written."""
    by: str | None = None
    """The person (ref) who answered for it."""
    via: str = ""
    """Through what the answer came: `mail:I7`, or the facilitator's `key` or `command`."""

    @property
    def silent(self) -> bool:
        """It was asked and has said nothing at all."""
        return self.state == "waiting" and not self.answered_at

    @property
    def is_unclear(self) -> bool:
        """It has said something that is neither a yes nor a no: the facilitator says which it is."""
        return self.state == "waiting" and self.answered_at is not None


def asked_of(asked: Iterable[DepartmentRequest], department: str) -> DepartmentRequest | None:
    return next((one for one in asked if one.department == department), None)


def with_asked(asked: Iterable[DepartmentRequest], new: DepartmentRequest) -> tuple[DepartmentRequest, ...]:
    """With this department's part in the place of what it was; a new one stands last."""
    known = tuple(asked)
    if asked_of(known, new.department) is None:
        return (*known, new)
    return tuple(new if one.department == new.department else one for one in known)


def reworded(asked: DepartmentRequest | None, department: str, what: str) -> DepartmentRequest:
    """What is asked in other words has not been asked yet, and no answer holds for it."""
    if asked is not None and asked.what == what:
        return asked
    return DepartmentRequest(department=department, what=what)
