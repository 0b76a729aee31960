"""Mails of a matter: shown before they leave, sent after a yes, and opened where something came by one."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from collabtui.screens.dialogs.mail_preview import MailPreview, SendDialog

if TYPE_CHECKING:
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.lifecycle.base.queue_mail import Message
    from collabtui.screens.frame.page_port import PagePort
    from collabtui.text.templates import Rendered


def mail_previews(mails: "list[tuple[Message, Rendered]]", what: str) -> list[MailPreview]:
    """`what` is the key of the catalogue that says what each is."""
    return [
        MailPreview(
            f"{message.person.name} · {message.department}" if message.department else message.person.name,
            message.person.email,
            what,
            rendered.subject,
            rendered.text,
            rendered.html,
        )
        for message, rendered in mails
    ]


async def send_after_preview(
    page: "PagePort",
    title: str,
    preview: "Callable[[Acting], list[MailPreview]]",
    send: "Callable[[Acting], object]",
    done_key: str,
    *,
    all_have_it: str = "",
    **values: object,
) -> None:
    """Show who gets what, and send it after a yes; the notice `done_key` has their number as `n`. Letters that each
    gets once name the notice `all_have_it`, which says that nobody is left to get one."""
    mails = await page.do(preview)
    if mails is None:
        return
    if all_have_it and not mails:
        page.tell(all_have_it, seconds=5, **values)
    elif await page.ask(SendDialog(page.services, title, mails)):
        await page.do(send, done_key, n=len(mails), **values)


def open_mail(page: "PagePort", via: str | None) -> bool:
    """Open the mail that something came by; False where it came by none."""
    kind, _, ref = (via or "").partition(":")
    if kind == "mail":
        page.go("inbox", ref)
    return kind == "mail"
