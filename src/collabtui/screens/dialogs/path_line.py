"""The field that a path is typed into: Tab goes on with it as shells do, and F3 lists what is there."""

import asyncio
from typing import TYPE_CHECKING, ClassVar, Self, cast

from textual import work
from textual.binding import Binding, BindingType
from textual.widgets import Button

from collabtui.screens.dialogs.form_line import FormLine, LateSuggester
from collabtui.system.path_completion import PathKind, completed_path

if TYPE_CHECKING:
    from collabtui.screens.frame.base_dialog import Dialog


class SuggestPath(LateSuggester):
    """Offers how all that begins so on the disk goes on."""

    def __init__(self, kind: PathKind) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._kind: PathKind = kind

    async def get_suggestion(self, value: str) -> str | None:
        if not value:
            return None
        text = (await asyncio.to_thread(completed_path, value, self._kind)).text
        return text if text != value and text.startswith(value) else None


class PathLine(FormLine):
    """Tab goes on as far as all that begins so, and lists it where it goes on in several ways; on what is empty, or
    nobody has touched, it goes to the next field, as in every other."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3,ctrl+o", "choose_path", "key.choose_path", id="form.choose_path")
    ]

    def __init__(self, value: str, kind: PathKind, *, id: str) -> None:  # noqa: A002  # Textual's name for it
        super().__init__(value, id=id, suggester=SuggestPath(kind), compact=True)
        self._kind: PathKind = kind

    async def action_take_or_go_on(self) -> None:  # type: ignore[override]  # the disk is asked off the loop
        before = self.value
        if sorted(self.selection) == [0, len(before)]:  # of what is empty, too
            self.screen.focus_next()
            return
        session = cast("Dialog[object]", self.screen).session
        found = await session.wait_for(asyncio.to_thread(completed_path, before, self._kind))
        if self.value != before:
            return
        self.value = found.text
        self.action_end()
        if found.text == before and len(found.entries) > 1:
            self.action_choose_path()
        elif found.text == before:
            self.screen.focus_next()

    @work(exclusive=True, group="path")
    async def action_choose_path(self) -> None:
        """Choose from what is there."""
        from collabtui.screens.dialogs.path_pick import PathPick

        services = cast("Dialog[object]", self.screen).services
        chosen = await self.app.push_screen_wait(PathPick(services, self.value, self._kind))
        if chosen is not None:
            self.value = chosen
            self.focus()
            self.action_end()


class ChooseButton(Button):
    """Does what F3 does, for the mouse: in the first field of a path that the form has."""

    def press(self) -> Self:
        self.screen.query(PathLine).first().action_choose_path()
        return self
