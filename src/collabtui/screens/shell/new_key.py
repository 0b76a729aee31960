"""The dialog that waits for the key which a command shall have from now on."""

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Static

from collabtui.errors import CollabError
from collabtui.keymap.key_names import PREFIX
from collabtui.keymap.set_key import set_key
from collabtui.screens.frame.base_dialog import Dialog
from collabtui.screens.frame.user_bindings import wear
from collabtui.widgets.line import as_content

if TYPE_CHECKING:
    from collections.abc import Mapping

    from collabtui.session.services import Services


class NewKey(Dialog[bool]):
    """True when the key was set; Esc sets none. `others` are the words of commands by the names of their bindings, for
    one that has the key already."""

    def __init__(self, services: "Services", binding: Binding, others: "Mapping[str, str]") -> None:
        super().__init__(services)
        self.binding = binding
        self._others = others
        self._waits = False

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog -small"):
            yield Static(id="new-key-title")
            yield Static(id="new-key-why")
            yield Static(id="new-key-name")

    def say(self) -> None:
        what = self.words(self.binding.description)
        self.query_one("#new-key-title", Static).update(as_content(self.words("keys.press", what=what), "bold"))
        name = as_content(self.words("keys.name", name=self.binding.id), "$text-muted")
        self.query_one("#new-key-name", Static).update(name)

    def on_key(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        if event.key == "escape":
            self.dismiss(False)
        elif not self._waits:
            self._take(event.key)

    @work
    async def _take(self, key: str) -> None:
        """Behind the key for more it is one letter again."""
        self._waits = True
        if self.binding.key.startswith(PREFIX) and len(key) == 1:
            key = f"{PREFIX}{key}"
        try:
            found = await asyncio.to_thread(partial(set_key, self.session.home.keys, str(self.binding.id), key))
        except CollabError as error:
            self._waits = False
            self.query_one("#new-key-why", Static).update(as_content(self._why(error, key), "$text-warning"))
            return
        wear(self.app, found.keymap)
        shown = self.app.get_key_display(self.binding.with_key(key, None))
        self.app.notify(self.words("keys.set", what=self.words(self.binding.description), key=shown), markup=False)
        self.dismiss(True)

    def _why(self, error: CollabError, key: str) -> str:
        """Without the file and the names in it, of which whoever presses a key knows nothing."""
        if error.key == "keys.taken":
            other = str(error.values["other"])
            return self.words("keys.press_other", key=key, what=self._others.get(other, other))
        known = {"keys.for_typing": "keys.press_with_ctrl", "keys.no_key": "keys.press_fixed",
                 "keys.fixed": "keys.press_fixed"}  # fmt: skip
        return self.words(known[error.key], key=key) if error.key in known else self.words(error.key, **error.values)
