"""The numbers by which a mail lets its reader name actions."""

from collections.abc import Iterable

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import NumberedItem


def numbered_items(actions: Iterable[Action]) -> tuple[NumberedItem, ...]:
    """From 1, in the order in which the mail lists them."""
    return tuple(
        NumberedItem(number=number, ref=action.ref, title=action.title, due=action.due)
        for number, action in enumerate(actions, 1)
    )


def unnumbered_items(actions: Iterable[Action]) -> tuple[NumberedItem, ...]:
    """For a mail that lists none: its reader names them by their refs."""
    return tuple(NumberedItem(number=0, ref=action.ref, title=action.title, due=action.due) for action in actions)
