"""The question before a meeting ends: it says to whom mails about its high risks go out with the end."""

from typing import TYPE_CHECKING

from collabtui.domain.people import Person
from collabtui.lifecycle.base.dry_run import rehearsed
from collabtui.lifecycle.live import run

if TYPE_CHECKING:
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.screens.frame.page_port import PagePort


async def question_before_end(page: "PagePort", ref: str) -> str:
    """Empty where the meeting cannot end, which has been shown then."""
    names = await page.do(lambda acting: _written_to(acting, ref))
    if names is None:
        return ""
    if not names:
        return page.words("live.end")
    return page.words("live.end_mails", n=len(names), names=list(dict.fromkeys(names)))


def _written_to(acting: "Acting", ref: str) -> list[str]:
    """The reader of each mail that the end queues."""
    mails = rehearsed(acting, lambda own: run.end(own, ref)).mails
    return [acting.store.get(Person, mail.person).name for mail in mails]
