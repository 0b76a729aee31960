"""The state of a matter in one colour, and why: the leadership's page and the status to contacts read this one rule.

Red is what somebody above has to see now, amber what its owners have to mend, green everything else. Each colour names
each of its reasons."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

Light = Literal["red", "amber", "green"]
LIGHTS: tuple[Light, ...] = ("red", "amber", "green")
LONG_LATE = 7
"""Days after which a late action is no slip any more."""
ReasonCode = Literal[
    "wanted-past", "long-late", "high-risk-open", "late-blocked", "late", "blocked", "high-risk", "milestones-past",
    "beyond-wanted", "departments-silent", "unowned", "on-track", "accepted", "nothing-planned",
]  # fmt: skip
"""Each has its sentence, `light.<code>`, in the catalogues."""


class LightReason(NamedTuple):
    code: ReasonCode
    n: int = 0
    """How many, or how many days."""


@dataclass(frozen=True)
class StatusFacts:
    """The facts that the colour is made of, on one day."""

    accepted: bool
    wanted: date | None
    open: int
    late: int
    """Open actions whose date is past."""
    longest_late: int
    """Days that the latest of them is late; 0 where none is."""
    blocked: int
    late_blocked: int
    """Those that are both."""
    last_due: date | None
    """The last date of an open action."""
    high_risks: int
    """Open."""
    high_unanswered: int
    departments_silent: int
    """Departments that were asked and have not answered in their time."""
    done: int = 0
    milestones_past: int = 0
    """Whose day is over, and that are not reached."""
    unowned: int = 0
    """Open actions that nobody owns."""


def light_of(facts: StatusFacts, today: date) -> tuple[Light, tuple[LightReason, ...]]:
    """The colour, and all reasons for it: at least one."""
    if facts.accepted:
        return "green", (LightReason("accepted"),)
    if red := _red(facts, today):
        return "red", red
    if amber := _amber(facts):
        return "amber", amber
    return "green", (LightReason("on-track" if facts.open or facts.done else "nothing-planned"),)


def _red(facts: StatusFacts, today: date) -> tuple[LightReason, ...]:
    past = (today - facts.wanted).days if facts.wanted else 0
    found = (
        (past > 0, LightReason("wanted-past", past)),
        (facts.longest_late >= LONG_LATE, LightReason("long-late", facts.longest_late)),
        (facts.high_unanswered > 0, LightReason("high-risk-open", facts.high_unanswered)),
        (facts.late_blocked > 0, LightReason("late-blocked", facts.late_blocked)),
    )
    return tuple(reason for holds, reason in found if holds)


def _amber(facts: StatusFacts) -> tuple[LightReason, ...]:
    beyond = facts.wanted is not None and facts.last_due is not None and facts.last_due > facts.wanted
    found = (
        (facts.late > 0, LightReason("late", facts.late)),
        (facts.blocked > 0, LightReason("blocked", facts.blocked)),
        (facts.high_risks > 0, LightReason("high-risk", facts.high_risks)),
        (facts.milestones_past > 0, LightReason("milestones-past", facts.milestones_past)),
        (beyond, LightReason("beyond-wanted")),
        (facts.departments_silent > 0, LightReason("departments-silent", facts.departments_silent)),
        (facts.unowned > 0, LightReason("unowned", facts.unowned)),
    )
    return tuple(reason for holds, reason in found if holds)
