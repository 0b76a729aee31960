"""Milestones that are there: marked by name or number with the day, taken back, and what was learned on the way; and
what each hands over."""

from collections.abc import Iterable, Mapping
from datetime import date

from collabtui.domain.matters.matter import Matter, Milestone
from collabtui.errors import Refused
from collabtui.lifecycle.base.acting import Acting


def reach_milestone(acting: Acting, ref: str, name: str, day: date | None) -> tuple[Matter, Milestone]:
    """Mark the milestone as reached on that day; None: it is not reached, after all. `name` is its number from 1, its
    text, or a part of it that no other has.

    Raises `Refused`: milestone.unknown, and milestone.several where many are called so (ref, value, milestones);
    milestone.ahead (text, day) for a day to come."""
    with acting.transaction() as tx:
        matter = tx.get(Matter, ref)
        place = _place(matter, name.strip())
        marked = matter.milestones[place].model_copy(update={"reached": day})
        if day is not None and day > acting.today:
            raise Refused("milestone.ahead", text=marked.text, day=day)
        milestones = (*matter.milestones[:place], marked, *matter.milestones[place + 1 :])
        return tx.put(matter.model_copy(update={"milestones": milestones})), marked


def add_milestones(acting: Acting, ref: str, named: Iterable[Milestone]) -> Matter:
    """Take them in, as `added_to` does, with what the matter has by now."""
    with acting.transaction() as tx:
        matter = tx.get(Matter, ref)
        return tx.put(matter.model_copy(update={"milestones": added_to(matter.milestones, named)}))


def deliver_with_milestone(acting: Acting, ref: str, name: str, deliverable: str) -> tuple[Matter, Milestone]:
    """Keep what is handed over by it; empty: nothing. Raises as `reach_milestone` does."""
    return learn_from_milestone(acting, ref, name, {"deliverable": " ".join(deliverable.split())})


def learn_from_milestone(acting: Acting, ref: str, name: str, lessons: Mapping[str, str]) -> tuple[Matter, Milestone]:
    """Keep what was learned on the way to it, by the names of its fields. Raises as `reach_milestone` does."""
    with acting.transaction() as tx:
        matter = tx.get(Matter, ref)
        place = _place(matter, name.strip())
        learned = matter.milestones[place].model_copy(update=dict(lessons))
        milestones = (*matter.milestones[:place], learned, *matter.milestones[place + 1 :])
        return tx.put(matter.model_copy(update={"milestones": milestones})), learned


def _place(matter: Matter, name: str) -> int:
    texts = [one.text for one in matter.milestones]
    if name.isdecimal() and 1 <= int(name) <= len(texts):
        return int(name) - 1
    exact = [at for at, text in enumerate(texts) if text == name]
    found = exact or [at for at, text in enumerate(texts) if name in text]
    if not found or not name:
        raise Refused("milestone.unknown", ref=matter.ref, value=name, milestones=texts)
    if len(found) > 1:
        several = [f"{at + 1} {texts[at]} {matter.milestones[at].day}" for at in found]
        raise Refused("milestone.several", ref=matter.ref, value=name, milestones=several)
    return found[0]


LESSONS = ("went_well", "to_improve", "to_standardise")
"""Fields of what was learned."""


def with_deliverables(before: Iterable[Milestone], named: Iterable[Milestone]) -> tuple[Milestone, ...]:
    """Milestones that are named anew without what they hand over keep it, also with another day."""
    known = {one.text: one.deliverable for one in before}
    return tuple(
        one if one.deliverable else one.model_copy(update={"deliverable": known.get(one.text, "")}) for one in named
    )


def added_to(before: Iterable[Milestone], named: Iterable[Milestone]) -> tuple[Milestone, ...]:
    """With those that are named, by day: one that is called the same has the other day, and its deliverable and the
    day on which it was reached where it names one; nothing else of it changes."""
    known = {one.text: one for one in before}
    for one in with_deliverables(known.values(), named):
        kept = known.get(one.text, one)
        values = {"day": one.day, "deliverable": one.deliverable, "reached": one.reached or kept.reached}
        known[one.text] = kept.model_copy(update=values)
    return tuple(sorted(known.values(), key=lambda one: one.day))


_Known = Mapping[tuple[str, date], date | None]
"""Of milestones by text and day: when they were reached."""


def with_reached(before: Iterable[Milestone], named: Iterable[Milestone]) -> tuple[Milestone, ...]:
    """Milestones that are named anew keep the day on which they were reached, and what was learned, also with another
    day; of those that are called the same each keeps its own."""
    before = tuple(before)
    wanted, known = tuple(named), {(one.text, one.day): one.reached for one in before}
    moved: dict[str, list[date | None]] = {}
    for text, day in sorted(known.keys() - {(one.text, one.day) for one in wanted}):
        moved.setdefault(text, []).append(known[text, day])
    dated = (one if one.reached else one.model_copy(update={"reached": _kept(one, known, moved)}) for one in wanted)
    return tuple(_with_lessons(one, before) for one in dated)


def _with_lessons(one: Milestone, before: tuple[Milestone, ...]) -> Milestone:
    called_so = [other for other in before if other.text == one.text]
    known = next((other for other in called_so if other.day == one.day), called_so[0] if len(called_so) == 1 else None)
    if known is None or one.has_lessons:
        return one
    return one.model_copy(update={field: getattr(known, field) for field in LESSONS})


def _kept(one: Milestone, known: _Known, moved: Mapping[str, list[date | None]]) -> date | None:
    if (one.text, one.day) in known:
        return known[one.text, one.day]
    left = moved.get(one.text)
    return left.pop(0) if left else None
