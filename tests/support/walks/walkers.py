"""Somebody who walks: keys that open, fields that are filled in by name, and the place of the program that opened."""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import FrameType

import pytest
from textual.widgets import Input, TextArea

from collabtui.screens.dialogs.form import Form, Note
from collabtui.screens.frame.base_dialog import Dialog
from collabtui.widgets.choice import Choice
from support.player import Player, Stage

Keys = tuple[str, ...]
"""Of the keyboard; one that begins with a blank is typed as text, one with `=` is waited for on the screen."""
Preparation = Callable[[Stage], object]
SCREENS = "collabtui.screens."


def as_it_is(_: Stage) -> None:
    """The office of the fixture needs nothing more."""


async def press(player: Player, keys: Keys) -> None:
    for key in keys:
        if key.startswith("="):
            await player.see(key.removeprefix("="))
        elif key.startswith(" "):
            await player.type(_typed(player, key.removeprefix(" ")))
        else:
            await player.press(key)


def _typed(player: Player, text: str) -> str:
    """`{home}` is the folder of the database."""
    return text.replace("{home}", str(player.app.services.session.home.database.parent))


def dialog_of(player: Player) -> Dialog[object]:
    assert isinstance(player.app.screen, Dialog), f"no dialog in front:\n{player.screen}\n{player.notices.told}"
    return player.app.screen


def form_of(player: Player) -> Form:
    assert isinstance(player.app.screen, Form), f"no form in front:\n{player.screen}\n{player.notices.told}"
    return player.app.screen


async def fill(player: Player, values: Mapping[str, str]) -> None:
    """By Tab from field to field; what a field holds is replaced."""
    for name, value in values.items():
        await go_to(player, name)
        field = player.app.focused
        if isinstance(field, Choice):
            for _ in field.options:
                if field.value != value:
                    await player.press("right")
            assert field.value == value, field.options
        elif isinstance(field, TextArea):
            await press(player, ("f7", "delete", f" {value}"))
        else:
            await press(player, ("end", "ctrl+u", f" {value}"))


async def go_to(player: Player, name: str) -> None:
    form = form_of(player)
    for _ in range(3 * len(form.fields) + 4):
        if player.app.focused is form.query_one(f"#field-{name}"):
            return
        await player.press("tab")
    raise AssertionError(f"no way to {name} in\n{player.screen}")


async def type_something(player: Player) -> None:
    """Into whichever field comes first."""
    await go_to(player, form_of(player).fields[0].name)
    field = player.app.focused
    if isinstance(field, Choice):
        await player.press("right")
    else:
        assert isinstance(field, Input | TextArea)
        await press(player, ("end", " etwas"))


def refusals_of(form: Form) -> dict[str, str]:
    """Text of what is said below the fields, by their names; below them all by an empty one."""
    shown = {str(note.id): str(note.render()) for note in form.query(Note) if note.display}
    return {name.removeprefix("refused").removeprefix("-"): text for name, text in shown.items()}


@contextmanager
def origins_kept(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The functions that construct dialogs from now on, as `module:Class.function` below the screens."""
    found = list[str]()
    construct = Dialog.__init__

    def constructed(self: Dialog[object], *args: object, **named: object) -> None:
        found.append(_constructor(sys._getframe(1)))
        construct(self, *args, **named)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(Dialog, "__init__", constructed)
    yield found


def _constructor(frame: FrameType | None) -> str:
    while frame is not None and frame.f_code.co_name == "__init__":
        frame = frame.f_back
    assert frame is not None
    module = str(frame.f_globals["__name__"]).removeprefix(SCREENS)
    return f"{module}:{frame.f_code.co_qualname.replace('<locals>.', '')}"
