"""That a matter was archived, asked of what belongs to it: it is closed, so nobody is reminded of it, and what is said
of it waits."""

from collabtui.domain.matters.matter import Matter
from collabtui.store.interface import Reader


def is_filed(reader: Reader, matter: str | None) -> bool:
    """`matter`: the ref of the one that something belongs to; what belongs to none is never filed."""
    return matter is not None and reader.get(Matter, matter).is_filed
