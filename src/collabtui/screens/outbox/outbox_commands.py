"""What can be done to a mail of the outbox: hold it, send it now, edit it, send once more what was sent."""

from typing import TYPE_CHECKING

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.lifecycle.base import outbox
from collabtui.lifecycle.base.own_words import WAITING, edit_mail, words_of
from collabtui.lifecycle.base.undo_window import UNDO_WINDOW
from collabtui.screens.dialogs.form import Form, FormField, Values

if TYPE_CHECKING:
    from collabtui.screens.frame.page_port import PagePort
    from collabtui.screens.outbox.outbox_mail import OutboxMail

COMMANDS_OF = {
    "queued": frozenset({"hold", "send", "edit"}),
    "sending": frozenset[str](),
    "held": frozenset({"send", "edit"}),
    "failed": frozenset({"hold", "send", "edit"}),
    "sent": frozenset({"resend"}),
}
"""By the state of a mail."""


class OutboxCommands:
    """By name, as the keys of the page call them."""

    def __init__(self, page: "PagePort") -> None:
        self.page = page

    async def run(self, name: str, mail: "OutboxMail") -> None:
        await {"hold": self.hold, "send": self.send, "edit": self.edit, "resend": self.resend}[name](mail)

    async def hold(self, mail: "OutboxMail") -> None:
        await self.page.do(lambda acting: outbox.hold(acting, mail.ref), "outbox.did.held", ref=mail.ref)

    async def send(self, mail: "OutboxMail") -> None:
        """What waits or failed, to the address that its reader has by now."""
        sent = await self.page.do(lambda acting: outbox.retry(acting, mail.ref, UNDO_WINDOW))
        if sent:
            self.page.tell("outbox.did.sent", seconds=5, ref=sent.ref, to=sent.to)

    async def resend(self, mail: "OutboxMail") -> None:
        sent = await self.page.do(lambda acting: outbox.send_copy(acting, mail.ref, UNDO_WINDOW))
        if sent:
            self.page.tell("outbox.did.resent", seconds=5, ref=sent.ref, of=mail.ref, to=sent.to)

    async def edit(self, mail: "OutboxMail") -> None:
        """It stays here while it is edited, and goes on as it was: what waited leaves, what was held stays held."""
        page, waited = self.page, mail.row["state"] == "queued"
        if waited and await page.do(lambda acting: outbox.hold(acting, mail.ref)) is None:
            return
        now = await page.do(lambda acting: acting.store.get(Outgoing, mail.ref))
        saved = now is not None and await self._typed(now)
        if waited:
            await page.do(lambda acting: outbox.retry(acting, mail.ref, UNDO_WINDOW))
        if saved:
            page.tell("outbox.did.edited_goes" if waited else "outbox.did.edited", seconds=5, ref=mail.ref)

    async def _typed(self, mail: Outgoing) -> bool:
        """Whether other words were saved."""
        page, (subject, text) = self.page, words_of(mail)

        async def save(values: Values) -> None:
            await page.session.run_command(
                lambda acting: edit_mail(acting, mail.ref, values["subject"], values["mail_text"])
            )

        fields = [FormField("subject", subject), FormField("mail_text", text.rstrip("\n"), several=True)]
        title = page.words("outbox.edit_title", ref=mail.ref, to=mail.to)
        return mail.state in WAITING and await page.ask(Form(page.services, title, fields, save)) is True
