"""A card of Today that has the whole page, until the same key brings the others back."""

from textual.widget import Widget

from collabtui.screens.frame.page import Page

ZOOMED = "-zoomed"
"""Class of such a page."""
_PARTS = "#today-top, #today-rest, #ahead, .card"


def zoom_card(page: Page) -> None:
    """The card with the focus takes the whole page; or all are there again."""
    card = page.focused
    if page.has_class(ZOOMED) or card is None or not card.has_class("card"):
        page.remove_class(ZOOMED)
        for part in page.query(_PARTS):
            part.styles.display = part.styles.width = part.styles.height = part.styles.max_height = None
        return
    page.add_class(ZOOMED)
    around = {part for part in card.ancestors_with_self if isinstance(part, Widget)}
    for part in page.query(_PARTS):
        _show(part, is_whole=part in around)
    page.tell("today.zoomed", seconds=3)


def _show(part: Widget, *, is_whole: bool) -> None:
    """Before what the page's sheet says, which the first frame reads: this is not for it."""
    part.styles.display = "block" if is_whole else "none"
    if is_whole:
        part.styles.width = part.styles.height = "1fr"
        part.styles.max_height = "100%"
