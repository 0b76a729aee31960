"""Mails that are shown before they leave, and sent after a yes."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from collabtui.lifecycle.base.queue_mail import rendered
from collabtui.screens.dialogs.mail_preview import MailPreview, SendDialog

if TYPE_CHECKING:
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.lifecycle.base.mail_message import Message
    from collabtui.screens.frame.page_port import PagePort
    from collabtui.text.templates import Rendered


def mail_previews(mails: "list[tuple[Message, Rendered]]", what: str) -> list[MailPreview]:
    """`what` is the key of the catalogue that says what each is."""
    return [MailPreview.of(message.person, what, rendered, message.department or "") for message, rendered in mails]


def letter_previews(acting: "Acting", letters: "Iterable[Message]", what: str) -> list[MailPreview]:
    """As `mail_previews`, of letters that are not filled in yet."""
    return mail_previews([(one, rendered(acting, one)) for one in letters], what)


async def send_after_preview(
    page: "PagePort",
    title: str,
    preview: "Callable[[Acting], list[MailPreview]]",
    send: "Callable[[Acting], object]",
    done_key: str,
    *,
    all_have_it: str = "",
    warning: str = "",
    **values: object,
) -> bool:
    """Show who gets what, and send it after a yes; the notice `done_key` has their number as `n`. Letters that each
    gets once name the notice `all_have_it`, which says that nobody is left to get one. `warning` should be known
    before they go. Whether they were sent."""
    mails = await page.do(preview)
    if mails is None:
        return False
    if all_have_it and not mails:
        page.tell(all_have_it, seconds=5, **values)
        return False
    if not await page.ask(SendDialog(page.services, title, mails, warning)):
        return False
    return await page.do(send, done_key, n=len(mails), **values) is not None
