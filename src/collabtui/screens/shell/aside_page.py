"""Pages of which a thing can be put aside until a day: it is seen again then. What is put aside is listed by a key, and
brought back from there; an undo brings back the last."""

from typing import NamedTuple

from textual import work
from textual.binding import Binding

from collabtui.screens.frame.page import Page

ASIDE_KEYS = (
    Binding("z", "put_aside", "key.put_aside", id="aside.put"),
    Binding("Z", "list_aside", "key.list_aside", show=False, id="aside.list"),
)
"""The same on each such page."""


class AsideThing(NamedTuple):
    key: str
    text: str


class AsidePage(Page):
    """Give `thing_to_put_aside`."""

    _aside_seen = 0

    def thing_to_put_aside(self) -> AsideThing | None:
        """The thing under the cursor; None where there is nothing that can be put aside."""
        raise NotImplementedError

    async def on_screen_resume(self) -> None:
        """Another page may have put aside what is listed here. Textual calls that of `Page`, too."""
        if self._aside_seen != self.services.aside.version:
            self._aside_seen = self.services.aside.version
            self.refresh_now()

    @work
    async def action_put_aside(self) -> None:
        from collabtui.screens.shell.aside_list import put_aside  # most sessions do without

        await put_aside(self, *(self.thing_to_put_aside() or ("", "")))

    @work
    async def action_list_aside(self) -> None:
        from collabtui.screens.shell.aside_list import list_aside

        await list_aside(self)
