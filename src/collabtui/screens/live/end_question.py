"""The question before a meeting ends: to whom mails about its high risks go out with the end, and what is easier done
while all are here."""

from typing import TYPE_CHECKING

from collabtui.domain.meetings.quorum import attendance_taken
from collabtui.domain.people import Person
from collabtui.lifecycle.base.dry_run import rehearsed
from collabtui.lifecycle.live import run
from collabtui.screens.dialogs.confirm import Confirm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from collabtui.lifecycle.base.acting import Acting
    from collabtui.screens.frame.page_port import PagePort
    from collabtui.screens.live.live_data import LiveData
    from collabtui.text.catalogue import Catalogue


async def asked_to_end(page: "PagePort", sheet: "LiveData") -> bool:
    """The answer; of a meeting that is over nothing is asked. False as well where it cannot end, which has been shown
    then."""
    if sheet.meeting.state != "running":
        return True
    names = await page.do(lambda acting: _written_to(acting, sheet.meeting.ref))
    if names is None:
        return False
    question = page.words("live.end")
    if names:
        question = page.words("live.end_mails", n=len(names), names=list(dict.fromkeys(names)))
    if left := list(_not_done(sheet, page.words)):
        question = page.words("live.end_with", question=question, left=left)
    return await page.ask(Confirm(page.services, question, "key.end"))


def _not_done(sheet: "LiveData", words: "Catalogue") -> "Iterator[str]":
    if sheet.unclear:
        yield words("live.left_unclear", n=len(sheet.unclear))
    if not attendance_taken(sheet.meeting):
        yield words("live.left_attendance")


def _written_to(acting: "Acting", ref: str) -> list[str]:
    """The reader of each mail that the end queues."""
    mails = rehearsed(acting, lambda own: run.end(own, ref)).mails
    return [acting.store.get(Person, mail.person).name for mail in mails]
