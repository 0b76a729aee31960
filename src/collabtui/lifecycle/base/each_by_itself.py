"""Duties of the clock each by itself: a duty, mail or change that fails is told and keeps no other back."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from collabtui.domain.people import Person
from collabtui.errors import Damaged, Refused, Unknown, Unreachable, UnreadableRecord
from collabtui.store.interface import REPLACED, Reader, Store
from collabtui.store.unreadable_row import UnreadableRow

log = logging.getLogger(__name__)

Failed = Callable[[Refused | Unreachable], object]
"""Told why one of them could not be done."""


@contextmanager
def by_itself(store: Store, failed: Failed | None) -> Iterator[None]:
    """Tell of a failure within, and raise it where nobody is told (None).

    A record that cannot be read, or names what is not there (`past_unreadable`), a lease that is lost and a database
    that is away are no matter of one alone: they are raised always. One that is passed over already is: who passes it
    over names it. What reads a row past its record fails by some error of Python's: then it is looked for."""
    try:
        yield
    except UnreadableRecord as error:
        named = UnreadableRow.of(error)
        if named.ref not in store.passed_over(named.table):
            raise
    except Unreachable:
        raise
    except Exception as error:
        if row := names_what_is_not_there(store, error) or _unreadable_behind(store, error):
            raise row.error() from error
        if failed is None or is_of_everything(error):
            raise
        if isinstance(error, Refused):
            failed(error)
            return
        log.exception("one of the duties of the clock failed")
        failed(Unreachable("worker.fault", text=f"{type(error).__name__}: {error}"))


def _unreadable_behind(store: Store, error: Exception) -> UnreadableRow | None:
    """A record that cannot be read and is not passed over, of which an error may be; reads everything."""
    if isinstance(error, ValueError | TypeError | LookupError):
        return next(iter(store.unreadable_rows()), None)
    return None


def readable_person(store: Store, reader: Reader, ref: str) -> Person | None:
    """None for one who cannot be read, and is passed over. Raises `Unknown` for one who is not there."""
    return None if ref in store.passed_over(Person.kept.table) else reader.get(Person, ref)


def is_of_everything(error: Exception) -> bool:
    """Whether it is no matter of one mail or duty: the lease is lost, the database damaged or another one by now."""
    lost = isinstance(error, Refused) and error.key in ("worker.lost", REPLACED)
    return lost or isinstance(error, Damaged)


def names_what_is_not_there(store: Store, error: Exception) -> UnreadableRow | None:
    """The first record that names what work has asked for in vain; None where that is no matter of the data."""
    asked = error.values.get("ref") if isinstance(error, Unknown) else None
    if isinstance(error, KeyError) and error.args:
        asked = error.args[0]
    if not isinstance(asked, str):
        return None
    # a record with an empty ref of another one cannot be read
    return next(iter(store.naming_what_is_not_there(asked) if asked else store.unreadable_rows()), None)
