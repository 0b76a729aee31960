"""Texts as they may be seen by who may not see all: whoever walks by a wall, or has no part in a restricted matter."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from collabtui.store.engine_connection import Connection

if TYPE_CHECKING:
    from datetime import datetime

    from collabtui.home import Home


class WallTexts:
    """Each text of the database as it may be shown: `label` in the place of what is hidden."""

    def __init__(self, hidden: Callable[[], tuple[str, ...]], label: str) -> None:
        self._find_hidden, self._label = hidden, label
        self.hidden: tuple[str, ...] = ()
        self._counter: int | None = None

    def __call__(self, kept: bytes) -> str:
        text = kept.decode("utf-8", "replace")
        for one in self.hidden:
            text = text.replace(one, self._label)
        return text

    def show(self, reader: Connection, counter: int) -> None:
        """From now on the reader gives them so."""
        self.look_again(counter)
        reader.show_texts(self)

    def look_again(self, counter: int) -> None:
        """Before each use: more may be hidden by now. `counter` is the store's, which rises with each change."""
        if counter != self._counter:
            self.hidden, self._counter = self._find_hidden(), counter


def hidden_from_all(home: "Home", clock: "Callable[[], datetime]") -> tuple[str, ...]:
    """The texts of every confidential matter of a database."""
    from collabtui.config_file import read_config
    from collabtui.domain.matters.matter import Matter
    from collabtui.lifecycle.access.hidden_matters import texts_of_matters
    from collabtui.lifecycle.base.workspace import open_workspace

    with open_workspace(home, read_config(home), clock) as opened:
        return texts_of_matters(opened.store, opened.store.find(Matter, confidential=True))
