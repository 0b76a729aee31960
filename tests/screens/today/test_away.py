"""Whom an automatic reply names instead is shown where people are looked for, and so is an absence that it says."""

from collabtui.domain.action import Action
from collabtui.domain.people import Person
from collabtui.lifecycle.mail_in.receive import receive
from support.mails import raw
from support.player import Stage
from support.replies import outgoing, parsed

NOTE = "I am on leave. In urgent cases please contact Carol White (carol@example.test).\r\n"


SAID = "I am on leave until 9 March. In urgent cases please contact Carol White (carol@example.test).\r\n"


async def test_an_absence_that_was_entered_is_shown_on_today_and_is_one_key_from_its_undo(published: Stage) -> None:
    minutes = outgoing(published.workspace, "bob@example.test", "minutes")
    fields = {"from": "bob@example.test", "to": str(parsed(minutes)["Reply-To"]), "subject": "Automatic reply: [M1]"}
    mail = receive(published.workspace.as_worker(), raw(SAID, auto_submitted="auto-replied", **fields))
    assert mail is not None
    assert mail.person is not None
    async with published.play("en", (160, 40)) as player:
        await player.see("Bob Brown is away until Mon 9 Mar, entered from the automatic reply")
        await player.press("end", "enter")
        await player.see("✓ is away until Mon 9 Mar")
        await player.press("u")
        await player.see("? is away until Mon 9 Mar")
    assert published.workspace.store.get(Person, mail.person).away_until is None


async def test_a_delegate_is_shown_on_today_and_beside_the_person(published: Stage) -> None:
    minutes = outgoing(published.workspace, "bob@example.test", "minutes")
    fields = {"from": "bob@example.test", "to": str(parsed(minutes)["Reply-To"]), "subject": "Automatic reply: [M1]"}
    receive(published.workspace.as_worker(), raw(NOTE, auto_submitted="auto-replied", **fields))
    before = published.workspace.store.find(Action, meeting="M1")
    async with published.play("en", (160, 40)) as player:
        await player.see("Bob Brown is away: “In urgent cases please contact Carol White")
        await player.press("end", "enter")
        await player.see("away since Mon 2 Mar: “In urgent cases")
    assert published.workspace.store.find(Action, meeting="M1") == before
