"""Several lines in a form: Enter begins another one, Tab goes on, F4 writes them in the user's own editor."""

from typing import ClassVar

from textual.app import SuspendNotSupported
from textual.binding import Binding, BindingType

from collabtui.errors import CollabError, Refused
from collabtui.screens.dialogs.text_area_messages import Edited, NotEdited
from collabtui.screens.dialogs.text_editor import TypedArea, elsewhere


class Area(TypedArea):
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f4,ctrl+o", "own_editor", "key.own_editor", id="form.own_editor")]

    def on_text_area_changed(self) -> None:
        self.post_message(Edited(self))

    def action_own_editor(self) -> None:
        """$EDITOR has the terminal until it ends; what it leaves stands here, and is not saved yet."""
        try:
            with self.app.suspend():
                self.text = elsewhere(self.text).rstrip("\n")
        except SuspendNotSupported:
            self.post_message(NotEdited(Refused("editor.no_terminal")))
        except CollabError as error:
            self.post_message(NotEdited(error))
