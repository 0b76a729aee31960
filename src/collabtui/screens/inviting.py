"""Invitations and their taking back: who gets what is shown before anything leaves."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from collabtui.domain.people import Person
from collabtui.lifecycle import invite
from collabtui.rendering import Rendered
from collabtui.screens.confirm import Confirm
from collabtui.screens.outward import Letter, Outward

if TYPE_CHECKING:
    from collabtui.lifecycle.desk import Desk
    from collabtui.screens.page import Page

Previews = Iterable[tuple[Person, Rendered]]


async def send_invitations(page: "Page", ref: str) -> None:
    letters = await page.do(lambda desk: _invitations(desk, ref))
    if letters is None:
        return
    title = page.words("agenda.who_is_invited", ref=ref)
    if await page.app.push_screen_wait(Outward(page.services, title, letters)):
        await page.do(lambda desk: invite.invite(desk, ref), "agenda.invited", n=len(letters))


async def call_off(page: "Page", ref: str) -> None:
    """Where nobody was invited nobody has to be told."""
    previews = await page.do(lambda desk: invite.preview_cancellations(desk, ref))
    if previews is None:
        return
    question = page.words("agenda.call_off", ref=ref)
    ask = (
        Outward(page.services, question, [_letter(*one, "outward.cancellation") for one in previews])
        if previews
        else Confirm(page.services, question, "key.call_off")
    )
    if await page.app.push_screen_wait(ask):
        await page.do(lambda desk: invite.cancel(desk, ref), "agenda.called_off", n=len(previews))


def _invitations(desk: "Desk", ref: str) -> list[Letter]:
    from collabtui.domain.meeting import Meeting

    previews = invite.preview_invitations(desk, ref)
    meeting = desk.store.get(Meeting, ref)
    first = "outward.update" if meeting.state == "invited" else "outward.invitation"
    return [
        _letter(person, said, first if meeting.participant(person.ref) else "outward.cancellation")
        for person, said in previews
    ]


def _letter(person: Person, said: Rendered, what: str) -> Letter:
    return Letter(person.name, person.email, what, said.subject, said.text)
