"""Records that are noted as set aside, passed over by the screens, too: a row that cannot be read would end them."""

from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from collabtui.store.engine_connection import Connection


class PastNotedRecords:
    """`note` is the file of the health note: it is read again when it was written anew."""

    def __init__(self, note: Path) -> None:
        self._note = note
        self._shown: WeakKeyDictionary[Connection, tuple[int, int]] = WeakKeyDictionary()
        """When the note was written, and how long it was, as each reader was shown its rows."""

    def show(self, reader: "Connection") -> None:
        """From now on the reader finds none of them."""
        try:
            status = self._note.stat()
        except OSError:
            return
        written = (status.st_mtime_ns, status.st_size)
        if self._shown.get(reader) == written:
            return
        from collabtui.lifecycle.backup.health_note import HealthNote
        from collabtui.store.common_sql.passed_over_rows import without_records

        self._shown[reader] = written
        aside = HealthNote(self._note).read().set_aside
        reader.show_rows(None)
        if aside:
            from collabtui.lifecycle.backup.past_unreadable_records import that_may_be_passed_over
            from collabtui.store.records.find_unreadable import with_what_hangs_on_them

            reader.show_rows(without_records(with_what_hangs_on_them(reader, that_may_be_passed_over(aside))))
