"""Warnings on the day that an action was just given: a day off, and days of others with which it does not fit."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from collabtui.cli.base.context import Context

if TYPE_CHECKING:
    from collabtui.domain.action import Action


def warn_of_days(context: Context, ref: str) -> None:
    from collabtui.domain.action import Action

    action = context.workspace.store.get(Action, ref)
    if not action.open or action.due is None:
        return
    if not context.acting().is_working(action.due):
        context.warn("milestone.day_off", text=action.ref, day=context.words.day(action.due))
    for awaited, waiting in _not_fitting(context, action):
        context.warn("action.too_late_for", ref=awaited.ref, due=awaited.due, waiting=waiting.ref, needed=waiting.due)


def _not_fitting(context: Context, action: "Action") -> "Iterator[tuple[Action, Action]]":
    """Pairs of one that is waited for and one that waits, of which the first comes too late; the action is one of
    both."""
    from collabtui.domain.action import Action
    from collabtui.domain.dependency_cycle import comes_too_late

    store = context.workspace.store
    pairs = [(store.get(Action, ref), action) for ref in action.depends_on]
    pairs += [(action, one) for one in store.find(Action, depends_on=action.ref)]
    yield from (pair for pair in pairs if all(one.open for one in pair) and comes_too_late(*pair))
