"""Sending minutes: who gets what is shown before anything leaves."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from collabtui.domain.letters import Outgoing
from collabtui.domain.model import Finding
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.lifecycle import publish
from collabtui.screens.outward import Letter, Outward

if TYPE_CHECKING:
    from collabtui.lifecycle.desk import Desk
    from collabtui.screens.page import Page


async def send_minutes(page: "Page", ref: str, holes: Sequence[Finding]) -> None:
    """What is missing is said before; whoever sends them all the same has seen it."""
    letters = await page.do(lambda desk: _previews(desk, ref))
    if letters is None:
        return
    warning = " ".join(page.words(hole.key, **hole.values) for hole in holes)
    title = page.words("minutes.who_gets_them", ref=ref)
    if await page.app.push_screen_wait(Outward(page.services, title, letters, warning)):
        await page.do(lambda desk: publish.publish(desk, ref, allow_incomplete=True), "minutes.go_out", n=len(letters))


async def show_letters(page: "Page", ref: str, address: str = "") -> None:
    """The mails as they would go out, or as they went when nothing has changed since; from there they can be sent."""
    letters = await page.do(lambda desk: _previews_or_sent(desk, ref))
    if letters:
        letters.sort(key=lambda letter: letter.address != address)
        await page.app.push_screen_wait(
            Outward(page.services, page.words("minutes.letters", ref=ref), letters, sends=False)
        )


def _previews(desk: "Desk", ref: str) -> list[Letter]:
    return [
        Letter(
            recipient.person.name,
            recipient.person.email,
            "outward.copy" if recipient.copied else "outward.minutes",
            said.subject,
            said.text,
        )
        for recipient, said in publish.preview_minutes(desk, ref)
    ]


def _previews_or_sent(desk: "Desk", ref: str) -> list[Letter]:
    try:
        return _previews(desk, ref)
    except Refused as refusal:
        if refusal.key != "minutes.unchanged":
            raise
    sent = [mail for mail in desk.store.find(Outgoing, meeting=ref) if mail.kind == "minutes"]
    latest = max((mail.minutes_version or 0 for mail in sent), default=0)
    return [
        Letter(desk.store.get(Person, mail.person).name, mail.to, f"state.{mail.state}", mail.subject, mail.text)
        for mail in sent
        if mail.minutes_version == latest
    ]
