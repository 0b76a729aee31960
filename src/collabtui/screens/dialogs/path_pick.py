"""The dialog in which a file or a folder is chosen from what is on the disk."""

import asyncio
import os
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from collabtui.screens.frame.base_dialog import Dialog
from collabtui.system.path_completion import MOST_ENTRIES, PathEntry, PathKind, listed_folder, short_path
from collabtui.system.real_path import expanded_path
from collabtui.widgets.colours import ACCENT, MUTED
from collabtui.widgets.line import as_content, line
from collabtui.widgets.rows import Rows
from collabtui.widgets.typed_line import TypedLine

if TYPE_CHECKING:
    from collabtui.session.services import Services

HERE = "/"
"""The key of the row that is the folder itself: no name holds a stroke."""


class PathPick(Dialog[str | None]):
    """None when nothing was chosen. Letters narrow the list down, a stroke behind them goes into that folder; with
    nothing typed, Backspace or ← goes to the folder above."""

    DEFAULT_CSS = """
    PathPick #path-text { background: $boost; }
    PathPick #path-rows { height: auto; min-height: 2; max-height: 14; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "key.back", id="path.back"),
        Binding("down", "move(1)", "key.down", show=False, id="path.down"),
        Binding("up", "move(-1)", "key.up", show=False, id="path.up"),
        Binding("pagedown", "turn(1)", "key.page_down", show=False, id="path.page_down"),
        Binding("pageup", "turn(-1)", "key.page_up", show=False, id="path.page_up"),
    ]

    def __init__(self, services: "Services", typed: str, kind: PathKind) -> None:
        super().__init__(services)
        self._kind: PathKind = kind
        self._folder, self._begun = _beginning(typed)
        self._name: str = self._begun if kind == "new" else ""
        """Of the file that is to be written."""
        self._entries: list[PathEntry] = []
        self._reads, self._entered = False, False
        """Whether it is being read, and whether Enter was pressed meanwhile."""
        self._why = ""
        """Why the folder cannot be read."""

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(id="path-folder")
            yield TypedLine("" if self._kind == "new" else self._begun, id="path-text", compact=True)
            yield Rows(id="path-rows")
            yield Static(id="path-keys")

    def on_mount(self) -> None:
        self.query_one(Input).focus()
        self._read()

    def say(self) -> None:
        words = self.words
        self.query_one(Input).placeholder = words("path.filter")
        self.query_one("#path-keys", Static).update(as_content(words("path.keys"), MUTED))
        self._show()

    @property
    def rows(self) -> Rows:
        return self.query_one("#path-rows", Rows)

    @work(exclusive=True)
    async def _read(self) -> None:
        """The folder as it is now."""
        folder, begun, self._reads = self._folder, self.query_one(Input).value, True
        try:
            reading = asyncio.to_thread(listed_folder, folder, self._kind, begun)
            entries, why = await self.session.wait_for(reading), ""
        except OSError as error:
            entries, why = [], error.strerror or ""
        if folder == self._folder:
            self._entries, self._why, self._reads = entries, why, False
            self._show()
            if self._entered:
                self._chosen()

    def _show(self) -> None:
        """The folder's end is what tells it from others: where it is too long its beginning is left out."""
        rows, words = self.rows, self.words
        typed = self.query_one(Input).value.casefold()
        matching = [one for one in self._entries if typed in one.name.casefold()]
        matching.sort(key=lambda one: not one.name.casefold().startswith(typed))
        keys = [one.name for one in matching]
        if self._kind != "file" and not typed:
            keys.insert(0, HERE)
        rows.empty = words("path.unreadable", why=self._why) if self._why else words("path.nothing")
        shown = {one.name: one for one in matching}
        rows.show(keys, lambda some, width: [self._line(shown.get(str(key)), width) for key in some])
        more = words("path.more", n=MOST_ENTRIES) if len(self._entries) >= MOST_ENTRIES else ""
        room = max(8, min(self.app.size.width, 76) - 4 - len(more))
        self.show_text("#path-folder", as_content(_end_of(short_path(self._folder), room) + more, "bold"))

    def _line(self, entry: PathEntry | None, width: int) -> Content:
        if entry is None:
            key = "path.write_here" if self._kind == "new" else "path.this_folder"
            return line(width, (as_content(self.words(key, name=self._name), ACCENT), 0))
        name = as_content(f"{entry.name}/", "bold") if entry.is_folder else as_content(entry.name)
        return line(width, (name, 0), most=3)

    @on(Input.Changed, "#path-text")
    def _typed(self, event: Input.Changed) -> None:
        if "/" in event.value:
            above, _, rest = event.value.rpartition("/")
            self._go(Path(os.path.normpath(self._folder / expanded_path(above or "/"))), rest)
            return
        if event.value[:1] == "." or not event.value:
            self._read()
        self._show()
        self.rows.action_edge(0)

    def _go(self, folder: Path, begun: str = "") -> None:
        """Into a folder, with what was typed behind it."""
        self._folder, self._entries = folder, []
        field = self.query_one(Input)
        with self.prevent(Input.Changed):
            field.value = begun
        field.action_end()
        self._read()
        self.rows.action_edge(0)

    def on_key(self, event: events.Key) -> None:
        if event.key in ("backspace", "left") and not self.query_one(Input).value:
            event.stop()
            self._go(self._folder.parent)
        elif event.key == "right" and self._on_folder and self.query_one(Input).cursor_at_end:
            event.stop()
            self._go(self._folder / str(self.rows.key))

    @property
    def _on_folder(self) -> bool:
        return any(one.is_folder for one in self._entries if one.name == self.rows.key)

    def action_move(self, step: int) -> None:
        self.rows.action_move(step)

    def action_turn(self, way: int) -> None:
        self.rows.action_page(way)

    @on(Input.Submitted, "#path-text")
    @on(Rows.Chosen, "#path-rows")
    def _chosen(self) -> None:
        """A folder is gone into, whatever is wanted: it is chosen by its first row."""
        key, self._entered = self.rows.key, self._reads
        if self._reads:
            return
        if key == HERE:
            self.dismiss(short_path(self._folder / self._name))
        elif key is not None:
            place = self._folder / f"{key}"
            if self._on_folder:
                self._go(place)
            else:
                self.dismiss(short_path(place))


def _beginning(typed: str) -> tuple[Path, str]:
    """The folder that is listed first, the nearest that is there, and the name that was typed."""
    path = Path(os.path.abspath(expanded_path(typed or ".")))  # noqa: PTH100  # `resolve` would follow links
    folder, name = (path, "") if not typed or typed.endswith("/") or path.is_dir() else (path.parent, path.name)
    while not folder.is_dir() and folder != folder.parent:
        folder = folder.parent
    return folder, name


def _end_of(path: str, room: int) -> str:
    """Whole, or as many of its last folders as there is room for."""
    from collabtui.text.width import cells

    while cells(path) > room and "/" in path[2:]:
        path = "…" + path[path.index("/", 2) :]
    return path
