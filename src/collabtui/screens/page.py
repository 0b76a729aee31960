"""What all pages have in common: the bar above, the footer below, and keeping what they show up to date."""

from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Footer

from collabtui.errors import CollabError
from collabtui.widgets.bar import Bar

if TYPE_CHECKING:
    from collections.abc import Callable

    from collabtui.lifecycle.desk import Desk
    from collabtui.services import Services

T = TypeVar("T")


class Page(Screen[None]):
    """A screen with the bar. Its parts: `content` composes, `refresh_rows` shows what is in the store now."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("u", "undo", id="undo", show=False),
        Binding("question_mark", "app.show_keys", key_display="?", id="keys"),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012  # Textual declares it so
    page: ClassVar[str]
    """Its name in the catalogue and in the bar."""

    def __init__(self, services: "Services") -> None:
        super().__init__()
        self.services = services
        self.words = services.words
        self._seen = -1

    def compose(self) -> ComposeResult:
        yield Bar(self.services, self.page)
        yield from self.content()
        yield Footer(compact=True, show_command_palette=False)

    def content(self) -> ComposeResult:
        raise NotImplementedError

    def refresh_rows(self) -> None:
        """Show what is in the store; keeps the cursor and what is being typed."""
        raise NotImplementedError

    def on_mount(self) -> None:
        self.set_interval(0.15, self.refresh_if_changed)
        self.refresh_if_changed()

    def on_screen_resume(self) -> None:
        self.refresh_if_changed()

    def refresh_if_changed(self) -> None:
        """Costs a few microseconds while nobody writes."""
        if not self.is_current or not self.services.configured:
            return
        seen = self.services.changes()
        if seen != self._seen:
            self._seen = seen
            self.refresh_rows()

    async def do(self, deed: "Callable[[Desk], T]", done: str = "", **values: object) -> T | None:
        """Do it; say so, or say why not. None when it was refused."""
        try:
            result = await self.services.do(deed)
        except CollabError as error:
            self.notify(self.words(error.key, **error.values), severity="error", timeout=8, markup=False)
            return None
        if done:
            self.notify(self.words(done, **values), timeout=3, markup=False)
        self.refresh_if_changed()
        return result

    async def action_undo(self) -> None:
        from collabtui.lifecycle.undo import undo_last

        await self.do(undo_last, "screen.undone")
