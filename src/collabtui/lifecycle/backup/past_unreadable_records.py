"""The work of a pass although a record cannot be read: the others get their mails, and that one is named."""

from collections.abc import Callable, Collection
from contextlib import ExitStack
from typing import Generic, NamedTuple, TypeVar

from collabtui.domain.access.role_grant import MatterReading, RoleGrant
from collabtui.errors import UnreadableRecord
from collabtui.store.interface import Store
from collabtui.store.unreadable_row import UnreadableRow

T = TypeVar("T")
_GUARDS = frozenset({RoleGrant.kept.table, MatterReading.kept.table})
"""Tables of which no record is passed over: without it somebody would see what is not for him. Whatever asks for one
that cannot be read is not done; the others are."""


class PastUnreadable(NamedTuple, Generic[T]):
    result: T
    set_aside: Collection[UnreadableRow]
    """Empty where all could be read that was looked at."""


def past_unreadable(
    stores: Collection[Store], job: Callable[[], T], known: Collection[UnreadableRow] = ()
) -> PastUnreadable[T]:
    """The result of a job that may be begun again: where it meets a record that cannot be read, or names what is not
    there, these are passed over in `stores`, first those that are `known`. All are looked for only where that is not
    enough, since it reads everything. Raises `UnreadableRecord` of one by which others are kept from seeing
    something."""
    aside = list[UnreadableRow]()
    while True:
        try:
            return PastUnreadable(_without(aside, stores, job), tuple(aside))
        except UnreadableRecord as error:
            new = [row for row in known if row not in aside] or [row for row in _met(stores, error) if row not in aside]
            if not new:
                raise
            aside += new


def _met(stores: Collection[Store], error: UnreadableRecord) -> Collection[UnreadableRow]:
    store, named = next(iter(stores)), UnreadableRow.of(error).names
    return store.naming_what_is_not_there(named) if named else store.unreadable_rows()


def that_may_be_passed_over(rows: Collection[UnreadableRow]) -> list[UnreadableRow]:
    """Without those by which others are kept from seeing something."""
    return [row for row in rows if row.table not in _GUARDS]


def _without(rows: Collection[UnreadableRow], stores: Collection[Store], job: Callable[[], T]) -> T:
    with ExitStack() as stack:
        aside = that_may_be_passed_over(rows)
        for store in stores if aside else ():
            stack.enter_context(store.passing_over(aside))
        return job()
