"""One long text of a record, edited in the editor: what somebody else has made of it meanwhile is asked about."""

from typing import TYPE_CHECKING

from collabtui.screens.dialogs.ask_clashes import settled
from collabtui.screens.dialogs.choose import Option, Pick
from collabtui.screens.dialogs.form_basis import FormBasis

if TYPE_CHECKING:
    from collabtui.screens.frame.page_port import PagePort


async def settled_text(page: "PagePort", basis: FormBasis, field: str, typed: str) -> str | None:
    """The text that shall stand of the one field of `basis`, which counts as seen from now on; None where that was left
    undecided."""
    seen = basis.seen
    found = await basis.reconciled(seen, {field: typed})
    if not found.merge.clashes:
        return found.merge.values[field]

    async def ask(title: str, options: list[Option]) -> str | None:
        return await page.ask(Pick(page.services, title, options))

    labels = {field: page.words(f"undo.of.{field}")}
    decided = await settled(page.words, page.session.zone, found, labels, lambda _, value: value, ask)
    if decided is None:
        basis.seen = seen
        return None
    return decided[field]
