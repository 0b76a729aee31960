"""Asking owners how they stand: who gets what is shown before anything leaves."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from collabtui.errors import CollabError
from collabtui.lifecycle.base.undo_window import UNDO_WINDOW
from collabtui.screens.dialogs.mail_preview import MailPreview, SendDialog

if TYPE_CHECKING:
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.screens.frame.page import Page

Row = dict[str, Any]
Refusals = list[tuple[str, CollabError]]


async def nudge(page: "Page", rows: Sequence[Row]) -> bool:
    from collabtui.lifecycle.actions.nudge import nudge as queue_nudges

    refs = [row["ref"] for row in rows]
    found = await page.do(lambda acting: _letters(acting, refs))
    if found is None:
        return False
    letters, refused = found
    said = " ".join(page.words(error.key, **error.values) for _, error in refused)
    if not letters:
        page.notify(said, severity="warning", timeout=8, markup=False)
        return False
    title = page.words("actions.ask.nudge", n=len(letters))
    if not await page.app.push_screen_wait(SendDialog(page.services, title, letters, said)):
        return False
    names = [letter.name for letter in letters]
    queued = await page.do(
        lambda acting: queue_nudges(acting, refs, leaving_in=UNDO_WINDOW), "actions.did.nudged", names=names
    )
    return queued is not None


def _letters(acting: "Acting", refs: Sequence[str]) -> tuple[list[MailPreview], Refusals]:
    from collabtui.lifecycle.actions.nudge import nudges
    from collabtui.lifecycle.base.queue import rendered

    found = nudges(acting.store, acting, refs)
    letters = []
    for message in found.messages:
        said, person = rendered(acting, message), message.person
        letters.append(MailPreview(person.name, person.email, "outward.nudge", said.subject, said.text))
    return letters, found.refused
