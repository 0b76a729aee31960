"""The texts on the wall of a room: whoever walks by may read them, so nothing of a confidential matter is there."""

import json
from pathlib import Path


class WallTexts:
    """Each text of the database as the wall may have it: `label` in the place of what is hidden."""

    def __init__(self, path: Path, label: str) -> None:
        self._path, self._label = path, label
        self._hidden: tuple[str, ...] = ()
        self._counter: int | None = None

    def __call__(self, kept: bytes) -> str:
        text = kept.decode("utf-8", "replace")
        for one in self._hidden:
            text = text.replace(one, self._label)
        return text

    def look_again(self, counter: int) -> None:
        """Before each use: more may be hidden by now. `counter` is the store's, which rises with each change."""
        if counter != self._counter:
            self._hidden, self._counter = self._read(), counter

    def _read(self) -> tuple[str, ...]:
        """As they stand, and as they stand within JSON; the longest first."""
        from collabtui.domain.matters.matter import Matter
        from collabtui.lifecycle.base.confidential_mails import hidden_texts
        from collabtui.store.sqlite.sqlite_store import open_store

        store = open_store(self._path)
        try:
            texts = hidden_texts(store, store.find(Matter, confidential=True))
        finally:
            store.close()
        return tuple(dict.fromkeys(form for one in texts for form in (one, json.dumps(one, ensure_ascii=False)[1:-1])))
