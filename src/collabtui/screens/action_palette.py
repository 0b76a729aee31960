"""What ctrl+p finds on the page of actions: the lists that were saved under a name."""

from collections.abc import Callable

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.message import Message

from collabtui.screens.action_filter import Arrangement
from collabtui.screens.page import Page
from collabtui.store.views.saved_views import saved_views


class Views(Provider):
    """Choosing one tells the page."""

    class Chosen(Message):
        def __init__(self, how: Arrangement) -> None:
            super().__init__()
            self.how = how

    async def startup(self) -> None:
        page = self.screen
        self._rows = await page.services.look(saved_views) if isinstance(page, Page) else []

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

    def _chooser(self, row: dict[str, str]) -> Callable[[], None]:
        def choose() -> None:
            self.screen.post_message(self.Chosen(Arrangement.of(row["line"], row["order"], row["group"])))

        return choose
