"""Commands on a mail of the outbox: hold it, send it now, edit it, send once more what was sent."""

from typing import TYPE_CHECKING

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.model import Finding
from collabtui.errors import Refused
from collabtui.lifecycle.base import outbox
from collabtui.lifecycle.base.dry_run import joined
from collabtui.lifecycle.base.edited_mail_text import WAITING, edit_mail, words_of
from collabtui.lifecycle.base.undo_window import UNDO_WINDOW
from collabtui.lifecycle.bookings.recipient_findings import recipient_findings
from collabtui.screens.dialogs.confirm import ConfirmTrust
from collabtui.screens.dialogs.text_editor import Editor

if TYPE_CHECKING:
    from collabtui.lifecycle.base.acting import Acting
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
        """Send what waits or failed, to the address that its reader has by now. Of what was undone it is asked: its
        reader would be told what does not hold."""
        question = self.page.words("outbox.send_undone", ref=mail.ref, name=mail.name)
        if mail.taken_back and not await self.page.ask(ConfirmTrust(self.page.services, question, "key.send")):
            return
        sent = await self.page.do(lambda acting: outbox.retry(acting, mail.ref, UNDO_WINDOW))
        if sent:
            done = "outbox.did.sent_sooner" if mail.row["state"] == "queued" else "outbox.did.sent"
            self.page.tell(done, seconds=5, ref=sent.ref, to=sent.to)

    async def resend(self, mail: "OutboxMail") -> None:
        """Once more; of what was sent nobody has looked up where its reader is by now."""

        def copied(acting: "Acting") -> tuple[Outgoing, list[Finding]]:
            copy = outbox.send_copy(acting, mail.ref, UNDO_WINDOW)
            return copy, list(recipient_findings(acting, [copy]))

        done = await self.page.do(copied)
        if done:
            sent, found = done
            self.page.tell("outbox.did.resent", seconds=5, ref=sent.ref, of=mail.ref, to=sent.to)
            for one in found:
                self.page.warn(self.page.words(one.key, **one.values))

    async def edit(self, mail: "OutboxMail") -> None:
        """It stays here while it is edited, and goes on as it was: what waited leaves, what was held or is half written
        stays held."""
        page, waited = self.page, mail.row["state"] == "queued"
        if waited and await page.do(lambda acting: outbox.hold(acting, mail.ref)) is None:
            return
        now = await page.do(lambda acting: acting.store.get(Outgoing, mail.ref))
        if now is None or now.state not in WAITING:
            return
        saved = await page.ask(self._editor(now, goes_on=waited))
        if not saved and await self._left_meanwhile(mail.ref):
            return
        if not saved and page.services.drafts.get(_draft(mail.ref)):
            page.tell("outbox.did.half_written", seconds=6, ref=mail.ref)
            return
        if waited and not saved:
            await page.do(lambda acting: outbox.retry(acting, mail.ref, UNDO_WINDOW))
        if saved:
            page.tell("outbox.did.edited_goes" if waited else "outbox.did.edited", seconds=5, ref=mail.ref)

    async def _left_meanwhile(self, ref: str) -> bool:
        """Whether another hand sent it while it was edited here: then there is nothing left to hold or to let go on."""
        page = self.page
        mail = await page.do(lambda acting: acting.store.get(Outgoing, ref))
        if mail is None or mail.state in WAITING:
            return False
        written = bool(page.services.drafts.get(_draft(ref)))
        page.services.drafts.keep(_draft(ref), "")
        if written:
            page.warn("outbox.did.left_meanwhile", ref=ref)
        return True

    def _editor(self, mail: Outgoing, *, goes_on: bool) -> Editor:
        """The subject stands in the first line, after its name. What goes on leaves with the words by the same step, so
        that one undo takes back both."""
        page, (subject, text) = self.page, words_of(mail)
        named = page.words("outbox.subject_line", subject="")

        async def save(typed: str) -> str:
            first, _, rest = typed.partition("\n")
            if not first.startswith(named.strip()):
                raise Refused("outbox.no_subject_line", begins=named.strip(), line=1)
            own = first.removeprefix(named.strip()).strip()
            words = rest.removeprefix("\n")
            edit = _edited_and_sent if goes_on else edit_mail
            return (await page.session.run_command(lambda acting: edit(acting, mail.ref, own, words))).ref

        title = page.words("outbox.edit_title", ref=mail.ref, to=mail.to)
        return Editor(page.services, title, f"{named}{subject}\n\n{text}", _draft(mail.ref), save)


def _edited_and_sent(acting: "Acting", ref: str, subject: str, text: str) -> Outgoing:
    with acting.transaction() as tx:
        whole = joined(acting, tx)
        edit_mail(whole, ref, subject, text)
        return outbox.retry(whole, ref, UNDO_WINDOW)


def _draft(ref: str) -> str:
    return f"outgoing-{ref}"
