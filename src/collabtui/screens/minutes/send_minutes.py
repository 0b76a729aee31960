"""Sending minutes: who gets what is shown before anything leaves."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.model import Finding
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
    from collabtui.screens.frame.page import Page


async def send_minutes(page: "Page", ref: str, holes: Sequence[Finding]) -> None:
    """What is missing is said before; whoever sends them all the same has seen it."""
    letters = await page.do(lambda acting: _previews(acting, ref))
    if letters is None:
        return
    warning = " ".join(page.words(hole.key, **hole.values) for hole in holes)
    title = page.words("minutes.who_gets_them", ref=ref)
    if any(letter.what.startswith("concern.") for letter in letters):
        title = page.words("minutes.who_gets_the_next", ref=ref)
    if await page.app.push_screen_wait(SendDialog(page.services, title, letters, warning)):
        await page.do(
            lambda acting: publish.publish(acting, ref, allow_incomplete=True, leaving_in=UNDO_WINDOW),
            "minutes.go_out",
            n=len(letters),
        )


async def hold_or_release(page: "Page", mails: Sequence[Outgoing]) -> None:
    """What has left cannot be held; what is held leaves at the next pass."""
    held = [mail.ref for mail in mails if mail.state == "held"]
    queued = [mail.ref for mail in mails if mail.state in ("queued", "failed")]
    if queued:
        await page.do(lambda acting: outbox.hold_each(acting, queued), "signers.held_back", n=len(queued))
    elif held:
        await page.do(lambda acting: outbox.release_each(acting, held), "signers.let_go", n=len(held))
    else:
        page.notify(page.words("signers.nothing_to_hold"), markup=False)


async def show_letters(page: "Page", ref: str, address: str = "") -> None:
    """The mails as they would go out, or as they went when nothing has changed since; from there they can be sent."""
    letters = await page.do(lambda acting: _previews_or_sent(acting, ref))
    if letters:
        letters.sort(key=lambda letter: letter.address != address)
        await page.app.push_screen_wait(
            SendDialog(page.services, page.words("minutes.letters", ref=ref), letters, sends=False)
        )


def _previews(acting: "Acting", ref: str) -> list[MailPreview]:
    return [
        MailPreview(
            recipient.person.name,
            recipient.person.email,
            _why(recipient),
            said.subject,
            said.text,
            said.html,
        )
        for recipient, said in publish.preview_minutes(acting, ref)
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
        letters = _previews(acting, meeting.ref)
    except Refused as refusal:
        if refusal.key != "minutes.unchanged":
            raise
        letters = []
    told = {letter.address for letter in letters}
    sent = latest_mails(acting.store, meeting).items()
    return letters + [
        MailPreview(
            acting.store.get(Person, person).name,
            mail.to,
            f"state.{mail.state}",
            mail.subject,
            mail.text,
            publish.html_of(mail),
        )
        for person, mail in sent
        if mail.to not in told
    ]
