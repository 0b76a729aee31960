"""Milestones that are there: marked by name or number with the day, and taken back."""

from collections.abc import Iterable
from datetime import date

from collabtui.domain.matters.matter import Matter, Milestone
from collabtui.errors import Refused
from collabtui.lifecycle.base.acting import Acting


def reach_milestone(acting: Acting, ref: str, name: str, day: date | None) -> tuple[Matter, Milestone]:
    """Mark the milestone as reached on that day; None: it is not reached, after all. `name` is its number from 1, its
    text, or a part of it that no other has.

    Raises `Refused`: milestone.unknown (ref, value, milestones); milestone.ahead (text, day) for a day to come."""
    with acting.transaction() as tx:
        matter = tx.get(Matter, ref)
        place = _place(matter, name.strip())
        marked = matter.milestones[place].model_copy(update={"reached": day})
        if day is not None and day > acting.today:
            raise Refused("milestone.ahead", text=marked.text, day=day)
        milestones = (*matter.milestones[:place], marked, *matter.milestones[place + 1 :])
        return tx.put(matter.model_copy(update={"milestones": milestones})), marked


def _place(matter: Matter, name: str) -> int:
    texts = [one.text for one in matter.milestones]
    if name.isdecimal() and 1 <= int(name) <= len(texts):
        return int(name) - 1
    exact = [at for at, text in enumerate(texts) if text == name]
    found = exact or [at for at, text in enumerate(texts) if name in text]
    if len(found) != 1 or not name:
        raise Refused("milestone.unknown", ref=matter.ref, value=name, milestones=texts)
    return found[0]


def with_reached(before: Iterable[Milestone], named: Iterable[Milestone]) -> tuple[Milestone, ...]:
    """Milestones that are named anew keep the day on which they were reached."""
    known = {one.text: one.reached for one in before}
    return tuple(one if one.reached else one.model_copy(update={"reached": known.get(one.text)}) for one in named)
