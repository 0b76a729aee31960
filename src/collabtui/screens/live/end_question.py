"""The question before a meeting ends: to whom mails about its high risks go out with the end, and what is easier done
while all are here."""

from typing import TYPE_CHECKING

from collabtui.domain.people import Person
from collabtui.lifecycle.base.dry_run import rehearsed
from collabtui.lifecycle.live import run

if TYPE_CHECKING:
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.screens.frame.page_port import PagePort


async def question_before_end(page: "PagePort", ref: str, unclear: int, *, attended: bool) -> str:
    """Empty where the meeting cannot end, which has been shown then. `unclear`: how many parts of its lines are left to
    be cleared up; `attended`: whether it was noted who is here."""
    names = await page.do(lambda acting: _written_to(acting, ref))
    if names is None:
        return ""
    question = page.words("live.end")
    if names:
        question = page.words("live.end_mails", n=len(names), names=list(dict.fromkeys(names)))
    left = [page.words("live.left_unclear", n=unclear)] if unclear else []
    left += [] if attended else [page.words("live.left_attendance")]
    return page.words("live.end_with", question=question, left=left) if left else question


def _written_to(acting: "Acting", ref: str) -> list[str]:
    """The reader of each mail that the end queues."""
    mails = rehearsed(acting, lambda own: run.end(own, ref)).mails
    return [acting.store.get(Person, mail.person).name for mail in mails]
