"""Rows, records and sentences of a command where roles count, without matters that are hidden from who acts."""

from collabtui.lifecycle.access.hidden_matters import hidden_from
from collabtui.lifecycle.access.visible_store import VisibleStore
from collabtui.lifecycle.base.acting import Acting
from collabtui.store.common_sql.seen_rows import without_matters
from collabtui.store.engine_connection import Connection


class ShownParts:
    """The view of one command; `label` stands in the place of hidden texts where others have them."""

    def __init__(self, acting: Acting, label: str) -> None:
        self._hidden, self._label = hidden_from(acting), label
        self._records = VisibleStore(label)

    def show(self, reader: Connection) -> None:
        """From now on the reader finds nothing of what is hidden."""
        if self._hidden.refs:
            reader.show_texts(lambda kept: self.without(kept.decode("utf-8", "replace")))
            reader.show_rows(without_matters(self._hidden.refs))

    def seen_by(self, acting: Acting) -> Acting:
        return self._records.seen_by(acting)

    def without(self, text: str) -> str:
        """A text that is about to be shown."""
        return self._hidden.without(text, self._label)

    def close(self) -> None:
        self._records.close()
