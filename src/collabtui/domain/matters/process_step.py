"""A step of a process, as it was or as it is to be: who does it, what goes in and comes out, how long it takes, and
what became of it."""

from typing import Literal

from pydantic import Field

from collabtui.domain.model import Label, OtherRef, Value

DROPPED = "dropped"
"""Of what an old step has become: nothing."""
DAY_MINUTES = 8 * 60
"""Of work."""
Fate = Literal["unsaid", "dropped", "merged", "split", "kept"]


class ProcessStep(Value):
    department: Label
    """Who does it; the lane that it is drawn in."""
    text: Label
    owner: OtherRef | None = None
    """The one person (ref) who answers for it first; None: nobody has said."""
    supporting: tuple[Label, ...] = ()
    """The departments that support it."""
    gets: str = ""
    """What goes in."""
    gives: str = ""
    """What comes out."""
    minutes: int | None = Field(default=None, gt=0)
    """How long it takes, in minutes of work; None: nobody has said."""
    becomes: tuple[str, ...] = ()
    """Of an old step: which steps of the new process it has become, each a number from 1 or the ref of an action, or
    `dropped` alone; empty: nobody has said."""


def fate_of(step: ProcessStep, old: tuple[ProcessStep, ...]) -> Fate:
    if not step.becomes:
        return "unsaid"
    if step.becomes == (DROPPED,):
        return "dropped"
    if len(step.becomes) > 1:
        return "split"
    return "merged" if len(made_of(step.becomes[0], old)) > 1 else "kept"


def made_of(new: str, old: tuple[ProcessStep, ...]) -> tuple[int, ...]:
    """The numbers, from 1, of the old steps that a new one was made of."""
    return tuple(place for place, one in enumerate(old, 1) if new in one.becomes)


def is_part_of_step(task: str, title: str, place: int, step: str) -> bool:
    """Whether an action is one of the step at that place, from 1: its task (module) names the step, as `log it`, `1`
    or `1 log it`, or it is called as the step is."""
    named = {_plain(step), str(place), _plain(f"{place} {step}"), _plain(f"{place}. {step}")}
    return _plain(task) in named or (not task.strip() and _plain(title) == _plain(step))


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def total_minutes(steps: tuple[ProcessStep, ...]) -> int:
    return sum(one.minutes or 0 for one in steps)
