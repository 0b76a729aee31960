"""A copy of everything put in place where nothing is set up yet: a new computer has that and nothing else."""

import asyncio
from typing import TYPE_CHECKING

from collabtui.errors import CollabError
from collabtui.screens.dialogs.confirm import ConfirmTrust

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from collabtui.screens.frame.page import Page


async def put_on_new_computer(
    page: "Page", path: "Path", counts: "Callable[[Page, Mapping[str, int]], list[str]]"
) -> bool:
    """A copy, or a folder that an export wrote. What is in it is shown before; True once it is there. No command could
    do it: there is no configuration that one could have."""
    from collabtui.lifecycle.backup.replacement import contents_of, put_where_nothing_is

    words, home, now = page.words, page.session.home, page.session.clock()
    try:
        found = await asyncio.to_thread(contents_of, path)
        made_at = words.instant(found.made_at.astimezone(page.session.zone))
        of_copy = words("copies.of_copy", counts=counts(page, found.counts))
        question = "\n\n".join([words("copies.question_new", path=path.name, at=made_at), of_copy])
        if not await page.ask(ConfirmTrust(page.services, question, "copies.restore_here")):
            return False
        with page.telling("copies.restoring"):
            done = await asyncio.to_thread(put_where_nothing_is, home, path, now)
    except CollabError as error:
        page.show_error(error)
        return False
    page.tell("copies.restored_here", seconds=10, at=made_at)
    if done.held:
        page.warn("copies.held", n=done.held)
    return True
