"""Who is away, or may not read it, is said before a yes to a mail that would go to him."""

from datetime import date

import pytest

from collabtui.domain.people import Person
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.matters.confidential_matters import make_confidential
from collabtui.lifecycle.people.edit_absence import set_away
from support.player import Stage
from support.replies import outgoing, reply


def away(stage: Stage, address: str, deputy: str = "") -> None:
    person = stage.workspace.store.find(Person, email=address)[0]
    set_away(stage.workspace.as_user("command"), person.ref, date(2026, 3, 2), date(2026, 3, 13), deputy)


@pytest.fixture
def handed_on(published: Stage) -> Stage:
    """张伟 asks that 陈静 have his first action."""
    published.clock.set("2026-03-02T17:30+08:00")
    minutes = outgoing(published.workspace, "zhang@example.test", "minutes")
    assert receive(published.workspace.as_worker(), reply(minutes, "1 不归我，转给陈静"))
    return published


async def test_who_would_get_it_is_away(handed_on: Stage) -> None:
    away(handed_on, "chen@example.test", "赵强")
    async with handed_on.play("en", (160, 40)) as player:
        await player.press("4")
        await player.see("陈静 is away until Fri 13 Mar; 赵强 stands in")
        assert "张伟 is away" not in player.screen


async def test_who_would_get_it_may_not_read_it(handed_on: Stage) -> None:
    make_confidential(handed_on.workspace.as_user("command"), "X-2026-001", ["张伟"])
    async with handed_on.play("zh", (160, 40)) as player:
        await player.press("4")
        await player.see("陈静不在可读名单里")


async def test_the_addressee_of_an_answer_is_away(handed_on: Stage) -> None:
    away(handed_on, "zhang@example.test")
    async with handed_on.play("en", (160, 40)) as player:
        await player.press("4")
        await player.press("r")
        await player.type("Fine.")
        await player.press("ctrl+s")
        await player.see("张伟 is away until Fri 13 Mar")
