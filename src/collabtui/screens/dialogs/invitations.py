"""Invitations and their taking back: who gets what is shown before anything leaves."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from collabtui.lifecycle.base.undo_window import UNDO_WINDOW
from collabtui.lifecycle.meetings import invite
from collabtui.screens.dialogs.confirm import Confirm
from collabtui.screens.dialogs.mail_preview import MailPreview, SendDialog
from collabtui.screens.dialogs.scope_pick import asked_scope

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
    """Of a series this meeting alone, it and all that follow, or all that are to come."""
    scope = await asked_scope(page, "agenda.off", recurs=recurs)
    if scope is None:
        return
    previews = await page.do(lambda acting: invite.preview_cancellations(acting, ref, scope))
    if previews is None:
        return
    question = page.words("agenda.call_off" if scope == "one" else f"agenda.call_off_{scope}", ref=ref)
    if await page.ask(_last_word(page, question, previews)):
        done = "agenda.called_off" if previews else "agenda.called_off_quietly"
        await page.do(lambda acting: invite.cancel(acting, ref, scope, leaving_in=UNDO_WINDOW), done, n=len(previews))


def _last_word(page: "PagePort", question: str, previews: "Sequence[Preview]") -> SendDialog | Confirm:
    """Where nobody was invited nobody has to be told."""
    if previews:
        return SendDialog(page.services, question, _letters(previews))
    return Confirm(page.services, question, "key.call_off")


def _letters(previews: "Sequence[Preview]") -> list[MailPreview]:
    return [
        MailPreview(person.name, person.email, f"outward.{kind}", mail.subject, mail.text)
        for person, mail, kind in previews
    ]
