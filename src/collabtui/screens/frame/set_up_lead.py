"""Before there is a configuration nothing can be listed, and nothing kept: every page leads to Set-up."""

from typing import TYPE_CHECKING

from collabtui.widgets.rows import Rows

if TYPE_CHECKING:
    from textual.screen import Screen

    from collabtui.session.store_session import Session
    from collabtui.text.catalogue import Catalogue


class SetUpLead:
    """Of one page, by its name."""

    def __init__(self, page: str, session: "Session", words: "Catalogue") -> None:
        self._page, self._session, self._words = page, session, words
        self._leads = False

    def show(self, screen: "Screen[None]") -> None:
        """In place of rows, if there is no configuration; on a page that was just composed."""
        self._leads = self._page != "setup" and not self._session.configured
        if self._leads:
            for rows in screen.query(Rows):
                rows.empty = self._words("page.set_up_first")
                rows.draw_again()

    @property
    def is_over(self) -> bool:
        """True when the page still leads to Set-up although that was done since."""
        return self._leads and self._session.configured
