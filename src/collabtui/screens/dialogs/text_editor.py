"""A longer text, edited on the screen: an agenda as its file. What is refused is said, with the cursor in that line."""

import os
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult, SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.strip import Strip
from textual.widgets import Button, Static, TextArea

from collabtui.errors import CollabError, Refused
from collabtui.screens.frame.base_dialog import Dialog
from collabtui.system.external_editor import edit_file
from collabtui.widgets.line import as_content, without_control

if TYPE_CHECKING:
    from collabtui.session.services import Services


class TypedArea(TextArea):
    """Several lines to type in, which the terminal never obeys: Textual draws them as they are."""

    def render_line(self, y: int) -> Strip:
        return without_control(super().render_line(y))


class Editor(Dialog[str | None]):
    """`save` gets the text and returns what it made, which the dialog returns; None when it was left. Where `save`
    returns None itself, because it was left undecided what shall stand, the text stays open.

    What was typed is kept under `draft` until it is saved: Esc loses nothing, neither does a crash. `does` is what the
    button says that saves it, a key of the catalogue."""

    DEFAULT_CSS = """
    Editor #editor-text { height: 1fr; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,f2", "save", "key.save", id="editor.save"),
        Binding("f4", "own_editor", "key.own_editor", id="editor.own"),
        Binding("escape", "leave", "key.back", id="editor.back"),
    ]

    def __init__(
        self,
        services: "Services",
        title: str,
        text: str,
        draft: str,
        save: Callable[[str], Awaitable[str | None]],
        does: str = "key.save",
    ) -> None:
        super().__init__(services)
        self.title_text = title
        self.original = text
        self.draft = draft
        self._save = save
        self._does = does
        self._refusal: CollabError | None = None

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog -large"):
            yield Static(id="editor-title")
            yield TypedArea(self.services.drafts.get(self.draft) or self.original, id="editor-text", compact=True)
            yield Static(id="refused", classes="refused")
            with Horizontal(classes="buttons"):
                yield Button(id="save", variant="primary", compact=True)
                yield Button(id="own", compact=True)
                yield Button(id="back", compact=True)

    def say(self) -> None:
        words = self.words
        self.query_one("#editor-title", Static).update(as_content(words.again(self.title_text), "bold"))
        self._say_refusal()
        shown = (("save", self._does, "F2"), ("own", "key.own_editor", "F4"), ("back", "key.back", "esc"))
        for button, label, key in shown:
            self.query_one(f"#{button}", Button).label = f"{words(label)} ({key})"

    def _say_refusal(self) -> None:
        if self._refusal is not None:
            sentence = self.words(self._refusal.key, **self._refusal.values)
            self.query_one("#refused", Static).update(as_content(sentence, "$text-error"))

    def on_mount(self) -> None:
        """At the end: what stands there already is gone on from."""
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)

    @property
    def text(self) -> str:
        return self.query_one(TextArea).text

    @on(TextArea.Changed)
    def _keep(self) -> None:
        self.services.drafts.keep(self.draft, self.text if self.text != self.original else "")

    @on(Button.Pressed, "#save")
    def action_save(self) -> None:
        self._try()

    @work(exclusive=True)
    async def _try(self) -> None:
        try:
            made = await self._save(self.text)
        except CollabError as error:
            self._refuse(error)
        else:
            if made is not None:
                self.services.drafts.keep(self.draft, "")
                self.dismiss(made)

    def _refuse(self, error: CollabError) -> None:
        self._refusal = error
        self._say_refusal()
        line = error.values.get("line")
        area = self.query_one(TextArea)
        if isinstance(line, int):
            area.move_cursor((line - 1, 0))
            area.scroll_cursor_visible()
        area.focus()

    @on(Button.Pressed, "#own")
    def action_own_editor(self) -> None:
        """$EDITOR has the terminal until it ends; what it leaves stands here, and is not saved yet."""
        try:
            with self.app.suspend():
                written = elsewhere(self.text)
        except SuspendNotSupported:
            self._refuse(Refused("editor.no_terminal"))
        except CollabError as error:
            self._refuse(error)
        else:
            self.query_one(TextArea).text = written

    @on(Button.Pressed, "#back")
    def action_leave(self) -> None:
        if self.text != self.original:
            self.notify(self.words("editor.kept"), timeout=3, markup=False)
        self.dismiss(None)


def elsewhere(text: str) -> str:
    """`text` as the user's own editor leaves it. Raises what `edit_file` raises, and `Refused` (editor.not_text)."""
    with tempfile.TemporaryDirectory(prefix="collabtui-") as folder:
        path = Path(folder) / "text.md"
        path.write_text(text, encoding="utf-8")
        try:
            edit_file(os.environ, path)
        except Refused as error:
            if error.key == "editor.failed":  # its file goes with the folder
                raise Refused("editor.left", editor=error.values["editor"], code=error.values["code"]) from error
            raise
        try:
            return path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise Refused("editor.not_text", why=str(error)) from error
