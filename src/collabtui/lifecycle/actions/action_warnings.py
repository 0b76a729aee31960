"""Warnings on an action that was just given a day, or to somebody: a day off, days of others with which it does not
fit, who is away, and who may not read its matter."""

from collections.abc import Iterator

from collabtui.domain.action import Action
from collabtui.domain.dependency_cycle import comes_too_late
from collabtui.domain.model import Finding
from collabtui.domain.people import Person
from collabtui.lifecycle.base.access.unread_by import unread_by
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.bookings.absence_finding import absence_on
from collabtui.store.interface import Reader


def change_warnings(acting: Acting, before: Action | None, action: Action) -> Iterator[Finding]:
    """Those on what is another than before; None: all of it is new. A form says of each name who is away."""
    if before is None or (before.due, before.depends_on) != (action.due, action.depends_on):
        yield from day_warnings(acting, action)
    if before is None or _readers(before) != _readers(action):
        yield from unread_warnings(acting, action)


def day_warnings(acting: Acting, action: Action) -> Iterator[Finding]:
    if not action.open or action.due is None:
        return
    if not acting.is_working(action.due):
        yield Finding(key="milestone.day_off", values={"text": action.ref, "day": action.due})
    for awaited, waiting in _not_fitting(acting.store, action):
        if awaited.due and waiting.due:
            refs = {"ref": awaited.ref, "waiting": waiting.ref}
            yield Finding(key="action.too_late_for", values={**refs, "due": awaited.due, "needed": waiting.due})


def absence_warnings(acting: Acting, action: Action) -> Iterator[Finding]:
    """Names of those who answer for it, and are not here to take it up, or on the day on which it is due."""
    days = (acting.today, action.due or acting.today)
    for one in (acting.store.get(Person, person) for person in action.answering):
        found = next(filter(None, (absence_on(acting.store, one, day) for day in days)), None)
        if found is not None:
            yield found


def unread_warnings(acting: Acting, action: Action) -> Iterator[Finding]:
    matter, people = _readers(action)
    return unread_by(acting.store, acting.facilitator, matter, people)


def _readers(action: Action) -> tuple[str | None, tuple[str, ...]]:
    """The matter, and who has a part in the action."""
    return action.matter, (*action.answering, *(one.person for one in action.collaborators))


def _not_fitting(reader: Reader, action: Action) -> Iterator[tuple[Action, Action]]:
    """Pairs of one that is waited for and one that waits, of which the first comes too late; the action is one of
    both."""
    pairs = [(reader.get(Action, ref), action) for ref in action.depends_on]
    pairs += [(action, one) for one in reader.find(Action, depends_on=action.ref)]
    yield from (pair for pair in pairs if all(one.open for one in pair) and comes_too_late(*pair))
