"""Outbox: the reader of a mail is away, which is said before it goes and of what goes once more."""

from datetime import date

from collabtui.domain.people import Person
from collabtui.lifecycle.base import outbox
from collabtui.lifecycle.base.outbox import Outcome
from collabtui.lifecycle.due.mails_that_waited import true_as_it_leaves
from collabtui.lifecycle.people.edit_absence import set_away
from collabtui.widgets.rows import Rows
from support.player import Stage
from support.replies import outgoing

BOB = "bob@example.test"


def bob_is_away(stage: Stage) -> None:
    bob = stage.workspace.store.find(Person, email=BOB)[0]
    set_away(stage.workspace.as_user("command"), bob.ref, date(2026, 3, 2), date(2026, 3, 13), "陈静")


async def test_what_waits_says_that_its_reader_is_away(published: Stage) -> None:
    bob_is_away(published)
    async with published.play("en", (160, 40)) as player:
        await player.press("O")
        player.app.screen.query_one("#outgoing", Rows).point_at(outgoing(published.workspace, BOB, "minutes").ref)
        await player.see("▲ Note: Bob Brown is away until Fri 13 Mar; 陈静 stands in")


async def test_what_goes_once_more_says_so_then(published: Stage) -> None:
    worker = published.workspace.as_worker()
    for mail in outbox.take_batch(worker, 50, true_as_it_leaves):
        outbox.settle(worker, mail, Outcome("sent"))
    bob_is_away(published)
    async with published.play("en", (160, 40)) as player:
        await player.press("O")
        player.app.screen.query_one("#outgoing", Rows).point_at(outgoing(published.workspace, BOB, "minutes").ref)
        await player.see("bob@example.test")
        assert "is away" not in player.screen
        await player.press("r")
        await player.see("Bob Brown is away until Fri 13 Mar")
