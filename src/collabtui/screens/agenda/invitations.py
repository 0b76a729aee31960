"""Invitations and their taking back: who gets what is shown before anything leaves."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from collabtui.lifecycle.base.undo_window import UNDO_WINDOW
from collabtui.lifecycle.meetings import invite, invite_series
from collabtui.screens.dialogs.choose import Pick
from collabtui.screens.dialogs.confirm import Confirm
from collabtui.screens.dialogs.mail_preview import MailPreview, SendDialog

if TYPE_CHECKING:
    from collabtui.lifecycle.meetings.invitation_sequence import Preview
    from collabtui.screens.frame.page_port import PagePort


async def send_invitations(page: "PagePort", ref: str) -> None:
    previews = await page.do(lambda acting: invite.preview_invitations(acting, ref))
    if previews is None:
        return
    title = page.words("agenda.who_is_invited", ref=ref)
    if await page.ask(SendDialog(page.services, title, _letters(previews))):
        await page.do(
            lambda acting: invite.invite(acting, ref, leaving_in=UNDO_WINDOW), "agenda.invited", n=len(previews)
        )


async def call_off(page: "PagePort", ref: str, *, recurs: bool) -> None:
    """Of a series this meeting alone, or all that are still to come."""
    whole = await _asked_whether_all(page) if recurs else False
    if whole is None:
        return
    preview = invite_series.preview_series_cancellations if whole else invite.preview_cancellations
    cancel = invite_series.cancel_series if whole else invite.cancel
    previews = await page.do(lambda acting: preview(acting, ref))
    if previews is None:
        return
    question = page.words("agenda.call_off_series" if whole else "agenda.call_off", ref=ref)
    if await page.ask(_last_word(page, question, previews)):
        done = "agenda.called_off" if previews else "agenda.called_off_quietly"
        await page.do(lambda acting: cancel(acting, ref, leaving_in=UNDO_WINDOW), done, n=len(previews))


def _last_word(page: "PagePort", question: str, previews: "Sequence[Preview]") -> SendDialog | Confirm:
    """Where nobody was invited nobody has to be told."""
    if previews:
        return SendDialog(page.services, question, _letters(previews))
    return Confirm(page.services, question, "key.call_off")


async def _asked_whether_all(page: "PagePort") -> bool | None:
    words = page.words
    options = [(what, words(f"agenda.off.{what}"), words(f"agenda.off.{what}.about")) for what in ("one", "all")]
    picked = await page.ask(Pick(page.services, words("agenda.off"), options))
    return None if picked is None else picked == "all"


def _letters(previews: "Sequence[Preview]") -> list[MailPreview]:
    return [
        MailPreview(person.name, person.email, f"outward.{kind}", mail.subject, mail.text)
        for person, mail, kind in previews
    ]
