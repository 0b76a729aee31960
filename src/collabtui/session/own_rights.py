"""The part of a database that whoever sits at the screens may not see, where roles count."""

from contextlib import ExitStack
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING

from collabtui.config_file import read_raw, text_in

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from contextlib import AbstractContextManager
    from datetime import datetime

    from collabtui.errors import CollabError, UnreadableRecord
    from collabtui.home import Home
    from collabtui.lifecycle.access.hidden_matters import HiddenMatters
    from collabtui.lifecycle.access.visible_store import VisibleStore
    from collabtui.lifecycle.base.acting import Acting, Workspace
    from collabtui.store.engine_connection import Connection


class OwnRights:
    """Rights of one at the screens. They are looked for again with each change, and where many write into one database
    only with one of roles, people or restricted matters, on a connection that is kept: others change something each
    second there."""

    def __init__(self, home: "Home", clock: "Callable[[], datetime]", acting_name: str) -> None:
        self._home, self._clock, self._acting_name = home, clock, acting_name
        self._found: HiddenMatters | None = None
        self._rewritten: Callable[[str], str] | None = None
        self._counter: int | None = None
        self._looking = Lock()
        """The loop and the queries' thread look."""
        self._kept = ExitStack()
        self._workspace: Workspace | None = None
        self._state: tuple[tuple[int, ...], ...] = ()
        self._records: VisibleStore | None = None
        """Of the commands' thread."""

    def show(self, reader: "Connection", counter: int) -> None:
        """From now on the reader finds no row of what is hidden, and gives a label in the place of its texts where
        others have them. `counter` is the store's, which rises with each change."""
        self._look_again(counter)
        reader.show_texts(self._shown)
        reader.show_rows(self._rewritten)

    @property
    def hidden(self) -> "Collection[str]":
        """Refs of the matters of which the rows that were shown last have nothing."""
        return self._found.refs if self._found else ()

    def seen_by(self, acting: "Acting") -> "Acting":
        """The same, which shows whole records as they may be seen."""
        if self._records is None:
            from collabtui.lifecycle.access.visible_store import VisibleStore

            self._records = VisibleStore(self._label)
        return self._records.seen_by(acting)

    def error_as_seen(self, error: "UnreadableRecord") -> "CollabError":
        """The same error, without what names a record of a hidden matter."""
        from collabtui.lifecycle.access.spoilt_as_seen import as_seen

        with self._looking:
            if self._workspace is not None:
                return as_seen(self._workspace.as_user("key"), error)
            with self._opened() as workspace:
                return as_seen(workspace.as_user("key"), error)

    def _opened(self) -> "AbstractContextManager[Workspace]":
        from collabtui.config_file import read_config
        from collabtui.lifecycle.base.workspace import open_workspace

        return open_workspace(self._home, read_config(self._home), self._clock, self._acting_name)

    def _shown(self, kept: bytes) -> str:
        return self.without(kept.decode("utf-8", "replace"))

    def without(self, text: str) -> str:
        """With a label in the place of what was hidden when rows were read last."""
        return self._found.without(text, self._label) if self._found else text

    def _look_again(self, counter: int) -> None:
        with self._looking:
            if counter == self._counter:
                return
            found = self._hidden()
            if found is not self._found:
                self._found, self._rewritten = found, _rewriting(found.refs)
            self._counter = counter

    @cached_property
    def _label(self) -> str:
        from collabtui.text.catalogue import Catalogue

        return str(Catalogue(text_in(read_raw(self._home), "organiser", "locale") or "zh")("confidential.label"))

    def _hidden(self) -> "HiddenMatters":
        from collabtui.lifecycle.access.hidden_matters import hidden_from

        if self._workspace is not None:
            return self._hidden_as_kept(self._workspace)
        with ExitStack() as opening:
            opened = opening.enter_context(self._opened())
            if not opened.store.many_at_once:
                return hidden_from(opened.as_user("key"))
            self._workspace, self._kept = opened, opening.pop_all()
        return self._hidden_as_kept(self._workspace)

    def _hidden_as_kept(self, workspace: "Workspace") -> "HiddenMatters":
        from collabtui.lifecycle.access.hidden_matters import hidden_from

        state = workspace.store.rights_state()
        if self._found is not None and state == self._state:
            return self._found
        self._state = state  # asked before: what changes meanwhile is looked for with the next change
        return hidden_from(workspace.as_user("key"))

    def close(self) -> None:
        """Called in the commands' thread. It may be asked again: then it opens what it needs."""
        if self._records is not None:
            self._records.close()
            self._records = None
        with self._looking:
            self._workspace = None
            self._kept.close()


def _rewriting(refs: "Collection[str]") -> "Callable[[str], str] | None":
    if not refs:
        return None
    from collabtui.store.common_sql.seen_rows import without_matters

    return without_matters(refs)
