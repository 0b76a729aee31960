"""The gate before what is archived: no command, no key, no undo and no yes to a mail changes an archived matter. What
the clock does and what a mail brings by itself is held back before it changes anything (`base.asked.filed_matters`)."""

from collections.abc import Sequence

from collabtui.domain.access.archived_content import is_of_content, moves_people
from collabtui.domain.matters.matter import Matter
from collabtui.domain.model import Record
from collabtui.errors import Refused
from collabtui.lifecycle.base.access.record_relation import matters_of
from collabtui.store.interface import Foreseen, Gate, Reader


class ArchiveGate:
    """Asked of each record before it is written; what it found is raised at the end of the transaction, unless people
    or departments were moved in it, whom all follows that names them."""

    def __init__(self) -> None:
        self._found = ""
        """The first archived matter (ref) that something was changed in."""
        self._people_move = False
        self._known: dict[tuple[str | None, str | None], str] = {}
        """By the matter and the meeting that records name: many of one command name the same."""

    @property
    def reads(self) -> Sequence[Foreseen]:
        return ()

    def passes(self, reader: Reader, before: Record | None, after: Record, via: str) -> None:  # noqa: ARG002 - a gate
        self._people_move = self._people_move or moves_people(before, after)
        if isinstance(after, Matter):
            self._known.clear()
        if self._found or not is_of_content(before, after):
            return
        for record in (before, after) if before else (after,):
            self._found = self._found or self._archived(reader, record)

    def ends(self, reader: Reader) -> None:  # noqa: ARG002 - a gate
        """Raises `Refused` (matter.archived: matter)."""
        if self._found and not self._people_move:
            raise Refused("matter.archived", matter=self._found)

    def _archived(self, reader: Reader, record: Record) -> str:
        """The archived matter (ref) that it is, or belongs to; empty where there is none."""
        if isinstance(record, Matter):
            return record.ref if record.is_filed else ""
        named = getattr(record, "matter", None), getattr(record, "meeting", None)
        if named not in self._known:
            self._known[named] = next((one.ref for one in matters_of(reader, record) if one.is_filed), "")
        return self._known[named]


class EveryGate:
    """Several gates, asked in turn."""

    def __init__(self, *gates: Gate) -> None:
        self._gates = gates

    @property
    def reads(self) -> Sequence[Foreseen]:
        return tuple(one for gate in self._gates for one in gate.reads)

    def passes(self, reader: Reader, before: Record | None, after: Record, via: str) -> None:
        for gate in self._gates:
            gate.passes(reader, before, after, via)

    def ends(self, reader: Reader) -> None:
        for gate in self._gates:
            gate.ends(reader)
