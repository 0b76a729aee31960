"""That a matter was archived, asked of what belongs to it: it is closed, so nobody is reminded of it or asked anything,
and what is said of it waits. `base.access.archive_gate` asks of each record that is written by hand."""

from collabtui.domain.matters.matter import Matter
from collabtui.errors import Refused
from collabtui.store.interface import Reader


def is_filed(reader: Reader, matter: str | None) -> bool:
    """`matter`: the ref of the one that something belongs to; what belongs to none is never filed."""
    return matter is not None and reader.get(Matter, matter).is_filed


def refuse_filed(matter: Matter) -> None:
    """Before somebody is asked. Raises `Refused`: matter.archived (matter) where it is archived."""
    if matter.is_filed:
        raise Refused("matter.archived", matter=matter.ref)
