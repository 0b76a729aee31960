"""Whole records as who acts may see them: a store of its own that only reads, without what is hidden from him."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from collabtui.domain.model import Record
from collabtui.errors import Unknown
from collabtui.lifecycle.access.hidden_matters import HiddenMatters, hidden_from
from collabtui.lifecycle.base.access.change_gate import grants_in_force
from collabtui.lifecycle.base.acting import Acting
from collabtui.store.interface import Reader, Store

R = TypeVar("R", bound=Record)


def seen_of(acting: Acting, records: Iterable[R]) -> list[R]:
    """Those that who acts may see."""
    return [one for one in records if not acting.visible_store or _is_there(acting.visible_store, one)]


def _is_there(reader: Reader, record: Record) -> bool:
    try:
        reader.get(type(record), record.ref)
    except Unknown:
        return False
    return True


class VisibleStore:
    """A store for one thread; `label` stands in the place of hidden texts where others have them."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._hidden = HiddenMatters()
        self._counter: int | None = None
        self._store: Store | None = None

    def seen_by(self, acting: Acting) -> Acting:
        """The same with what he may see as `visible`; looked for again with each change."""
        if not grants_in_force(acting.store):
            return acting
        if (counter := acting.store.change_counter()) != self._counter:
            self._hidden, self._counter = hidden_from(acting), counter
        if not self._hidden.refs:
            return acting
        if self._store is None:
            self._store = acting.store.open_again()
            self._store.refuse_writing()
            self._store.show_texts(self._shown)
        self._store.show_without(self._hidden.refs)
        return replace(acting, visible_store=self._store)

    def close(self) -> None:
        if self._store is not None:
            self._store.close()
            self._store = None

    def _shown(self, kept: bytes) -> str:
        return self._hidden.without(kept.decode("utf-8", "replace"), self._label)
