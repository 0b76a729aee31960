"""Days for which a resource of a department is asked for or promised, and who else wants it then. Imports no model:
lists use it."""

from collections.abc import Iterable
from typing import NamedTuple


class BookedDays(NamedTuple):
    """A resource as far as it takes to see whether two want the same; days are ISO dates, "" where none are named."""

    ref: str
    department: str
    person: str
    """Ref of who is given; empty where nobody is named."""
    what: str
    state: str
    first: str
    last: str
    """The first one, where it is for one day alone."""
    matter: str = ""


def clashing(one: BookedDays, others: Iterable[BookedDays]) -> list[str]:
    """Refs of the others by which the same thing of the same department is asked for, or promised, on one of its
    days: the same person, or, where none is named, a thing that is called the same."""
    return [other.ref for other in others if other.state in ("asked", "promised") and _overlap(one, other)]


def planned_too(one: BookedDays, others: Iterable[BookedDays]) -> list[str]:
    """As `clashing`, of those that nobody was asked for yet."""
    return [other.ref for other in others if other.state == "draft" and _overlap(one, other)]


def goes_first(rank: int | None, other: int | None) -> str:
    """The one of two matters that comes first, by their ranks: `own`, `other`, or empty where nobody has said."""
    if rank == other:
        return ""
    if rank is None or other is None:
        return "own" if other is None else "other"
    return "own" if rank < other else "other"


def shared_days(one: BookedDays, other: BookedDays) -> tuple[str, str]:
    """The first and the last day on which both want it."""
    return max(one.first, other.first), min(one.last, other.last)


def _overlap(one: BookedDays, other: BookedDays) -> bool:
    if one.ref == other.ref or one.department != other.department or not (one.first and other.first):
        return False
    same = one.person == other.person if one.person or other.person else _plain(one.what) == _plain(other.what)
    return same and one.first <= other.last and other.first <= one.last


def _plain(what: str) -> str:
    return "".join(what.casefold().split())
