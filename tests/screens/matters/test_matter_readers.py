"""Who may read a matter: named on its page, with what that means for those it asks."""

import pytest

from collabtui.domain.matters.matter import Matter, NamedReader
from collabtui.domain.people import Locale
from collabtui.lifecycle.matters.collaboration_request import ask
from support import departments
from support.departments import MATTER
from support.player import Stage


@pytest.fixture
def matter(stage: Stage) -> Stage:
    stage.clock.set("2026-03-02T18:00+08:00")
    departments.new(stage.workspace)
    ask(stage.workspace.as_user("key"), MATTER, "研发部", "接口")
    return stage


@pytest.mark.parametrize(
    ("locale", "title", "warning"),
    [
        ("zh", "X-2026-001：谁可以读", "研发部没有人可以读"),
        ("en", "X-2026-001: who may read it", "nobody in 研发部 may read it"),
    ],
)
async def test_readers_are_named_and_who_cannot_be_asked_is_said(
    matter: Stage, locale: Locale, title: str, warning: str
) -> None:
    async with matter.play(locale, (160, 48)) as player:
        await player.press("5", "m", "k")
        await player.see(title)
        await player.press("right", "tab")
        await player.type("Bob Brown")
        await player.press("f2")
        await player.see(warning)
    stored = matter.workspace.store.get(Matter, MATTER)
    assert (stored.confidential, len(stored.readers)) == (True, 1)


async def test_it_is_opened_again(matter: Stage) -> None:
    with matter.workspace.as_user("key").transaction() as tx:
        readers = (NamedReader(person="P2"),)
        tx.put(tx.get(Matter, MATTER).model_copy(update={"confidential": True, "readers": readers}))
    async with matter.play("en", (160, 48)) as player:
        await player.press("5", "m", "k", "left", "f2")
        await player.see("X-2026-001 is not confidential.")
    assert matter.workspace.store.get(Matter, MATTER).readers == ()
