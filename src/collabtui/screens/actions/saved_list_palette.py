"""The command palette's entries for lists that were saved under a name."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.message import Message

from collabtui.screens.actions.action_query import Arrangement
from collabtui.screens.frame.page import Page
from collabtui.store.queries.saved_views import saved_views

if TYPE_CHECKING:
    from collabtui.store.queries.rows.action_rows import SavedViewRow


def arrangement_of(row: "SavedViewRow") -> Arrangement:
    return Arrangement.of(row["line"], row["order"], row["group"])


class SavedLists(Provider):
    """Choosing one posts `Chosen` to the page."""

    class Chosen(Message):
        def __init__(self, how: Arrangement) -> None:
            super().__init__()
            self.how = how

    async def startup(self) -> None:
        page = self.screen
        self._rows = await page.session.query(saved_views) if isinstance(page, Page) else []

    async def discover(self) -> Hits:
        for row in self._rows:
            yield DiscoveryHit(self._title(row["name"]), self._chooser(row), help=row["line"])

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for row in self._rows:
            title = self._title(row["name"])
            if (score := matcher.match(title)) > 0:
                yield Hit(score, matcher.highlight(title), self._chooser(row), help=row["line"])

    def _title(self, name: str) -> str:
        page = self.screen
        return page.words("actions.view", name=name) if isinstance(page, Page) else name

    def _chooser(self, row: "SavedViewRow") -> Callable[[], None]:
        def choose() -> None:
            self.screen.post_message(self.Chosen(arrangement_of(row)))

        return choose
