"""The scope of a change of a series: the same three wherever it is asked."""

from typing import TYPE_CHECKING

from collabtui.domain.meetings.series_split import SCOPES, Scope
from collabtui.screens.dialogs.choose import Pick

if TYPE_CHECKING:
    from collabtui.screens.frame.page_port import PagePort


async def asked_scope(page: "PagePort", question: str, *, recurs: bool) -> Scope | None:
    """`question` is a key of the catalogue. A meeting that is held once is not asked about; None when it was left."""
    if not recurs:
        return "one"
    words = page.words
    options = [(scope, words(f"agenda.off.{scope}"), words(f"agenda.off.{scope}.about")) for scope in SCOPES]
    picked = await page.ask(Pick(page.services, words(question), options))
    return next((scope for scope in SCOPES if scope == picked), None)
