"""Invitations and their taking back: who gets what is shown before anything leaves."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from collabtui.domain.model import Finding
from collabtui.lifecycle.base.access.unread_by import unread_participants
from collabtui.lifecycle.base.undo_window import UNDO_WINDOW
from collabtui.lifecycle.meetings import invite, plan
from collabtui.lifecycle.meetings.unclear_leads import unclear_leads, unknown_leads
from collabtui.screens.dialogs.choose import Pick
from collabtui.screens.dialogs.confirm import Confirm
from collabtui.screens.dialogs.mail_preview import MailPreview, SendDialog
from collabtui.screens.dialogs.scope_pick import asked_scope

if TYPE_CHECKING:
    from collabtui.domain.meetings.meeting import Slot
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.lifecycle.meetings.prepared_invitation import Preview
    from collabtui.screens.frame.page_port import PagePort


AS_WRITTEN = "="
"""No name of anybody."""


async def send_invitations(page: "PagePort", ref: str) -> None:
    if not await _leads_cleared(page, ref):
        return
    previews = await page.do(lambda acting: invite.preview_invitations(acting, ref))
    if previews is None:
        return
    findings = await page.do(lambda acting: _findings(acting, ref))
    warning = "\n".join(page.words(one.key, **one.values) for one in findings or ())
    title = page.words("agenda.who_is_invited", ref=ref)
    if await page.ask(SendDialog(page.services, title, _letters(previews), warning)):
        await page.do(
            lambda acting: invite.invite(acting, ref, leaving_in=UNDO_WINDOW), "mails.go_out", n=len(previews)
        )


def _findings(acting: "Acting", ref: str) -> list[Finding]:
    """Who leads an item and is nobody who is known, and who of those invited may not read the matter."""
    unknown = [Finding(key="agenda.lead_unknown", values={"name": name}) for name in unknown_leads(acting.store, ref)]
    return [*unknown, *unread_participants(acting.store, acting.facilitator, ref)]


async def _leads_cleared(page: "PagePort", ref: str) -> bool:
    """Ask who leads an item where several may be meant: his name goes to all. False where that was left open."""
    words, unclear = page.words, await page.do(lambda acting: unclear_leads(acting.store, ref))
    if unclear is None:
        return False
    for slot, names in unclear:
        options = [(name, name, "") for name in names]
        options.append((AS_WRITTEN, slot.lead, words("agenda.lead_as_written")))
        title = words("agenda.who_leads", title=slot.title, lead=slot.lead)
        chosen = await page.ask(Pick(page.services, title, options))
        if chosen is None:
            return False
        if chosen != AS_WRITTEN and await page.do(partial(_led_by, ref=ref, item=slot, lead=chosen)) is None:
            return False
    return True


def _led_by(acting: "Acting", ref: str, item: "Slot", lead: str) -> object:
    return plan.change_slots(
        acting, ref, lambda slots: [one.model_copy(update={"lead": lead}) if one == item else one for one in slots]
    )


async def call_off(page: "PagePort", ref: str, *, recurs: bool) -> None:
    """Of a series this meeting alone, it and all that follow, or all that are to come."""
    scope = await asked_scope(page, "agenda.off", recurs=recurs)
    if scope is None:
        return
    previews = await page.do(lambda acting: invite.preview_cancellations(acting, ref, scope))
    if previews is None:
        return
    ending = await page.do(lambda acting: invite.votes_that_end(acting, ref, scope)) or ()
    warning = "\n".join(page.words("votes.ends_with_meeting", ref=vote.ref, text=vote.text) for vote in ending)
    question = page.words("agenda.call_off" if scope == "one" else f"agenda.call_off_{scope}", ref=ref)
    if await page.ask(_last_word(page, question, previews, warning)):
        done = "agenda.called_off" if previews else "agenda.called_off_quietly"
        over = await page.do(
            lambda acting: invite.cancel(acting, ref, scope, leaving_in=UNDO_WINDOW), done, n=len(previews)
        )
        for vote, readers in over.ended_votes.items() if over else ():
            page.tell("meeting.vote_ended" if readers else "meeting.vote_ended_untold", ref=vote, n=readers)


def _last_word(page: "PagePort", question: str, previews: "Sequence[Preview]", warning: str) -> SendDialog | Confirm:
    """Where nobody was invited nobody has to be told."""
    if previews:
        return SendDialog(page.services, question, _letters(previews), warning)
    return Confirm(page.services, f"{question}\n{warning}".strip(), "key.call_off")


def _letters(previews: "Sequence[Preview]") -> list[MailPreview]:
    return [MailPreview.of(person, f"outward.{kind}", mail) for person, mail, kind in previews]
