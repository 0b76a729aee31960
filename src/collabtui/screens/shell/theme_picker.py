"""The list of themes: each is seen on the page behind while the cursor stands on it."""

from typing import Any

from textual import on
from textual.app import App
from textual.await_complete import AwaitComplete
from textual.command import Command, CommandInput, CommandList
from textual.theme import ThemeProvider
from textual.timer import Timer

from collabtui.screens.frame.themes import ThemeTrial
from collabtui.screens.shell.palette import Palette
from collabtui.text.catalogue import Catalogue

STANDS = 0.08
"""Seconds on a theme until it is shown: every sheet is parsed anew for it, and a key that is held must not wait."""


class ThemePicker(Palette):
    """Enter keeps the theme under the cursor; whatever else closes the list puts the former back."""

    def __init__(self, words: Catalogue, trial: ThemeTrial) -> None:
        super().__init__(providers=[ThemeProvider], placeholder=words("palette.themes"))
        self._trial = trial
        self._former = ""
        self._soon: Timer | None = None

    def on_mount(self) -> None:
        self._former = self.app.theme
        self._trial.runs = True

    def _refresh_command_list(self, command_list: CommandList, commands: list[Command], clear_current: bool) -> None:
        """Begins on the theme that is worn: nobody has asked for the first of the alphabet."""
        super()._refresh_command_list(command_list, commands, clear_current)
        if not self.query_one(CommandInput).value:
            names = [_name_of(option) for option in command_list.options]
            command_list.highlighted = names.index(self._former) if self._former in names else 0

    @on(CommandList.OptionHighlighted)
    def _stand_on(self, event: CommandList.OptionHighlighted) -> None:
        self._stop_waiting()
        name = _name_of(event.option)
        if name and self._trial.runs:
            self._soon = self.set_timer(STANDS, lambda: setattr(self.app, "theme", name))

    def dismiss(self, result: None = None) -> AwaitComplete:
        """The former is put back before what was chosen is put on: so the choice is seen, and kept, as one."""
        self._stop_waiting()
        self.app.theme = self._former
        self._trial.runs = False
        return super().dismiss(result)

    def _stop_waiting(self) -> None:
        if self._soon is not None:
            self._soon.stop()


def _name_of(option: object) -> str:
    """Empty for the line which says that nothing is called so."""
    return str(option.hit.text) if isinstance(option, Command) else ""


def open_themes(app: App[Any], words: Catalogue, trial: ThemeTrial) -> None:
    app.push_screen(ThemePicker(words, trial))
