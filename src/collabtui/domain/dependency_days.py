"""The days of two actions of which one waits for the other."""

from collabtui.domain.action import Action


def comes_too_late(awaited: Action, waiting: Action) -> bool:
    """Whether what is waited for is due after the other should begin, or where it has no beginning, be done."""
    needed = waiting.planned_start or waiting.due
    return bool(awaited.due and needed and awaited.due > needed)
