"""The app's stylesheet, which keeps what was parsed when a page brings a sheet of its own: Textual parses all of them
anew then, 9 to 25 ms of processor time at the first look at each page."""

from typing import Self

from textual.css.stylesheet import Stylesheet

SHEETS = 1000
"""More than there are: Textual keeps 64, and with one more than it keeps each of them is parsed again each time."""


class KeptStylesheet(Stylesheet):
    """Variables of another theme empty it, as Textual's own: then all is parsed with them."""

    @classmethod
    def of(cls, sheet: Stylesheet) -> Self:
        """With all that this one has parsed."""
        kept = cls()
        vars(kept).update(vars(sheet))
        kept._parse_cache.maxsize = SHEETS
        return kept

    def reparse(self) -> None:
        """Textual's parses a copy that has kept nothing."""
        self.parse()
