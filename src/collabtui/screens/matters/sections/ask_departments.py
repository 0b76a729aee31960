"""Asking departments on the page of matters: who gets what is shown, and once it is sent, which of them has nobody
there to answer."""

from collections.abc import Callable
from typing import Protocol

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.asked.everybody_away import AbsentSpeakers, absence_lines, asked_while_away
from collabtui.lifecycle.matters.change_requests.ask_about_change import AskedChange
from collabtui.screens.dialogs.mail_preview import MailPreview
from collabtui.screens.dialogs.send_after_preview import send_after_preview
from collabtui.screens.frame.page_port import PagePort


class _Asked(Protocol):
    @property
    def queued(self) -> tuple[Outgoing, ...]: ...


async def ask_departments(
    page: PagePort,
    title: str,
    preview: Callable[[Acting], list[MailPreview]],
    ask: Callable[[Acting], _Asked],
    warning: str = "",
) -> None:
    """Show who is asked what, with the warning, and ask after a yes; a department whose people are all away is named
    after that."""
    absent: list[AbsentSpeakers] = []

    def send(acting: Acting) -> _Asked:
        asked = ask(acting)
        absent[:] = asked_while_away(acting, asked.queued)
        return asked

    await send_after_preview(page, title, preview, send, "mails.go_out", warning=warning)
    for one in absent:
        why = page.words("list.separator").join(absence_lines(page.words, one.people))
        page.warn("asked.nobody_there", department=one.department, why=why)


async def ask_of_change(
    page: PagePort,
    title: str,
    preview: Callable[[Acting], list[MailPreview]],
    ask: Callable[[Acting], AskedChange],
    warning: str = "",
) -> None:
    """The same of a change or an approval; departments of which nobody can be asked are named."""
    unspoken: dict[str, list[str]] = {}

    def send(acting: Acting) -> AskedChange:
        asked = ask(acting)
        unspoken[asked.change.ref] = list(asked.unspoken)
        return asked

    await ask_departments(page, title, preview, send, warning)
    for ref, departments in unspoken.items():
        if departments:
            page.warn("change.unspoken", ref=ref, departments=departments)
