"""The layout of a page with two panes, as its user left it: kept among the drafts, a page a line."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collabtui.session.draft_files import DraftFiles

KEPT = "panes"
"""Under this name it is kept: `actions 45 zoomed`, or `inbox - zoomed` where nobody resized the panes."""
STEP = 5
"""Percent of the page by which a key moves the border between the panes."""
LEAST, MOST = 20, 80
"""Percent of the page that the left pane can have."""
_ZOOMED, _AS_DESIGNED = "zoomed", "-"


@dataclass(frozen=True)
class PaneLayout:
    share: int | None = None
    """Percent of the page that the left pane has; None as long as nobody resized it."""
    zoomed: bool = False
    """Whether one pane has the whole page, however wide it is."""

    @classmethod
    def of(cls, line: str) -> Self:
        """As `str` of it wrote it; what cannot be read is as designed."""
        share, _, zoomed = line.partition(" ")
        percent = int(share) if share.isdecimal() else None
        return cls(percent if percent is not None and LEAST <= percent <= MOST else None, zoomed == _ZOOMED)

    def __str__(self) -> str:
        share = _AS_DESIGNED if self.share is None else str(self.share)
        return f"{share} {_ZOOMED}" if self.zoomed else share

    def moved(self, steps: int, now: int) -> Self:
        """With the border moved by so many steps to the right; `now` is the percentage that the left pane has."""
        share = STEP * round((self.share if self.share is not None else now) / STEP) + STEP * steps
        return replace(self, share=max(LEAST, min(MOST, share)))


def kept_layout(drafts: "DraftFiles", page: str) -> PaneLayout:
    lines = (line.partition(" ") for line in drafts.get(KEPT).splitlines())
    return next((PaneLayout.of(layout) for name, _, layout in lines if name == page), PaneLayout())


def keep_layout(drafts: "DraftFiles", page: str, layout: PaneLayout) -> None:
    """Other pages' layouts stay as another terminal may have left them meanwhile."""
    others = [line for line in drafts.get_anew(KEPT).splitlines() if line.partition(" ")[0] != page]
    drafts.keep(KEPT, "\n".join([*others, *([f"{page} {layout}"] if layout != PaneLayout() else [])]))
