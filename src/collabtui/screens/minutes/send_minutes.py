"""Sending minutes: who gets what is shown before anything leaves."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.lifecycle.base import outbox
from collabtui.lifecycle.base.undo_window import UNDO_WINDOW
from collabtui.lifecycle.minutes import publish
from collabtui.lifecycle.minutes.recipients import Recipient
from collabtui.lifecycle.minutes.version_history import latest_mails
from collabtui.screens.dialogs.mail_preview import MailPreview, SendDialog

if TYPE_CHECKING:
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.screens.frame.page_port import PagePort
    from collabtui.text.catalogue import Catalogue

_MOST_LINES = 3


class MinutesMails:
    """The mails with the minutes of the meeting with this ref."""

    def __init__(self, page: "PagePort", ref: str) -> None:
        self.page = page
        self.ref = ref

    async def send(self, warnings: Sequence[str]) -> None:
        """Show who gets what, with what is missing in sentences, and send it after a yes."""
        page, ref = self.page, self.ref
        mails = await page.do(lambda acting: _previews(acting, ref))
        if mails is None:
            return
        warning = _in_lines(warnings, page.words)
        title = page.words("minutes.who_gets_them", ref=ref)
        if any(mail.what.startswith("concern.") for mail in mails):
            title = page.words("minutes.who_gets_the_next", ref=ref)
        if await page.ask(SendDialog(page.services, title, mails, warning)):
            await page.do(
                lambda acting: publish.publish(acting, ref, allow_incomplete=True, leaving_in=UNDO_WINDOW),
                "minutes.go_out",
                n=len(mails),
            )

    async def hold_or_release(self, mails: Sequence[Outgoing]) -> None:
        """Hold the mails that have not left; if none is left to hold, release the held ones at the next pass."""
        held = [mail.ref for mail in mails if mail.state == "held"]
        queued = [mail.ref for mail in mails if mail.state in ("queued", "failed")]
        if queued:
            await self.page.do(lambda acting: outbox.hold_each(acting, queued), "signers.held_back", n=len(queued))
        elif held:
            await self.page.do(lambda acting: outbox.release_each(acting, held), "signers.let_go", n=len(held))
        else:
            self.page.tell("signers.nothing_to_hold", seconds=5)

    async def show(self, address: str = "") -> None:
        """The mails as they would go out, or as they went when nothing has changed since; `address` comes first."""
        page, ref = self.page, self.ref
        mails = await page.do(lambda acting: _previews_or_sent(acting, ref))
        if mails:
            mails.sort(key=lambda mail: mail.address != address)
            title = page.words("minutes.letters", ref=ref)
            await page.ask(SendDialog(page.services, title, mails, sends=False))


def _in_lines(sentences: Sequence[str], words: "Catalogue") -> str:
    """A line each; of many the first and how many more, that the mails keep their room."""
    first, more = sentences[:_MOST_LINES], len(sentences) - _MOST_LINES
    return "\n".join([*first, words("minutes.more_missing", n=more)] if more > 0 else first)


def _previews(acting: "Acting", ref: str) -> list[MailPreview]:
    return [
        MailPreview.of(recipient.person, _why(recipient), text)
        for recipient, text in publish.preview_minutes(acting, ref)
    ]


def _why(recipient: Recipient) -> str:
    """What he gets; of a later version, why it concerns him."""
    if recipient.why:
        return f"concern.{recipient.why}"
    return "outward.copy" if recipient.copied else "outward.minutes"


def _previews_or_sent(acting: "Acting", ref: str) -> list[MailPreview]:
    """What would go out; of everybody else the mail that he has."""
    meeting = acting.store.get(Meeting, ref)
    try:
        mails = _previews(acting, meeting.ref)
    except Refused as refusal:
        if refusal.key != "minutes.unchanged":
            raise
        mails = []
    recipients = {mail.address for mail in mails}
    sent = latest_mails(acting.store, meeting).items()
    return mails + [
        MailPreview(
            acting.store.get(Person, person).name,
            mail.to,
            f"state.{mail.state}",
            mail.subject,
            mail.text,
            publish.html_of(mail),
        )
        for person, mail in sent
        if mail.to not in recipients
    ]
