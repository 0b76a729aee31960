"""A card of Today that has the whole page, until the same key brings the others back."""

from textual.widget import Widget

from collabtui.screens.frame.page import Page

ZOOMED, WHOLE = "-zoomed", "-whole"
"""Classes of such a page, and of the card with the parts of the page around it; the page's sheet says what is shown."""


def zoom_card(page: Page) -> None:
    """The card with the focus takes the whole page; or all are there again."""
    card = page.focused
    if page.has_class(ZOOMED) or card is None or not card.has_class("card"):
        page.remove_class(ZOOMED)
        page.query(f".{WHOLE}").remove_class(WHOLE)
        return
    page.add_class(ZOOMED)
    for part in card.ancestors_with_self:
        if isinstance(part, Widget) and part is not page:
            part.add_class(WHOLE)
    page.tell("today.zoomed", seconds=3)
