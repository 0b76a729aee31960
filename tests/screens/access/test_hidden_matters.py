"""At the screens of who has no part in a restricted matter: no page, search or list of undos says a word of it."""

from collections.abc import AsyncIterator

import pytest

from collabtui.domain.matters.matter import Matter
from collabtui.lifecycle.access.hidden_matters import texts_of_matters
from collabtui.lifecycle.access.role_grants import grant_role
from collabtui.lifecycle.matters.confidential_matters import make_confidential
from collabtui.screens.frame.page_table import PAGE_TABLE
from support.player import Player, Stage

READER, SCRIBE = "陈静", "张伟"
OF_ONE_MEETING = ("agenda", "live", "minutes")


@pytest.mark.parametrize("stage", ["sqlite", "postgresql"], indirect=True)
async def test_no_page_and_no_search_shows_a_word_of_it(published: Stage) -> None:
    (matter,) = published.workspace.store.find(Matter)
    grant_role(published.acting, "李明", "administrator")
    grant_role(published.acting, READER, "facilitator")
    grant_role(published.acting, SCRIBE, "scribe")
    make_confidential(published.acting, matter.ref, [SCRIBE])
    hidden = texts_of_matters(published.workspace.store, [matter])
    assert len(hidden) > 5
    for who, sees in ((READER, False), (SCRIBE, True)):
        async with published.play("en", (160, 48), acting_name=who) as player:
            found = {name: words async for name, words in walked(player, hidden)}
        assert bool(found) is sees, found


async def walked(player: Player, hidden: tuple[str, ...]) -> AsyncIterator[tuple[str, list[str]]]:
    """Each page, and a search, with the hidden words that stand on it."""
    for name in [one for one in PAGE_TABLE if one not in OF_ONE_MEETING]:
        await player.app.switch_mode(name)
        await player.settle()
        if words := [one for one in hidden if one in player.screen]:
            yield name, words
    await player.press("/")
    await player.type("接口")
    await player.settle()
    if words := [one for one in hidden if one in player.screen]:
        yield "search", words
