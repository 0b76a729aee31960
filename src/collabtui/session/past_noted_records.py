"""Records that are noted as set aside, passed over by the screens, too: a row that cannot be read would end them."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from collabtui.store.engine_connection import Connection


class _Shown(NamedTuple):
    """When the note was written, how long it was and which matters were hidden, as a reader was shown its rows so."""

    of: tuple[int, int, frozenset[str]]
    rewritten: "Callable[[str], str] | None"


class PastNotedRecords:
    """`note` is the file of the health note: it is read again when it was written anew."""

    def __init__(self, note: Path) -> None:
        self._note = note
        self._shown: WeakKeyDictionary[Connection, _Shown] = WeakKeyDictionary()

    def show(self, reader: "Connection", hidden: "Collection[str]") -> None:
        """From now on the reader finds none of them, and nothing of the hidden matters."""
        try:
            status = self._note.stat()
        except OSError:
            return
        of = (status.st_mtime_ns, status.st_size, frozenset(hidden))
        shown = self._shown.get(reader)
        if shown is None or shown.of != of:
            shown = self._shown[reader] = _Shown(of, self._rewriting(reader, hidden))
        reader.show_rows(shown.rewritten)

    def _rewriting(self, reader: "Connection", hidden: "Collection[str]") -> "Callable[[str], str] | None":
        from collabtui.lifecycle.backup.health_note import HealthNote
        from collabtui.lifecycle.backup.past_unreadable_records import that_may_be_passed_over
        from collabtui.store.common_sql.passed_over_rows import without_records
        from collabtui.store.records.find_unreadable import with_what_hangs_on_them

        aside = that_may_be_passed_over(HealthNote(self._note).read().set_aside)
        reader.show_rows(None)
        return without_records(with_what_hangs_on_them(reader, aside), hidden)
