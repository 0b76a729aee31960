"""Asking departments on the page of matters: who gets what is shown, and once it is sent, which of them has nobody
there to answer."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.asked.everybody_away import AbsentSpeakers, absence_lines, asked_while_away
from collabtui.lifecycle.matters.change_requests.ask_about_change import AskedChange
from collabtui.lifecycle.matters.change_requests.decide_change import Decided
from collabtui.screens.dialogs.mail_preview import MailPreview
from collabtui.screens.dialogs.send_after_preview import send_after_preview
from collabtui.screens.frame.page_port import PagePort


class _Asked(Protocol):
    @property
    def queued(self) -> tuple[Outgoing, ...]: ...


A = TypeVar("A", bound=_Asked)


async def ask_departments(
    page: PagePort,
    title: str,
    preview: Callable[[Acting], list[MailPreview]],
    ask: Callable[[Acting], A],
    warning: str = "",
) -> A | None:
    """Show who is asked what, with the warning, and ask after a yes; a department whose people are all away is named
    after that. None where nobody was asked."""
    found: list[A] = []
    absent: list[AbsentSpeakers] = []

    def send(acting: Acting) -> A:
        found[:] = [ask(acting)]
        absent[:] = asked_while_away(acting, found[0].queued)
        return found[0]

    await send_after_preview(page, title, preview, send, "mails.go_out", warning=warning)
    for one in absent:
        why = page.words("list.separator").join(absence_lines(page.words, one.people))
        page.warn("asked.nobody_there", department=one.department, why=why)
    return found[0] if found else None


async def ask_of_change(
    page: PagePort,
    title: str,
    preview: Callable[[Acting], list[MailPreview]],
    ask: Callable[[Acting], AskedChange],
    warning: str = "",
) -> None:
    """The same of a change or an approval; departments of which nobody can be asked are named."""
    asked = await ask_departments(page, title, preview, ask, warning)
    if asked:
        warn_of_unspoken(page, asked)


def warn_of_unspoken(page: PagePort, asked: AskedChange | Decided) -> None:
    """Departments of which nobody could be asked."""
    if asked.unspoken:
        page.warn("change.unspoken", ref=asked.change.ref, departments=list(asked.unspoken))
