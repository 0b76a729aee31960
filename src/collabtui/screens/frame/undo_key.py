"""The key that takes back the last command, wherever it was given."""

from typing import TYPE_CHECKING

from collabtui.lifecycle.history.undo_last import undo_last

if TYPE_CHECKING:
    from collabtui.screens.frame.page_port import PagePort


async def undo(page: "PagePort") -> None:
    """The notice says what was taken back."""
    if undone := await page.do(undo_last):
        several, ref = len(undone.refs) > 1, undone.refs[0]
        what = page.words("undo.more", ref=ref, title=undone.title, n=len(undone.refs))
        parts = [what if several else f"{ref} {undone.title}".rstrip()]
        parts += [page.words(named)] if (named := f"undo.of.{undone.field}") in page.words else []
        parts += [page.words("undo.held", n=undone.held)] if undone.held else []
        parts += [page.words("undo.corrected", n=undone.corrected)] if undone.corrected else []
        page.tell("undo.done", seconds=5, what=" · ".join(parts))
